import type { RoleName } from '@clientele/engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '../../contract/batches.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { peopleAsking } from '../../test/wall-people.ts';

const PEOPLE: Record<string, readonly RoleName[]> = { Cora: ['controller'], Cem: ['controller'] };
const HEADING = 'order,customer,product,day,quantity,amount\n';
let house: TestHouse;
let asked: Awaited<ReturnType<typeof peopleAsking>>;
beforeAll(async () => {
  house = await testHouse();
  await house.send('all.csv', `${HEADING}${line('A-1', 'SEEN')}${line('A-2', 'HIDDEN')}`, {
    currency: 'EUR',
  });
  asked = await peopleAsking(house, PEOPLE);
  await house.ask('/walls/customers', 'POST', { customer: 'HIDDEN', reason: 'Contract' });
});
afterAll(() => house.close());

function line(order: string, customer: string, day = '2025-03-03'): string {
  return `${order},${customer},P1,${day},5,50\n`;
}

/** Sends a file as somebody, and answers its batch as they see it once it ended. */
async function sent(name: string, file: string, rows: string, query = ''): Promise<Batch> {
  const { body } = await asked(name, `/batches?file=${file}${query}`, 'POST', `${HEADING}${rows}`);
  await house.ended(body.id);
  return (await asked(name, `/batches/${body.id}`)).body;
}
const problemsOf = async (name: string, id: string) => (await asked(name, `/batches/${id}/problems`)).body;

test('rows of who is behind a wall and of nobody known are refused alike, and the rest is kept', async () => {
  const told = async (customer: string) => {
    const batch = await sent('Cora', 'more.csv', `${line('A-3', 'SEEN')}${line('A-4', customer)}`);
    const { problems } = await problemsOf('Cora', batch.id);
    const { id: _, original: __, at: ___, bytes: ____, ...rest } = batch;
    await house.ask(`/batches/${batch.id}/undo`, 'POST');
    return JSON.stringify({ rest, problems }).replaceAll(customer, 'X');
  };
  const hidden = await told('HIDDEN');
  expect(hidden).toBe(await told('NOBODY'));
  expect(JSON.parse(hidden)).toMatchObject({
    rest: { state: 'kept', rowsKept: 1, rowsRefused: 1, amount: '50' },
    problems: [{ row: 3, field: 'customer', what: 'is no customer that you see' }],
  });
  const known = (await house.get('/portfolio/customers')).customers;
  expect(known.map(({ sourceKey }: { sourceKey: string }) => sourceKey).sort()).toEqual(['HIDDEN', 'SEEN']);
});

test.each([
  ['customers', 'customer,name\nHIDDEN,Changed\nNOBODY,New\nSEEN,Better\n'],
  [
    'activities',
    'customer,day,activity,count\nHIDDEN,2025-03-03,visit,1\nNOBODY,2025-03-03,visit,1\nSEEN,2025-03-03,visit,1\n',
  ],
  [
    'deliveries',
    'delivery,customer,order,requested,promised,actual,quantity\nD1,HIDDEN,A,2025-03-03,2025-03-03,2025-03-03,1\nD2,NOBODY,B,2025-03-03,2025-03-03,2025-03-03,1\nD3,SEEN,C,2025-03-03,2025-03-03,2025-03-03,1\n',
  ],
  [
    'payments',
    'payment,customer,due,amount\nI1,HIDDEN,2025-03-03,5\nI2,NOBODY,2025-03-03,5\nI3,SEEN,2025-03-03,5\n',
  ],
])('of %s too', async (kind, text) => {
  const { body } = await asked('Cora', `/batches?file=${kind}.csv&kind=${kind}`, 'POST', text);
  expect(await house.ended(body.id)).toMatchObject({ state: 'kept', rowsKept: 1, rowsRefused: 2 });
  const { problems } = await problemsOf('Cora', body.id);
  expect(problems.map(({ row, field }: { row: number; field: string }) => [row, field])).toEqual([
    [2, 'customer'],
    [3, 'customer'],
  ]);
});

test('a check finds what is there of customers in sight, and says nothing of the company', async () => {
  const rows = `${line('A-1', 'SEEN')}${line('A-2', 'HIDDEN')}`;
  const upload = async (name: string, text: string) => {
    const { body } = await asked(name, '/files?file=check.csv', 'POST', text);
    return body.id as string;
  };
  const id = await upload('Cora', `${HEADING}${rows}${line('A-9', 'SEEN')}`);
  const { body } = await asked('Cora', `/files/${id}/check`, 'POST', { file: 'check.csv' });
  await house.ended(body.id);
  const { findings, state } = (await asked('Cora', `/batches/${body.id}`)).body;
  expect(state).toBe('checked');
  expect(findings).toMatchObject({
    rows: { good: 2, refused: 1 },
    duplicates: { existing: { rows: 1, documents: 1, samples: [] } },
    difference: null,
  });
  expect((await house.get(`/batches/${body.id}`)).findings).toMatchObject({ difference: null });
  // What somebody checked who sees all is theirs.
  const owners = (await house.ask(`/files/${id}/check`, 'POST', { file: 'check.csv' })).body;
  expect((await house.ended(owners.id)).state).toBe('checked');
  expect((await asked('Cora', `/batches/${owners.id}`)).status).toBe(404);
});

test('that the same file is there is told without naming it', async () => {
  const batch = await sent('Cora', 'other-name.csv', `${line('A-1', 'SEEN')}${line('A-2', 'HIDDEN')}`);
  expect(batch).toMatchObject({
    state: 'unchanged',
    sentence: 'The same file was kept before: nothing changed.',
  });
});

describe('what somebody sent', () => {
  let mine: Batch;
  let order = 10;
  beforeEach(async () => {
    order += 2;
    mine = await sent('Cora', 'mine.csv', `${line(`A-${order}`, 'SEEN')}${line(`A-${order + 1}`, 'HIDDEN')}`);
  });

  test('is mended by them, and by nobody else behind the wall', async () => {
    expect((await problemsOf('Cora', mine.id)).problems).toHaveLength(1);
    expect((await problemsOf('Cem', mine.id)).problems ?? []).toEqual([]);
    expect((await asked('Cem', `/files/${mine.original}`)).status).toBe(404);
    expect((await asked('Cora', `/files/${mine.original}`)).status).toBe(200);
    const { status } = await asked('Cora', `/batches/${mine.id}/mends`, 'POST', {
      row: 3,
      cells: { customer: 'SEEN' },
    });
    expect(status).toBe(200);
    const { body } = await asked('Cora', `/batches/${mine.id}/mends/import`, 'POST');
    expect(await house.ended(body.id)).toMatchObject({ state: 'kept', rowsKept: 1 });
  });

  test('is undone by them, but where it took the place of another', async () => {
    const { lines } = (await house.get('/portfolio')).totals;
    const { dependents, difference } = (await asked('Cora', `/batches/${mine.id}/undo`)).body;
    expect(dependents).toEqual([]);
    // Without the line of who is behind the wall.
    expect(difference.before).toMatchObject({ customers: 1, lines: lines - 1 });
    expect(difference.after).toMatchObject({ customers: 1, lines: lines - 2 });
    const refused = await asked(
      'Cora',
      `/batches?file=new.csv&replaces=${mine.id}`,
      'POST',
      `${HEADING}${line('A-5', 'SEEN')}`,
    );
    expect(refused).toMatchObject({ status: 403, body: { code: 'not-whole' } });
    const { body } = await house.queue('new.csv', `${HEADING}${line('A-5', 'SEEN')}`, { replaces: mine.id });
    await house.ended(body.id);
    for (const method of ['GET', 'POST'])
      expect((await asked('Cora', `/batches/${body.id}/undo`, method)).body.code).toBe('not-whole');
    await house.ask(`/batches/${body.id}/undo`, 'POST');
    expect((await asked('Cora', `/batches/${mine.id}/undo`, 'POST')).body.state).toBe('undone');
    expect((await house.get('/portfolio')).totals.lines).toBe(lines - 1);
  });

  test('is closed to them too once anything is closed', async () => {
    await house.ask('/walls/customers', 'POST', { customer: 'SEEN', reason: 'Contract' });
    expect((await asked('Cora', `/batches/${mine.id}`)).status).toBe(404);
    expect((await asked('Cora', `/files/${mine.original}`)).status).toBe(404);
  });
});

test('what takes files of anybody is for who sees everybody', async () => {
  const refused = await asked('Cora', '/watched-folders', 'POST', { path: house.folder });
  expect(refused).toMatchObject({ status: 403, body: { code: 'not-whole' } });
});
