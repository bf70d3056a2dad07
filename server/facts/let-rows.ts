import type { Cells } from './cells.ts';
import type { FactColumns, FactEnd, FactRows, Taken } from './fact-rows.ts';
import { KeyIndex, UNKNOWN } from './key-index.ts';

/** The rows of a file whose sender does not see every customer: those of customers in sight, or of none. */
export class LetRows implements FactRows {
  readonly #rows: FactRows;
  readonly #column: number;
  readonly #let: KeyIndex;

  /** @param column of the customer's key; below 0 where the file has none */
  constructor(
    rows: FactRows,
    {
      column,
      customer,
      customers,
    }: { column: number; customer: (text: string) => string; customers: readonly string[] },
  ) {
    this.#rows = rows;
    this.#column = column;
    const seen = new Set(customers);
    this.#let = new KeyIndex(text => {
      const key = customer(text);
      return key === '' || seen.has(key) ? key : undefined;
    });
  }

  take(cells: Cells): Taken {
    if (this.#column >= 0 && cells.key(this.#column, this.#let) === UNKNOWN) return 'not-let';
    return this.#rows.take(cells);
  }

  get held(): number {
    return this.#rows.held;
  }

  cut(most?: number): FactColumns {
    return this.#rows.cut(most);
  }

  reuse(columns: FactColumns): void {
    this.#rows.reuse?.(columns);
  }

  end(): FactEnd {
    return this.#rows.end();
  }
}
