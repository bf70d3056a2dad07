import type { Scope } from '@clientele/engine';
import type { Database } from '../database/open.ts';
import type { LedgerWriter } from '../ledger/ledger.ts';
import { customerIds, knownCustomerIds } from './customer-record-store.ts';
import { keyIds } from './dictionary-store.ts';
import type { KeyName, NewKeys } from './fact-keys.ts';

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
  readonly #memory = new Map<string, Float64Array | Int32Array>();
  readonly #rehearsed: boolean;
  readonly #newCustomers: string[] = [];
  #firstNew = 0;

  /** @param rehearsed customers that the book does not know are numbered above all that it does, and not written down */
  constructor(rehearsed = false) {
    this.#rehearsed = rehearsed;
  }

  /** Customers that were numbered only, in the order of their ids. */
  get newCustomers(): { newCustomers: readonly string[]; firstNewCustomer: number } {
    return { newCustomers: this.#newCustomers, firstNewCustomer: this.#firstNew };
  }

  async learn(
    scope: Scope,
    { database, writer }: { database: Database; writer: LedgerWriter },
    { texts }: NewKeys,
  ): Promise<void> {
    const customers = texts.customer.length
      ? this.#rehearsed
        ? this.#numbered(scope, database, texts.customer)
        : database.within(scope, store => customerIds(scope, store, texts.customer))
      : [];
    // A text may stand in more than one of these columns.
    const labels = [...new Set(LABELS.flatMap(name => texts[name]))];
    const { product, document, label } = await keyIds(scope, writer, {
      product: texts.product,
      document: texts.document,
      label: labels,
    });
    const labelIds = new Map(labels.map((text, i) => [text, label[i] as number]));
    this.#add('product', product);
    this.#add('document', document);
    for (const name of LABELS)
      this.#add(
        name,
        texts[name].map(text => labelIds.get(text) as number),
      );
    this.#add('customer', await customers);
  }

  async #numbered(scope: Scope, database: Database, keys: readonly string[]): Promise<number[]> {
    const { ids, largest } = await database.within(scope, store => knownCustomerIds(scope, store, keys));
    if (this.#newCustomers.length === 0) this.#firstNew = largest + 1;
    return keys.map(key => ids.get(key) ?? this.#firstNew + this.#newCustomers.push(key) - 1);
  }

  #add(name: KeyName, ids: Iterable<number>): void {
    for (const id of ids) this.#ids[name].push(id);
  }

  forget({ documentsForgotten }: NewKeys): void {
    if (documentsForgotten) this.#ids.document.length = 0;
  }

  of(name: KeyName, number: number): number {
    return this.#ids[name][number] as number;
  }

  /**
   * A column of numbers as ids; `none` where a row has no key.
   * @param place whose memory it takes: it holds until the next column is asked for there
   */
  column(
    { key, none, place }: { key: KeyName; none: number; place: string },
    numbers: Int32Array,
  ): Float64Array | Int32Array {
    const ids = this.#ids[key];
    const column = this.#memoryOf(place, numbers.length, Number.isNaN(none) ? Float64Array : Int32Array);
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i] as number;
      column[i] = number < 0 ? none : (ids[number] as number);
    }
    return column;
  }

  /** The same memory for every handful of rows: fresh memory costs more than to fill it. */
  #memoryOf(
    place: string,
    length: number,
    type: typeof Float64Array | typeof Int32Array,
  ): Float64Array | Int32Array {
    const known = this.#memory.get(place);
    if (known && known.length >= length) return known.subarray(0, length);
    const column = new type(length + (length >> 3));
    this.#memory.set(place, column);
    return column.subarray(0, length);
  }
}
