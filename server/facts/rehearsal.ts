import type { Scope } from '@clientele/engine';
import type { CardChanges, Difference } from '../../contract/findings.ts';
import type { Store } from '../database/open.ts';
import type { LedgerWriter } from '../ledger/ledger.ts';
import type { BookSettings } from './store.ts';

/**
 * The book as it would be if other batches were kept, worked out by the very code that derives and costs, in a write to
 * the ledger that is taken back afterwards. Measures and profit stand above this capability, so the house passes it in.
 */
export interface Rehearsal {
  /** Waits until measures and costs hold for the book as it is; outside any write to the ledger. */
  settled(): Promise<unknown>;
  /**
   * Leaves the ledger's transaction as it would be. Where facts of a batch that is not kept are in it already, measures
   * have to be settled: deriving takes such facts away.
   */
  compared(scope: Scope, within: RehearsedStores, change: RehearsedChange): Promise<Compared>;
}

export interface RehearsedStores {
  readonly writer: LedgerWriter;
  /** Sees the customers of the facts in the ledger. */
  readonly store: Store;
}

export interface RehearsedChange {
  /** Batches that are kept, and those that would be. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Brings facts in once the book was looked at as it is; deriving would take them away before. */
  readonly between?: () => Promise<unknown>;
  /** Of the book as it would be; null where it would be empty. */
  readonly settings: BookSettings | null;
}

export interface Compared {
  readonly difference: Difference;
  readonly products: CardChanges;
}

/**
 * Does work in a transaction that is taken back, whatever came of it.
 * @param within runs work in a transaction of either store, which goes back where the work throws
 */
export async function takenBack<Within, T>(
  within: (work: (store: Within) => Promise<never>) => Promise<unknown>,
  work: (store: Within) => Promise<T>,
): Promise<T> {
  let result: { value: T } | undefined;
  try {
    await within(async store => {
      result = { value: await work(store) };
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return (result as { value: T }).value;
}

/** Ends a transaction that was not meant to be committed. */
class TakenBack extends Error {}
