import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fetchedAsOwner } from '../signed-in.ts';
import { cleared, emptyFolder, placesOf, served, terminated } from './clientele.ts';
import { orderLines } from './facts.ts';
import { asked, batchesOf, ended, figuresOf, ledgerRows, uploaded } from './figures.ts';

const DISK_MB = 220;
const MB = 1 << 20;
/** From no room for the upload, over none for the ledger's file, to room for everything. */
const ROOM_MB = [0, 4, 6, 8, 9, 10, 11, 12, 14];
const SENTENCE =
  'The disk of the data folder is full, and nothing was changed: free some space and try again.';

const mounted: string[] = [];
afterAll(async () => {
  // Lazily: a PostgreSQL that a failed test left behind may still hold it.
  for (const disk of mounted) execFileSync('umount', ['-l', disk]);
  await cleared();
});

test('an import into a full disk is refused with a sentence, leaves nothing, and works once there is room', async context => {
  const disk = await emptyFolder();
  context.skip(!mount(disk), 'a small disk of its own cannot be mounted here: the full disk is left out');
  const data = join(disk, 'data');
  const server = await served(data);
  const { url } = server;
  const small = orderLines({ rows: 5000, customers: 200, seed: 4 });
  const large = orderLines({ rows: 60_000, customers: 200, seed: 5 });
  await ended(url, await uploaded(url, 'small.csv', small, '&currency=EUR'));
  const before = await figuresOf(url);

  const outcomes: string[] = [];
  for (const room of ROOM_MB) {
    fill(disk, room * MB);
    const outcome = await imported(
      url,
      `with-${room}-mb.csv`,
      `${large}x,2025-01-01,C1,P1,1,${room + 1},0,Germany,edi\n`,
    );
    outcomes.push(`${room} MB: ${outcome.state}`);
    rmSync(join(disk, 'ballast'));
    if (outcome.state !== 'kept') expect(outcome.sentence).toBe(SENTENCE);
    else await asked(url, `/batches/${outcome.id}/undo`, { method: 'POST' });
    expect(await figuresOf(url)).toEqual(before);
    expect(readdirSync(placesOf(data).staging).filter(name => name !== 'spill')).toEqual([]);
  }
  console.log(`disk of ${DISK_MB} MB, room left: ${outcomes.join(', ')}`);
  expect(outcomes[0]).toBe('0 MB: refused');
  expect(new Set(outcomes.map(outcome => outcome.replace(/.*: /, ''))).size).toBeGreaterThan(1);

  expect((await imported(url, 'at-last.csv', large)).state).toBe('kept');
  const figures = await figuresOf(url);
  expect(await terminated(server)).toMatchObject({ code: 0 });
  const rows = await ledgerRows(data);
  expect(rows.order_line).toEqual({ rows: 65_000, orphans: 0 });
  const again = await served(data);
  expect(await figuresOf(again.url)).toEqual(figures);
  expect(
    (await batchesOf(again.url)).filter(({ state }) => state === 'reading' || state === 'waiting'),
  ).toEqual([]);
  expect(await terminated(again)).toMatchObject({ code: 0, error: '' });
});

/** The batch as it ended; refused, with the sentence of the answer, where there was no room for the file itself. */
async function imported(url: string, file: string, text: string) {
  const answer = await fetchedAsOwner(`${url}/api/batches?file=${file}`, { method: 'POST', body: text });
  const body = (await answer.json()) as { id: string; code: string; sentence: string };
  if (answer.ok) return await ended(url, body);
  expect(body.code).toBe('disk-full');
  return { id: '', state: 'refused', sentence: body.sentence };
}

function mount(disk: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=711`, 'tmpfs', disk], {
      stdio: 'pipe',
    });
  } catch (error) {
    console.log(`no tmpfs here: ${error instanceof Error ? error.message : error}`);
    return false;
  }
  mounted.push(disk);
  return true;
}

/** Fills the disk up to `room` bytes. */
function fill(disk: string, room: number): void {
  const ballast = openSync(join(disk, 'ballast'), 'w');
  const block = Buffer.alloc(1 << 16);
  const free = () => {
    const { bavail, bsize } = statfsSync(disk);
    return bavail * bsize;
  };
  while (free() >= room + block.length) writeSync(ballast, block);
  closeSync(ballast);
}
