import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addressOf } from './contract.ts';
import { isAnswering, throughSocket } from './transport.ts';

let folder = '';
let socket = '';
const servers: Server[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  socket = join(folder, 's.sock');
});
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

async function listen(listener: RequestListener): Promise<void> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>(resolve => server.listen(socket, resolve));
}

test('a socket answers while a server listens; a file left behind does not', async () => {
  expect(await isAnswering(socket)).toBe(false);
  await listen((_, response) => response.end());
  expect(await isAnswering(socket)).toBe(true);
  const left = join(folder, 'left.sock');
  const { spawnSync } = await import('node:child_process');
  spawnSync(process.execPath, [
    '-e',
    `require('net').createServer().listen(${JSON.stringify(left)}, () => process.kill(process.pid, 'SIGKILL'))`,
  ]);
  expect(await isAnswering(left)).toBe(false);
});

test('the bytes of a file arrive as they are, and the answer comes back', async () => {
  const bytes = Buffer.alloc(5_000_000, 'a line, and another\n');
  await listen((request, response) => {
    void buffer(request).then(got =>
      response.end(JSON.stringify({ same: got.equals(bytes), url: request.url })),
    );
  });
  const address = addressOf({ path: '/batches' }, { query: { file: `it's "x"; drop.csv`, kind: undefined } });
  const response = await throughSocket(socket)({ method: 'POST', address, body: Readable.from([bytes]) });
  expect(await response.json()).toEqual({
    same: true,
    url: '/api/batches?file=it%27s+%22x%22%3B+drop.csv',
  });
});

test('a refusal that comes before the last byte is an answer', async () => {
  await listen((_, response) => {
    response.statusCode = 409;
    response.end('{"code":"closed","sentence":"March is closed."}');
  });
  const response = await throughSocket(socket)({
    method: 'POST',
    address: '/api/batches',
    body: Readable.from([Buffer.alloc(100_000)]),
  });
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ code: 'closed' });
});

test('a file that breaks off, and a server that dies, are errors', async () => {
  await listen(request => request.on('error', () => undefined).resume());
  const file = new Readable({
    read() {
      this.destroy(new Error('the disk broke'));
    },
  });
  await expect(
    throughSocket(socket)({ method: 'POST', address: '/api/batches', body: file }),
  ).rejects.toThrow('the disk broke');
  rmSync(socket);
  const dying = createSocket(connection => connection.destroy());
  await new Promise<void>(resolve => dying.listen(socket, resolve));
  await expect(throughSocket(socket)({ method: 'GET', address: '/api/book' })).rejects.toThrow(
    'The server stopped while it worked on this',
  );
  dying.close();
});

test('parameters are written out so that none can leave its place', () => {
  expect(
    addressOf({ path: '/customers/{id}' }, { params: { id: 'A/1 ?#é' }, query: { period: '2025' } }),
  ).toBe('/api/customers/A%2F1%20%3F%23%C3%A9?period=2025');
});
