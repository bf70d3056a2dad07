import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import { visible } from '../database/visible.ts';

export interface KnownCustomer {
  readonly id: number;
  readonly publicId: string;
  readonly sourceKey: string;
  readonly name: string;
  readonly segment: string | null;
  readonly country: string | null;
  readonly parent: string | null;
  readonly since: string | null;
  readonly owner: string | null;
}

/** All customers in scope that a kept batch mentions, by id. */
export async function knownCustomers(scope: Scope, store: Store): Promise<KnownCustomer[]> {
  const rows = await inScope(scope, store).orderBy('id').execute();
  return rows.map(cardOf);
}

/** Ids of all customers there ever were, in the order of their source keys: the same in whatever order files came. */
export async function customersBySourceKey(_scope: Scope, store: Store): Promise<number[]> {
  const rows = await store.selectFrom('customer').select('id').orderBy(sql`source_key COLLATE "C"`).execute();
  return rows.map(row => row.id);
}

/** Ids of the customers with these source keys, of all that there ever were. */
export async function customersNumbered(
  _scope: Scope,
  store: Store,
  keys: readonly string[],
): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await store
    .selectFrom('customer')
    .select(['id', 'source_key'])
    .where(sql<boolean>`source_key = ANY(${keys as string[]}::text[])`)
    .execute();
  return new Map(rows.map(({ id, source_key }) => [source_key, id]));
}

/** By public id or source key; undefined where there is none in scope. */
export async function customerBy(
  scope: Scope,
  store: Store,
  key: string,
): Promise<KnownCustomer | undefined> {
  const row = await inScope(scope, store)
    .where(where => where.or([where('public_id', '=', key), where('source_key', '=', key)]))
    .orderBy(sql`public_id = ${key}`, 'desc')
    .executeTakeFirst();
  return row && cardOf(row);
}

/** What customers files state of a customer beyond the layout, by their headings. */
export async function customAttributes(
  scope: Scope,
  store: Store,
  customer: number,
): Promise<Readonly<Record<string, string>>> {
  const row = await inScope(scope, store).select('custom').where('id', '=', customer).executeTakeFirst();
  return row?.custom ?? {};
}

/** The headings of all custom attributes that customers in scope have. */
export async function attributeHeadings(scope: Scope, store: Store): Promise<string[]> {
  const headings = inScope(scope, store)
    .clearSelect()
    .select(sql<string>`jsonb_object_keys(custom)`.as('heading'))
    .distinct();
  return (await headings.execute()).map(({ heading }) => heading);
}

/** What is stated of the customers under one heading, by id; those of whom nothing is are left out. */
export async function attributesUnder(
  scope: Scope,
  store: Store,
  heading: string,
): Promise<{ readonly id: number; readonly value: string }[]> {
  return await inScope(scope, store)
    .clearSelect()
    .select(['id', sql<string>`custom ->> ${heading}`.as('value')])
    .where(sql<boolean>`coalesce(custom ->> ${heading}, '') <> ''`)
    .orderBy('id')
    .execute();
}

/** Customers whose name or number contains the text, those that begin with it first. */
export async function searchCustomers(scope: Scope, store: Store, text: string): Promise<KnownCustomer[]> {
  const escaped = text.trim().replace(/[\\%_]/g, char => `\\${char}`);
  const rows = await inScope(scope, store)
    .where(where =>
      where.or([where('name', 'ilike', `%${escaped}%`), where('source_key', 'ilike', `%${escaped}%`)]),
    )
    .orderBy(sql`coalesce(name ILIKE ${`${escaped}%`}, false) OR source_key ILIKE ${`${escaped}%`}`, 'desc')
    .orderBy(sql`coalesce(name, source_key)`)
    .limit(20)
    .execute();
  return rows.map(cardOf);
}

function inScope(scope: Scope, store: Store) {
  return store
    .selectFrom('customer')
    .select(['id', 'public_id', 'source_key', 'name', 'segment', 'country', 'parent', 'since', 'owner'])
    .where('known', '=', true)
    .where(visible(scope, 'id'));
}

type Selected = Awaited<ReturnType<ReturnType<typeof inScope>['execute']>>[number];

function cardOf(row: Selected): KnownCustomer {
  const { id, public_id, source_key, name, segment, country, parent, since, owner } = row;
  return {
    id,
    publicId: public_id,
    sourceKey: source_key,
    name: name ?? source_key,
    segment,
    country,
    parent,
    since,
    owner,
  };
}
