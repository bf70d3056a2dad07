import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WatchedFolder } from '../../contract/watched.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
let outside: string;
let folder: string;
beforeAll(async () => {
  house = await testHouse();
  outside = mkdtempSync(join(tmpdir(), 'clientele-watched-'));
});
afterAll(async () => {
  await house.close();
  rmSync(outside, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const { id } of await house.get('/watched-folders'))
    await house.ask(`/watched-folders/${id}`, 'DELETE');
  for (const batch of await house.get('/batches')) if (batch.state === 'kept') await house.undo(batch.id);
  folder = mkdtempSync(join(outside, 'folder-'));
});

const HEAD = 'order,customer,product,day,quantity,amount';
const lines = (name: string, amount = 20) => `${HEAD}\n${name},C1,P1,2025-01-10,2,${amount}\n`;
const written = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const watch = async (path: string, options: object = {}): Promise<WatchedFolder> => {
  const { status, body } = await house.ask('/watched-folders', 'POST', {
    path,
    settings: { currency: 'EUR' },
    ...options,
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
};
const look = async (times = 1) => {
  for (let i = 0; i < times; i++) await house.watched.look();
  await house.intake.idle();
};
const files = async () => {
  const [{ files }] = await house.get('/watched-folders');
  return files.map(({ name, state, sentence }: WatchedFolder['files'][number]) => [name, state, sentence]);
};
const kept = async () =>
  (await house.get('/batches'))
    .filter(({ state }: { state: string }) => state === 'kept')
    .map(({ file }: { file: string }) => file);

test('a file is imported once it stood still at three looks, once, and stays where and as it is', async () => {
  const path = written('a.csv', lines('A'));
  const before = [readFileSync(path, 'utf8'), statSync(path).mtimeMs];
  expect(await watch(folder)).toMatchObject({ path: folder, sentence: null, files: [] });
  await look(2);
  expect([await files(), await kept()]).toEqual([[['a.csv', 'settling', null]], []]);
  await look();
  expect([await files(), await kept()]).toEqual([[['a.csv', 'kept', null]], ['a.csv']]);
  await look(4);
  expect((await house.get('/batches')).filter(({ file }: { file: string }) => file === 'a.csv')).toHaveLength(
    1,
  );
  expect([readFileSync(path, 'utf8'), statSync(path).mtimeMs]).toEqual(before);
  expect(readdirSync(folder)).toEqual(['a.csv']);
});

test('a file that somebody still writes to waits until it is whole', async () => {
  const path = written('slow.csv', `${HEAD}\nS1,C1,P1,2025-01-10,2,20\nS2,C1,P1,20`);
  await watch(folder);
  await look(2);
  appendFileSync(path, '25-01-11,1,');
  await look(2);
  expect(await files()).toEqual([['slow.csv', 'settling', null]]);
  appendFileSync(path, '10\n');
  await look(3);
  expect(await files()).toEqual([['slow.csv', 'kept', null]]);
  expect((await house.get('/portfolio')).totals.revenue).toBe('30');
});

test('hidden and temporary names are left alone, and so are folders', async () => {
  for (const name of ['.hidden.csv', 'a.csv.part', 'b.tmp', '~$c.csv', 'd.csv.crdownload', 'e.csv~'])
    written(name, lines(name));
  mkdirSync(join(folder, 'below'));
  writeFileSync(join(folder, 'below', 'deep.csv'), lines('D'));
  await watch(folder);
  await look(4);
  expect([await files(), await kept()]).toEqual([[], []]);
  renameSync(join(folder, 'a.csv.part'), join(folder, 'a.csv'));
  await look(3);
  expect(await kept()).toEqual(['a.csv']);
});

test('several files come in in the order of their names', async () => {
  for (const name of ['3.csv', '1.csv', '2.csv']) written(name, lines(name));
  await watch(folder);
  await look(3);
  expect(await kept()).toEqual(['3.csv', '2.csv', '1.csv']);
});

test('a file that changed is taken again in place of its former import; one that was only touched is not', async () => {
  const path = written('a.csv', lines('A', 20));
  await watch(folder);
  await look(3);
  const [first] = await house.get('/batches');
  utimesSync(path, new Date(), new Date(Date.now() - 60_000));
  await look(3);
  expect((await house.get('/batches'))[0].id).toBe(first.id);
  expect(await files()).toEqual([['a.csv', 'kept', null]]);
  written('a.csv', lines('A', 25));
  await look(3);
  const [second] = await house.get('/batches');
  expect(second).toMatchObject({ file: 'a.csv', state: 'kept', replaces: first.id, amount: '25' });
});

test('a file that was imported by hand before is known, and its change replaces that import', async () => {
  const byHand = await house.send('by-hand.csv', lines('H', 20), { currency: 'EUR' });
  written('a.csv', lines('H', 20));
  await watch(folder);
  await look(3);
  expect(await files()).toEqual([['a.csv', 'unchanged', expect.stringMatching(/nothing changed/)]]);
  written('a.csv', lines('H', 30));
  await look(3);
  expect((await house.get('/batches'))[0]).toMatchObject({ state: 'kept', replaces: byHand.id });
});

test('what needs an answer says so and waits; watched again with the answer, it is read', async () => {
  written('foreign.csv', 'Kunde;Umsatz\nA;1\n');
  written('good.csv', lines('G'));
  const { id } = await watch(folder);
  await look(6);
  expect(await files()).toEqual([
    ['foreign.csv', 'refused', expect.stringMatching(/No layout fits the headings Kunde/)],
    ['good.csv', 'kept', null],
  ]);
  expect(await watch(folder, { kind: 'customers' })).toMatchObject({ id, kind: 'customers' });
  await look(3);
  expect(await files()).toMatchObject([
    ['foreign.csv', 'refused', expect.stringMatching(/has no column customer/)],
    ['good.csv', 'kept', null],
  ]);
});

test('a folder that is gone says so, does not stand in the way of others, and is looked into when it is back', async () => {
  const gone = mkdtempSync(join(outside, 'folder-'));
  await watch(gone);
  rmSync(gone, { recursive: true });
  written('a.csv', lines('A'));
  await watch(folder);
  await look(3);
  const list: WatchedFolder[] = await house.get('/watched-folders');
  expect(list.find(({ path }) => path === gone)?.sentence).toBe(
    `${gone} is not there any more: put it back, or watch it no longer.`,
  );
  expect(await kept()).toEqual(['a.csv']);
  mkdirSync(gone);
  await look();
  expect((await house.get('/watched-folders')).map(({ sentence }: WatchedFolder) => sentence)).toEqual([
    null,
    null,
  ]);
});

test('what was taken is known after a restart', async () => {
  written('a.csv', lines('A'));
  await watch(folder);
  await look(3);
  const [batch] = await house.get('/batches');
  await house.leave();
  house = await testHouse(house.folder);
  await look(4);
  expect(await files()).toEqual([['a.csv', 'kept', null]]);
  expect((await house.get('/batches'))[0].id).toBe(batch.id);
});

describe('only a folder of somebody else can be watched', () => {
  test.each([
    ['a relative path', () => 'exports', /is no absolute path/],
    ['what is not there', () => join(folder, 'nowhere'), /There is no folder/],
    ['a file', () => written('a.csv', lines('A')), /There is no folder/],
    ['the data folder', () => house.folder, /lies in the data folder/],
    ['a folder inside it', () => house.stores.folder.files, /lies in the data folder/],
  ])('not %s', async (_what, path, sentence) => {
    const answer = await house.ask('/watched-folders', 'POST', { path: path() });
    expect(answer).toMatchObject({ status: 409, body: { sentence: expect.stringMatching(sentence) } });
    expect(await house.get('/watched-folders')).toEqual([]);
  });

  test('and one that is not watched cannot be left', async () => {
    expect((await house.ask('/watched-folders/fol_none', 'DELETE')).status).toBe(404);
    const { id } = await watch(folder);
    expect((await house.ask(`/watched-folders/${id}`, 'DELETE')).body).toEqual([]);
  });
});
