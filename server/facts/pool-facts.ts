import { ABSENT } from '@clientele/engine';
import type { Cells } from './cells.ts';
import { type Conversions, lastDayIn, type RateOfRow } from './conversions.ts';
import { type FactColumns, type FactEnd, type FactRows, MonthTotals, type Taken } from './fact-rows.ts';

/** What the general ledger booked into cost pools, and their capacity. */
export class PoolFacts implements FactRows {
  readonly #months = new MonthTotals();
  readonly #column: (name: string) => number;
  readonly #conversions: Conversions;
  readonly #rateOf: RateOfRow;
  #rows: PoolRow[] = [];

  constructor(column: (name: string) => number, conversions: Conversions) {
    this.#column = column;
    this.#conversions = conversions;
    this.#rateOf = conversions.reader(column('currency'), cells => lastDayIn(cells.month(column('month'))));
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
    const rate = this.#rateOf(cells);
    if (rate === undefined) return 'judge';
    const booked = { amount };
    const stated = rate && this.#conversions.convert(rate, booked);
    if (stated === undefined) return 'too-large';
    if (rate && stated) this.#conversions.add({ row: cells.row, customer: -1, rate, stated });
    this.#rows.push({
      row: cells.row,
      month,
      pool,
      amount: booked.amount,
      capacity: capacity === ABSENT ? Number.NaN : capacity,
      account: cells.text(column('account')),
    });
    return 'taken';
  }

  cut(): FactColumns {
    const rows = this.#rows;
    const month = Int32Array.from(rows, row => row.month);
    const amount = Float64Array.from(rows, row => row.amount);
    this.#months.add(month, amount);
    this.#rows = [];
    return {
      row: Float64Array.from(rows, row => row.row),
      month,
      pool: rows.map(row => row.pool),
      amount,
      capacity: Float64Array.from(rows, row => row.capacity),
      account: rows.map(row => row.account),
    };
  }

  end(): FactEnd {
    return { months: this.#months.inOrder(), products: [], customers: [] };
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
