import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg, { type ClientConfig } from 'pg';
import { afterAll, afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { databaseAccount, runAs, startedByRoot } from './account.ts';
import { type DataFolder, dataFolder } from './data-folder.ts';
import { externalPostgres, type RunningPostgres, startPostgres } from './launcher.ts';
import { claimOwnership } from './ownership.ts';

const litter: string[] = [];
const started: RunningPostgres[] = [];

// Whatever a test left running: the server by the pid in its lock file, once no owner lives.
afterEach(async () => {
  for (const postgres of started.splice(0).reverse()) await postgres.stop();
});
afterAll(() => {
  for (const path of litter.reverse()) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
});

describe('one book through its life', () => {
  const folder = dataFolder({ CLIENTELE_DATA: emptyFolder() });

  test('the first start makes role and database, and gives no durability away', async () => {
    const postgres = await start(folder);
    expect(postgres.adopted).toBe(false);
    const app = 'select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user';
    expect(await rows(postgres.app, app)).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false },
    ]);
    const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'server_encoding'];
    const settings = await rows(
      postgres.owner,
      `select ${names.map(name => `current_setting('${name}') as ${name}`).join(', ')}`,
    );
    expect(settings).toEqual([
      {
        fsync: 'on',
        full_page_writes: 'on',
        synchronous_commit: 'on',
        listen_addresses: '',
        server_encoding: 'UTF8',
      },
    ]);
    await rows(postgres.owner, 'create table kept as select 1 as n');
    await expect(rows(postgres.app, 'select * from kept')).rejects.toThrow('permission denied');
  });

  test('the second start finds the rows of the first', async () => {
    const postgres = await start(folder);
    expect(postgres.adopted).toBe(false);
    expect(await rows(postgres.owner, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  test('a server orphaned by a killed parent is adopted, owned and stopped', async () => {
    const parent = await startedElsewhere(folder, 'owning');
    await killed(parent);
    const postgres = await start(folder);
    expect(postgres.adopted).toBe(true);
    expect(await rows(postgres.owner, 'select n from kept')).toEqual([{ n: 1 }]);
    const ownership = await claimOwnership(postgres.owner);
    await ownership.release();
    const pid = serverPid(folder);
    await postgres.stop();
    expect(existsSync(lockPath(folder))).toBe(false);
    await until(() => !runs(pid));
  });

  test('a second owner is refused while the first lives, and cannot stop its server', async () => {
    const first = await startedElsewhere(folder, 'owning');
    const postgres = await start(folder);
    await expect(claimOwnership(postgres.owner)).rejects.toMatchObject({
      code: 'data-owned',
      message: expect.stringContaining(`Process ${first.pid} owns this data`),
    });
    await postgres.stop();
    expect(await rows(postgres.app, 'select 1 as n')).toEqual([{ n: 1 }]);
    first.kill('SIGKILL'); // and at once, before PostgreSQL can have noticed:
    const ownership = await claimOwnership(postgres.owner);
    await ownership.release();
  });

  test('an owner learns that PostgreSQL took its right away', async () => {
    const postgres = await start(folder);
    const ownership = await claimOwnership(postgres.owner);
    await postgres.stop();
    expect(await ownership.lost).toMatchObject({ code: 'ownership-lost' });
  });

  test('after a crash, a stale lock file whose pid went to another program does not stop the start', async () => {
    const postgres = await start(folder);
    await rows(postgres.owner, 'insert into kept values (2)');
    const pid = serverPid(folder);
    process.kill(pid, 'SIGKILL');
    await until(() => !runs(pid));
    const stranger = spawn('sleep', ['600'], { stdio: 'ignore', ...runAs(databaseAccount()) });
    onTestFinished(() => killed(stranger));
    await once(stranger, 'spawn');
    // The kernel leaves the owner of a file that is written over.
    writeFileSync(
      lockPath(folder),
      readFileSync(lockPath(folder), 'utf8').replace(/^\d+/, String(stranger.pid)),
    );
    const again = await start(folder);
    expect(again.adopted).toBe(false);
    expect(await rows(again.owner, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test('a start that fails shows the end of the log and what to do', async () => {
    const version = join(folder.postgres, 'data', 'PG_VERSION');
    writeFileSync(version, '17\n');
    onTestFinished(() => writeFileSync(version, '18\n'));
    await expect(startPostgres(folder)).rejects.toMatchObject({
      code: 'postgres-failed',
      message: expect.stringMatching(/start the version .* wrote it.*initialized by PostgreSQL version 17/s),
    });
  });
});

test('an initdb killed half-way is done again', async () => {
  const folder = dataFolder({ CLIENTELE_DATA: emptyFolder() });
  const parent = elsewhere(folder, 'starting');
  await until(() => readdirOf(folder.postgres).some(name => existsSync(join(folder.postgres, name, 'base'))));
  await killed(parent);
  expect(existsSync(join(folder.postgres, 'data'))).toBe(false);
  const postgres = await start(folder);
  expect(await rows(postgres.app, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('two first starts at once share one server', async () => {
  const folder = dataFolder({ CLIENTELE_DATA: emptyFolder() });
  const other = startedElsewhere(folder, 'starting');
  const postgres = await start(folder);
  await killed(await other);
  expect(await rows(postgres.app, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a path may hold spaces, quotes, commas, dollars and other letters', async () => {
  const folder = dataFolder({ CLIENTELE_DATA: join(passableFolder(), `it's "our", $HOME \`é\``) });
  const postgres = await start(folder);
  expect(postgres.postgresFolder).toBe(join(folder.root, 'postgres'));
  expect(await rows(postgres.app, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a path too long for a socket gets short private ones, whatever TMPDIR says later', async () => {
  const long = join(
    passableFolder(),
    ...Array<string>(4).fill('a-folder-with-a-rather-long-name-of-its-own'),
  );
  const folder = dataFolder({ CLIENTELE_DATA: long });
  const postgres = await start(folder);
  litter.push(String(postgres.owner.host), dirname(folder.socket));
  expect(await rows(postgres.app, 'select 1 as n')).toEqual([{ n: 1 }]);
  const server = createServer().listen(folder.socket);
  await once(server, 'listening');
  server.close();
  const before = process.env.TMPDIR;
  process.env.TMPDIR = emptyFolder();
  onTestFinished(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
  expect(dataFolder({ CLIENTELE_DATA: long })).toEqual(folder);
  expect((await start(folder)).adopted).toBe(true);
});

test('under a folder that nobody may pass, PostgreSQL lies apart, and a copy is not taken for the book', async context => {
  if (!startedByRoot()) return context.skip('only root starts PostgreSQL as another user');
  const parent = emptyFolder(); // 0700, as mktemp makes it
  const folder = dataFolder({ CLIENTELE_DATA: join(parent, 'book') });
  litter.push(folder.postgres);
  const postgres = await start(folder);
  expect(postgres.postgresFolder).toBe(`/var/lib/clientele/books/${folder.bookId}`);
  expect(await rows(postgres.app, 'select 1 as n')).toEqual([{ n: 1 }]);
  cpSync(folder.root, join(parent, 'copy'), { recursive: true });
  const copy = dataFolder({ CLIENTELE_DATA: join(parent, 'copy') });
  await expect(startPostgres(copy)).rejects.toMatchObject({ code: 'book-copied' });
});

test('a server of the user has one role for both, and is not stopped', async () => {
  const postgres = externalPostgres('postgres://someone@db.example/books');
  expect(postgres.owner).toEqual({ connectionString: 'postgres://someone@db.example/books' });
  expect(postgres.app).toEqual(postgres.owner);
  await postgres.stop();
});

async function start(folder: DataFolder): Promise<RunningPostgres> {
  const postgres = await startPostgres(folder);
  started.push(postgres);
  return postgres;
}

async function rows(config: ClientConfig, statement: string): Promise<unknown[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Another process on the same data, which ends with this test; it says "ready" once it got there. */
function elsewhere(folder: DataFolder, to: 'starting' | 'owning'): ChildProcess {
  const from = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const script = `
    import { dataFolder } from ${from('./data-folder.ts')};
    import { startPostgres } from ${from('./launcher.ts')};
    import { claimOwnership } from ${from('./ownership.ts')};
    const postgres = await startPostgres(dataFolder(process.env));
    ${to === 'owning' ? 'await claimOwnership(postgres.owner);' : ''}
    console.log('ready');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, CLIENTELE_DATA: folder.root },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => killed(child));
  return child;
}

async function startedElsewhere(folder: DataFolder, to: 'starting' | 'owning'): Promise<ChildProcess> {
  const child = elsewhere(folder, to);
  for await (const words of child.stdout ?? []) if (String(words).includes('ready')) return child;
  throw new Error('the other process ended before it was ready');
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(2);
}

function emptyFolder(): string {
  const path = mkdtempSync(join(realpathSync(tmpdir()), 'clientele-test-'));
  litter.push(path);
  return path;
}

function passableFolder(): string {
  const path = emptyFolder();
  chmodSync(path, 0o711);
  return path;
}

const lockPath = (folder: DataFolder): string => join(folder.postgres, 'data', 'postmaster.pid');
const serverPid = (folder: DataFolder): number => Number.parseInt(readFileSync(lockPath(folder), 'utf8'), 10);
const readdirOf = (path: string): string[] => (existsSync(path) ? readdirSync(path) : []);

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
