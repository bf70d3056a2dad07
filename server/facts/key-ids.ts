import type { Scope } from '@clientele/engine';
import type { Database } from '../database/open.ts';
import type { LedgerWriter } from '../ledger/ledger.ts';
import { customerIds } from './customer-record-store.ts';
import type { KeyName, NewKeys } from './fact-keys.ts';
import { keyIds } from './keep-store.ts';

const LABELS = ['country', 'channel', 'reason'] as const;

/** The ids that the book gives the keys of a file: customers in the operational store, the others in the ledger. */
export class KeyIds {
  readonly #ids: Record<KeyName, number[]> = {
    customer: [],
    product: [],
    document: [],
    country: [],
    channel: [],
    reason: [],
  };

  async learn(
    scope: Scope,
    { database, writer }: { database: Database; writer: LedgerWriter },
    { texts }: NewKeys,
  ): Promise<void> {
    const add = (name: KeyName, ids: ArrayLike<number> & Iterable<number>) => {
      for (const id of ids) this.#ids[name].push(id);
    };
    const customers = texts.customer.length
      ? database.within(scope, store => customerIds(scope, store, texts.customer))
      : [];
    for (const name of ['product', 'document'] as const)
      if (texts[name].length > 0) add(name, await keyIds(scope, writer, name, texts[name]));
    // One after the other: a text may stand in two columns.
    for (const name of LABELS)
      if (texts[name].length > 0) add(name, await keyIds(scope, writer, 'label', texts[name]));
    add('customer', await customers);
  }

  forget({ documentsForgotten }: NewKeys): void {
    if (documentsForgotten) this.#ids.document.length = 0;
  }

  of(name: KeyName, number: number): number {
    return this.#ids[name][number] as number;
  }

  /** A column of numbers as ids; `none` where a row has no key. */
  column(name: KeyName, numbers: Int32Array, none: number): Float64Array {
    const ids = this.#ids[name];
    const column = new Float64Array(numbers.length);
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i] as number;
      column[i] = number < 0 ? none : (ids[number] as number);
    }
    return column;
  }
}
