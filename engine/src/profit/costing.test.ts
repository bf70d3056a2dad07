import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Activity, CostModel, Pool } from './cost-model.ts';
import {
  assumedProductCost,
  costAtRate,
  costMonth,
  type DriverColumns,
  minutesFor,
  type PoolLedger,
} from './costing.ts';

const euros = (amount: number) => Math.round(amount * 1_000_000);
const minutes = euros;
const DESK: Pool = { key: 'desk', name: 'Order desk', kind: 'time' };
const FREIGHT: Pool = { key: 'freight', name: 'Freight', kind: 'money' };
const RATE: Pool = { key: 'rate', name: 'One rate', kind: 'rate', ratePerMinute: '0.62' };
const BOARD: Pool = { key: 'board', name: 'Management', kind: 'sustaining' };

const ENTRY: Activity = {
  ...{ key: 'entry', name: 'Entry', line: 'orders', pool: 'desk' },
  minutes: [
    { driver: 'orders', minutes: '9' },
    { driver: 'lines', minutes: '1.5' },
  ],
};
const COMPLAINTS: Activity = {
  ...{ key: 'complaints', name: 'Complaints', line: 'quality', pool: 'desk' },
  minutes: [
    { driver: 'activity.complaint', minutes: '20' },
    { driver: 'activity.complaint', minutes: '10', when: 'weekend' },
  ],
};
const CARRIER: Activity = {
  ...{ key: 'carrier', name: 'Carrier', line: 'delivery', pool: 'freight' },
  money: ['activity.delivery.money'],
};

function modelOf(pools: Pool[], activities: Activity[]): CostModel {
  return { name: 'Test', currency: 'EUR', pools, activities };
}

/** Columns of the customers 0 (nobody), 1, 2, …: an array of counts a driver. */
function columnsOf(counts: Readonly<Record<string, readonly number[]>>): DriverColumns {
  const columns = Object.fromEntries(
    Object.entries(counts).map(([key, column]) => [key, Float64Array.from(column)]),
  );
  const count = Math.max(0, ...Object.values(counts).map(column => column.length));
  return { customers: Float64Array.from({ length: count }, (_, customer) => customer), columns };
}

function costsOf(model: CostModel, drivers: DriverColumns, ledger: Readonly<Record<string, PoolLedger>>) {
  const { costs, pools } = costMonth(model, drivers, ledger);
  return {
    costs: Object.fromEntries(
      costs.map(({ activity, own, amounts }) => [
        `${own ? 'own ' : ''}${model.activities[activity]?.key}`,
        [...amounts],
      ]),
    ),
    pools: Object.fromEntries(pools.map(({ pool, ...use }) => [pool, use])),
  };
}

describe('a month of the order desk: 3,000 euros for 6,000 minutes, half a euro a minute', () => {
  const model = modelOf([DESK, FREIGHT, BOARD], [ENTRY, COMPLAINTS, CARRIER]);
  const ledger = {
    desk: { amount: euros(3000), capacity: minutes(6000) },
    freight: { amount: euros(500), capacity: undefined },
    board: { amount: euros(1000), capacity: undefined },
  };
  // Counts of activities are thousandths. Nobody: 10 orders of 1 line; customer 1: 100 of 400 lines; customer 2: 50 of 100.
  const drivers = columnsOf({
    orders: [10, 100, 50],
    lines: [10, 400, 100],
    'activity.complaint': [0, 12_000, 0],
    'activity.complaint[weekend]': [0, 4000, 0],
    'own.activity.complaint': [0, 0, 6000],
    'activity.delivery.money': [0, euros(300), euros(120)],
  });
  const { costs, pools } = costsOf(model, drivers, ledger);

  test('order entry takes 9 minutes an order and 1.5 a line', () => {
    // Nobody 105 minutes, customer 1 1,500, customer 2 600.
    expect(costs.entry).toEqual([euros(52.5), euros(750), euros(300)]);
  });

  test('complaints take 20 minutes, and 10 more at a weekend; our own are not the customer’s', () => {
    // 12 × 20 + 4 × 10 = 280 minutes; of our own making 6 × 20 = 120.
    expect(costs.complaints).toEqual([0, euros(140), 0]);
    expect(costs['own complaints']).toEqual([0, 0, euros(60)]);
  });

  test('the desk has 3,395 minutes to spare, which nobody is charged for', () => {
    const { desk } = pools;
    expect([desk?.used, desk?.charged, desk?.unused]).toEqual([minutes(2605), euros(1302.5), euros(1697.5)]);
  });

  test('freight is traced as paid, and what no delivery carries shows', () => {
    expect(costs.carrier).toEqual([0, euros(300), euros(120)]);
    expect([pools.freight?.charged, pools.freight?.unused]).toEqual([euros(420), euros(80)]);
  });

  test('management is spread over nobody', () => {
    expect([pools.board?.amount, pools.board?.charged]).toEqual([euros(1000), 0]);
  });

  test('half the capacity doubles the rate, and more is used than there is', () => {
    const tight = costsOf(model, drivers, {
      ...ledger,
      desk: { amount: euros(3000), capacity: minutes(2000) },
    });
    expect(tight.costs.entry).toEqual([euros(157.5), euros(2250), euros(900)]);
    expect(tight.pools.desk).toMatchObject({ charged: euros(3907.5), unused: euros(-907.5) });
  });

  test.each<[string, PoolLedger | undefined, number]>([
    ['the ledger has no amount', { amount: undefined, capacity: minutes(6000) }, 0],
    ['the ledger has no such pool', undefined, 0],
    ['no capacity is known', { amount: euros(3000), capacity: undefined }, euros(3000)],
    ['the capacity is zero', { amount: euros(3000), capacity: 0 }, euros(3000)],
    ['the capacity is below zero', { amount: euros(3000), capacity: minutes(-6000) }, euros(3000)],
  ])('nothing is charged where %s, and the use is known all the same', (_title, desk, unused) => {
    const { desk: _, ...others } = ledger;
    const without = costsOf(model, drivers, desk ? { ...others, desk } : others);
    expect(without.costs.entry).toEqual([0, 0, 0]);
    expect(without.pools.desk).toMatchObject({ charged: 0, unused, used: minutes(2605) });
  });

  test('the capacity of the model stands in where the ledger states none', () => {
    const stated = modelOf([{ ...DESK, capacityMinutes: '6000' }], [ENTRY]);
    const booked = { desk: { amount: euros(3000), capacity: undefined } };
    expect(costsOf(stated, drivers, booked).costs.entry).toEqual([euros(52.5), euros(750), euros(300)]);
  });
});

test('what a correction takes back is taken back at the rate of the month', () => {
  const units: Activity = { ...ENTRY, key: 'units', minutes: [{ driver: 'units', minutes: '2' }] };
  const counts = columnsOf({ units: [0, 60_000, -10_000] });
  const booked = { desk: { amount: euros(100), capacity: minutes(200) } };
  const { costs, pools } = costsOf(modelOf([DESK], [units]), counts, booked);
  expect(costs.units).toEqual([0, euros(60), euros(-10)]);
  expect(pools.desk).toMatchObject({ used: minutes(100), charged: euros(50), unused: euros(50) });
  const cancelled = costsOf(modelOf([DESK], [units]), columnsOf({ units: [0, 10_000, -10_000] }), booked);
  expect(cancelled.costs.units).toEqual([0, euros(10), euros(-10)]);
  expect(cancelled.pools.desk).toMatchObject({ charged: 0, unused: euros(100) });
});

describe('a fixed rate', () => {
  test('multiplies exactly, and nothing of it is unused', () => {
    const { costs, pools } = costsOf(
      modelOf([RATE], [{ ...ENTRY, pool: 'rate' }]),
      columnsOf({ orders: [1, 7], lines: [1, 182] }),
      {},
    );
    // 10.5 minutes and 336 minutes at 0.62.
    expect(costs.entry).toEqual([euros(6.51), euros(208.32)]);
    expect(pools.rate).toMatchObject({ amount: euros(214.83), charged: euros(214.83), unused: 0 });
  });

  test.each([
    [1, '0.000001 min at 0.62 is 0.62 micro-units', 620_000, 1],
    [3, 'half a micro-unit goes to the even two', 500_000, 2],
    [1, 'half a micro-unit goes to the even zero', 500_000, 0],
  ])('%i millionths of a minute: %s', (time, _title, rate, amount) => {
    expect(costAtRate(time, rate)).toBe(amount);
  });

  test('leaves what is distinct over a period to whoever knows the period', () => {
    const range: Activity = {
      ...ENTRY,
      key: 'range',
      pool: 'rate',
      minutes: [{ driver: 'skus', minutes: '1' }],
    };
    const monthly: Activity = {
      ...range,
      key: 'monthly',
      minutes: [{ driver: 'skus', minutes: '1', over: 'month' }],
    };
    const { costs } = costsOf(modelOf([RATE], [range, monthly]), columnsOf({ skus: [0, 10] }), {});
    expect(costs).toEqual({ monthly: [0, euros(6.2)] });
  });
});

test('minutes of a term count whole things whole and thousandths in thousandths', () => {
  expect(minutesFor({ driver: 'orders', minutes: '0.7' })(3)).toBe(minutes(2.1));
  expect(minutesFor({ driver: 'units', minutes: '0.01' })(1500)).toBe(minutes(0.015));
  expect(minutesFor({ driver: 'activity.visit', minutes: '30' })(500)).toBe(minutes(15));
  expect(minutesFor({ driver: 'activity.visit.minutes', minutes: '1' })(45_250)).toBe(minutes(45.25));
});

test('product cost is assumed as a share of revenue, and as none where the model assumes none', () => {
  const model = { ...modelOf([], []), productCost: { shareOfNetRevenue: '0.55' } };
  expect(assumedProductCost(model, euros(100))).toBe(euros(55));
  expect(assumedProductCost(model, euros(-100))).toBe(euros(-55));
  expect(assumedProductCost(model, 1)).toBe(1);
  expect(assumedProductCost(modelOf([], []), euros(100))).toBe(0);
});

describe('for any month', () => {
  const model = modelOf([DESK], [ENTRY, COMPLAINTS]);
  const customer = fc.record({
    orders: fc.nat({ max: 500 }),
    lines: fc.nat({ max: 5000 }),
    complaint: fc.nat({ max: 9000 }),
    own: fc.nat({ max: 9000 }),
  });
  const customers = fc.array(customer, { minLength: 1, maxLength: 30 });
  const amounts = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1e12, max: 1e12 }));
  const capacities = fc.integer({ min: minutes(1000), max: minutes(1e7) });
  type Month = (typeof customer extends fc.Arbitrary<infer T> ? T : never)[];
  const countsOf = (rows: Month) =>
    columnsOf({
      orders: rows.map(row => row.orders),
      lines: rows.map(row => row.lines),
      'activity.complaint': rows.map(row => row.complaint),
      'own.activity.complaint': rows.map(row => row.own),
    });
  const total = (columns: Readonly<Record<string, readonly number[]>>) =>
    Object.values(columns)
      .flat()
      .reduce((sum, value) => sum + value, 0);

  test('what is charged and what is unused make up the ledger’s amount exactly, and the parts what is charged', () => {
    return fc.assert(
      fc.property(customers, amounts, capacities, (rows, amount, capacity) => {
        const { costs, pools } = costsOf(model, countsOf(rows), { desk: { amount, capacity } });
        expect((pools.desk?.charged ?? 0) + (pools.desk?.unused ?? 0)).toBe(amount);
        expect(total(costs)).toBe(pools.desk?.charged);
      }),
    );
  });

  test('the other order of the customers changes nobody’s cost by more than the odd micro-unit', () => {
    return fc.assert(
      fc.property(customers, amounts, capacities, (rows, amount, capacity) => {
        const ledger = { desk: { amount, capacity } };
        const there = costsOf(model, countsOf(rows), ledger).costs;
        const back = costsOf(model, countsOf([...rows].reverse()), ledger).costs;
        for (const [key, column] of Object.entries(there))
          for (const [index, cost] of column.entries())
            expect(Math.abs(cost - (back[key]?.at(-1 - index) ?? Number.NaN))).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('a customer’s cost scales with the pool’s amount, to within the rounding', () => {
    return fc.assert(
      fc.property(
        customers,
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 2, max: 9 }),
        (rows, amount, times) => {
          const capacity = minutes(10_000);
          const once = costsOf(model, countsOf(rows), { desk: { amount, capacity } }).costs;
          const often = costsOf(model, countsOf(rows), { desk: { amount: amount * times, capacity } }).costs;
          for (const [key, column] of Object.entries(once))
            for (const [index, cost] of column.entries())
              expect(Math.abs((often[key]?.[index] ?? Number.NaN) - cost * times)).toBeLessThanOrEqual(
                2 * times + 2,
              );
        },
      ),
    );
  });
});

test('a customer with minutes of its own takes those; who is not in the book changes nothing', () => {
  const exceptions = [
    { customer: 'K-2', minutes: '21', reason: 'Orders by fax, measured in May' },
    { customer: 'K-404', minutes: '1', reason: 'Not in the book' },
  ];
  const entry: Activity = { ...ENTRY, minutes: [{ driver: 'orders', minutes: '9', exceptions }] };
  const drivers = columnsOf({ orders: [0, 10, 10], 'own.orders': [0, 0, 1] });
  const named = new Map([['K-2', 2]]);
  const ledger = { desk: { amount: euros(1000), capacity: minutes(1000) } };
  const { costs, pools } = costMonth(modelOf([DESK], [entry]), drivers, ledger, named);
  expect(costs.map(({ own, amounts }) => [own, ...amounts])).toEqual([
    [false, 0, euros(90), euros(210)],
    [true, 0, 0, euros(21)],
  ]);
  expect(pools[0]).toMatchObject({ used: minutes(321), charged: euros(321), unused: euros(679) });
});
