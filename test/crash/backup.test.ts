import { copyFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { list } from 'tar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchedAsOwner } from '../signed-in.ts';
import {
  cleared,
  clientele,
  command,
  emptyFolder,
  killed,
  placesOf,
  type Server,
  served,
  terminated,
} from './clientele.ts';
import { chance, orderLines, writtenFacts } from './facts.ts';
import { asked, batchesOf, ended, figuresOf, uploaded } from './figures.ts';

let data: string;
let place: string;
let server: Server;
let facts: Awaited<ReturnType<typeof writtenFacts>>;
/** Of the book that was backed up last. */
let figures: object;
let whole: string;
/** A folder that it was restored into, and the milliseconds which that took. */
let reference: string;
let usual: number;

beforeAll(async () => {
  data = await emptyFolder();
  place = await emptyFolder();
  facts = await writtenFacts(place);
  whole = join(place, 'whole.tar');
  expect(await clientele(data, 'import', ...facts.ground, '--currency', 'EUR')).toMatchObject({ code: 0 });
  expect(await clientele(data, 'model', 'use', facts.model)).toMatchObject({ code: 0 });
  server = await served(data);
});
afterAll(cleared);

test('a backup taken while files come in holds all of each or nothing', async () => {
  const before = await figuresOf(server.url);
  const more = orderLines({ rows: 50_000, from: 100, customers: 300, seed: 9 });
  const [batch, answer] = await Promise.all([
    uploaded(server.url, 'more-lines.csv', more),
    fetchedAsOwner(`${server.url}/api/backups`, { method: 'POST' }),
  ]);
  const during = join(place, 'during.tar');
  writeFileSync(during, await answer.bytes());
  expect(await ended(server.url, batch)).toMatchObject({ state: 'kept' });
  figures = await figuresOf(server.url);

  const elsewhere = await restored(during);
  const there = await served(elsewhere);
  const kept = (await batchesOf(there.url)).some(
    ({ file, state }) => file === 'more-lines.csv' && state === 'kept',
  );
  expect(await figuresOf(there.url)).toEqual(kept ? figures : before);
  await terminated(there);
});

test('restored elsewhere, a backup of the running server gives every figure to the last digit, and goes on', async () => {
  expect(await clientele(data, 'backup', whole)).toMatchObject({ code: 0, error: '' });
  expect(readdirSync(placesOf(data).staging)).toEqual([]);
  const elsewhere = await restored(whole);
  const there = await served(elsewhere);
  expect(await figuresOf(there.url)).toEqual(figures);
  expect(await clientele(elsewhere, 'doctor')).toMatchObject({ code: 0, error: '' });
  expect(await clientele(elsewhere, 'reconcile')).toMatchObject({ code: 0, error: '' });
  expect(await batchesOf(there.url)).toEqual(await batchesOf(server.url));

  // Both books go on alike: a file in, one that came before the backup out.
  for (const { url } of [server, there]) {
    const visits = await uploaded(url, 'visits.csv', readFileSync(facts.activities));
    expect(await ended(url, visits)).toMatchObject({ state: 'kept' });
    const more = (await batchesOf(url)).find(({ file }) => file === 'more-lines.csv');
    await asked(url, `/batches/${more?.id}/undo`, { method: 'POST' });
  }
  expect(await figuresOf(there.url)).toEqual(await figuresOf(server.url));
  await terminated(there);
});

test('a folder that holds a book is refused and left as it is', async () => {
  const before = await figuresOf(server.url);
  expect(await clientele(data, 'restore', whole)).toMatchObject({
    code: 1,
    error: `${data} holds data already. Name an empty folder with --data.\n`,
  });
  expect(await figuresOf(server.url)).toEqual(before);
});

test('a truncated backup is refused, wherever it was cut, and the folder takes the whole one', async () => {
  const elsewhere = await emptyFolder();
  const cuts = await entryStarts(whole);
  const bytes = statSync(whole).size;
  for (const [index, cut] of [300, Math.floor(bytes / 2), cuts.at(-1) as number].entries()) {
    const part = join(place, `cut-${index}.tar`);
    copyFileSync(whole, part);
    truncateSync(part, cut);
    const { code, error } = await clientele(elsewhere, 'restore', part);
    expect(code).toBe(1);
    expect(error).toMatch(/^The file is (damaged or no backup|no backup of Clientele, or not a whole one)/);
    const { files, staging } = placesOf(elsewhere);
    expect([readdirSync(files), readdirSync(staging)]).toEqual([[], []]);
  }
  expect(JSON.parse((await clientele(elsewhere, 'batches', '--json')).out)).toEqual([]);
  const startedAt = performance.now();
  expect(await clientele(elsewhere, 'restore', whole)).toMatchObject({ code: 0, error: '' });
  usual = performance.now() - startedAt;
  reference = elsewhere;
});

test('a restore that is killed leaves an empty book, which takes the backup', async () => {
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
  console.log(`kill -9 of a restore: CRASH_SEED=${seed}`);
  const next = chance(seed);
  const expected = JSON.parse((await clientele(reference, 'portfolio', '--json')).out);
  for (let round = 0; round < 2; round++) {
    const elsewhere = await emptyFolder();
    const restoring = command(elsewhere, 'restore', whole);
    await Promise.race([pause(usual * (0.2 + next())), restoring.ended]);
    await killed(restoring);
    // Refused only where the first one had done all of it.
    const { code, error } = await clientele(elsewhere, 'restore', whole);
    if (code !== 0) expect(error).toContain('holds data already');
    expect(JSON.parse((await clientele(elsewhere, 'portfolio', '--json')).out)).toEqual(expected);
  }
});

async function restored(backup: string): Promise<string> {
  const elsewhere = join(await emptyFolder(), 'restored');
  expect(await clientele(elsewhere, 'restore', backup)).toMatchObject({ code: 0, error: '' });
  return elsewhere;
}

/** Where each file of a tar begins: cut there, it is no broken tar. */
async function entryStarts(path: string): Promise<number[]> {
  const starts: number[] = [];
  let at = 0;
  await list({
    file: path,
    onReadEntry: entry => {
      starts.push(at);
      at += 512 + Math.ceil(entry.size / 512) * 512;
    },
  });
  return starts;
}
