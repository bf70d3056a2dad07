import type { Scope } from '@clientele/engine';
import type { Store } from '../database/open.ts';
import { type BatchRow, turnBatch } from './batch-store.ts';
import { addRecords, refreshCustomers } from './customer-record-store.ts';
import { keepMends } from './mend-store.ts';
import { writeProblems } from './problem-store.ts';
import { keepRates } from './rate-store.ts';
import type { IntakeStores, Reading } from './reading.ts';
import { TurnedElsewhere } from './reading-ends.ts';
import {
  advanceRevision,
  type BookSettings,
  dropForeignModels,
  readBook,
  recordChange,
  writeBook,
} from './store.ts';

/**
 * The commit point: everything about a batch that was read in the operational store, in one transaction. Where it replaces
 * another, that one counts no more from the same moment on.
 * @param committed settles when the ledger's part is safe; the batch counts from then on and not before
 */
export function keepBatch(
  { database }: Pick<IntakeStores, 'database'>,
  scope: Scope,
  reading: Reading,
  committed: Promise<void>,
): Promise<BatchRow> {
  const { batch, customers, settings } = reading.factsIn();
  return database.within(scope, async store => {
    await keepSettings(scope, store, settings);
    await addRecords(scope, store, batch.id, customers);
    await keepRates(scope, store, batch.id, reading.rates());
    await writeProblems(scope, store, batch.id, reading.problems);
    await keepMends(scope, store, batch.id);
    const outcome = { state: 'kept', ...reading.counted(), sentence: reading.remark() } as const;
    const kept = await turnBatch(scope, store, { id: batch.id, from: ['reading'], outcome });
    if (!kept) throw new TurnedElsewhere();
    const replaced = await replace(scope, store, batch);
    await refreshCustomers(scope, store, batch.id, ...(replaced ? [replaced.id] : []));
    const revision = await advanceRevision(scope, store);
    await recordChange(scope, store, {
      what: replaced ? 'batch replaced' : 'batch kept',
      before: replaced ? { batch: replaced.public_id, file: replaced.file_name } : null,
      after: { batch: batch.public_id, file: batch.file_name, revision },
    });
    await committed;
    return kept;
  });
}

async function replace(scope: Scope, store: Store, batch: BatchRow): Promise<BatchRow | undefined> {
  if (batch.replaces === null) return undefined;
  const outcome = { state: 'replaced', replacedBy: batch.id } as const;
  const replaced = await turnBatch(scope, store, { id: batch.replaces, from: ['kept'], outcome });
  if (!replaced) throw new Error(`${batch.public_id} replaces an import that was taken back meanwhile`);
  return replaced;
}

async function keepSettings(scope: Scope, store: Store, opened: BookSettings): Promise<void> {
  const { settings } = await readBook(scope, store);
  if (settings) return;
  await writeBook(scope, store, opened);
  await dropForeignModels(scope, store);
  await recordChange(scope, store, { what: 'book opened', before: null, after: opened, customers: [] });
}
