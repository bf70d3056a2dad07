import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QuadrantAccount, QuadrantList } from '../../contract/value-quadrants.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';

// 40 customers at a rhythm of their own, each with an amount of its own.
let house: TestHouse;
const quadrants = (query = ''): Promise<QuadrantList> =>
  house.get(`/value/quadrants?wait=60${query && `&${query}`}`);
const state = (customer: string, fields: object) =>
  house.ask(`/customers/${customer}/value-inputs?wait=60`, 'POST', { kind: 'potential', fields });

beforeAll(async () => {
  house = await testHouse();
  const lines: string[] = [];
  for (let customer = 1; customer <= 40; customer++)
    for (let day = customer % 7; day < 500; day += 9 + (customer % 13)) {
      const on = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
      lines.push(`O${customer}-${day},K${customer},P1,${on},5,${100 + customer * 30}`);
    }
  await house.send('orders.csv', `order,customer,product,day,quantity,amount\n${lines.join('\n')}\n`, {
    currency: 'EUR',
  });
});
afterAll(() => house.close());

const sum = (amounts: readonly string[]) => amounts.reduce((so, one) => so + Number(one), 0);
const named = ({ accounts }: QuadrantList, name: string) =>
  accounts.find(one => one.name === name) as QuadrantAccount;

test('every customer stands in one quadrant, and their values sum to the value of all', async () => {
  const { total, quadrants: four, accounts, thresholds, moves } = await quadrants();
  expect(total).toBe(40);
  expect(four.map(({ quadrant }) => quadrant)).toEqual([
    ...['passive', 'carriage trade', 'bargain basement', 'aggressive'],
  ]);
  expect(four.reduce((so, { customers }) => so + customers, 0)).toBe(40);
  const { forecast } = await house.get('/value?wait=60');
  expect(sum(four.map(({ value }) => value))).toBeCloseTo(Number(forecast.value.mid), 0);
  expect(sum(four.map(({ cost }) => cost))).toBeCloseTo(sum(accounts.map(({ cost }) => cost)), 0);
  const above = Number(thresholds.value.above);
  expect(thresholds.value.from).toBe('median');
  expect(accounts.filter(({ value }) => Number(value) > above)).toHaveLength(20);
  expect(moves).toEqual([]);
});

test('as many as are asked for come, the most valuable first, and whoever has a potential besides', async () => {
  const all = await quadrants();
  const least = all.accounts.at(-1) as QuadrantAccount;
  const few = await quadrants('limit=3');
  expect(few.accounts).toEqual(all.accounts.slice(0, 3));
  expect(few.total).toBe(40);
  await state(least.sourceKey, { value: 9e6, valueSource: 'Share of wallet, visit of 3 March' });
  const { accounts, withPotential, moves } = await quadrants('limit=3');
  expect(withPotential).toBe(1);
  expect(accounts.map(({ id }) => id)).toEqual([...few.accounts.map(({ id }) => id), least.id]);
  expect(accounts.at(-1)?.potential).toEqual({
    value: '9000000.00',
    valueSource: 'Share of wallet, visit of 3 March',
    cost: null,
    costSource: null,
    quadrant: 'passive',
  });
  expect(moves).toEqual([{ from: least.quadrant, to: 'passive', customers: 1 }]);
});

test('a potential says the same on the page of its customer; the newest holds, and one without a source is refused', async () => {
  const { body } = await state('K9', {
    value: 1,
    valueSource: 'Lost a plant',
    cost: 9e6,
    costSource: 'Offer',
  });
  const account = named(await quadrants(), 'K9');
  expect(body.quadrant).toMatchObject({ current: account.quadrant, potential: 'aggressive' });
  expect(account.potential).toMatchObject({ quadrant: 'aggressive', costSource: 'Offer' });
  await state('K9', { value: 9e6, valueSource: 'Two plants more' });
  expect(named(await quadrants(), 'K9').potential).toMatchObject({ value: '9000000.00', cost: null });
  expect((await state('K9', { value: 5 })).status).toBe(400);
  expect(named(await quadrants(), 'K9').potential?.value).toBe('9000000.00');
});

test('a customer’s page says the quadrant that the page of all does', async () => {
  const { accounts } = await quadrants();
  const some = [...new Map(accounts.map(account => [account.quadrant, account])).values()];
  expect(some.length).toBeGreaterThan(1);
  for (const { id, quadrant } of some)
    expect((await house.get(`/customers/${id}/value?wait=60`)).quadrant.current).toBe(quadrant);
});

test('without a book there is nothing to draw', async () => {
  const empty = await testHouse();
  const { state: stands, accounts, thresholds } = await empty.get('/value/quadrants?wait=60');
  expect({ stands, accounts }).toEqual({ stands: 'empty', accounts: [] });
  expect(thresholds.value.above).toBeNull();
  await empty.close();
});
