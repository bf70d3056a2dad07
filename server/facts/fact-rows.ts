import { dayNumber, type ExchangeRate, sum } from '@clientele/engine';
import type { Cells } from './cells.ts';

/**
 * - `taken`: every cell was plainly right and the row waits to be kept;
 * - `judge`: the engine has to read it, in canonical writing or in words;
 * - `too-large`: its cells are right and its amount leaves the range;
 * - `not-let`: it names a customer that who sent the file does not see.
 */
export type Taken = 'taken' | 'judge' | 'too-large' | 'not-let';

/** The rows of one kind of file on their way from cells to columns. */
export interface FactRows {
  take(cells: Cells): Taken;
  /** Rows that were taken since the last cut. */
  readonly held: number;
  /**
   * The rows held, as columns by name; keys are numbers of `FactKeys`, below 0 for none.
   * @param most the first so many of them, where the kind has files of millions of rows; the others stay held
   */
  cut(most?: number): FactColumns;
  /** Columns of an earlier cut that nobody reads any more: their memory may be taken for others. */
  reuse?(columns: FactColumns): void;
  /** What the whole file says of months, products and customers. */
  end(): FactEnd;
}

export type FactColumns = Readonly<
  Record<string, Float64Array | Int32Array | Uint8Array | readonly (string | null)[]>
>;

export interface FactEnd {
  /** In the order of the months. */
  readonly months: readonly MonthTotal[];
  readonly products: readonly ProductMention[];
  readonly customers: readonly CustomerMention[];
  readonly rates?: readonly RateMention[];
}

/** An exchange rate and the row that states it. */
export interface RateMention extends ExchangeRate {
  readonly row: number;
}

export interface MonthTotal {
  /** yyyymm */
  readonly month: number;
  facts: number;
  amount: bigint;
  /** The amount after rebates, which control totals ask for. */
  net: bigint;
}

/** What order lines say of a product; it gives way to a products file. */
export interface ProductMention {
  /** Its number in `FactKeys`. */
  readonly product: number;
  readonly row: number;
  readonly name: string | null;
  readonly special: boolean | null;
}

/** What a file says of a customer. */
export interface CustomerMention {
  /** Its number in `FactKeys`. */
  readonly customer: number;
  /** False where an order line or an activity only mentions it. */
  readonly stated: boolean;
  readonly name: string | null;
  readonly segment: string | null;
  readonly country: string | null;
  readonly parent: string | null;
  readonly since: string | null;
  readonly owner: string | null;
  /** The row that states it. */
  readonly row: number | null;
  /** Attributes that the layout does not know, by the heading. */
  readonly custom: Readonly<Record<string, string>> | null;
}

export function mentionedCustomer(customer: number, country: string | null): CustomerMention {
  const nothing = {
    name: null,
    segment: null,
    parent: null,
    since: null,
    owner: null,
    row: null,
    custom: null,
  };
  return { ...nothing, customer, country, stated: false };
}

/** Facts and their exact amount, month by month. */
export class MonthTotals {
  readonly #months = new Map<number, MonthTotal>();

  add(months: Int32Array, amounts: Float64Array, rebates?: Float64Array): void {
    let from = 0;
    for (let i = 1; i <= months.length; i++) {
      // Rows of one month mostly follow each other.
      if (i < months.length && months[i] === months[from]) continue;
      const total = this.#of(months[from] as number);
      total.facts += i - from;
      const amount = sum(amounts.subarray(from, i));
      total.amount += amount;
      if (rebates) total.net += amount - sum(rebates.subarray(from, i));
      from = i;
    }
  }

  inOrder(): MonthTotal[] {
    return [...this.#months.values()].sort((a, b) => a.month - b.month);
  }

  #of(month: number): MonthTotal {
    const known = this.#months.get(month);
    if (known) return known;
    const total = { month, facts: 0, amount: 0n, net: 0n };
    this.#months.set(month, total);
    return total;
  }
}

const days = new Map<number, number>();

/** 20250331 as days since 1970-01-01. */
export function daysSince1970(day: number): number {
  const known = days.get(day);
  if (known !== undefined) return known;
  const number = dayNumber(dayText(day));
  days.set(day, number);
  return number;
}

/** 20250331 as 2025-03-31. */
export function dayText(day: number): string {
  const text = String(day).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
