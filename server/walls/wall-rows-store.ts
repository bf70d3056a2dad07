import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}
export interface NamedCustomer extends Named {
  readonly sourceKey: string;
}
interface NamedPerson extends Named {
  readonly roles: readonly string[];
  readonly left: boolean;
}

/** What walls are told with, by the ids that their facts have. Names and nothing else of what lies behind them. */
export interface WallNames {
  readonly people: ReadonlyMap<number, NamedPerson>;
  readonly customers: ReadonlyMap<number, NamedCustomer>;
  readonly classes: ReadonlyMap<number, Named>;
}

/** People, classes, and the customers that have anything to do with a wall, or that are asked for besides. */
export async function wallNames(
  _scope: Scope,
  store: Store,
  besides: readonly number[] = [],
): Promise<WallNames> {
  const people = await store
    .selectFrom('person')
    .select(['id', 'public_id', 'name', 'roles', 'left_at'])
    .orderBy('id')
    .execute();
  const classes = await store
    .selectFrom('conflict_class')
    .select(['id', 'public_id', 'name'])
    .orderBy('id')
    .execute();
  const { rows: customers } = await sql<{
    id: number;
    public_id: string;
    source_key: string;
    name: string | null;
  }>`
    SELECT id, public_id, source_key, name FROM customer WHERE id = ANY (${besides}::bigint[]) OR id IN (
      SELECT customer_id FROM conflict_member UNION SELECT customer_id FROM customer_wall UNION SELECT customer_id FROM wall_grant
      UNION SELECT customer_id FROM handling_rules UNION SELECT customer_id FROM required_training
      UNION SELECT customer_id FROM code_name UNION SELECT customer_id FROM wall_crossing UNION SELECT customer_id FROM break_glass)`.execute(
    store,
  );
  return {
    people: new Map(
      people.map(({ id, public_id, name, roles, left_at }) => [
        id,
        { id: public_id, name, roles, left: left_at !== null },
      ]),
    ),
    classes: new Map(classes.map(({ id, public_id, name }) => [id, { id: public_id, name }])),
    customers: new Map(
      customers.map(({ id, public_id, source_key, name }) => [
        id,
        { id: public_id, sourceKey: source_key, name: name ?? source_key },
      ]),
    ),
  };
}

/** What the facts leave out, since no decision hangs on it. */
export async function wallWords(_scope: Scope, store: Store) {
  const walls = await store
    .selectFrom('customer_wall')
    .select(['customer_id', 'reason', 'first_day', 'last_day'])
    .orderBy('id')
    .execute();
  const grants = await store.selectFrom('wall_grant').select(['id', 'public_id']).execute();
  const handling = await store
    .selectFrom('handling_rules')
    .distinctOn('customer_id')
    .select(['customer_id', 'version', 'rules'])
    .orderBy('customer_id')
    .orderBy('version', 'desc')
    .execute();
  const crossings = await store.selectFrom('wall_crossing').select(['id', 'public_id', 'reason']).execute();
  const glass = await store.selectFrom('break_glass').select(['id', 'public_id', 'reason']).execute();
  const codeNames = await store
    .selectFrom('code_name')
    .select(['customer_id', 'name'])
    .orderBy('name')
    .execute();
  return {
    ...{ walls, handling, codeNames, grants: new Map(grants.map(row => [row.id, row.public_id])) },
    crossings: new Map(crossings.map(row => [row.id, row])),
    glass: new Map(glass.map(row => [row.id, row])),
  };
}
