import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CostModel } from './cost-model.ts';
import { costMonth, type DriverColumns, type PoolLedger } from './costing.ts';
import { minutesStated, RecostingSum, recost } from './recosting.ts';
import { recostPools } from './recosting-pools.ts';

const MICRO = 1_000_000;
const own = (customer: string, minutes: string) => ({ customer, minutes, reason: 'Measured' });
/** K99 is no customer of the book. */
const NAMED = new Map([
  ['K3', 3],
  ['K7', 7],
  ['K12', 12],
]);
const MODEL: CostModel = {
  name: 'Test',
  currency: 'EUR',
  pools: [
    { key: 'desk', name: 'Order desk', kind: 'time', capacityMinutes: '5000' },
    { key: 'rate', name: 'One rate', kind: 'rate', ratePerMinute: '0.62' },
    { key: 'freight', name: 'Freight', kind: 'money' },
    { key: 'board', name: 'Management', kind: 'sustaining' },
  ],
  activities: [
    {
      ...{ key: 'entry', name: 'Entry', line: 'orders', pool: 'desk' },
      minutes: [
        { driver: 'orders', minutes: '9', exceptions: [own('K7', '3.5'), own('K3', '0')] },
        { driver: 'units', minutes: '0.25' },
      ],
    },
    {
      ...{ key: 'complaints', name: 'Complaints', line: 'quality', pool: 'rate' },
      minutes: [
        { driver: 'activity.complaint', minutes: '20', exceptions: [own('K12', '45'), own('K99', '7')] },
        { driver: 'activity.complaint', minutes: '10', when: 'weekend' },
        { driver: 'skus', minutes: '2' },
      ],
    },
    {
      ...{ key: 'carrier', name: 'Carrier', line: 'delivery', pool: 'freight' },
      money: ['activity.delivery.money'],
    },
  ],
};
const CUSTOMERS = [0, 7, 3, 12];

interface Month {
  readonly drivers: DriverColumns;
  readonly ledger: Readonly<Record<string, PoolLedger>>;
}

const counts = (max: number) =>
  fc.array(fc.integer({ min: 0, max }), { minLength: CUSTOMERS.length, maxLength: CUSTOMERS.length });
const months: fc.Arbitrary<Month> = fc
  .record({
    orders: counts(60),
    units: counts(90_000),
    'activity.complaint': counts(9000),
    'activity.complaint[weekend]': counts(3000),
    'own.activity.complaint': counts(2000),
    'activity.delivery.money': counts(500 * MICRO),
    amount: fc.option(fc.integer({ min: -1000 * MICRO, max: 4000 * MICRO }), { nil: undefined }),
    capacity: fc.constantFrom(undefined, 0, 3000 * MICRO, 6000 * MICRO),
    freight: fc.integer({ min: 0, max: 2500 * MICRO }),
  })
  .map(({ amount, capacity, freight, ...columns }) => ({
    drivers: {
      customers: Float64Array.from(CUSTOMERS),
      columns: Object.fromEntries(
        Object.entries(columns).map(([key, column]) => [key, Float64Array.from(column)]),
      ),
    },
    ledger: {
      desk: { amount, capacity },
      freight: { amount: freight, capacity: undefined },
      board: { amount: 77 * MICRO, capacity: undefined },
    },
  }));

function recostingOf(all: readonly Month[], customers: readonly number[]) {
  const sum = new RecostingSum(MODEL, Float64Array.from(customers), NAMED);
  for (const { drivers, ledger } of all) sum.add(drivers, ledger);
  return sum.result;
}

describe('other minutes are tried without costing months again', () => {
  test('at the minutes of the model every customer and pool comes out as month by month, but for rounding', () =>
    fc.assert(
      fc.property(fc.array(months, { minLength: 1, maxLength: 4 }), all => {
        const costed = all.map(({ drivers, ledger }) => costMonth(MODEL, drivers, ledger, NAMED));
        const recosting = recostingOf(all, [3, 7, 12]);
        const minutes = minutesStated(recosting, MODEL);
        const costs = recost(recosting, minutes, new Float64Array(3));
        const within = 40 * all.length;
        for (const [row, customer] of [3, 7, 12].entries()) {
          const exact = costed
            .flatMap(month => month.costs.filter(({ own }) => !own))
            .reduce((total, { amounts }) => total + (amounts[CUSTOMERS.indexOf(customer)] as number), 0);
          expect(Math.abs((costs[row] as number) - exact)).toBeLessThan(within);
        }
        for (const tried of recostPools(recosting, MODEL, minutes)) {
          const uses = costed.flatMap(month => month.pools.filter(({ pool }) => pool === tried.pool));
          const of = (key: 'charged' | 'unassigned' | 'own' | 'unused') =>
            uses.reduce((total, use) => total + use[key], 0);
          expect(Math.abs(tried.unassigned - of('unassigned'))).toBeLessThan(within);
          expect(Math.abs(tried.ownMistakes - of('own'))).toBeLessThan(within);
          expect(Math.abs(tried.unused - of('unused'))).toBeLessThan(within);
          expect(Math.abs(tried.customers - (of('charged') - of('unassigned') - of('own')))).toBeLessThan(
            within,
          );
          expect(
            Math.abs(tried.used - uses.reduce((total, { used }) => total + used, 0) / MICRO),
          ).toBeLessThan(1e-3);
        }
      }),
    ));

  test('whatever the minutes, the parts of a pool add up to its ledger amount', () =>
    fc.assert(
      fc.property(
        months,
        fc.array(fc.nat({ max: 400 }), { minLength: 5, maxLength: 5 }),
        (month, minutes) => {
          for (const pool of recostPools(recostingOf([month], [3, 7, 12]), MODEL, minutes)) {
            const parts = pool.customers + pool.unassigned + pool.ownMistakes + pool.unused;
            expect(Math.abs(parts - pool.amount)).toBeLessThan(1);
          }
        },
      ),
    ));

  test('by hand: 3,000 for 6,000 minutes; orders from 9 to 12 minutes cost half a euro a minute more', () => {
    const month = {
      drivers: {
        customers: Float64Array.of(0, 1, 2),
        columns: { orders: Float64Array.of(10, 100, 50), units: Float64Array.of(0, 4000, 0) },
      },
      ledger: { desk: { amount: 3000 * MICRO, capacity: 6000 * MICRO } },
    };
    const recosting = recostingOf([month], [1, 2]);
    expect([...recost(recosting, [9, 0.25, 0, 0, 0], new Float64Array(2))]).toEqual([
      450.5 * MICRO,
      225 * MICRO,
    ]);
    expect([...recost(recosting, [12, 0, 0, 0, 0], new Float64Array(2))]).toEqual([600 * MICRO, 300 * MICRO]);
    const [desk] = recostPools(recosting, MODEL, [12, 0, 0, 0, 0]);
    expect(desk).toMatchObject({ used: 1920, unassigned: 60 * MICRO, unused: 2040 * MICRO });
  });

  test('products count once over the period, at a fixed rate', () => {
    const sum = new RecostingSum(MODEL, Float64Array.of(4, 5));
    sum.addDistinct(Float64Array.of(10, 3), 2);
    expect([...recost(sum.result, [0, 0, 0, 0, 2], new Float64Array(2))]).toEqual([12_400_000, 3_720_000]);
    expect(recostPools(sum.result, MODEL, [0, 0, 0, 0, 2])[1]).toMatchObject({
      used: 30,
      unassigned: 2_480_000,
      amount: 18_600_000,
    });
  });
});
