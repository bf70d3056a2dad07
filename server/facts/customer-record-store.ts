import type { Scope } from '@clientele/engine';
import { type RawBuilder, sql } from 'kysely';
import type { CardChanges } from '../../contract/findings.ts';
import type { Store } from '../database/open.ts';
import { publicIdsOf } from '../database/public-id.ts';
import { visible } from '../database/visible.ts';
import type { Row } from '../ledger/ledger.ts';
import type { CustomerMention } from './fact-rows.ts';

/** What a batch says of a customer, by the customer's id. */
export type CustomerRecord = CustomerMention;

/** Gives each source key its id, old or new; the order of the answer is that of the keys. */
export async function customerIds(
  scope: Scope,
  store: Store,
  sourceKeys: readonly string[],
): Promise<number[]> {
  const { ids } = await knownCustomerIds(scope, store, sourceKeys);
  const added = sourceKeys.filter(key => !ids.has(key));
  if (added.length > 0) {
    const publicIds = publicIdsOf('cus', added.length);
    const { rows } = await sql<{ id: number; source_key: string }>`
      INSERT INTO customer (public_id, source_key) SELECT * FROM unnest(${publicIds}::text[], ${added}::text[])
      RETURNING id, source_key`.execute(store);
    for (const { id, source_key } of rows) ids.set(source_key, id);
  }
  return sourceKeys.map(key => ids.get(key) as number);
}

/** The ids of those source keys that have one, and the largest that was given to any. */
export async function knownCustomerIds(
  _scope: Scope,
  store: Store,
  sourceKeys: readonly string[],
): Promise<{ ids: Map<string, number>; largest: number }> {
  const known = await sql<{ id: number; source_key: string }>`
    SELECT id, source_key FROM customer WHERE source_key = ANY(${sourceKeys}::text[])`.execute(store);
  const { rows } = await sql<{
    largest: number;
  }>`SELECT coalesce(max(id), 0) AS largest FROM customer`.execute(store);
  return {
    ids: new Map(known.rows.map(({ id, source_key }) => [source_key, id])),
    largest: rows[0]?.largest ?? 0,
  };
}

/** Puts customers in under the ids that a check numbered them by; for a transaction that is taken back. */
export async function addRehearsedCustomers(
  _scope: Scope,
  store: Store,
  { keys, firstId }: { keys: readonly string[]; firstId: number },
): Promise<void> {
  const ids = keys.map((_, i) => firstId + i);
  await sql`
    INSERT INTO customer (id, public_id, source_key) OVERRIDING SYSTEM VALUE
    SELECT * FROM unnest(${ids}::bigint[], ${publicIdsOf('cus', keys.length)}::text[], ${keys}::text[])`.execute(
    store,
  );
}

export async function addRecords(
  _scope: Scope,
  store: Store,
  batch: number,
  records: readonly CustomerRecord[],
): Promise<void> {
  const column = <K extends keyof CustomerRecord>(key: K) => records.map(record => record[key]);
  const custom = records.map(({ custom }) => custom && JSON.stringify(custom));
  await sql`
    INSERT INTO customer_record (batch_id, customer_id, stated, name, segment, country, parent, since, owner, row_number, custom)
    SELECT ${batch}::bigint, * FROM unnest(${column('customer')}::bigint[], ${column('stated')}::boolean[], ${column('name')}::text[],
      ${column('segment')}::text[], ${column('country')}::text[], ${column('parent')}::text[], ${column('since')}::date[],
      ${column('owner')}::text[], ${column('row')}::bigint[], ${custom}::jsonb[])`.execute(store);
}

/** The rows of a customers file that count, each with what it is listed as. */
export async function customerRows(scope: Scope, store: Store, batch: number): Promise<Row[]> {
  const rows = await statedIn(scope, store, batch)
    .select(['r.row_number', 'r.name', 'c.source_key'])
    .orderBy('r.row_number')
    .execute();
  return rows.map(row => ({ label: row.name ?? row.source_key, row_number: row.row_number }));
}

/** What one row of a customers file states. */
export async function customerRow(
  scope: Scope,
  store: Store,
  { batch, row }: { batch: number; row: number },
): Promise<Row | undefined> {
  const found = await statedIn(scope, store, batch)
    .select(['c.source_key as number', 'r.name', 'r.segment', 'r.country', 'r.parent', 'r.since', 'r.owner'])
    .select('r.custom')
    .where('r.row_number', '=', row)
    .executeTakeFirst();
  return found && { ...found, custom: found.custom && JSON.stringify(found.custom) };
}

/** Keys of the customers that who asks sees; undefined where walls keep none from them. */
export async function customerKeysSeen(_scope: Scope, store: Store): Promise<string[] | undefined> {
  const { rows } = await sql<{
    all: boolean;
  }>`SELECT app_person_is_known() AND sees_every_customer() AS all`.execute(store);
  if (rows[0]?.all) return undefined;
  const seen = await store.selectFrom('customer').select('source_key').execute();
  return seen.map(({ source_key }) => source_key);
}

function statedIn(scope: Scope, store: Store, batch: number) {
  return store
    .selectFrom('customer_record as r')
    .innerJoin('customer as c', 'c.id', 'r.customer_id')
    .where('r.batch_id', '=', batch)
    .where('r.row_number', 'is not', null)
    .where(visible(scope, 'c.id'));
}

/**
 * Brings the customers that batches mention in line with the kept batches: of each attribute the newest that a
 * customers file states, else the newest that an order line mentions. Called when a batch is kept or taken back.
 */
export async function refreshCustomers(_scope: Scope, store: Store, ...batches: number[]): Promise<void> {
  const planned = await planForMany(store, batches);
  await sql`
    UPDATE customer c SET known = n.known, name = n.name, segment = n.segment, country = n.country, parent = n.parent,
      since = n.since, owner = n.owner, custom = n.custom
    FROM (${asKept(batches, sql`b.state = 'kept'`)}) n
    WHERE c.id = n.customer_id AND ${sql.raw(DIFFERS)}`.execute(store);
  await planned();
}

/** So many customers are joined by hash, whatever PostgreSQL believes. */
const MANY = 5000;

/**
 * Of rows that only now came PostgreSQL knows nothing yet: it may take a hundred thousand for one, and go through all of them for
 * each. Gives what sets it back.
 */
async function planForMany(store: Store, batches: readonly number[]): Promise<() => Promise<void>> {
  const { rows } = await sql<{ many: boolean }>`
    SELECT count(*) >= ${MANY} AS many FROM (
      SELECT 1 FROM customer_record WHERE batch_id = ANY(${batches}::bigint[]) LIMIT ${MANY}) r`.execute(
    store,
  );
  if (!rows[0]?.many) return async () => undefined;
  await sql`SET LOCAL enable_nestloop = off`.execute(store);
  return async () => {
    await sql`SET LOCAL enable_nestloop = on`.execute(store);
  };
}

const ATTRIBUTES = ['name', 'segment', 'country', 'parent', 'since', 'owner'] as const;
const DIFFERS = `(${columnsOf('c')}) IS DISTINCT FROM (${columnsOf('n')})`;

function columnsOf(alias: string): string {
  return ['known', ...ATTRIBUTES, 'custom'].map(column => `${alias}.${column}`).join(', ');
}

/** The customers that batches mention as the kept batches have them. */
function asKept(batches: readonly number[], isKept: RawBuilder<unknown>) {
  const newest = (column: string) =>
    `(array_agg(r.${column} ORDER BY r.stated DESC, r.batch_id DESC) FILTER (WHERE b.id IS NOT NULL AND r.${column} IS NOT NULL))[1] AS ${column}`;
  return sql`
    SELECT k.*, coalesce(a.custom, '{}') AS custom
    FROM (
      SELECT r.customer_id, count(b.id) > 0 AS known, ${sql.raw(ATTRIBUTES.map(newest).join(', '))}
      FROM customer_record r LEFT JOIN batch b ON b.id = r.batch_id AND ${isKept}
      WHERE r.customer_id IN (SELECT customer_id FROM customer_record WHERE batch_id = ANY(${batches}::bigint[]))
      GROUP BY r.customer_id) k
    LEFT JOIN (${newestCustom(batches, isKept)}) a ON a.customer_id = k.customer_id`;
}

/** Of each attribute that the layout does not know, the newest that states it. */
function newestCustom(batches: readonly number[], isKept: RawBuilder<unknown>) {
  return sql`
    SELECT customer_id, jsonb_object_agg(key, value) AS custom
    FROM (
      SELECT DISTINCT ON (r.customer_id, e.key) r.customer_id, e.key, e.value
      FROM customer_record r JOIN batch b ON b.id = r.batch_id AND ${isKept} CROSS JOIN jsonb_each(r.custom) e
      WHERE r.custom IS NOT NULL
        AND r.customer_id IN (SELECT customer_id FROM customer_record WHERE batch_id = ANY(${batches}::bigint[]))
      ORDER BY r.customer_id, e.key, r.batch_id DESC) newest
    GROUP BY customer_id`;
}

const SAMPLES_MOST = 20;
type Custom = Readonly<Record<string, string>>;

/** What `refreshCustomers` would change in the customers that batches mention, if these were the kept batches. */
export async function customerChanges(
  _scope: Scope,
  store: Store,
  { batches, kept }: { batches: readonly number[]; kept: readonly number[] },
): Promise<CardChanges> {
  const pairs = [...ATTRIBUTES, 'custom'].map(
    column => `c.${column} AS ${column}_before, n.${column} AS ${column}_after`,
  );
  const planned = await planForMany(store, batches);
  const { rows } = await sql<
    Record<string, string | null> & {
      change: 'created' | 'gone' | 'changed';
      total: number;
      custom_before: Custom;
      custom_after: Custom;
    }
  >`
    WITH differing AS (
      SELECT c.source_key, CASE WHEN c.known AND n.known THEN 'changed' WHEN n.known THEN 'created' ELSE 'gone' END AS change,
        ${sql.raw(pairs.join(', '))}
      FROM customer c JOIN (${asKept(batches, sql`b.id = ANY(${kept}::bigint[])`)}) n ON n.customer_id = c.id WHERE ${sql.raw(DIFFERS)}),
    numbered AS (
      SELECT d.*, count(*) OVER (PARTITION BY change) AS total,
        row_number() OVER (PARTITION BY change ORDER BY source_key COLLATE "C") AS place FROM differing d)
    SELECT * FROM numbered WHERE place <= ${SAMPLES_MOST} ORDER BY source_key COLLATE "C"`.execute(store);
  await planned();
  const of = (change: string) => rows.filter(row => row.change === change);
  const keys = (change: string) => of(change).map(row => String(row.source_key));
  return {
    created: of('created')[0]?.total ?? 0,
    gone: of('gone')[0]?.total ?? 0,
    changed: of('changed')[0]?.total ?? 0,
    createdKeys: keys('created'),
    goneKeys: keys('gone'),
    samples: of('changed').flatMap(row => {
      const custom = new Set([...Object.keys(row.custom_before), ...Object.keys(row.custom_after)]);
      const fields = [
        ...ATTRIBUTES.map(field => [field, row[`${field}_before`], row[`${field}_after`]] as const),
        ...[...custom].map(field => [field, row.custom_before[field], row.custom_after[field]] as const),
      ];
      return fields
        .map(([field, before = null, after = null]) => ({
          key: String(row.source_key),
          field,
          before,
          after,
        }))
        .filter(({ before, after }) => before !== after);
    }),
  };
}
