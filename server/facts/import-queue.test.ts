import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { OWN_SCOPE } from '../stores.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());
afterEach(async () => {
  for (const batch of await house.get('/batches')) if (batch.state === 'kept') await house.undo(batch.id);
});

const EURO = { currency: 'EUR' };
const HEAD = 'order,customer,product,day,quantity,amount';
const lines = (name: string, rows: number) =>
  `${HEAD}\n${Array.from({ length: rows }, (_, i) => `${name}${i},${name}-C${i % 500},P${i % 7},2025-01-10,2,20`).join('\n')}\n`;
/** Long enough that it is still being read when the next request comes. */
const LONG = lines('L', 160_000);

const put = (column: string, value: string | number, id: string) =>
  house.stores.database.within(OWN_SCOPE, store =>
    sql`UPDATE batch SET ${sql.ref(column)} = ${value} WHERE public_id = ${id}`.execute(store),
  );
const cancelled = (id: string) => house.ask(`/batches/${id}/cancel`, 'POST');
/** Its first rows are on their way into the ledger. */
async function reached(id: string, rows: number) {
  await vi.waitUntil(async () => (await house.get(`/batches/${id}`)).rowsRead >= rows, {
    timeout: 60_000,
    interval: 2,
  });
}
/** Stops the house, and opens it again on the same data. */
async function again() {
  await house.leave();
  house = await testHouse(house.folder);
}

describe('cancelling', () => {
  test.each([0, 1, 100_000])(
    'a file of which %i rows were read ends it within a second and leaves nothing',
    async rows => {
      const { body } = await house.queue('long.csv', LONG, EURO);
      await reached(body.id, rows);
      const startedAt = performance.now();
      expect(await cancelled(body.id)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
      await house.intake.idle();
      expect(performance.now() - startedAt).toBeLessThan(1000);
      expect(await house.get(`/batches/${body.id}`)).toMatchObject({
        state: 'cancelled',
        rowsKept: 0,
        progress: null,
        sentence: 'It was cancelled: nothing of it counts.',
      });
      expect(await house.ledgerRows('SELECT count(*) AS n FROM order_line WHERE {visible}')).toEqual([
        { n: 0 },
      ]);
      expect((await house.get('/book')).settings).toBe(null);
    },
  );

  test('one that waits takes it out at once, and the others go on in their order', async () => {
    const first = await house.queue('long.csv', LONG, EURO);
    const second = await house.queue('second.csv', lines('S', 2), EURO);
    const third = await house.queue('third.csv', lines('T', 3), EURO);
    expect((await cancelled(second.body.id)).body.state).toBe('cancelled');
    expect((await cancelled(first.body.id)).body.state).toBe('cancelled');
    expect(await house.ended(third.body.id)).toMatchObject({ state: 'kept', rowsKept: 3 });
    expect(await house.ended(second.body.id)).toMatchObject({ state: 'cancelled', rowsRead: 0 });
  });

  test('a check cancels the check; what is kept, or nothing, cannot be cancelled', async () => {
    const id = (await house.inspect('long.csv', LONG)).body.id;
    const check = await house.ask(`/files/${id}/check`, 'POST', { file: 'long.csv', settings: EURO });
    await reached(check.body.id, 1);
    expect((await cancelled(check.body.id)).body.state).toBe('cancelled');
    const small = await house.send('small.csv', lines('K', 2), EURO);
    expect(await cancelled(small.id)).toMatchObject({ status: 409, body: { code: 'not-under-way' } });
    expect((await cancelled(small.id)).body.sentence).toMatch(/is kept\. Undo it\.$/);
    expect((await cancelled('bat_none')).status).toBe(404);
  });

  test('does not stand in the way of reading it again', async () => {
    const { body } = await house.queue('long.csv', LONG, EURO);
    await reached(body.id, 100_000);
    await cancelled(body.id);
    await house.ask(`/batches/${body.id}/keep`, 'POST', {});
    expect(await house.ended(body.id)).toMatchObject({ state: 'kept', rowsKept: 160_000 });
    expect((await house.get('/portfolio')).totals.revenue).toBe('3200000');
  });
});

test('of two who import the same file at once, one keeps it and the other changes nothing', async () => {
  const both = await Promise.all(['ada', 'ben'].map(name => house.queue(`${name}.csv`, lines('A', 5), EURO)));
  const states = await Promise.all(both.map(async ({ body }) => (await house.ended(body.id)).state));
  expect(states.sort()).toEqual(['kept', 'unchanged']);
  expect((await house.get('/portfolio')).totals.revenue).toBe('100');
});

test('rate and time left come and go with the reading, also while the clock of the machine jumps', async () => {
  const { body } = await house.queue('long.csv', LONG.repeat(3).replaceAll(`\n${HEAD}`, ''), EURO);
  const seen: { rowsPerSecond: number; secondsLeft: number | null }[] = [];
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    for (let batch = body; ['waiting', 'reading'].includes(batch.state); ) {
      vi.setSystemTime(seen.length % 2 === 0 ? new Date('2001-01-01') : new Date('2099-01-01'));
      await new Promise(resolve => setTimeout(resolve, 20));
      batch = await house.get(`/batches/${body.id}`);
      if (batch.rowsPerSecond !== null) seen.push(batch);
    }
  } finally {
    vi.useRealTimers();
  }
  expect(seen.length).toBeGreaterThan(2);
  for (const { rowsPerSecond, secondsLeft } of seen) {
    expect(rowsPerSecond).toBeGreaterThan(0);
    expect(rowsPerSecond).toBeLessThan(50_000_000);
    expect(secondsLeft ?? 1).toBeGreaterThan(0);
    expect(secondsLeft ?? 1).toBeLessThan(600);
  }
  expect(await house.get(`/batches/${body.id}`)).toMatchObject({ rowsPerSecond: null, secondsLeft: null });
});

describe('a stop', () => {
  test('leaves what waits to the next start, which reads it in its order', async () => {
    const queued: string[] = [];
    for (const name of ['A', 'B', 'C', 'D'])
      queued.push((await house.queue(`${name}.csv`, lines(name, 4), EURO)).body.id);
    await again();
    const left = (await house.get('/batches')).filter(({ state }: { state: string }) => state === 'waiting');
    expect(left.length).toBeGreaterThan(0);
    await house.goOn();
    for (const id of queued) expect(await house.ended(id)).toMatchObject({ state: 'kept', rowsKept: 4 });
    const kept = await house.stores.database.within(OWN_SCOPE, store =>
      sql<{ file_name: string }>`SELECT file_name FROM batch WHERE state = 'kept' ORDER BY kept_at`.execute(
        store,
      ),
    );
    expect(kept.rows.map(row => row.file_name)).toEqual(['A.csv', 'B.csv', 'C.csv', 'D.csv']);
  });

  test('that comes while a large file is read puts it back after a little patience, not counted as a failure', async () => {
    const { body } = await house.queue('long.csv', LONG, EURO);
    await reached(body.id, 1);
    await house.intake.close(0);
    const { rows } = await house.stores.database.within(OWN_SCOPE, store =>
      sql`SELECT state, attempts FROM batch WHERE public_id = ${body.id}`.execute(store),
    );
    expect(rows).toEqual([{ state: 'waiting', attempts: 0 }]);
    await again();
    await house.goOn();
    expect(await house.ended(body.id)).toMatchObject({ state: 'kept', rowsKept: 160_000 });
  });

  test('leaves the work to a server: a command that only looks begins nothing, one that imports reads what waits first', async () => {
    const first = await house.send('first.csv', lines('F', 2), EURO);
    await house.undo(first.id);
    await put('state', 'waiting', first.id);
    await again();
    await house.get('/portfolio');
    expect(await house.get(`/batches/${first.id}`)).toMatchObject({ state: 'waiting' });
    expect(await house.send('same.csv', lines('F', 2), EURO)).toMatchObject({ state: 'unchanged' });
    expect(await house.get(`/batches/${first.id}`)).toMatchObject({ state: 'kept', rowsKept: 2 });
  });

  test('between the two commits leaves rows that the next attempt does not count twice', async () => {
    const first = await house.send('first.csv', lines('F', 2), EURO);
    await put('state', 'reading', first.id);
    await again();
    await house.goOn();
    expect(await house.ended(first.id)).toMatchObject({ state: 'kept', rowsKept: 2 });
    expect((await house.get('/portfolio')).totals.revenue).toBe('40');
    expect(await house.ledgerRows('SELECT count(*) AS n FROM order_line WHERE {visible}')).toEqual([
      { n: 2 },
    ]);
  });

  test.each([
    ['attempts behind it', /^The program stopped 3 times while it was read; nothing of it counts/],
    ['files gone', /^The program stopped before it was kept, and its file is no longer in the data folder/],
  ])('is the end of a batch with too many %s', async (what, sentence) => {
    const text = lines(what, 2);
    const batch = await house.send(`${what}.csv`, text, EURO);
    await house.undo(batch.id);
    await put('state', 'reading', batch.id);
    const isTried = what.startsWith('attempts');
    if (isTried) await put('attempts', 3, batch.id);
    else rmSync(join(house.stores.folder.files, (await house.inspect('lines.csv', text)).body.id));
    await again();
    await house.goOn();
    expect(await house.get(`/batches/${batch.id}`)).toMatchObject({
      state: 'interrupted',
      sentence: expect.stringMatching(sentence),
    });
    const kept = await house.ask(`/batches/${batch.id}/keep`, 'POST', {});
    if (!isTried) expect(kept).toMatchObject({ status: 404 });
    else expect(await house.ended(batch.id)).toMatchObject({ state: 'kept', rowsKept: 2 });
  });
});

test('a file that was only looked at goes a day later, at a start; one that an import names stays', async () => {
  const looked = (await house.inspect('looked.csv', lines('X', 2))).body.id;
  const recent = (await house.inspect('recent.csv', lines('Y', 2))).body.id;
  const imported = (await house.inspect('imported.csv', lines('Z', 2))).body.id;
  const { id } = await house.send('imported.csv', lines('Z', 2), EURO);
  await house.undo(id);
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  const cameAgain = (await house.inspect('again.csv', lines('V', 2))).body.id;
  for (const sha256 of [looked, imported, cameAgain])
    utimesSync(join(house.stores.folder.files, sha256), yesterday, yesterday);
  await house.inspect('again.csv', lines('V', 2));
  await again();
  const there = async (sha256: string) => (await house.ask(`/files/${sha256}`)).status;
  expect([await there(looked), await there(recent), await there(imported), await there(cameAgain)]).toEqual([
    404, 200, 200, 200,
  ]);
});
