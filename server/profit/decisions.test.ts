import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CustomerDecisions, Decisions } from '../../contract/decisions.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { restoreBackup } from '../settings/restore.ts';

const PERIOD = '2025';
const ANSWER = {
  enough: false,
  action: 'Minimum order of 500',
  owner: 'Head of sales',
  reviewOn: '2199-03-31',
};

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
  await house.ask('/example', 'POST');
});
afterAll(() => house.close());

test('a decision is asked of the largest fifth by revenue that loses money or ranks half the list lower', async () => {
  const { customers } = await house.get(`/portfolio/customers?period=${PERIOD}&limit=5000`);
  const expected = customers.filter(
    ({ revenueRank, rank, profit }: { revenueRank: number; rank: number; profit: string }) =>
      revenueRank <= Math.ceil(customers.length / 5) &&
      (profit.startsWith('-') || rank - revenueRank >= customers.length / 2),
  );
  const answer = await decisions();
  expect(answer).toMatchObject({ asked: expected.length, open: expected.length, due: 0 });
  expect(answer.customers.map(({ id }) => id).sort()).toEqual(
    expected.map(({ id }: { id: string }) => id).sort(),
  );
  const profits = answer.customers.map(({ profit }) => Number(profit));
  expect(profits).toEqual(profits.toSorted((a, b) => a - b));
});

test('answers are kept with their history, come up at their review day, and alter no figure', async () => {
  const [worst, next] = (await decisions()).customers;
  if (!worst || !next) throw new Error('the example has customers to decide about');
  const before = await house.get(`/portfolio?period=${PERIOD}`);
  expect(await decided(worst.id, ANSWER)).toMatchObject({
    state: 'decided',
    history: [{ ...ANSWER, by: 'local owner' }],
  });
  const again = { ...ANSWER, enough: true, action: '' };
  expect((await decided(worst.id, again)).history).toMatchObject([again, ANSWER]);
  expect(await decided(next.sourceKey, { ...ANSWER, reviewOn: '2020-01-31' })).toMatchObject({
    state: 'due',
  });
  const answer = await decisions();
  expect(answer).toMatchObject({ open: answer.asked - 2, due: 1 });
  expect(answer.customers.slice(answer.open).map(({ id, state }) => [id, state])).toEqual([
    [next.id, 'due'],
    [worst.id, 'decided'],
  ]);
  expect((await decisions('&state=due')).customers).toHaveLength(1);
  expect(await house.get(`/portfolio?period=${PERIOD}`)).toEqual(before);
});

test('an answer without an action, an owner or a day is refused with what is missing', async () => {
  const [one] = (await decisions()).customers;
  for (const wanting of [{ action: ' ' }, { owner: '' }, { reviewOn: 'soon' }, { reviewOn: '2025-02-30' }]) {
    const refused = await house.ask(`/customers/${one?.id}/decisions`, 'POST', { ...ANSWER, ...wanting });
    expect(refused).toMatchObject({ status: 400, body: { code: 'not-asked-right' } });
  }
  expect(await house.ask('/customers/nobody/decisions', 'POST', ANSWER)).toMatchObject({ status: 404 });
});

test('a backup carries the decisions', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-decisions-'));
  const before = await decisions();
  const file = join(folder, 'backup.tar');
  const whole = await house.app.fetch(new Request('http://127.0.0.1/api/backups', { method: 'POST' }));
  writeFileSync(file, await whole.bytes());
  const data = join(folder, 'data');
  await restoreBackup({ ...process.env, CLIENTELE_DATA: data }, file);
  const restored = await testHouse(data);
  try {
    expect(await restored.get(`/decisions?period=${PERIOD}`)).toEqual(before);
    const { status } = await restored.ask(`/customers/${before.customers[0]?.id}/decisions`, 'POST', ANSWER);
    expect(status).toBe(200);
  } finally {
    await restored.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

function decisions(more = ''): Promise<Decisions> {
  return house.get(`/decisions?period=${PERIOD}${more}`);
}

async function decided(customer: string, answer: typeof ANSWER): Promise<CustomerDecisions> {
  const { status, body } = await house.ask(
    `/customers/${customer}/decisions?period=${PERIOD}`,
    'POST',
    answer,
  );
  expect(status).toBe(200);
  return body;
}
