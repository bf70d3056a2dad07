import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Purchase } from './histories.ts';
import { countPurchases, type PurchaseRules } from './purchases.ts';

const until: PurchaseRules = { until: '2025-03-22', unit: 'week' };
const bought = (customer: string, ...days: readonly (readonly [string, number])[]): Purchase[] =>
  days.map(([day, amount]) => ({ customer, day, amount }));
const row = ({ histories }: ReturnType<typeof countPurchases>, at = 0) => ({
  x: histories.repeats[at],
  last: histories.recency[at],
  end: histories.age[at],
  m: histories.meanAmount[at],
});

test('a day is one purchase, net of what came back, and the first one is left out of the mean', () => {
  const counted = countPurchases(
    bought('a', ['2025-03-08', 20], ['2025-03-01', 30], ['2025-03-08', -5], ['2025-03-08', 1]),
    until,
  );
  expect(row(counted)).toEqual({ x: 1, last: 1, end: 3, m: 16 });
  expect(counted.leftOut).toEqual([]);
});

test('T counts to the end of what was observed, in days too', () => {
  expect(row(countPurchases(bought('a', ['2025-03-01', 30]), { ...until, unit: 'day' }))).toEqual({
    ...{ x: 0, last: 0, end: 21, m: 0 },
  });
});

test('all that is left out is listed with its customers, number and amount', () => {
  const counted = countPurchases(
    [
      ...bought('a', ['2025-03-01', 30], ['2025-03-02', 10], ['2025-03-02', -12], ['2025-03-23', 7]),
      ...bought('b', ['2025-03-24', 1], ['2025-03-25', 2]),
      ...bought('c', ['2025-03-01', -40]),
      ...bought('d', ['2025-03-01', Number.NaN], ['2025-02-30', 5], ['2025-03-03', 0], ['2025-03-04', 0.1]),
      ...bought('e', ['2025-03-01', 0.3], ['2025-03-01', -0.1], ['2025-03-01', -0.2]),
    ],
    until,
  );
  expect(counted.histories.customers).toEqual(['a', 'd']);
  expect(Object.fromEntries(counted.leftOut.map(({ reason, ...rest }) => [reason, rest]))).toEqual({
    "returns beyond the day's sales": { customers: 3, count: 3, amount: -42 },
    'after until': { customers: 2, count: 3, amount: 10 },
    'customers without a purchase': { customers: 3, count: 0, amount: 0 },
    'amount is no number': { customers: 1, count: 1, amount: 0 },
    'day cannot be read': { customers: 1, count: 1, amount: 5 },
    'nothing paid on the day': { customers: 1, count: 1, amount: 0 },
  });
});

test('a day on which nothing was paid counts where that is asked for', () => {
  const lines = bought('a', ['2025-03-01', 0], ['2025-03-08', 4]);
  expect(row(countPurchases(lines, until)).x).toBe(0);
  expect(row(countPurchases(lines, { ...until, zeroDays: 'counted' })).x).toBe(1);
});

test('amounts from 0.01 to a billion, a gap of a year and nobody at all', () => {
  const lines = bought('a', ['2024-01-01', 0.01], ['2024-01-02', 0.01], ['2025-03-01', 1e9]);
  expect(row(countPurchases(lines, { ...until, unit: 'day' }))).toEqual({
    ...{ x: 2, last: 425, end: 446, m: 500_000_000.005 },
  });
  expect(countPurchases([], until)).toMatchObject({
    histories: { customers: [] },
    leftOut: [],
    regularity: undefined,
  });
});

test('the order of the lines does not matter', () => {
  const line = fc.record({
    customer: fc.constantFrom('a', 'b', 'c'),
    day: fc.constantFrom('2025-03-01', '2025-03-02', '2025-03-20', '2025-03-30'),
    amount: fc.integer({ min: -50, max: 100 }),
  });
  return fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), lines => {
      const counted = countPurchases(lines, until);
      const turned = countPurchases(lines.toReversed(), until);
      expect(turned.histories).toEqual(counted.histories);
      const byReason = ({ leftOut }: typeof counted) =>
        leftOut.toSorted((a, b) => (a.reason < b.reason ? -1 : 1));
      expect(byReason(turned)).toEqual(byReason(counted));
      const { repeats, recency, age } = counted.histories;
      for (const [i, x] of repeats.entries()) {
        expect(x === 0).toBe(recency[i] === 0);
        expect(age[i]).toBeGreaterThanOrEqual(recency[i] as number);
      }
    }),
  );
});

test('timing is regular where everybody keeps a rhythm of their own', () => {
  const lines = Array.from({ length: 30 }, (_, i) =>
    bought(`c${i}`, ...['01', '06', '11', '16'].map(day => [`2025-03-${day}`, 5] as const)),
  ).flat();
  expect(countPurchases(lines, until).regularity).toBe(100);
  expect(countPurchases(lines.slice(0, 40), until).regularity).toBeUndefined();
});
