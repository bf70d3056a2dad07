import type { Scope } from '@clientele/engine';
import pg, { type ClientBase, type ClientConfig } from 'pg';
import { breakable } from './breakable.ts';
import { countedWrites } from './counted-writes.ts';
import { bindScope, type Ledger, type Parameters, type ScopedQuery } from './ledger.ts';
import { copyToDuckDb, fillFromDuckDb } from './portable-copy.ts';
import { columnsOf, rowsOf } from './postgres-rows.ts';
import { preparePostgres, settingsOf } from './postgres-schema.ts';
import { statementOf } from './postgres-statement.ts';
import { writerOn } from './postgres-writer.ts';
import { transaction } from './transaction.ts';
import { exclusively } from './turns.ts';

export interface PostgresOptions {
  /** Owns the ledger's tables, and writes. */
  readonly owner: ClientConfig;
  /** Reads. */
  readonly app: ClientConfig;
  /** Folder that copies are staged in. */
  readonly staging: string;
}

const READERS_MOST = 8;

/** Opens the ledger in a schema of its own beside the operational tables, migrated. */
export async function openPostgresLedger({ owner, app, staging }: PostgresOptions): Promise<Ledger> {
  const place = await preparePostgres(owner, app);
  const writing = poolOf(owner, 1, {
    work_mem: '128MB',
    // Citus: tables that stand everywhere and tables that are spread are written by turns in one transaction.
    'citus.multi_shard_modify_mode': 'sequential',
  });
  const reading = poolOf(app, READERS_MOST, { work_mem: '32MB', default_transaction_read_only: 'on' });
  const turn = exclusively();
  const scoped = (scope: Scope, query: ScopedQuery, given: Parameters) => {
    const { sql, visible } = bindScope(scope, query.sql);
    return statementOf(sql, visible ? { ...given, visible } : given);
  };
  const writes = countedWrites((work, conclude, signal) =>
    turn(() =>
      within(writing, async client => {
        const { writer, analyzeGrown } = writerOn(client);
        const committing = await transaction(
          sql => client.query(sql),
          async () => {
            const result = await worked({ owner, client, signal }, () =>
              work(signal ? breakable(writer, signal) : writer),
            );
            await analyzeGrown();
            return result;
          },
        );
        return await conclude(committing);
      }),
    ),
  );
  return {
    place,
    ...writes,
    rows: (scope, query, given = {}) =>
      within(reading, client => rowsOf(client, scoped(scope, query, given))),
    columns: (scope, query, given = {}) =>
      within(reading, client => columnsOf(client, scoped(scope, query, given))),
    copyTo: (target, also) =>
      turn(async () => {
        await within(writing, client => copyToDuckDb(client, { path: target, staging }));
        await also();
      }),
    close: () => turn(async () => void (await Promise.all([writing.end(), reading.end()]))),
  };
}

/** Puts what a DuckDB file holds in place of all that the ledger has. */
export async function fillPostgresLedger(
  { owner, app, staging }: PostgresOptions,
  path: string,
): Promise<void> {
  await preparePostgres(owner, app);
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query(settingsOf());
    const run = (sql: string) => client.query(sql);
    await (await transaction(run, () => fillFromDuckDb(client, { path, staging }))).committed;
  } finally {
    await client.end();
  }
}

interface Breaking {
  readonly owner: ClientConfig;
  readonly client: ClientBase;
  readonly signal: AbortSignal | undefined;
}

/** When the signal comes, the statement under way is cancelled; `breakable` refuses what is run after it. */
async function worked<T>({ owner, client, signal }: Breaking, work: () => Promise<T>): Promise<T> {
  if (!signal) return await work();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  let cancelled: Promise<void> | undefined;
  const cancel = () => {
    cancelled = cancelStatement(owner, Number(rows[0]?.pid)).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel);
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', cancel);
    // Else it could meet the statement of another write.
    await cancelled;
  }
}

async function cancelStatement(owner: ClientConfig, pid: number): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('SELECT pg_cancel_backend($1)', [pid]);
  } finally {
    await client.end();
  }
}

async function within<T>(pool: pg.Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A broken connection fails what runs on it, and the pool gives it to nobody again; unheard it would end us, too.
  const heard = () => undefined;
  client.on('error', heard);
  try {
    return await work(client);
  } finally {
    client.off('error', heard);
    client.release();
  }
}

function poolOf(config: ClientConfig, max: number, settings: Readonly<Record<string, string>>): pg.Pool {
  const pool = new pg.Pool({ ...config, max, onConnect: client => client.query(settingsOf(settings)) });
  // A connection that the server ends (a restart, an administrator) is replaced on next use; unheard it would end us.
  pool.on('error', () => undefined);
  return pool;
}
