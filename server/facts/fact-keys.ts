import { KeyIndex } from './key-index.ts';

export type KeyName = 'customer' | 'product' | 'document' | 'country' | 'channel' | 'reason';

/** Order numbers known at a time: they follow each other in a file, and millions of them would fill the memory. */
const DOCUMENTS_MOST = 200_000;

/** The keys that a file's rows use, numbered as they come. */
export class FactKeys {
  readonly customer: KeyIndex;
  readonly product = new KeyIndex();
  readonly document = new KeyIndex();
  readonly country = new KeyIndex();
  readonly channel: KeyIndex;
  readonly reason = new KeyIndex();
  /** How many of each were handed over. */
  readonly #known: Record<KeyName, number> = {
    customer: 0,
    product: 0,
    document: 0,
    country: 0,
    channel: 0,
    reason: 0,
  };

  constructor({ customer, channels }: { customer: (text: string) => string; channels: readonly string[] }) {
    this.customer = new KeyIndex(customer);
    this.channel = new KeyIndex(choiceOf(channels));
  }

  /** Whether order numbers are to be forgotten as soon as no row is held that has one. */
  get isFull(): boolean {
    return this.document.size > DOCUMENTS_MOST;
  }

  /**
   * The keys met since the last time, in the order of their numbers.
   * @param allCut whether no row is held that has any of them
   */
  cut(allCut: boolean): NewKeys {
    const texts = { customer: [], product: [], document: [], country: [], channel: [], reason: [] } as Record<
      KeyName,
      string[]
    >;
    for (const name of Object.keys(texts) as KeyName[]) {
      texts[name] = this[name].texts.slice(this.#known[name]);
      this.#known[name] = this[name].size;
    }
    const forgotten = allCut && this.isFull;
    if (forgotten) {
      this.document.clear();
      this.#known.document = 0;
    }
    return { texts, documentsForgotten: forgotten };
  }
}

export interface NewKeys {
  readonly texts: Readonly<Record<KeyName, readonly string[]>>;
  /** After the rows that came with these, documents are numbered from 0 again. */
  readonly documentsForgotten: boolean;
}

/** A choice in lower case; any other text has to be judged. */
export function choiceOf(choices: readonly string[]): (text: string) => string | undefined {
  return text => {
    const choice = text.trim().toLowerCase();
    return choice === '' || choices.includes(choice) ? choice : undefined;
  };
}
