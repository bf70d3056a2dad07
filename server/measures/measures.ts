import type { Scope } from '@clientele/engine';
import type { Database } from '../database/open.ts';
import { keptBatchIds } from '../facts/batch-store.ts';
import { type BookState, readBook } from '../facts/store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { deriveMeasures, readState } from './derive-store.ts';

/** Keeps the measures in step with the book: whoever reads figures waits for `settled` first. */
export interface Measures {
  /** The book for whose revision the measures hold, once they do. */
  settled(): Promise<BookState>;
}

/**
 * The book's revision in the operational store is what counts; the ledger's measures carry the revision that they
 * were derived for. Where they differ (an import, an undo, a crash between the two), they are derived now, once.
 */
export function openMeasures(stores: { database: Database; ledger: Ledger }, scope: Scope): Measures {
  const { database, ledger } = stores;
  let derivedFor = -1;
  let deriving: Promise<void> | undefined;
  const derive = async () => {
    derivedFor = await ledger.write(async writer => {
      const { book, now } = await database.within(scope, async store => ({
        book: await readBook(scope, store),
        now: await keptBatchIds(scope, store),
      }));
      const state = await readState(scope, writer);
      const upToDate = derivedFor >= 0 && state.revision === book.revision;
      if (!upToDate) {
        const homeCountry = book.settings?.homeCountry ?? null;
        await deriveMeasures(scope, writer, {
          kept: { now, before: state.kept },
          homeCountry,
          revision: book.revision,
        });
      }
      return book.revision;
    });
  };
  return {
    settled: async () => {
      for (;;) {
        const book = await database.within(scope, store => readBook(scope, store));
        if (book.revision === derivedFor) return book;
        deriving ??= derive().finally(() => {
          deriving = undefined;
        });
        await deriving;
      }
    },
  };
}
