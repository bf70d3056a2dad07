import { ABSENT, type Scope } from '@clientele/engine';
import type { LedgerWriter } from '../ledger/ledger.ts';
import type { Cells } from './cells.ts';
import { type FactRows, MonthTotals, type Taken } from './fact-rows.ts';
import { keepPoolAmounts } from './keep-store.ts';
import { currencyCheck } from './line-readers.ts';

/** What the general ledger booked into cost pools, and their capacity. */
export class PoolFacts implements FactRows {
  readonly months = new MonthTotals();
  readonly #batch: number;
  readonly #column: (name: string) => number;
  readonly #inCurrency: (cells: Cells) => boolean;
  #rows: PoolRow[] = [];

  constructor({
    batch,
    column,
    currency,
  }: {
    batch: number;
    column: (name: string) => number;
    currency: string;
  }) {
    this.#batch = batch;
    this.#column = column;
    this.#inCurrency = currencyCheck(column('currency'), currency);
  }

  get held(): number {
    return this.#rows.length;
  }

  take(cells: Cells): Taken {
    const column = this.#column;
    const month = cells.month(column('month'));
    const pool = cells.text(column('pool'));
    const amount = cells.decimal(column('amount'), 6);
    const capacity = cells.decimal(column('capacity_minutes'), 3);
    if (!Number.isFinite(month + amount) || Number.isNaN(capacity) || pool === null) return 'judge';
    if (!this.#inCurrency(cells)) return 'judge';
    this.#rows.push({
      row: cells.row,
      month,
      pool,
      amount,
      capacity: capacity === ABSENT ? Number.NaN : capacity,
      account: cells.text(column('account')),
    });
    return 'taken';
  }

  async keep(scope: Scope, writer: LedgerWriter): Promise<void> {
    const rows = this.#rows;
    const months = Int32Array.from(rows, row => row.month);
    const amounts = Float64Array.from(rows, row => row.amount);
    this.months.add(months, amounts);
    await keepPoolAmounts(scope, writer, [
      new Float64Array(rows.length).fill(this.#batch),
      Float64Array.from(rows, row => row.row),
      months,
      rows.map(row => row.pool),
      amounts,
      Float64Array.from(rows, row => row.capacity),
      rows.map(row => row.account),
    ]);
    this.#rows = [];
  }

  customers(): [] {
    return [];
  }
}

interface PoolRow {
  readonly row: number;
  readonly month: number;
  readonly pool: string;
  readonly amount: number;
  readonly capacity: number;
  readonly account: string | null;
}
