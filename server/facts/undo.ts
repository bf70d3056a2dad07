import type { Scope } from '@clientele/engine';
import { type BatchRow, keptBatchIds, turnBatch } from './batch-store.ts';
import { refreshCustomers } from './customer-record-store.ts';
import { closedMonthsRefusal } from './import-file.ts';
import { batchMonths } from './keep-store.ts';
import type { IntakeStores } from './reading.ts';
import { advanceRevision, recordChange, writeBook } from './store.ts';
import { keptBatch } from './undo-preview.ts';

/** Takes a batch back: from the commit on nothing of it counts; its rows go when the measures are derived next. */
export async function undoBatch(stores: IntakeStores, scope: Scope, id: string): Promise<BatchRow> {
  const batch = await keptBatch(stores, scope, id);
  return stores.ledger.write(
    async writer => {
      const months = await batchMonths(scope, writer, batch.id);
      const refusal = await closedMonthsRefusal(stores, scope, months);
      if (refusal) throw refusal;
    },
    (_, committed) =>
      stores.database.within(scope, async store => {
        const outcome = { state: 'undone' } as const;
        const undone = await turnBatch(scope, store, { id: batch.id, from: ['kept'], outcome });
        await refreshCustomers(scope, store, batch.id);
        if ((await keptBatchIds(scope, store)).length === 0) await writeBook(scope, store, null);
        const revision = await advanceRevision(scope, store);
        await recordChange(scope, store, {
          what: 'batch undone',
          before: { batch: id, state: 'kept' },
          after: { revision },
        });
        await committed;
        return undone as BatchRow;
      }),
  );
}
