import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { databaseAccount, ownedFolder, runAs } from '../server/database/account.ts';
import { testHouse } from './house.ts';

/** An engine that the ledger runs on, with houses of its own. */
export interface Engine {
  readonly name: string;
  /** Why it cannot be tried here; undefined where it can. */
  readonly missing: string | undefined;
  /** Random histories to try: fewer on the slower ones. */
  readonly histories: number;
  start(): Promise<Started>;
}
interface Started {
  house(): ReturnType<typeof testHouse>;
  stop(): Promise<void>;
}

const PROGRAMS_15 = '/usr/lib/postgresql/15/bin';
const CITUS = process.env.CLIENTELE_TEST_CITUS_URL;
const nothing = () => Promise.resolve();

export const DUCKDB: Engine = {
  name: 'DuckDB',
  missing: undefined,
  histories: 7,
  start: async () => ({ house: () => testHouse(undefined, { CLIENTELE_LEDGER: 'duckdb' }), stop: nothing }),
};
export const POSTGRES_18: Engine = {
  name: 'PostgreSQL 18',
  missing: undefined,
  histories: 3,
  start: async () => ({
    house: () => testHouse(undefined, { CLIENTELE_LEDGER: 'postgres', DATABASE_URL: '' }),
    stop: nothing,
  }),
};
const POSTGRES_15: Engine = {
  name: 'PostgreSQL 15',
  missing: existsSync(join(PROGRAMS_15, 'postgres'))
    ? undefined
    : `PostgreSQL 15 was not tried: ${PROGRAMS_15} is not there (Debian: postgresql-15)`,
  histories: 2,
  start: startPostgres15,
};
const CITUS_ENGINE: Engine = {
  name: 'Citus',
  missing: CITUS ? undefined : 'Citus was not tried: CLIENTELE_TEST_CITUS_URL names no database',
  histories: 2,
  start: async () => ({
    house: async () => {
      await emptied(String(CITUS));
      return testHouse(undefined, { CLIENTELE_LEDGER: 'postgres', DATABASE_URL: String(CITUS) });
    },
    stop: nothing,
  }),
};

export const ENGINES = [DUCKDB, POSTGRES_18, POSTGRES_15, CITUS_ENGINE];

/** A server out of the system's programs, on a socket in a folder of its own, each house with a database of its own. */
async function startPostgres15(): Promise<Started> {
  const account = databaseAccount();
  const folder = ownedFolder({ path: mkdtempSync(join(tmpdir(), 'clientele-15-')), account, mode: 0o700 });
  const data = join(folder, 'data');
  const options = { cwd: folder, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }, ...runAs(account) };
  // In a language that puts words in another order than their bytes.
  const language = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US'];
  const made = spawnSync(
    join(PROGRAMS_15, 'initdb'),
    ['-D', data, '-U', 'clientele', '--auth=trust', '--no-sync', ...language],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off'];
  const server = spawn(
    join(PROGRAMS_15, 'postgres'),
    ['-D', data, ...settings.flatMap(setting => ['-c', setting])],
    { ...options, stdio: 'ignore' },
  );
  const url = (database: string) =>
    `postgresql://clientele@/${database}?host=${encodeURIComponent(folder)}&sslmode=disable`;
  await untilItAnswers(url('postgres'), server);
  let databases = 0;
  return {
    house: async () => {
      databases += 1;
      const name = `book_${databases}`;
      await told(url('postgres'), `CREATE DATABASE ${name}`);
      return testHouse(undefined, { CLIENTELE_LEDGER: 'postgres', DATABASE_URL: url(name) });
    },
    stop: async () => {
      const ended = new Promise(resolve => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL 15 ended with ${server.exitCode}`);
    const answered = await told(url, 'SELECT 1').then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** The database is there for tests alone: whatever an earlier one left goes. */
async function emptied(url: string): Promise<void> {
  await told(url, 'DROP SCHEMA IF EXISTS ledger CASCADE');
  await told(
    url,
    `DO $$ DECLARE name text; BEGIN
       FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
         EXECUTE format('DROP TABLE IF EXISTS public.%I CASCADE', name);
       END LOOP;
     END $$`,
  );
}

async function told(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
