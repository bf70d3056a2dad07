import { readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cleared,
  clientele,
  emptyFolder,
  placesOf,
  postgresOf,
  type Server,
  served,
  terminated,
  until,
} from './clientele.ts';
import { orderLines } from './facts.ts';
import { batchesOf, ended, figuresOf, keptFiles, uploaded } from './figures.ts';

const NAMES = [
  `x'; DROP TABLE batch;--.csv`,
  'two\nlines.csv',
  `"both" 'quotes' \\ and ü ß 你好.csv`,
  '$(reboot) `x` %s.csv',
];
const row = (order: number) =>
  `order,day,customer,product,quantity,amount\n${order},2025-01-01,A'"${order},P;--,1,${order}\n`;

let server: Server;
let data: string;

beforeAll(async () => {
  data = join(await emptyFolder(), `O'Brien & "Söhne" $HOME; rm -rf`, 'Bücher 2025');
  server = await served(data);
});
afterAll(cleared);

test('files of any name come in from the command line and over HTTP, and go out again', async () => {
  const folder = await emptyFolder();
  for (const [index, name] of NAMES.entries()) {
    writeFileSync(join(folder, name), row(index + 1));
    const [{ out, code, error }] = [
      await clientele(data, 'import', join(folder, name), '--currency', 'EUR', '--json'),
    ];
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(JSON.parse(out).file).toBe(name);
    const same = await ended(server.url, await uploaded(server.url, name, row(index + 1)));
    expect(same).toMatchObject({ file: name, state: 'unchanged' });
  }
  expect(await keptFiles(server.url)).toEqual([...NAMES].sort());
  const { portfolio, reconciliation } = await figuresOf(server.url);
  expect([portfolio.totals.revenue, reconciliation.reconciled]).toEqual(['10', true]);
  const [first] = await batchesOf(server.url).then(batches =>
    batches.filter(({ state }) => state === 'kept'),
  );
  expect(await clientele(data, 'undo', first?.id as string)).toMatchObject({ code: 0, error: '' });
  expect((await figuresOf(server.url)).portfolio.totals.revenue).toBe('6');
});

test('a name with a path, without anything, or with a NUL is only ever a name', async () => {
  const named: string[] = [];
  for (const name of ['../../../etc/passwd', '', 'a\0b.csv'])
    named.push((await ended(server.url, await uploaded(server.url, name, row(10 + named.length)))).file);
  expect(named).toEqual(['passwd', 'unnamed', 'a\u2400b.csv']);
});

test('who disconnects in the middle of an upload leaves no batch and no file', async () => {
  const { staging, files } = placesOf(data);
  const [batches, originals] = [await batchesOf(server.url), readdirSync(files)];
  const text = orderLines({ rows: 30_000, customers: 100, seed: 6 });
  const half = text.slice(0, text.length / 2);
  for (const [framing, body] of [
    [`Content-Length: ${text.length}`, half],
    ['Transfer-Encoding: chunked', `${half.length.toString(16)}\r\n${half}\r\n`],
  ]) {
    for (const leave of ['destroy', 'end'] as const) {
      const client = connect(Number(new URL(server.url).port), '127.0.0.1');
      client.on('error', () => undefined);
      client.write(
        `POST /api/batches?file=half.csv HTTP/1.1\r\nHost: localhost\r\nCookie: ${server.cookie}\r\n${framing}\r\n\r\n${body}`,
      );
      await until(() => readdirSync(staging).length > 0, 'the upload had begun');
      client[leave]();
      await until(() => readdirSync(staging).length === 0, 'what was sent had gone');
      client.destroy();
    }
  }
  expect(await batchesOf(server.url)).toEqual(batches);
  expect(readdirSync(files)).toEqual(originals);
});

test('the folder with its odd name is stopped, checked and moved by backup and restore', async () => {
  const figures = await figuresOf(server.url);
  expect(await clientele(data, 'doctor')).toMatchObject({ code: 0, error: '' });
  const backup = join(await emptyFolder(), `it's "my" backup.tar`);
  expect(await clientele(data, 'backup', backup)).toMatchObject({ code: 0, error: '' });
  expect(await terminated(server)).toMatchObject({ code: 0 });
  expect(postgresOf(data)).toBe(undefined);
  const elsewhere = join(await emptyFolder(), "Ärger's <book>");
  expect(await clientele(elsewhere, 'restore', backup)).toMatchObject({ code: 0, error: '' });
  const there = await served(elsewhere);
  expect(await figuresOf(there.url)).toEqual(figures);
  expect(await terminated(there)).toMatchObject({ code: 0, error: '' });
});
