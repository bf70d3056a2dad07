import type { Scope } from '@clientele/engine';
import type { Store } from '../database/open.ts';
import type { LedgerWriter } from '../ledger/ledger.ts';
import { type BatchRow, batchOf } from './batch-store.ts';

/** What these files state lies in the operational store. */
const ELSEWHERE = ['customers', 'exchange-rates'];

/** Keys of kept batches that should have facts in the ledger, in the order in which they came. */
export async function batchesWithFacts(_scope: Scope, store: Store): Promise<number[]> {
  const rows = await store
    .selectFrom('batch')
    .select('id')
    .where('state', '=', 'kept')
    .where('rows_kept', '>', 0)
    .where('kind', 'not in', ELSEWHERE)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Keys of the batches that have facts in the ledger, as their totals by month say, or their rows where they have none. */
export async function batchesInLedger(_scope: Scope, writer: LedgerWriter): Promise<Set<number>> {
  const rows = await writer.rows(
    `SELECT DISTINCT batch_id FROM batch_fact_month
     UNION SELECT DISTINCT batch_id FROM product_record WHERE stated`,
  );
  return new Set(rows.map(row => Number(row.batch_id)));
}

export async function batchesBy(
  scope: Scope,
  store: Store,
  { ids }: { ids: readonly number[] },
): Promise<BatchRow[]> {
  return await Promise.all(ids.map(id => batchOf(scope, store, id)));
}
