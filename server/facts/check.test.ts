import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
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

const HEAD = 'order,customer,product,day,quantity,amount,country,channel';
const GOOD = `${HEAD}\nA1,C1,P1,2025-01-10,2,20,Norway,edi\nA2,C2,P2,2025-01-11,1,10,Chad,manual\n`;
const DIRTY = `${GOOD}A3,C3,P1,2025-02-31,1,5,Norway,edi\n`;
const SETTINGS = { currency: 'EUR', homeCountry: 'Germany' };

const checked = async (text: string, body: object = {}) => {
  const file = { file: 'lines.csv', settings: SETTINGS, ...body };
  const { status, body: batch } = await house.ask(
    `/files/${(await house.inspect('lines.csv', text)).body.id}/check`,
    'POST',
    file,
  );
  if (status !== 200) throw new Error(JSON.stringify(batch));
  return house.ended(batch.id);
};
const kept = async (id: string, decisions: object = {}) => {
  const { status, body } = await house.ask(`/batches/${id}/keep`, 'POST', decisions);
  expect([status, body.state]).toEqual([200, 'waiting']);
  return house.ended(id);
};
/** Everything that an import writes, counted. */
async function everything() {
  const { rows } = await house.stores.database.within(OWN_SCOPE, store =>
    sql<
      Record<string, number>
    >`SELECT (SELECT count(*) FROM customer) AS customers, (SELECT count(*) FROM customer_record) AS records,
      (SELECT count(*) FROM change) AS changes, (SELECT revision FROM book) AS revision, (SELECT currency FROM book) AS currency`.execute(
      store,
    ),
  );
  const ledger = await house.ledgerRows(
    `SELECT (SELECT count(*) FROM order_line WHERE {visible}) AS lines, (SELECT count(*) FROM product) AS products,
      (SELECT count(*) FROM product_record) AS mentions, (SELECT count(*) FROM label) AS labels,
      (SELECT count(*) FROM document) AS documents, (SELECT count(*) FROM batch_month) AS months`,
  );
  return { ...rows[0], ...ledger[0], book: await house.get('/book') };
}

describe('a check', () => {
  test('reads a file as an import does, says what it found, and leaves nothing but itself', async () => {
    const before = await everything();
    const batch = await checked(DIRTY);
    expect(batch).toMatchObject({
      state: 'checked',
      kind: 'order-lines',
      rowsRead: 3,
      rowsKept: 2,
      rowsRefused: 1,
      amount: '30',
      sentence: null,
    });
    expect(batch.findings).toMatchObject({
      rows: { read: 3, good: 2, refused: 1 },
      customers: { created: 2 },
    });
    expect(await house.problems(batch.id)).toMatchObject([{ row: 4, field: 'day' }]);
    expect(await everything()).toEqual(before);
    const listed = (await house.get('/batches')).find(({ id }: { id: string }) => id === batch.id);
    expect(listed).toMatchObject({ state: 'checked' });
    expect(listed).not.toHaveProperty('findings');
  });

  test('is kept afterwards, with the same rows and problems, once', async () => {
    const batch = await checked(DIRTY);
    const found = [await house.problems(batch.id), batch.amount, batch.rowsKept];
    const now = await kept(batch.id);
    expect(now).toMatchObject({ state: 'kept', id: batch.id });
    expect([await house.problems(batch.id), now.amount, now.rowsKept]).toEqual(found);
    expect((await house.get('/portfolio')).totals.revenue).toBe('30');
    expect(await house.ask(`/batches/${batch.id}/keep`, 'POST', {})).toMatchObject({
      status: 409,
      body: { code: 'not-checked' },
    });
  });

  test('of a file whose rows are all bad, or whose month is closed, says what an import would be refused for', async () => {
    const bad = await checked(`${HEAD}\nA3,C3,P1,2025-02-31,1,5,Norway,edi\n`);
    expect(bad).toMatchObject({
      state: 'checked',
      rowsKept: 0,
      sentence: expect.stringMatching(/^None of the 1 rows/),
    });
    await house.ask('/months/2025-01/close', 'POST');
    const closed = await checked(GOOD);
    expect(closed).toMatchObject({ state: 'checked', sentence: expect.stringMatching(/^2025-01 is closed/) });
    expect(await kept(closed.id)).toMatchObject({ state: 'refused', rowsKept: 0 });
    await house.ask('/months/2025-01/reopen', 'POST', { reason: 'it was a test' });
    expect(await kept(closed.id)).toMatchObject({ state: 'kept', sentence: null });
  });

  test('of a file that is kept already says so, and one that is no table is refused', async () => {
    await house.send('first.csv', GOOD, SETTINGS);
    expect(await checked(GOOD)).toMatchObject({ state: 'unchanged' });
    expect(await checked('a,b\n1,2\n')).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(/layout/),
    });
  });

  test('that is not wanted is put away, and can be kept even then', async () => {
    const batch = await checked(GOOD);
    expect((await house.ask(`/batches/${batch.id}/discard`, 'POST')).body).toMatchObject({
      state: 'cancelled',
    });
    expect(await house.ask(`/batches/${batch.id}/discard`, 'POST')).toMatchObject({ status: 409 });
    expect(await kept(batch.id)).toMatchObject({ state: 'kept', rowsKept: 2 });
  });

  test('needs a file that was uploaded, and keeping needs an import', async () => {
    for (const id of ['0'.repeat(64), '..%2F..%2Fetc%2Fpasswd'])
      expect(await house.ask(`/files/${id}/check`, 'POST', { file: 'x.csv' })).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
    expect((await house.ask('/batches/bat_none/keep', 'POST', {})).status).toBe(404);
  });
});

test('an uploaded file is imported without a check too', async () => {
  const id = (await house.inspect('lines.csv', GOOD)).body.id;
  const { body } = await house.ask(`/files/${id}/import`, 'POST', { file: 'lines.csv', settings: SETTINGS });
  expect(await house.ended(body.id)).toMatchObject({ state: 'kept', rowsKept: 2, amount: '30' });
});

describe('all or nothing', () => {
  test('refuses a file for one bad row, with its problems, and takes it when all are good', async () => {
    const refused = await house.send('dirty.csv', DIRTY, { ...SETTINGS, allOrNothing: true });
    expect(refused).toMatchObject({ state: 'refused', rowsRead: 3, rowsKept: 0, rowsRefused: 1 });
    expect(refused.sentence).toMatch(/^1 of the 3 rows cannot be kept, and it was to be all or nothing/);
    expect(await house.problems(refused.id)).toHaveLength(1);
    expect(await house.get('/portfolio')).toMatchObject({ totals: { revenue: '0' } });
    expect(await house.send('good.csv', GOOD, { ...SETTINGS, allOrNothing: true })).toMatchObject({
      state: 'kept',
    });
  });

  test('can be decided when a check is kept, and decided otherwise after that', async () => {
    const batch = await checked(DIRTY);
    expect(await kept(batch.id, { allOrNothing: true })).toMatchObject({ state: 'refused', rowsRefused: 1 });
    expect(await kept(batch.id, { allOrNothing: false })).toMatchObject({ state: 'kept', rowsKept: 2 });
  });
});

test('a check in another currency lets the example company be, and keeping it has the example give way', async () => {
  expect((await house.ask('/example', 'POST')).status).toBe(200);
  const batch = await checked(GOOD, { settings: { currency: 'NOK' } });
  expect(batch).toMatchObject({ state: 'checked', rowsKept: 2, sentence: null });
  expect(await house.get('/book')).toMatchObject({ example: true, settings: { currency: 'EUR' } });
  expect(await kept(batch.id)).toMatchObject({ state: 'kept' });
  expect(await house.get('/book')).toMatchObject({ example: false, settings: { currency: 'NOK' } });
});
