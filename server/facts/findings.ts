import type { FactKind, Scope } from '@clientele/engine';
import type { CardChanges, Findings } from '../../contract/findings.ts';
import type { Store } from '../database/open.ts';
import type { LedgerWriter } from '../ledger/ledger.ts';
import { type BatchRow, isExampleAlone, keptBatchIds } from './batch-store.ts';
import {
  addRecords,
  addRehearsedCustomers,
  type CustomerRecord,
  customerChanges,
} from './customer-record-store.ts';
import { duplicatesAnswer, type FoundDuplicates } from './duplicates.ts';
import type { IntakeStores } from './reading.ts';
import { takenBack } from './rehearsal.ts';
import { type BookSettings, readBook } from './store.ts';

/** A file whose rows are in the ledger, in a transaction that is not committed yet. */
export interface FactsIn {
  /** With what was decided: `options.leaveOutRepeated`, `options.leaveOutExisting`. */
  readonly batch: BatchRow;
  readonly kind: FactKind;
  readonly rows: Findings['rows'];
  /** Of the book with this file. */
  readonly settings: BookSettings;
  /** What it says of customers. In a check, customers that the book does not know have ids from `firstNewCustomer` on. */
  readonly customers: readonly CustomerRecord[];
  /** Source keys of customers that no file named before, in the order of their ids; known in a check only. */
  readonly newCustomers: readonly string[];
  readonly firstNewCustomer: number;
  /** Whether it was read for somebody who does not see every customer. */
  readonly isLimited: boolean;
}

/** What a checked file would change, found by changing it: both stores take it back. */
export async function findIn(
  { database, rehearsal }: IntakeStores,
  scope: Scope,
  writer: LedgerWriter,
  { facts, duplicates }: { facts: FactsIn; duplicates: FoundDuplicates },
): Promise<Findings> {
  const { batch, rows, settings } = facts;
  return await takenBack(
    (work: (store: Store) => Promise<never>) => database.within(scope, work),
    async store => {
      const before = await keptBatchIds(scope, store);
      const after = [...(await staying(scope, store, { facts, before })), batch.id];
      const customers = await customersWith(scope, store, { facts, after });
      const compared = await rehearsal.compared(scope, { writer, store }, { before, after, settings });
      const difference = facts.isLimited ? null : compared.difference;
      return { rows, duplicates: duplicatesAnswer(duplicates), customers, ...compared, difference };
    },
  );
}

/** The kept batches that stay beside a new one: not the one it replaces, nor an example that gives way to it. */
async function staying(
  scope: Scope,
  store: Store,
  { facts: { batch, settings }, before }: { facts: FactsIn; before: readonly number[] },
): Promise<readonly number[]> {
  const book = (await readBook(scope, store)).settings;
  if (book && book.currency !== settings.currency && (await isExampleAlone(scope, store))) return [];
  return before.filter(id => id !== batch.replaces);
}

async function customersWith(
  scope: Scope,
  store: Store,
  { facts, after }: { facts: FactsIn; after: readonly number[] },
): Promise<CardChanges> {
  const { batch, customers, newCustomers, firstNewCustomer } = facts;
  await addRehearsedCustomers(scope, store, { keys: newCustomers, firstId: firstNewCustomer });
  await addRecords(scope, store, batch.id, customers);
  const touched = batch.replaces === null ? [batch.id] : [batch.id, batch.replaces];
  return customerChanges(scope, store, { batches: touched, kept: after });
}
