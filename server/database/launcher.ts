import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg, { type ClientConfig } from 'pg';
import { Refusal } from '../errors.ts';
import { ownName, startedByRoot } from './account.ts';
import {
  type Cluster,
  createCluster,
  exited,
  isPostgres,
  launch,
  lockFile,
  logAfter,
  logBytes,
  preparedCluster,
  startRefusal,
} from './cluster.ts';
import type { DataFolder } from './data-folder.ts';
import { isAlive, isOurs, ownerOf } from './ownership.ts';

/** A PostgreSQL server that answers, with the application's role and database in place. */
export interface RunningPostgres {
  /** For migrations: the superuser, who owns the tables. */
  readonly owner: ClientConfig;
  /** For everything else: a role that owns nothing, so that row-level security can bind it. */
  readonly app: ClientConfig;
  /** Where its data, log and settings lie; undefined for a server that is not ours. */
  readonly postgresFolder: string | undefined;
  /** True when it ran already, left behind by a parent that was killed or used by another process right now. */
  readonly adopted: boolean;
  /** Stops the server cleanly, adopted or not, but leaves it to a living other process that owns its data. */
  stop(): Promise<void>;
}

const startSecondsMax = 120;
const contestedSecondsMax = 10;
const connectSecondsMax = 10;
const stopSecondsMax = { SIGINT: 60, SIGQUIT: 10, SIGKILL: 5 } as const;
const logBytesMax = 1_000_000;

// A small server that starts fast. Nothing here gives durability away: fsync, full_page_writes and synchronous_commit
// keep their default, on. Errors of statements go to the application, not to the log: they quote customers' values.
const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  huge_pages: 'off',
  max_connections: '40',
  jit: 'off',
  max_logical_replication_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
};

/**
 * Starts PostgreSQL on this data folder, or takes over the server that already runs on it; creates cluster, role and
 * database the first time, also when an earlier start was killed half-way. Claim ownership before you write.
 * Throws a Refusal with the end of PostgreSQL's log when it does not start.
 */
export async function startPostgres(folder: DataFolder): Promise<RunningPostgres> {
  const cluster = preparedCluster(folder);
  if (!existsSync(join(cluster.data, 'global', 'pg_control'))) await createCluster(cluster);
  const { server, adopted } = await runningServer(cluster);
  await provision(cluster);
  return {
    owner: connection(cluster, 'clientele_owner', 'clientele'),
    app: connection(cluster, 'clientele_app', 'clientele'),
    postgresFolder: cluster.place,
    adopted,
    stop: () => stop(cluster, server),
  };
}

/** A PostgreSQL server of the user's own, in the same shape. Its one role does both jobs; stopping it is not ours. */
export function externalPostgres(url: string): RunningPostgres {
  const config: ClientConfig = { connectionString: url };
  const stop = () => Promise.resolve();
  return { owner: config, app: config, postgresFolder: undefined, adopted: false, stop };
}

interface Server {
  readonly pid: number;
  readonly startedSecond: string;
  readonly child?: ChildProcess;
}

/** Adopts or starts, and lets PostgreSQL's own lock decide when two start at once. */
async function runningServer(cluster: Cluster): Promise<{ server: Server; adopted: boolean }> {
  const contestedUntil = performance.now() + contestedSecondsMax * 1000;
  for (;;) {
    if (await answers(cluster)) return { server: lockOf(cluster), adopted: true };
    if (logBytes(cluster) > logBytesMax) renameSync(cluster.log, `${cluster.log}.1`);
    const from = logBytes(cluster);
    const server = await startedServer(cluster);
    if (server) return { server, adopted: false };
    // Another starter is at it, the old server is still going down, or children of a killed one are.
    const contested = /lock file ".*" (already exists|is empty)|pre-existing shared memory block/.test(
      logAfter(cluster, from),
    );
    if (!contested || performance.now() > contestedUntil) throw startRefusal(cluster, from);
    await pause(50);
  }
}

/** True when a server of this cluster takes connections, false when nobody listens; waits while it starts or stops. */
async function answers(cluster: Cluster): Promise<boolean> {
  const giveUpAt = performance.now() + startSecondsMax * 1000;
  for (;;) {
    try {
      const client = await connected(connection(cluster, 'clientele_owner', 'postgres'));
      const { rows } = await client.query<{ folder: string }>(
        "select current_setting('data_directory') as folder",
      );
      await client.end();
      return isOwnFolder(cluster, rows[0]?.folder);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      const { code } = error as { code?: string };
      if (code === 'ENOENT' || code === 'ECONNREFUSED') return false;
      const passing =
        code === '57P03' ||
        code === '57P01' ||
        code === 'ECONNRESET' ||
        /terminated unexpectedly/.test(String(error));
      if (!passing || performance.now() > giveUpAt)
        throw new Refusal(
          'postgres-failed',
          `A PostgreSQL server runs on ${cluster.data} but does not let us in (${String(error)}): stop it, then start again.`,
        );
      await pause(20);
    }
  }
}

/** Starts the server and waits until it is ready; undefined when it gave up. */
async function startedServer(cluster: Cluster): Promise<Server | undefined> {
  // Peer: the kernel tells PostgreSQL which account asks, and only ours may be these two roles. No password to keep.
  const [hba, ident] = [join(cluster.place, 'pg_hba.conf'), join(cluster.place, 'pg_ident.conf')];
  writeReadable(hba, 'local all clientele_owner,clientele_app peer map=clientele\n');
  writeReadable(
    ident,
    ['clientele_owner', 'clientele_app'].map(role => `clientele "${ownName()}" ${role}\n`).join(''),
  );
  // The value is a list, split at commas, unless quoted.
  const socket = `"${cluster.socket.replaceAll('"', '""')}"`;
  const options = Object.entries({
    ...settings,
    unix_socket_directories: socket,
    hba_file: hba,
    ident_file: ident,
  });
  // Detached: Ctrl-C in a terminal reaches us alone, and we stop PostgreSQL when our own work has ended.
  const child = launch(
    cluster,
    cluster.programs.postgres,
    ['-D', cluster.data, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    true,
  );
  child.unref();
  let ended = false;
  void exited(child).then(() => {
    ended = true;
  });
  const giveUpAt = performance.now() + startSecondsMax * 1000;
  while (!ended) {
    const lock = lockFile(cluster);
    if (lock && lock.pid === child.pid && lock.ready) return { ...lock, child };
    if (performance.now() > giveUpAt)
      throw new Refusal(
        'postgres-slow',
        `PostgreSQL is still recovering after ${startSecondsMax} s (see ${cluster.log}): let it go on, and start again later.`,
      );
    await pause(5);
  }
  return undefined;
}

/** As root we write for `nobody`, who must read it. Left alone when right: another starter's server may be reading it. */
function writeReadable(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  writeFileSync(path, text);
  chmodSync(path, startedByRoot() ? 0o644 : 0o600);
}

function isOwnFolder(cluster: Cluster, answering: string | undefined): true {
  if (answering === cluster.data) return true;
  throw new Refusal(
    'data-moved',
    `The PostgreSQL server of ${cluster.data} runs on ${answering}: stop it before you move its data folder, then start again.`,
  );
}

function lockOf(cluster: Cluster): Server {
  const lock = lockFile(cluster);
  assert(lock, `${cluster.data} has a server but no postmaster.pid`);
  return lock;
}

// PostgreSQL's socket is named after a port, though nothing listens on one. ssl is said, as PGSSLMODE would ask for it.
const connection = (cluster: Cluster, user: string, database: string): ClientConfig => ({
  host: cluster.socket,
  port: 5432,
  user,
  database,
  ssl: false,
});

async function connected(config: ClientConfig): Promise<pg.Client> {
  // The kernel accepts for a server that is stopped or stuck, too.
  const client = new pg.Client({ ...config, connectionTimeoutMillis: connectSecondsMax * 1000 });
  client.on('error', () => {
    // A server that goes down tells its idle connections; unheard, that would crash the process.
  });
  await client.connect();
  return client;
}

/** Role and database. Each is looked for by itself, as a first start can be killed between the two. */
async function provision(cluster: Cluster): Promise<void> {
  const client = await connected(connection(cluster, 'clientele_owner', 'postgres'));
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = 'clientele_app') as role,
              exists (select from pg_database where datname = 'clientele') as database`,
    );
    if (!rows[0]?.role)
      await unlessThere(
        client,
        'create role clientele_app login nosuperuser nocreatedb nocreaterole nobypassrls',
      );
    if (!rows[0]?.database) await unlessThere(client, 'create database clientele owner clientele_owner');
  } finally {
    await client.end();
  }
}

/** Two first starts at once both find nothing; the later one is told that it is there now. */
async function unlessThere(client: pg.Client, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    if (!['42710', '42P04', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error;
  }
}

async function stop(cluster: Cluster, server: Server): Promise<void> {
  if (await ownedByAnother(cluster)) return;
  for (const [signal, secondsMax] of Object.entries(stopSecondsMax)) {
    if (!runs(cluster, server)) break;
    process.kill(server.pid, signal);
    const giveUpAt = performance.now() + secondsMax * 1000;
    while (runs(cluster, server) && performance.now() < giveUpAt) await pause(5);
  }
  if (server.child === undefined || runs(cluster, server)) return;
  // The lock file goes a moment before the process. ref: else Node.js could find nothing left to wait for, and exit.
  server.child.ref();
  await exited(server.child);
}

async function ownedByAnother(cluster: Cluster): Promise<boolean> {
  try {
    const client = await connected(connection(cluster, 'clientele_owner', 'clientele'));
    const owner = await ownerOf(client);
    await client.end();
    return owner !== undefined && !isOurs(owner) && isAlive(owner);
  } catch {
    // A server that does not even answer serves nobody.
    return false;
  }
}

/** The very server that we started or adopted: pids come round again. */
function runs(cluster: Cluster, server: Server): boolean {
  const lock = lockFile(cluster);
  return lock?.pid === server.pid && lock.startedSecond === server.startedSecond && isPostgres(server.pid);
}
