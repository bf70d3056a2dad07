import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import type { LedgerWriter } from '../ledger/ledger.ts';

export interface Dependent {
  /** Key of the batch that rests on another, or is to take its place. */
  readonly batch: number;
  readonly how: 'customers' | 'products' | 'rates' | 'mends' | 'replaces';
  /** Customers or products that it uses and nobody else describes. */
  readonly count: number;
}

/** Kept batches whose customers only this batch describes, that mend it or were converted at its rates, and those that wait to replace it. */
export async function dependentsOf(_scope: Scope, store: Store, batch: number): Promise<Dependent[]> {
  const { rows } = await sql<Dependent>`
    SELECT m.batch_id AS batch, 'customers' AS how, count(DISTINCT m.customer_id) AS count
    FROM customer_record m JOIN batch b ON b.id = m.batch_id AND b.state = 'kept'
    WHERE m.batch_id <> ${batch} AND NOT m.stated AND m.customer_id IN (
      SELECT customer_id FROM customer_record WHERE batch_id = ${batch} AND stated)
      AND NOT EXISTS (
        SELECT FROM customer_record o JOIN batch k ON k.id = o.batch_id AND k.state = 'kept'
        WHERE o.customer_id = m.customer_id AND o.stated AND o.batch_id <> ${batch})
    GROUP BY m.batch_id
    UNION ALL
    SELECT DISTINCT d.batch_id, 'rates', 0::bigint FROM batch_dependency d JOIN batch b ON b.id = d.batch_id AND b.state = 'kept'
    WHERE d.on_batch_id = ${batch}
    UNION ALL SELECT id, 'mends', 0 FROM batch WHERE mends_of = ${batch} AND state = 'kept'
    UNION ALL SELECT id, 'replaces', 0 FROM batch WHERE replaces = ${batch} AND state IN ('waiting', 'reading', 'checked')
    ORDER BY batch, how`.execute(store);
  return rows;
}

/** Kept batches whose lines are of products that only this batch describes. */
export async function productDependentsOf(
  _scope: Scope,
  writer: LedgerWriter,
  { batch, kept }: { batch: number; kept: readonly number[] },
): Promise<Dependent[]> {
  const rows = await writer.rows(
    `SELECT m.batch_id AS batch, count(DISTINCT m.product_id) AS products
     FROM product_record m
     WHERE NOT m.stated AND m.batch_id <> :batch AND m.batch_id IN (SELECT unnest(:kept))
       AND m.product_id IN (SELECT product_id FROM product_record WHERE batch_id = :batch AND stated)
       AND m.product_id NOT IN (
         SELECT product_id FROM product_record
         WHERE stated AND batch_id <> :batch AND batch_id IN (SELECT unnest(:kept)))
     GROUP BY m.batch_id ORDER BY m.batch_id`,
    { batch, kept },
  );
  return rows.map(row => ({ batch: Number(row.batch), how: 'products', count: Number(row.products) }));
}
