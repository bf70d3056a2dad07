import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type Server as NetServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fetchedAsOwner } from '../signed-in.ts';
import {
  cleared,
  clientele,
  command,
  emptyFolder,
  killed,
  placesOf,
  postgresOf,
  program,
  runs,
  type Server,
  served,
  terminated,
  until,
} from './clientele.ts';
import { orderLines } from './facts.ts';
import { asked, batchesOf, uploaded } from './figures.ts';

const LINES = orderLines({ rows: 40_000, customers: 200, seed: 7 });

/** One book for all of it: a new one takes longer to make than to use. */
let data: string;
beforeAll(async () => {
  data = await emptyFolder();
});
afterAll(cleared);

describe('one process owns the data', () => {
  let server: Server;

  test('a second server is refused by the name of the first, which goes on', async () => {
    server = await served(data);
    for (const second of [command(data, 'serve', '--port', '0'), program(data, ['cli/start.ts'])]) {
      const { code, error } = await second.ended;
      expect(code).toBe(1);
      expect(error).toContain(`Process ${server.child.pid} owns this data`);
    }
    expect(await batchesOf(server.url)).toEqual([]);
  });

  test('commands work through the server that runs', async () => {
    const file = join(await emptyFolder(), 'lines.csv');
    writeFileSync(file, LINES);
    expect(await clientele(data, 'import', file, '--currency', 'EUR')).toMatchObject({ code: 0, error: '' });
    const all = await Promise.all(
      ['batches', 'reconcile', 'doctor', 'drivers'].map(name => clientele(data, name)),
    );
    expect(all.map(({ code, error }) => ({ code, error }))).toEqual(Array(4).fill({ code: 0, error: '' }));
    expect((await batchesOf(server.url)).map(({ state }) => state)).toEqual(['kept']);
  });

  test('stop waits until the import is kept, the stores are closed and the process is gone', async () => {
    const { id } = await uploaded(
      server.url,
      'more.csv',
      orderLines({ rows: 40_000, customers: 200, seed: 8 }),
    );
    const postgres = postgresOf(data) as number;
    expect(await clientele(data, 'stop')).toMatchObject({ code: 0, out: 'Stopped.\n', error: '' });
    expect([runs(server.child.pid as number), runs(postgres)]).toEqual([false, false]);
    expect(await server.ended).toMatchObject({ code: 0, error: '' });
    expect(existsSync(placesOf(data).socket)).toBe(false);
    const batches = JSON.parse((await clientele(data, 'batches', '--json')).out);
    expect(batches[0]).toMatchObject({ id, state: 'kept' });
    expect(await clientele(data, 'stop')).toMatchObject({ code: 0, out: 'No server runs on this data.\n' });
  });

  test('three commands at once without a server take turns and leave nothing running', async () => {
    const names = ['batches', 'reconcile', 'portfolio'];
    const all = await Promise.all(names.map(name => clientele(data, name)));
    expect(all.map(({ code, error }) => ({ code, error }))).toEqual(Array(3).fill({ code: 0, error: '' }));
    expect(postgresOf(data)).toBe(undefined);
  });

  test.each(['a socket that nobody listens on', 'a plain file'])(
    '%s in the place of ours is no server',
    async what => {
      const { socket } = placesOf(data);
      if (what === 'a plain file') writeFileSync(socket, 'x');
      else await abandonedSocket(socket);
      expect(existsSync(socket)).toBe(true);
      expect(await clientele(data, 'reconcile')).toMatchObject({ code: 0 });
      const next = await served(data);
      expect(await clientele(data, 'batches')).toMatchObject({ code: 0 });
      expect(await terminated(next)).toMatchObject({ code: 0, error: '' });
      expect(existsSync(socket)).toBe(false);
    },
  );
});

/** What a killed process leaves behind. */
async function abandonedSocket(path: string): Promise<void> {
  const listener = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log('listens'))`;
  const holder = program(path, ['-e', listener]);
  await holder.says(/listens/);
  await killed(holder);
}

describe('a polite end', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s stops everything, with reads and a backup under way',
    async signal => {
      const server = await served(data);
      await uploaded(
        server.url,
        `${signal}.csv`,
        orderLines({ rows: 20_000, customers: 200, seed: signal.length }),
      );
      const reads = ['/portfolio', '/drivers', '/reconciliation', '/portfolio/customers'].map(path =>
        asked(server.url, path).catch(() => undefined),
      );
      const backup = fetchedAsOwner(`${server.url}/api/backups`, { method: 'POST' })
        .then(answer => answer.arrayBuffer())
        .catch(() => undefined);
      const postgres = postgresOf(data) as number;
      server.child.kill(signal);
      expect(await server.ended).toMatchObject({ code: 0, error: '' });
      expect(runs(postgres)).toBe(false);
      expect(existsSync(placesOf(data).socket)).toBe(false);
      await Promise.all([...reads, backup]);
      const [last] = JSON.parse((await clientele(data, 'batches', '--json')).out);
      expect(last).toMatchObject({ file: `${signal}.csv`, state: 'kept' });
    },
  );

  test('a signal while it starts stops it again, and leaves no PostgreSQL', async () => {
    const starting = command(data, 'serve', '--port', '0');
    await until(() => postgresOf(data) !== undefined, 'PostgreSQL started');
    const postgres = postgresOf(data) as number;
    expect(await terminated(starting)).toMatchObject({ code: 0, error: '' });
    expect(runs(postgres)).toBe(false);
  });

  test('a server whose PostgreSQL is killed says so and ends, whatever it is doing, and the next start works', async () => {
    // At first it asks PostgreSQL on its own account, then it is idle.
    for (const waitMs of [0, 5, 15, 40, 100, 300]) {
      const server = await served(data);
      await pause(waitMs);
      process.kill(postgresOf(data) as number, 'SIGKILL');
      const { code, error } = await server.ended;
      expect(error).toContain(
        'PostgreSQL closed the connection that made this process the owner of its data',
      );
      expect(code).toBe(1);
    }
    expect(await clientele(data, 'batches')).toMatchObject({ code: 0, error: '' });
  });
});

describe('the port', () => {
  let holder: NetServer;
  afterEach(() => new Promise(resolve => holder.close(resolve)));

  test('that is taken is passed over when nobody named it, and refused with a sentence when somebody did', async () => {
    const usual = 4747;
    holder = createServer();
    const port = await new Promise<number>(resolve => {
      const listening = () => resolve((holder.address() as { port: number }).port);
      // Somebody else may hold the usual port already, which will do.
      holder.once('error', () => holder.listen(0, '127.0.0.1', listening));
      holder.listen(usual, '127.0.0.1', listening);
    });
    const unnamed = command(data, 'serve');
    const [, found] = await unnamed.says(/serves http:\/\/127\.0\.0\.1:(\d+);/);
    expect(Number(found)).not.toBe(port);
    expect(await terminated(unnamed)).toMatchObject({ code: 0 });

    const sentence = `Port ${port} is taken by another program: name another with CLIENTELE_PORT or --port.\n`;
    expect(await clientele(data, 'serve', '--port', String(port))).toMatchObject({
      code: 1,
      error: sentence,
    });
    const byVariable = program(data, ['cli/main.ts', 'serve'], { CLIENTELE_PORT: String(port) });
    expect(await byVariable.ended).toMatchObject({ code: 1, error: sentence });
    expect(postgresOf(data)).toBe(undefined);
  });
});
