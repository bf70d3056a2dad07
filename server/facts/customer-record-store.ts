import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import { publicIdsOf } from '../database/public-id.ts';
import type { CustomerMention } from './fact-rows.ts';

/** What a batch says of a customer, by the customer's id. */
export type CustomerRecord = CustomerMention;

/** Gives each source key its id, old or new; the order of the answer is that of the keys. */
export async function customerIds(
  _scope: Scope,
  store: Store,
  sourceKeys: readonly string[],
): Promise<number[]> {
  const ids = new Map<string, number>();
  const remember = (rows: readonly { id: number; source_key: string }[]) => {
    for (const { id, source_key } of rows) ids.set(source_key, id);
  };
  const known = await sql<{ id: number; source_key: string }>`
    SELECT id, source_key FROM customer WHERE source_key = ANY(${sourceKeys}::text[])`.execute(store);
  remember(known.rows);
  const added = sourceKeys.filter(key => !ids.has(key));
  if (added.length > 0) {
    const publicIds = publicIdsOf('cus', added.length);
    const { rows } = await sql<{ id: number; source_key: string }>`
      INSERT INTO customer (public_id, source_key) SELECT * FROM unnest(${publicIds}::text[], ${added}::text[])
      RETURNING id, source_key`.execute(store);
    remember(rows);
  }
  return sourceKeys.map(key => ids.get(key) as number);
}

export async function addRecords(
  _scope: Scope,
  store: Store,
  batch: number,
  records: readonly CustomerRecord[],
): Promise<void> {
  const column = <K extends keyof CustomerRecord>(key: K) => records.map(record => record[key]);
  await sql`
    INSERT INTO customer_record (batch_id, customer_id, stated, name, segment, country, parent, since, owner)
    SELECT ${batch}::bigint, * FROM unnest(${column('customer')}::bigint[], ${column('stated')}::boolean[], ${column('name')}::text[],
      ${column('segment')}::text[], ${column('country')}::text[], ${column('parent')}::text[], ${column('since')}::date[],
      ${column('owner')}::text[])`.execute(store);
}

/**
 * Brings the customers that a batch mentions in line with the kept batches: of each attribute the newest that a
 * customers file states, else the newest that an order line mentions. Called when a batch is kept or undone.
 */
export async function refreshCustomers(_scope: Scope, store: Store, batch: number): Promise<void> {
  const newest = (column: string) =>
    sql.raw(
      `(array_agg(r.${column} ORDER BY r.stated DESC, r.batch_id DESC) FILTER (WHERE b.id IS NOT NULL AND r.${column} IS NOT NULL))[1]`,
    );
  await sql`
    UPDATE customer c SET known = n.known, name = n.name, segment = n.segment, country = n.country, parent = n.parent,
      since = n.since, owner = n.owner
    FROM (
      SELECT r.customer_id, count(b.id) > 0 AS known, ${newest('name')} AS name, ${newest('segment')} AS segment,
        ${newest('country')} AS country, ${newest('parent')} AS parent, ${newest('since')} AS since, ${newest('owner')} AS owner
      FROM customer_record r LEFT JOIN batch b ON b.id = r.batch_id AND b.state = 'kept'
      WHERE r.customer_id IN (SELECT customer_id FROM customer_record WHERE batch_id = ${batch})
      GROUP BY r.customer_id) n
    WHERE c.id = n.customer_id AND (c.known, c.name, c.segment, c.country, c.parent, c.since, c.owner)
      IS DISTINCT FROM (n.known, n.name, n.segment, n.country, n.parent, n.since, n.owner)`.execute(store);
}
