import { dayNumber, type Scope, sum } from '@clientele/engine';
import type { LedgerWriter } from '../ledger/ledger.ts';
import type { Cells } from './cells.ts';
import type { CustomerRecord } from './customer-record-store.ts';

/**
 * - `taken`: every cell was plainly right and the row waits to be kept;
 * - `judge`: the engine has to read it, in canonical writing or in words;
 * - `too-large`: its cells are right and its amount leaves the range.
 */
export type Taken = 'taken' | 'judge' | 'too-large';

/** The rows of one kind of file on their way from cells to facts. */
export interface FactRows {
  take(cells: Cells): Taken;
  /** Rows that wait to be kept. */
  readonly held: number;
  /** Keeps what is held; keys have been given their ids. */
  keep(scope: Scope, writer: LedgerWriter): Promise<void>;
  /** What the whole file comes to, once all is kept. */
  finish?(scope: Scope, writer: LedgerWriter): Promise<void>;
  readonly months: MonthTotals;
  /** What the file states or mentions of customers, once all is kept. */
  customers(): readonly CustomerRecord[];
}

/** Facts and their exact amount, month by month. */
export class MonthTotals {
  readonly #months = new Map<number, MonthTotal>();

  /** @param net the amounts after rebates, which control totals ask for */
  add(months: Int32Array, amounts: Float64Array, net?: Float64Array): void {
    let from = 0;
    for (let i = 1; i <= months.length; i++) {
      // Rows of one month mostly follow each other.
      if (i < months.length && months[i] === months[from]) continue;
      const total = this.#of(months[from] as number);
      total.facts += i - from;
      total.amount += sum(amounts.subarray(from, i));
      if (net) total.net += sum(net.subarray(from, i));
      from = i;
    }
  }

  #of(month: number): MonthTotal {
    const known = this.#months.get(month);
    if (known) return known;
    const total = { facts: 0, amount: 0n, net: 0n };
    this.#months.set(month, total);
    return total;
  }

  get facts(): number {
    return this.entries().reduce((facts, total) => facts + total.facts, 0);
  }

  get amount(): bigint {
    return this.entries().reduce((amount, total) => amount + total.amount, 0n);
  }

  /** In the order of the months, as yyyymm. */
  entries(): (MonthTotal & { month: number })[] {
    return [...this.#months].map(([month, total]) => ({ month, ...total })).sort((a, b) => a.month - b.month);
  }
}

interface MonthTotal {
  facts: number;
  amount: bigint;
  net: bigint;
}

const days = new Map<number, number>();

/** 20250331 as days since 1970-01-01. */
export function daysSince1970(day: number): number {
  const known = days.get(day);
  if (known !== undefined) return known;
  const text = String(day).padStart(8, '0');
  const number = dayNumber(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  days.set(day, number);
  return number;
}
