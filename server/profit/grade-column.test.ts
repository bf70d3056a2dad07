import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
  await house.send(
    'facts.csv',
    [
      'order,customer,product,day,quantity,amount',
      'A1,paper,P1,2025-01-10,1,100',
      'A2,board,P1,2025-01-10,1,100',
      'A3,crate,P1,2025-01-10,1,100',
      'A4,drum,P2,2025-02-10,1,100',
      '',
    ].join('\n'),
    { currency: 'EUR', homeCountry: 'Germany' },
  );
  await deliver('first.csv', ['board,2025-01-11,1', 'crate,2025-01-11,30', 'crate,2025-02-11,10']);
});
afterAll(() => house.close());

async function use(entry: boolean, freight: boolean): Promise<void> {
  const { status, body } = await house.ask('/models', 'POST', model(entry, freight));
  expect(status, JSON.stringify(body)).toBe(200);
}

async function deliver(file: string, rows: readonly string[]): Promise<void> {
  const lines = ['activity,customer,day,money', ...rows.map(row => `delivery,${row}`), ''];
  const { rowsRefused } = await house.send(file, lines.join('\n'), { kind: 'activities' });
  expect(rowsRefused).toBe(0);
}

/** Ten for an order, and what freight cost. */
const model = (entryAssumed: boolean, freightAssumed: boolean) => ({
  name: 'Freight',
  currency: 'EUR',
  pools: [
    { key: 'desk', name: 'Desk', kind: 'rate', ratePerMinute: '1' },
    { key: 'road', name: 'Road', kind: 'money' },
  ],
  activities: [
    {
      ...{ key: 'entry', name: 'Entry', line: 'orders', pool: 'desk', assumed: entryAssumed },
      minutes: [{ driver: 'orders', minutes: '10' }],
    },
    {
      ...{ key: 'freight', name: 'Freight', line: 'delivery', pool: 'road', assumed: freightAssumed },
      money: ['activity.delivery.money'],
    },
    {
      ...{ key: 'range', name: 'Range', line: 'orders', pool: 'desk', assumed: entryAssumed },
      minutes: [{ driver: 'skus', minutes: '1' }],
    },
  ],
});

/** Customers by grade, as the ranking is sorted; their number is that of the group, which is counted in the same column. */
async function sorted(period = 'all'): Promise<Record<string, string[]>> {
  const { customers } = await house.get(`/portfolio/customers?sort=grade&period=${period}`);
  const { groups } = await house.get(`/portfolio/groups?by=grade&period=${period}`);
  const byGrade: Record<string, string[]> = {};
  for (const { grade, sourceKey } of customers as { grade: string; sourceKey: string }[])
    byGrade[grade] = [...(byGrade[grade] ?? []), sourceKey].sort();
  expect(Object.keys(byGrade)).toEqual(Object.keys(byGrade).sort());
  const counts = groups.map(({ value, customers: count }: { value: string; customers: number }) => [
    value,
    count,
  ]);
  expect(new Map(counts)).toEqual(
    new Map(Object.entries(byGrade).map(([grade, { length }]) => [grade, length])),
  );
  return byGrade;
}

test.each([
  ['all assumed', [true, true], { D: ['board', 'crate', 'drum', 'paper'] }],
  ['none assumed', [false, false], { A: ['board', 'crate', 'drum', 'paper'] }],
  // Freight of 1 beside 11, of 40 beside 11.
  ['freight assumed', [false, true], { A: ['drum', 'paper'], B: ['board'], D: ['crate'] }],
  ['all but freight assumed', [true, false], { B: ['crate'], D: ['board', 'drum', 'paper'] }],
] as const)('%s', async (_title, [entry, freight], grades) => {
  await use(entry, freight);
  expect(await sorted()).toEqual(grades);
});

test('a credit is set against what it is of, and not against another activity', async () => {
  await deliver('second.csv', ['crate,2025-03-11,-40', 'drum,2025-02-11,-11']);
  // Crate: 40 − 40 beside 11. Drum: a credit of 11 beside 11, all of it cost by size.
  await use(false, true);
  expect(await sorted()).toEqual({ A: ['crate', 'paper'], B: ['board'], C: ['drum'] });
  await use(false, false);
  expect(await sorted()).toEqual({ A: ['board', 'crate', 'drum', 'paper'] });
  await use(true, true);
  expect(await sorted()).toEqual({ D: ['board', 'crate', 'drum', 'paper'] });
  expect(await sorted('2025-02')).toEqual({ D: ['crate', 'drum'] });
});
