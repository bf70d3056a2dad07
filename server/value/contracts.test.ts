import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { peopleAsking } from '../../test/wall-people.ts';

// 30 customers without a purchase but one, so that contracts are all that is known of most of them; observed until 2025-06-30.
let house: TestHouse;
const COUNT = 30;

beforeAll(async () => {
  house = await testHouse();
  const heading = 'order,customer,product,day,quantity,amount';
  await house.send('orders.csv', `${heading}\nO1,K1,P1,2025-06-30,5,50\n`, { currency: 'EUR' });
  const cards = Array.from({ length: COUNT }, (_, i) => `K${i + 1},Customer ${i + 1}\n`);
  await house.send('customers.csv', `customer,name\n${cards.join('')}`);
});
afterAll(() => house.close());

const state = (customer: string, fields: object) =>
  house.ask(`/customers/${customer}/value-inputs?wait=60`, 'POST', {
    kind: 'contract',
    fields: { first: '2020-01-01', everyMonths: 12, amount: 1000, source: 'Frame contract', ...fields },
  });
const contractsOf = async (customer: string, query = '') =>
  (await house.get(`/customers/${customer}/value?wait=60${query}`)).contracts;

test('a contract that nobody has renewed yet says that nothing is known', async () => {
  expect(await contractsOf('K1')).toEqual([]);
  const { body } = await state('K1', { first: '2025-01-01' });
  expect(body.contracts).toMatchObject([
    {
      ...{ renewals: 0, ended: false, next: '2026-01-01', by: 'nothing', probability: null, value: null },
      ...{ amount: '1000.00', reason: 'No contract of this length has come to a renewal yet.', steps: [] },
    },
  ]);
});

test('few contracts: the rate so far with its range; renewals within the horizon, each with its numbers', async () => {
  await state('K2', {});
  await state('K3', { first: '2021-01-01', last: '2023-12-31' });
  // Of another length: it tells nothing of these.
  await state('K4', { everyMonths: 3, last: '2020-03-31' });
  const [contract] = await contractsOf('K2');
  // K2 made five, K3 two of three.
  expect(contract).toMatchObject({
    ...{ renewals: 5, next: '2026-01-01', contracts: 3, by: 'rate so far', probability: 7 / 8 },
    reason: expect.stringMatching(/^The rate so far of 3 contracts .*: 7 of 8 renewals .* Fewer than 20/),
  });
  expect(contract.probabilityRange.low).toBeLessThan(7 / 8);
  expect(contract.probabilityRange.high).toBeGreaterThan(7 / 8);
  expect(contract.renewalsExpected).toBeCloseTo(7 / 8 + (7 / 8) ** 2 + (7 / 8) ** 3, 9);
  // On 2026-01-01, 2027-01-01 and 2028-01-01, seen from 2025-06-30.
  const years = [185, 550, 915].map(days => days / 365.25);
  const value = years.reduce((sum, year, i) => sum + (1000 * (7 / 8) ** (i + 1)) / 1.1 ** year, 0);
  expect(Number(contract.value)).toBeCloseTo(value, 2);
  expect(Number(contract.valueRange.low)).toBeLessThan(value);
  expect(Number(contract.valueRange.high)).toBeGreaterThan(value);
  expect(contract.steps.map(({ name, worked }: { name: string; worked: string }) => [name, worked])).toEqual([
    ['Probability of the next renewal', '7 ÷ 8'],
    ['Renewals expected', '0.875 + 0.766 + 0.67'],
    ['Value of the renewals', '1,000 a period, yearly rate 10 %, in 6.08, 18.1, 30.1 months'],
  ]);
  expect((await contractsOf('K2', '&months=12'))[0].renewalsExpected).toBeCloseTo(7 / 8, 9);
  expect((await contractsOf('K3'))[0]).toMatchObject({ ended: true, renewals: 2, next: null, value: null });
  // The value from purchases knows nothing of it.
  const { customers } = await house.get('/value/customers?wait=60');
  expect(customers.map(({ sourceKey }: { sourceKey: string }) => sourceKey)).toEqual(['K1']);
});

test('one that began on the same day gives way, another stands beside it', async () => {
  await state('K2', { amount: 2000 });
  const { body } = await state('K2', { first: '2024-01-01', everyMonths: 1, amount: 10 });
  expect(body.contracts.map(({ amount }: { amount: string }) => amount)).toEqual(['10.00', '2000.00']);
});

test.each([
  ['everyMonths', { everyMonths: 0 }],
  ['everyMonths', { everyMonths: 1.5 }],
  ['last', { last: '2019-12-31' }],
  ['source', { source: '' }],
  ['amount', { amount: -5 }],
])('refuses a contract by its field: %s', async (where, fields) => {
  const { status, body } = await state('K9', fields);
  expect(status).toBe(400);
  expect(body.problems).toMatchObject([{ where }]);
});

test('many of one length: sBG, by which renewals become likelier the more there were', async () => {
  // Of 28 of every two years, half ended at the first, a quarter of the others at the second, one more at the third.
  const ends = [...new Array(13).fill('2015-12-31'), ...new Array(4).fill('2017-12-31'), '2019-12-31'];
  for (let i = 0; i < 28; i++)
    await state(`K${i + 3}`, { first: '2014-01-01', everyMonths: 24, ...(ends[i] && { last: ends[i] }) });
  const [old] = await contractsOf('K30');
  expect(old).toMatchObject({ by: 'sBG', contracts: 28, renewals: 5, next: '2026-01-01' });
  expect(old.reason).toBe('sBG, fitted over 28 contracts renewed every 24 months that were stated.');
  expect(old.probabilityRange.low).toBeLessThan(old.probability);
  expect(old.probabilityRange.high).toBeGreaterThan(old.probability);
  expect(Number(old.valueRange.low)).toBeLessThan(Number(old.value));
  expect(Number(old.valueRange.high)).toBeGreaterThan(Number(old.value));
  expect(old.steps[0].worked).toMatch(/^α [\d.]+, β [\d.]+, n 6$/);
  const { body } = await state('K1', { first: '2025-01-01', everyMonths: 24 });
  const young = body.contracts.find(({ everyMonths }: { everyMonths: number }) => everyMonths === 24);
  expect(young.probability).toBeLessThan(old.probability - 0.2);
});

test('contracts behind a wall tell nothing: neither their own, nor how likely those of others are', async () => {
  const ask = await peopleAsking(house, { 'Who is outside': ['owner'] });
  const { id } = (await house.get('/customers/K3')).customer;
  await house.ask('/walls/customers', 'POST', { customer: id, reason: 'A contract' });
  expect((await ask('Who is outside', '/customers/K3/value?wait=60')).status).toBe(404);
  const { body } = await ask('Who is outside', '/customers/K2/value?wait=60');
  // Without K3's, all renewals that were due were made.
  const yearly = body.contracts.find(({ everyMonths }: { everyMonths: number }) => everyMonths === 12);
  expect(yearly).toMatchObject({ by: 'rate so far', probability: 1 });
  expect(yearly.reason).toContain('5 of 5 renewals');
});
