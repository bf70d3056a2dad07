import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localOwner } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { View } from '../../contract/views.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { restoreBackup } from '../settings/restore.ts';

let house: TestHouse;
let file: { id: string };
beforeAll(async () => {
  house = await testHouse();
  file = await house.send(
    'lines.csv',
    'order,customer,product,day,quantity,amount\nA1,K1,P1,2025-03-03,5,50\n',
    {
      currency: 'EUR',
    },
  );
});
afterAll(() => house.close());

const save = (name: string, address: string, more: object = {}) =>
  house.ask('/views', 'POST', { name, address, ...more });
const views = (): Promise<View[]> => house.get('/views');

test('a view is saved, listed by name, changed by who saw it last, and removed', async () => {
  const { body: losers } = await save('Losers', '/?period=2025&where=segment:Rail&sign=loss', {
    note: ' Each month ',
  });
  expect(losers).toMatchObject({
    address: '/?period=2025&where=segment:Rail&sign=loss',
    note: 'Each month',
    page: 'Portfolio',
    gone: null,
    revision: 1,
    by: 'local owner',
  });
  await save('by grade', '/?by=grade');
  expect((await views()).map(({ name }) => name)).toEqual(['by grade', 'Losers']);
  const renamed = { id: losers.id, revision: losers.revision };
  expect((await save('Loss makers', '/?sign=loss', renamed)).body).toMatchObject({
    ...{ id: losers.id, name: 'Loss makers', address: '/?sign=loss', note: null, revision: 2 },
  });
  expect(await save('Mine', '/?sign=gain', renamed)).toMatchObject({
    status: 409,
    body: { code: 'view-changed' },
  });
  const left = await house.ask(`/views/${losers.id}`, 'DELETE');
  expect(left.body.map(({ name }: View) => name)).toEqual(['by grade']);
  expect((await house.ask(`/views/${losers.id}`, 'DELETE')).status).toBe(404);
  expect((await save('Mine', '/', { id: losers.id, revision: 2 })).status).toBe(404);
});

test('of two who save the same name at once, one is told whose it is', async () => {
  const both = await Promise.all([save('Monday', '/model'), save('MONDAY', '/scenarios')]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = both.find(({ status }) => status === 409)?.body;
  expect(refused.code).toBe('view-exists');
  expect(refused.sentence).toMatch(
    /^There is a view "monday" already, saved by local owner on \d{4}-\d\d-\d\d\. /i,
  );
  const { body: other } = await save('Tuesday', '/model');
  const change = { id: other.id, revision: other.revision };
  expect(await save('monday', '/model', change)).toMatchObject({
    status: 409,
    body: { code: 'view-exists' },
  });
  expect((await save('TUESDAY', '/model', change)).body).toMatchObject({ name: 'TUESDAY' });
});

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/\\elsewhere.example/',
  '/\t/elsewhere.example',
  '///elsewhere.example',
  'javascript:alert(1)',
  'model',
  '',
  '/intake',
  '/nowhere',
  '/customers/',
  '/customers/%E0%A4%A',
  '/customers/a/b',
  `/?search=${'x'.repeat(9000)}`,
])('%j is no address of a view', async address => {
  expect(await save('Elsewhere', address)).toMatchObject({ status: 400, body: { code: 'not-asked-right' } });
});

test.each([
  ['/?explain=portfolio/profit&period=2025&view=vie_1&explain=a', '/?period=2025'],
  ['/customers/K1?grain=year', '/customers/K1?grain=year'],
  ['/model/../scenarios#foot', '/scenarios'],
])('%s is kept as %s', async (address, kept) => {
  const { body } = await save(`Kept as ${kept}`, address);
  expect(body.address).toBe(kept);
});

test('a name is asked for', async () => {
  expect(await save('  ', '/')).toMatchObject({ status: 400 });
});

test('what a view shows may be gone: it says so', async () => {
  const scenario = { changes: [{ kind: 'price', share: 0.1 }], reaction: { low: 0, high: 0 } };
  const { body: saved } = await house.ask('/scenarios', 'POST', { name: 'Ten', scenario });
  await save('Ada', '/customers/K1?period=2025');
  await save('Ten more', `/scenarios?id=${saved.id}`);
  const goneOf = async (name: string) => (await views()).find(view => view.name === name)?.gone;
  expect([await goneOf('Ada'), await goneOf('Ten more')]).toEqual([null, null]);
  await house.ask(`/scenarios/${saved.id}`, 'DELETE');
  await house.undo(file.id);
  expect(await goneOf('Ada')).toBe('Its customer is no longer in the book.');
  expect(await goneOf('Ten more')).toBe('Its scenario was removed.');
  // Of a version that had other pages.
  await house.stores.database.within(localOwner('test'), store =>
    sql`UPDATE named_view SET address = '/wizard' WHERE name = 'Ada'`.execute(store),
  );
  expect((await views()).find(({ name }) => name === 'Ada')).toMatchObject({
    page: null,
    gone: 'This version has no such page any more.',
  });
});

test('a backup brings them back, and the next one gets an id of its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-views-'));
  try {
    const before = await views();
    expect(before.length).toBeGreaterThan(3);
    const bytes = await (await house.fetched('/backups', { method: 'POST' })).arrayBuffer();
    const path = join(folder, 'backup.tar');
    writeFileSync(path, Buffer.from(bytes));
    await restoreBackup({ ...process.env, CLIENTELE_DATA: join(folder, 'again') }, path);
    const again = await testHouse(join(folder, 'again'));
    try {
      expect(await again.get('/views')).toEqual(before);
      expect((await again.ask('/views', 'POST', { name: 'One more', address: '/' })).status).toBe(200);
    } finally {
      await again.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
