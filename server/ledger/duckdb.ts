import { countedWrites } from './counted-writes.ts';
import './duckdb-memory.ts';

import { existsSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Scope } from '@clientele/engine';
import { type DuckDBConnection, DuckDBInstance, type DuckDBResult, type DuckDBValue } from '@duckdb/node-api';
import { breakable } from './breakable.ts';
import { type Dialect, inDialect } from './dialect.ts';
import { type Incoming, incomingOn } from './duckdb-append.ts';
import { quietCheckpoints } from './duckdb-checkpoint.ts';
import { chunksOf, columnsFrom } from './duckdb-columns.ts';
import { counting } from './duckdb-counting.ts';
import { memoryLid, READING_MOST } from './duckdb-lid.ts';
import { statementOf } from './duckdb-statement.ts';
import { runWaiting } from './duckdb-waiting.ts';
import {
  bindScope,
  type Ledger,
  type LedgerWriter,
  outOfRange,
  type Parameters,
  type Row,
  type ScopedQuery,
  type Value,
} from './ledger.ts';
import { migrateLedger } from './migrate.ts';
import { oneAfterAnother } from './read-turns.ts';
import { transaction } from './transaction.ts';
import { exclusively } from './turns.ts';

export interface DuckDbOptions {
  readonly path: string;
  /** Folder that files are staged in: the only one that DuckDB may read from or write to. */
  readonly staging: string;
  readonly threads?: number;
}

const DUCKDB: Dialect = {
  divided: (dividend, divisor) => `(${dividend} // ${divisor})`,
  // To divide its wide sums takes DuckDB a fifth of the time of adding up ten million lines by product.
  high: sum => `CAST(${sum} >> 20 AS DOUBLE PRECISION)`,
  low: sum => `CAST(${sum} & 1048575 AS INTEGER)`,
  temporary: name => `CREATE OR REPLACE TEMP TABLE ${name}`,
};

/** Opens the ledger's DuckDB file, migrated; nothing outside `staging` can be reached from its SQL. */
export async function openDuckDb({ path, staging, threads }: DuckDbOptions): Promise<Ledger> {
  const instance = await openInstance(path, threads);
  const { writing, writer } = await openWriter(instance, staging);
  const turn = exclusively();
  const settings = await instance.connect();
  const lid = memoryLid(settings);
  const idle: Readers = { few: [], many: [] };
  const checkpoints = quietCheckpoints(writing, { path, lid, turn });
  const afterwards = (started: number) => {
    checkpoints.soon();
    lid.riseSoon();
    lid.ended({ started });
  };

  const inTurn = readingFrom(instance, idle);
  // A result stands by itself: while it is decoded the next is read.
  const read = (scope: Scope, query: ScopedQuery, given: Parameters) => {
    const { sql, visible } = bindScope(scope, query.sql, true);
    const parameters = visible ? { ...given, visible } : given;
    return inTurn(isFew(scope) ? 'few' : 'many', connection =>
      counting(connection, sql, text => execute(connection, text, parameters)),
    );
  };

  const writes = countedWrites((work, conclude, signal) =>
    turn(async () => {
      checkpoints.stop();
      lid.lowerSoon();
      const started = performance.now();
      const committing = await transaction(
        sql => runWaiting(writing, sql),
        () => worked(writing, writer, work, signal),
      ).finally(() => afterwards(started));
      committing.committed.then(
        () => afterwards(started),
        () => undefined,
      );
      return await conclude(committing);
    }),
  );

  return {
    place: `DuckDB, ${path}`,
    ...writes,
    rows: async (scope, query, given = {}) => rowsFrom(await read(scope, query, given)),
    columns: async (scope, query, given = {}) => columnsFrom(await read(scope, query, given)),
    copyTo: (target, also) =>
      turn(async () => {
        await copyTo(writing, target);
        await also();
      }),
    close: () =>
      turn(async () => {
        checkpoints.stop();
        await lid.stop();
        for (const connection of [...idle.few, ...idle.many, settings]) connection.closeSync();
        await writing.run('CHECKPOINT');
        writing.closeSync();
        instance.closeSync();
      }),
  };
}

async function copyTo(connection: DuckDBConnection, target: string): Promise<void> {
  const [row] = rowsFrom(await connection.run('SELECT current_database() AS name'));
  await connection.run(`ATTACH '${target.replaceAll("'", "''")}' AS copied`);
  try {
    await connection.run(`COPY FROM DATABASE "${row?.name}" TO copied`);
  } finally {
    await connection.run('DETACH copied');
  }
}

type Readers = Readonly<Record<'few' | 'many', DuckDBConnection[]>>;

/** Reads on connections that are opened when they are needed and stay. */
function readingFrom(instance: DuckDBInstance, idle: Readers) {
  const inTurn = oneAfterAnother();
  const opened = async (of: keyof Readers) => {
    const connection = await instance.connect();
    // An array for every customer of a large book takes a tenth of a second to make, of whatever few are summed; one for every
    // product does not.
    if (of === 'few') await connection.run('SET perfect_ht_threshold = 16');
    return connection;
  };
  return <T>(of: keyof Readers, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      const connection = idle[of].pop() ?? (await opened(of));
      try {
        return await work(connection);
      } finally {
        idle[of].push(connection);
      }
    });
}

/** For so few a hash table is made and read faster than an array for all. */
const FEW = 20_000;

function isFew({ customers }: Scope): boolean {
  return Array.isArray(customers) && customers.length <= FEW;
}

async function openInstance(path: string, threads = availableParallelism()): Promise<DuckDBInstance> {
  await createWhole(path);
  return await DuckDBInstance.create(path, {
    memory_limit: READING_MOST,
    // DuckDB counts the thread that asks as one of them, and that one only waits: see `runWaiting`.
    threads: String(threads + 1),
    // Sums by customer go into an array by id instead of a hash table, up to so many bits of ids: two thirds of the time.
    perfect_ht_threshold: '18',
  });
}

async function openWriter(
  instance: DuckDBInstance,
  staging: string,
): Promise<{ writing: DuckDBConnection; writer: LedgerWriter }> {
  try {
    const writing = await instance.connect();
    await lockDown(writing, staging);
    const writer = connectionWriter(writing, incomingOn(writing));
    await migrateLedger(writer);
    return { writing, writer };
  } catch (error) {
    // Else the file stays locked for as long as this process lives.
    instance.closeSync();
    throw error;
  }
}

/** A new file gets its name when its headers are written: one that a kill cut short could never be opened again. */
async function createWhole(path: string): Promise<void> {
  if (existsSync(path)) return;
  const fresh = `${path}.new`;
  rmSync(fresh, { force: true });
  const instance = await DuckDBInstance.create(fresh);
  instance.closeSync();
  renameSync(fresh, path);
}

/** From here on no SQL reaches a file outside `staging`, nor can it change that; only how sums are worked out, and in what memory. */
async function lockDown(connection: DuckDBConnection, staging: string): Promise<void> {
  const folder = staging.replaceAll("'", "''");
  for (const setting of [
    `temp_directory = '${folder}/spill'`,
    `allowed_directories = ['${folder}/']`,
    // Every query that is read says its order; what is kept in none is written by all threads at once.
    'preserve_insertion_order = false',
    // See `quietCheckpoints`; this much is more than a quiet moment ever leaves.
    "checkpoint_threshold = '1GB'",
    // Trying these on every text costs a third of an import and makes the file no smaller.
    "disabled_compression_methods = 'fsst,dict_fsst'",
    'enable_external_access = false',
    "allowed_configs = ['perfect_ht_threshold', 'memory_limit']",
    'lock_configuration = true',
  ]) {
    await connection.run(`SET ${setting}`);
  }
}

/** When the signal comes, the statement under way is interrupted, and `breakable` refuses what is run after it. */
async function worked<T>(
  connection: DuckDBConnection,
  writer: LedgerWriter,
  work: (writer: LedgerWriter) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return await work(writer);
  const interrupt = () => connection.interrupt();
  signal.addEventListener('abort', interrupt);
  try {
    return await work(breakable(writer, signal));
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}

function connectionWriter(connection: DuckDBConnection, { append, about }: Incoming): LedgerWriter {
  return {
    run: async (sql, parameters = {}) => {
      await execute(connection, sql, parameters, runWaiting);
    },
    rows: async (sql, parameters = {}) => rowsFrom(await execute(connection, sql, parameters, runWaiting)),
    columns: async (sql, parameters = {}) =>
      columnsFrom(await execute(connection, sql, parameters, runWaiting)),
    columnsAbout: async (given, sql) => columnsFrom(await about(given, inDialect(sql, DUCKDB))),
    append,
  };
}

function rowsFrom(result: DuckDBResult): Row[] {
  const names = result.deduplicatedColumnNames();
  const rows: Row[] = [];
  for (const chunk of chunksOf(result)) {
    for (const values of chunk.getRows()) {
      rows.push(Object.fromEntries(names.map((name, i) => [name, decode(values[i] as DuckDBValue)])));
    }
  }
  return rows;
}

/** The one decoder of results: integers to safe numbers, days to text. */
function decode(value: DuckDBValue): Value {
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw outOfRange();
    return number;
  }
  if (value === null || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string')
    return value;
  return String(value);
}

function execute(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters,
  run: typeof runWaiting = runAtOnce,
): Promise<DuckDBResult> {
  const { text, given } = statementOf(inDialect(sql, DUCKDB), parameters);
  return run(connection, text, given);
}

/** For who reads and wants no pause: the caller's thread of DuckDB's works along. */
const runAtOnce: typeof runWaiting = (connection, sql, given) =>
  given ? connection.run(sql, given.values, given.types) : connection.run(sql);
