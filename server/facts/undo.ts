import type { Scope } from '@clientele/engine';
import { type BatchRow, keptBatchIds, turnBatch } from './batch-store.ts';
import { refreshCustomers } from './customer-record-store.ts';
import { closedMonthsRefusal } from './import-file.ts';
import { batchMonths } from './keep-store.ts';
import type { IntakeStores } from './reading.ts';
import { readReplacedAgain, replacedOriginal } from './replacement.ts';
import { advanceRevision, recordChange, writeBook } from './store.ts';
import { keptBatch } from './undo-preview.ts';

/**
 * Takes a batch back: from the commit on nothing of it counts; its rows go when the measures are derived next. What it had
 * replaced is read again and counts from the same moment on.
 */
export async function undoBatch(stores: IntakeStores, scope: Scope, id: string): Promise<BatchRow> {
  const batch = await keptBatch(stores, scope, id);
  const original = await replacedOriginal(stores, scope, batch);
  return stores.ledger.write(
    async writer => {
      const months = await batchMonths(scope, writer, batch.id);
      const restored = original && (await readReplacedAgain(stores, scope, writer, original));
      const touched = [...new Set([...months, ...(restored ?? [])])].sort();
      const refusal = await closedMonthsRefusal(stores, scope, touched);
      if (refusal) throw refusal;
      return restored && original;
    },
    (restored, committed) => takeBack(stores, scope, { batch, restored, committed }),
  );
}

/** The commit point of an undo. */
function takeBack(
  { database }: IntakeStores,
  scope: Scope,
  {
    batch,
    restored,
    committed,
  }: { batch: BatchRow; restored: BatchRow | undefined; committed: Promise<void> },
): Promise<BatchRow> {
  return database.within(scope, async store => {
    const outcome = { state: 'undone' } as const;
    const undone = await turnBatch(scope, store, { id: batch.id, from: ['kept'], outcome });
    if (restored) {
      const outcome = { state: 'kept', replacedBy: null } as const;
      await turnBatch(scope, store, { id: restored.id, from: ['replaced'], outcome });
    }
    await refreshCustomers(scope, store, batch.id, ...(restored ? [restored.id] : []));
    if ((await keptBatchIds(scope, store)).length === 0) await writeBook(scope, store, null);
    const revision = await advanceRevision(scope, store);
    await recordChange(scope, store, {
      what: 'batch undone',
      before: { batch: batch.public_id, state: 'kept' },
      after: { revision, ...(restored && { keptAgain: restored.public_id }) },
    });
    await committed;
    return undone as BatchRow;
  });
}
