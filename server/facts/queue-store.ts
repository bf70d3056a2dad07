import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import type { BatchOptions } from '../database/tables.ts';
import { type BatchRow, batchOf } from './batch-store.ts';

/** Its turn has come; undefined where it does not wait any more. Counted, so that none is begun for ever. */
export async function beginReading(scope: Scope, store: Store, id: number): Promise<BatchRow | undefined> {
  const begun = await store
    .updateTable('batch')
    .set({ state: 'reading', sentence: null, attempts: sql<number>`attempts + 1` })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst();
  return begun && (await batchOf(scope, store, id));
}

/** A stop comes between: it waits again, and this beginning does not count. */
export async function putBack(scope: Scope, store: Store, id: number): Promise<BatchRow> {
  await store
    .updateTable('batch')
    .set({ state: 'waiting', attempts: sql<number>`attempts - 1` })
    .where('id', '=', id)
    .where('state', '=', 'reading')
    .execute();
  return await batchOf(scope, store, id);
}

/** What a stop left unfinished waits again, in its order: what was being read first. Answers their keys. */
export async function takeUpAgain(_scope: Scope, store: Store): Promise<number[]> {
  const left = await store
    .selectFrom('batch')
    .select('id')
    .where('state', 'in', ['waiting', 'reading'])
    .orderBy(sql`state = 'reading'`, 'desc')
    .orderBy('id')
    .execute();
  await store.updateTable('batch').set({ state: 'waiting' }).where('state', '=', 'reading').execute();
  return left.map(({ id }) => id);
}

/** Queues a batch for good: its check is over, or it did not come to be kept. */
export async function queueForGood(
  scope: Scope,
  store: Store,
  id: number,
  options: BatchOptions,
): Promise<BatchRow | undefined> {
  const queued = await store
    .updateTable('batch')
    .set({
      state: 'waiting',
      rehearsed: false,
      attempts: 0,
      sentence: null,
      options: JSON.stringify(options),
    })
    .where('id', '=', id)
    .where('state', 'in', ['checked', 'refused', 'cancelled', 'interrupted'])
    .returning('id')
    .executeTakeFirst();
  return queued && (await batchOf(scope, store, id));
}
