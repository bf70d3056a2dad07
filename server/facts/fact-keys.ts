import type { Scope } from '@clientele/engine';
import type { LedgerWriter } from '../ledger/ledger.ts';
import { customerIds } from './customer-record-store.ts';
import { keyIds } from './keep-store.ts';
import { KeyIndex } from './key-index.ts';
import type { IntakeStores } from './reading.ts';

/** Order numbers known at a time: they follow each other in a file, and millions of them would fill the memory. */
const DOCUMENTS_MOST = 200_000;

/** The keys of a file's rows and the ids that the book gives them. */
export class FactKeys {
  readonly customer: Keys;
  readonly product = new Keys();
  readonly document = new Keys();
  readonly country = new Keys();
  readonly channel: Keys;
  readonly reason = new Keys();

  constructor({
    customer,
    channels,
  }: {
    customer: (text: string) => string;
    channels: readonly string[];
  }) {
    this.customer = new Keys(customer);
    this.channel = new Keys(choiceOf(channels));
  }

  /** Gives every key met since the last time its id, old or new. */
  async resolve(scope: Scope, stores: IntakeStores, writer: LedgerWriter): Promise<void> {
    await this.customer.resolve(keys =>
      stores.database.within(scope, store => customerIds(scope, store, keys)),
    );
    await this.product.resolve(keys => keyIds(scope, writer, 'product', keys));
    await this.document.resolve(keys => keyIds(scope, writer, 'document', keys));
    for (const labels of [this.country, this.channel, this.reason])
      await labels.resolve(keys => keyIds(scope, writer, 'label', keys));
  }

  /** Called when no row waits that holds a number of a key. */
  forget(): void {
    if (this.document.index.size > DOCUMENTS_MOST) this.document.clear();
  }
}

/** A choice in lower case; any other text has to be judged. */
export function choiceOf(choices: readonly string[]): (text: string) => string | undefined {
  return text => {
    const choice = text.trim().toLowerCase();
    return choice === '' || choices.includes(choice) ? choice : undefined;
  };
}

/** Numbers of keys in this file, and the ids behind them. */
class Keys {
  readonly index: KeyIndex;
  readonly ids: number[] = [];

  constructor(canonical?: (text: string) => string | undefined) {
    this.index = new KeyIndex(canonical);
  }

  async resolve(idsOf: (keys: readonly string[]) => Promise<number[]>): Promise<void> {
    if (this.ids.length === this.index.size) return;
    for (const id of await idsOf(this.index.texts.slice(this.ids.length))) this.ids.push(id);
  }

  /** A column of numbers as ids; `none` where a row has no key. */
  idsOf(numbers: Int32Array, none: number): Float64Array {
    const column = new Float64Array(numbers.length);
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i] as number;
      column[i] = number < 0 ? none : (this.ids[number] as number);
    }
    return column;
  }

  clear(): void {
    this.index.clear();
    this.ids.length = 0;
  }
}
