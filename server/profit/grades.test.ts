import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

const MODEL = {
  name: 'Half measured',
  currency: 'EUR',
  productCost: { shareOfNetRevenue: '0.5', assumed: true },
  pools: [
    { key: 'desk', name: 'Desk', kind: 'rate', ratePerMinute: '1' },
    { key: 'road', name: 'Road', kind: 'rate', ratePerMinute: '1', assumed: true },
  ],
  activities: [
    {
      key: 'entry',
      name: 'Entry',
      line: 'orders',
      pool: 'desk',
      minutes: [{ driver: 'orders', minutes: '10' }],
    },
    {
      ...{ key: 'pick', name: 'Picking', line: 'picking', pool: 'desk', assumed: true },
      minutes: [{ driver: 'units', minutes: '1' }],
    },
    {
      key: 'drive',
      name: 'Driving',
      line: 'delivery',
      pool: 'road',
      minutes: [{ driver: 'manualOrders', minutes: '20' }],
    },
  ],
};

test('before a cost model is in use every grade is D, and says why; what is booked is A', async () => {
  await house.send(
    'facts.csv',
    [
      'order,customer,product,day,quantity,amount,cost,channel',
      'A1,measured,P1,2025-01-10,1,100,89,edi',
      'A2,near,P1,2025-01-10,10,100,80,edi',
      'A3,half,P1,2025-01-10,10,100,20,edi',
      'A4,guessed,P1,2025-01-10,10,100,,manual',
      'A5,,P1,2025-01-10,1,100,89,edi',
      '',
    ].join('\n'),
    { currency: 'EUR', homeCountry: 'Germany' },
  );
  const reason = 'No cost model is in use, or it costs no activity, so what it costs to serve is not known.';
  expect(await house.get('/portfolio')).toMatchObject({
    grade: 'D',
    gradeReason: reason,
    assumedShare: null,
  });
  const { customers } = await house.get('/portfolio/customers');
  expect(new Set(customers.map(({ grade }: { grade: string }) => grade))).toEqual(new Set(['D']));
  const explained = (figure: string) => house.get(`/explain?figure=customer/near/${figure}`);
  expect(await explained('profit')).toMatchObject({ grade: 'D', gradeReason: reason });
  expect(await explained('revenue')).toMatchObject({ grade: 'A' });
  expect(await explained('contribution')).toMatchObject({ grade: 'A' });
});

test('each customer has the grade of what its cost rests on, and the ranking sorts by it', async () => {
  await house.ask('/models', 'POST', MODEL);
  const { customers } = await house.get('/portfolio/customers?sort=grade');
  expect(
    customers.map(({ sourceKey, grade, assumedShare }: Record<string, unknown>) => [
      ...[sourceKey, grade, assumedShare],
    ]),
  ).toEqual([
    // Cost 89 + 10 + 1 with 1 assumed; 80 + 10 + 10 with 10; 20 + 10 + 10 with 10; 50 + 10 + 10 + 20 with 80.
    ['measured', 'A', 0.01],
    ['half', 'B', 0.25],
    ['near', 'B', 0.1],
    ['guessed', 'D', 80 / 90],
  ]);
  const descending = await house.get('/portfolio/customers?sort=grade&direction=descending');
  expect(descending.customers[0]).toMatchObject({ sourceKey: 'guessed', grade: 'D' });
  const page = await house.get('/customers/guessed');
  expect(page).toMatchObject({ grade: 'D', assumedShare: 80 / 90 });
  expect(page.gradeReason).toBe('88.9 % of its cost rests on assumed rates: more than the 60 % of grade C.');
});

test('the whole is graded with what has no customer', async () => {
  // 89 + 80 + 20 + 50 + 89 of product cost, 5 orders at 10, 32 units at 1, a manual order at 20.
  const { assumedShare, grade } = await house.get('/portfolio');
  expect([assumedShare, grade]).toEqual([(50 + 32 + 20) / (328 + 50 + 32 + 20), 'B']);
});

test.each([
  ['customer/guessed/profit', 'D'],
  ['customer/guessed/contribution', 'D'],
  ['customer/half/contribution', 'A'],
  ['customer/half/costToServe', 'C'],
  ['customer/half/cost/entry', 'A'],
  ['customer/half/cost/pick', 'D'],
  ['customer/half/minutes/pick', 'D'],
  ['portfolio/share/assumed', 'B'],
  ['customer/half/cost/drive', 'A'],
  ['customer/half/line/orders', 'A'],
  ['customer/half/driver/orders', 'A'],
  ['customer/half/share/assumed', 'B'],
  ['unassigned/profit', 'A'],
  ['unassigned/costToServe/pool/desk', 'B'],
  ['pool/road/customers', 'D'],
  ['pool/road/rate', 'D'],
  ['portfolio/revenue', 'A'],
  ['portfolio/profit', 'B'],
  ['ranking/productCost', 'B'],
  ['reconciliation/open', 'A'],
])('%s is explained with grade %s', async (figure, grade) => {
  const explained = await house.get(`/explain?figure=${figure}`);
  expect([explained.grade, typeof explained.gradeReason]).toEqual([grade, 'string']);
});

test('the share opens to its inputs, which come to it', async () => {
  const { value, inputs } = await house.get('/explain?figure=customer/guessed/share/assumed');
  const amounts = Object.fromEntries(
    inputs.map((one: { label: string; value: string }) => [one.label, Number(one.value)]),
  );
  expect(amounts).toEqual({
    'Assumed product cost': -50,
    Picking: -10,
    Driving: -20,
    'Assumed, by size': 80,
    'All of the cost, by size': 90,
  });
  expect(Number(value)).toBe(80 / 90);
  for (const { figure, value: shown } of inputs.filter(({ figure }: { figure: string }) => figure))
    expect((await house.get(`/explain?figure=${figure}`)).value).toBe(shown);
});

test('what to measure first raises the grade of the most revenue, each with those before it measured', async () => {
  const { measurements } = await house.get('/measurements');
  const told = measurements.map(({ how, ...one }: { how: string }) => ({ ...one, how: how.length > 20 }));
  const row = (kind: string, key: string, name: string) => ({ kind, key, name, how: true });
  // Picking: near and half rise to A. Then the guessed customer's product cost, then its driving.
  expect(told).toEqual([
    {
      ...row('activity', 'pick', 'Picking'),
      ...{ customers: 2, revenue: '200', freed: '31', touched: '31' },
      raises: [{ from: 'B', to: 'A', customers: 2 }],
    },
    {
      ...row('productCost', '', 'Product cost'),
      ...{ customers: 1, revenue: '100', freed: '50', touched: '50' },
      raises: [{ from: 'D', to: 'B', customers: 1 }],
    },
    {
      ...row('pool', 'road', 'Road'),
      ...{ customers: 1, revenue: '100', freed: '20', touched: '20' },
      raises: [{ from: 'B', to: 'A', customers: 1 }],
    },
  ]);
});
