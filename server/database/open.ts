import type { Scope } from '@clientele/engine';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg, { type ClientConfig } from 'pg';
import { tellQuery } from '../queries-told.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

export type Store = Transaction<Tables>;

/** The operational store. Every piece of work is one transaction under the person of a scope. */
export interface Database {
  within<T>(scope: Scope, work: (store: Store) => Promise<T>): Promise<T>;
  /** Sees all tables as they were at one moment. */
  snapshot<T>(scope: Scope, work: (store: Store) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const INT8 = 20;
const DATE = 1082;
/** What the application says of an entry of the log; when it was made and its number are the database's to say. */
const LOGGED_COLUMNS = 'made_by, person_id, surface, kind, what, before, after, customers, through';

/** Migrates as the owner, then gives the application its rights and its connections. */
export async function openDatabase(owner: ClientConfig, app: ClientConfig): Promise<Database> {
  await prepare(owner, String(app.user ?? ''), String(owner.user ?? ''));
  const pool = new pg.Pool({ ...app, max: 8, types: { getTypeParser } });
  // A connection that the server ends (a restart, an administrator) is replaced on next use; what runs on it fails.
  // Unheard it would end us, and the pool listens only to those that nobody uses.
  pool.on('error', () => undefined);
  pool.on('connect', client => client.on('error', () => undefined));
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => tellQuery(query.sql),
  });
  return {
    within: (scope, work) => kysely.transaction().execute(underPerson(scope, work)),
    snapshot: (scope, work) =>
      kysely.transaction().setIsolationLevel('repeatable read').execute(underPerson(scope, work)),
    close: () => kysely.destroy(),
  };
}

function underPerson<T>(scope: Scope, work: (store: Store) => Promise<T>): (store: Store) => Promise<T> {
  return async store => {
    const [person, viewed] = [String(scope.personId), String(scope.viewedAs ?? '')];
    await sql`SELECT set_config('app.person', ${person}, true), set_config('app.viewed', ${viewed}, true)`.execute(
      store,
    );
    return work(store);
  };
}

async function prepare(owner: ClientConfig, appUser: string, ownerUser: string): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await migrate(client);
    if (appUser === ownerUser) return;
    const role = client.escapeIdentifier(appUser);
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
    // The log is added to and nothing else; its chain is the database's own.
    await client.query(`REVOKE INSERT, UPDATE, DELETE ON change, change_link, change_anchor FROM ${role}`);
    await client.query(`GRANT INSERT (${LOGGED_COLUMNS}) ON change TO ${role}`);
    await client.query(`REVOKE ALL ON migration FROM ${role}`);
    await client.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
  } finally {
    await client.end();
  }
}

/** bigint columns are keys and counts, which stay within the safe range; days stay text. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (oid === INT8) return safeInteger;
  if (oid === DATE) return (text: string) => text;
  return pg.types.getTypeParser(oid, format as 'text');
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`an integer of the store leaves the safe range: ${text}`);
  return value;
}
