import { ABSENT } from '@clientele/engine';
import type { Cells } from './cells.ts';
import type { FactKeys } from './fact-keys.ts';
import {
  type CustomerMention,
  dayText,
  type FactColumns,
  type FactEnd,
  type FactRows,
  type Taken,
} from './fact-rows.ts';

/** An attribute of customers that the layout does not know, and its column. */
export interface CustomField {
  readonly name: string;
  readonly column: number;
}

/** What a customers file states; it goes to the operational store, by the batch's commit. */
export class CustomerRows implements FactRows {
  readonly held = 0;
  readonly #keys: FactKeys;
  readonly #column: (name: string) => number;
  readonly #custom: readonly CustomField[];
  /** The last row of each customer, by the customer's number. */
  readonly #stated = new Map<number, CustomerMention>();

  constructor(keys: FactKeys, column: (name: string) => number, custom: readonly CustomField[]) {
    this.#custom = custom;
    this.#keys = keys;
    this.#column = column;
  }

  take(cells: Cells): Taken {
    const column = this.#column;
    const since = cells.day(column('since'));
    if (Number.isNaN(since)) return 'judge';
    const parent = cells.text(column('parent'));
    if (parent !== null && parent === cells.text(column('customer'))) return 'judge';
    const customer = cells.key(column('customer'), this.#keys.customer);
    if (customer < 0) return 'judge';
    this.#stated.set(customer, {
      customer,
      stated: true,
      name: cells.text(column('name')),
      segment: cells.text(column('segment')),
      country: cells.text(column('country')),
      parent,
      since: since === ABSENT ? null : dayText(since),
      owner: cells.text(column('owner')),
      row: cells.row,
      custom: this.#customOf(cells),
    });
    return 'taken';
  }

  /** Null where none is stated. */
  #customOf(cells: Cells): Record<string, string> | null {
    const stated = this.#custom.flatMap(({ name, column }): [string, string][] => {
      const text = cells.text(column);
      return text === null ? [] : [[name, text]];
    });
    return stated.length === 0 ? null : Object.fromEntries(stated);
  }

  cut(): FactColumns {
    return {};
  }

  end(): FactEnd {
    return { months: [], products: [], customers: [...this.#stated.values()] };
  }
}
