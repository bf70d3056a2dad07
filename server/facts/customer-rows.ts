import { ABSENT } from '@clientele/engine';
import type { Cells } from './cells.ts';
import type { CustomerRecord } from './customer-record-store.ts';
import type { FactKeys } from './fact-keys.ts';
import { type FactRows, MonthTotals, type Taken } from './fact-rows.ts';

/** What a customers file states; it goes to the operational store, by the batch's commit. */
export class CustomerRows implements FactRows {
  readonly months = new MonthTotals();
  readonly held = 0;
  readonly #keys: FactKeys;
  readonly #column: (name: string) => number;
  /** The last row of each customer, by the customer's number. */
  readonly #stated = new Map<number, Omit<CustomerRecord, 'customer'>>();

  constructor({ keys, column }: { keys: FactKeys; column: (name: string) => number }) {
    this.#keys = keys;
    this.#column = column;
  }

  take(cells: Cells): Taken {
    const column = this.#column;
    const since = cells.day(column('since'));
    if (Number.isNaN(since)) return 'judge';
    const customer = cells.key(column('customer'), this.#keys.customer.index);
    if (customer < 0) return 'judge';
    this.#stated.set(customer, {
      stated: true,
      name: cells.text(column('name')),
      segment: cells.text(column('segment')),
      country: cells.text(column('country')),
      parent: cells.text(column('parent')),
      since: since === ABSENT ? null : dayText(since),
      owner: cells.text(column('owner')),
    });
    return 'taken';
  }

  async keep(): Promise<void> {
    // Nothing of a customer stands in the ledger.
  }

  customers(): CustomerRecord[] {
    return [...this.#stated].map(([number, stated]) => ({
      ...stated,
      customer: this.#keys.customer.ids[number] as number,
    }));
  }
}

function dayText(day: number): string {
  const text = String(day).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
