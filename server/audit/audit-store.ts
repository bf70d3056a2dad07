import type { Day, Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';

export interface LogFilter {
  /** Number of the person; 0 is the installation. */
  readonly person?: number | undefined;
  readonly customer?: number | undefined;
  readonly kind?: string | undefined;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
  /** Only entries before this one. */
  readonly below?: number | undefined;
  readonly limit: number;
}

export interface LogEntry {
  readonly sequence: number;
  readonly made_at: Date;
  readonly made_by: string;
  readonly person_id: number;
  readonly surface: string | null;
  readonly kind: 'write' | 'read' | 'refusal';
  readonly what: string;
  readonly customers: readonly number[] | null;
  /** By the number of the customer. */
  readonly through: Readonly<
    Record<string, { rule: string; grant?: number; breakGlass?: number } | undefined>
  > | null;
  readonly address: string | null;
}

/** Entries that walls leave to who asks, newest first. */
export async function listEntries(_scope: Scope, store: Store, filter: LogFilter): Promise<LogEntry[]> {
  const { person, customer, kind, from, until, below, limit } = filter;
  const all = entries(store).orderBy('sequence', 'desc').limit(limit);
  const midnight = (day: Day) =>
    sql<Date>`(${day}::date::timestamp AT TIME ZONE coalesce((SELECT time_zone FROM book), 'UTC'))`;
  const narrowed = all
    .$if(person !== undefined, query => query.where('person_id', '=', person as number))
    .$if(customer !== undefined, query => query.where(sql<boolean>`customers @> ARRAY[${customer}::bigint]`))
    .$if(kind !== undefined, query => query.where('kind', '=', kind as LogEntry['kind']))
    .$if(from !== undefined, query => query.where('made_at', '>=', midnight(from as Day)))
    .$if(until !== undefined, query =>
      query.where(sql<boolean>`made_at < ${midnight(until as Day)} + interval '1 day'`),
    )
    .$if(below !== undefined, query => query.where('sequence', '<', below as number));
  return (await narrowed.execute()) as LogEntry[];
}

export interface FullLogEntry extends LogEntry {
  readonly before: unknown;
  readonly after: unknown;
  readonly hash: string;
  readonly previous_hash: string;
}

export async function readEntry(
  _scope: Scope,
  store: Store,
  sequence: number,
): Promise<FullLogEntry | undefined> {
  const one = entries(store).select(['before', 'after', 'hash', 'previous_hash']);
  return (await one.where('sequence', '=', sequence).executeTakeFirst()) as FullLogEntry | undefined;
}

function entries(store: Store) {
  return (
    store
      .selectFrom('change_link')
      .innerJoin('change', 'change.id', 'change_link.change_id')
      .select(['sequence', 'made_at', 'made_by', 'person_id', 'surface', 'kind', 'what', 'through'])
      .select(sql<string | null>`CASE WHEN kind <> 'write' THEN after ->> 'address' END`.as('address'))
      // pg leaves an array of bigint as texts.
      .select(sql<number[] | null>`to_jsonb(customers)`.as('customers'))
  );
}

/** What an entry's numbers stand for outside. */
export interface LogNames {
  readonly people: ReadonlyMap<number, string>;
  readonly customers: ReadonlyMap<
    number,
    { readonly id: string; readonly sourceKey: string; readonly name: string }
  >;
  readonly grants: ReadonlyMap<number, string>;
  readonly breakGlass: ReadonlyMap<number, string>;
}

export async function logNames(
  _scope: Scope,
  store: Store,
  some: readonly Pick<LogEntry, 'person_id' | 'customers' | 'through'>[],
): Promise<LogNames> {
  const through = some.flatMap(entry => Object.values(entry.through ?? {}));
  const publicIds = async (table: 'person' | 'wall_grant' | 'break_glass', ids: readonly number[]) => {
    const rows = await store
      .selectFrom(table)
      .select(['id', 'public_id'])
      .where(sql<boolean>`id = ANY (${[...new Set(ids)]}::bigint[])`)
      .execute();
    return new Map(rows.map(row => [row.id, row.public_id]));
  };
  const customers = await store
    .selectFrom('customer')
    .select(['id', 'public_id', 'source_key', 'name'])
    .where(sql<boolean>`id = ANY (${[...new Set(some.flatMap(entry => entry.customers ?? []))]}::bigint[])`)
    .execute();
  return {
    people: await publicIds(
      'person',
      some.map(entry => entry.person_id),
    ),
    customers: new Map(
      customers.map(({ id, public_id, source_key, name }) => [
        id,
        { id: public_id, sourceKey: source_key, name: name ?? source_key },
      ]),
    ),
    grants: await publicIds(
      'wall_grant',
      through.flatMap(one => one?.grant ?? []),
    ),
    breakGlass: await publicIds(
      'break_glass',
      through.flatMap(one => one?.breakGlass ?? []),
    ),
  };
}

/** Ids of people of this name or public id, of those who have left too. */
export async function peopleCalled(_scope: Scope, store: Store, called: string): Promise<number[]> {
  const rows = await store
    .selectFrom('person')
    .select('id')
    .where(({ eb, or }) => or([eb('public_id', '=', called), sql<boolean>`lower(name) = lower(${called})`]))
    .execute();
  return rows.map(({ id }) => id);
}

export async function seesEveryCustomer(_scope: Scope, store: Store): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`SELECT sees_every_customer() AS all`.execute(store);
  return rows[0]?.all === true;
}
