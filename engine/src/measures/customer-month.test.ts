import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderLine, Product } from '../facts/facts.ts';
import { activityMonths } from './activity-month.ts';
import { customerMonths, productCostOf } from './customer-month.ts';

const euros = (amount: number) => amount * 1_000_000;
const SEAL = { product: 1, special: false, unitCost: euros(4) };
const PART = { product: 2, special: false, unitCost: undefined };
const CARRIAGE = { product: 9, special: true, unitCost: undefined };
const PRODUCTS: ReadonlyMap<number, Product> = new Map([SEAL, PART, CARRIAGE].map(one => [one.product, one]));

function line(given: Partial<OrderLine>): OrderLine {
  return {
    ...{ customer: 7, product: 1, order: 'A1', day: '2025-01-10', kind: 'sale', quantity: 1000 },
    ...{ listAmount: euros(10), discount: 0, rebate: 0, amount: euros(10), cost: undefined },
    ...{ country: 'Germany', channel: 'edi', own: false },
    ...given,
  };
}

describe('the months of a customer', () => {
  const lines = [
    // An order of two lines that a second delivery drags into February; entered by hand, in part to France.
    line({
      order: 'A1',
      quantity: 10_000,
      listAmount: euros(120),
      discount: euros(20),
      amount: euros(100),
      channel: 'manual',
    }),
    line({
      order: 'A1',
      product: 2,
      day: '2025-02-03',
      quantity: 2500,
      amount: euros(50),
      listAmount: euros(50),
      country: 'France',
    }),
    line({ order: 'A1', product: 9, amount: euros(8), listAmount: euros(8) }),
    line({ order: 'A2', day: '2025-01-10', rebate: euros(1), cost: euros(6) }),
    // The goods of A1 come back in February, in part by a mistake of ours, and with them the carriage.
    line({
      kind: 'return',
      order: 'R1',
      day: '2025-02-20',
      quantity: -1000,
      listAmount: 0,
      amount: euros(-10),
      cost: euros(-4),
    }),
    line({
      kind: 'return',
      order: 'R1',
      day: '2025-02-20',
      quantity: 0,
      listAmount: 0,
      amount: euros(-2),
      product: 9,
      cost: 0,
      own: true,
    }),
  ];
  const [january, february, ...more] = customerMonths(lines, PRODUCTS, 'Germany');

  test('have the money of their lines', () => {
    expect(more).toEqual([]);
    expect(january).toMatchObject({
      ...{ customer: 7, month: '2025-01', listAmount: euros(138), discount: euros(20), rebate: euros(1) },
      ...{ invoiced: euros(118), returned: 0 },
      // 10 seals at 4 and one stated at 6; nobody knows what the carriage cost.
      ...{ knownCost: euros(46), revenueWithoutCost: euros(8) },
    });
    expect(february).toMatchObject({
      ...{ month: '2025-02', listAmount: euros(50), discount: 0, rebate: 0, invoiced: euros(50) },
      ...{ returned: euros(-12), knownCost: euros(-4), revenueWithoutCost: euros(50) },
    });
  });

  test('count an order in the month of its first line, by hand and abroad when one of its lines is', () => {
    expect(january).toMatchObject({ orders: 2, manualOrders: 1, exportOrders: 1, lines: 3, manualLines: 1 });
    expect(february).toMatchObject({ orders: 0, manualOrders: 0, exportOrders: 0, lines: 1, manualLines: 0 });
  });

  test('count a return of which one line is our own mistake as ours, and its lines each by its own cause', () => {
    expect(february).toMatchObject({
      returnOrders: 0,
      ownReturnOrders: 1,
      returnLines: 1,
      ownReturnLines: 1,
    });
  });

  test('count units, special lines, products and days', () => {
    expect(january).toMatchObject({ units: 12_000, specialLines: 1, skus: 2, saleDays: 1 });
    expect(february).toMatchObject({ units: 2500, specialLines: 1, skus: 3, saleDays: 1 });
    expect(january).toMatchObject({ firstDay: '2025-01-10', lastDay: '2025-01-10' });
    expect(february).toMatchObject({ firstDay: '2025-02-03', lastDay: '2025-02-20' });
  });

  test('know no export where the book has no home country', () => {
    expect(customerMonths(lines, PRODUCTS, undefined).map(row => row.exportOrders)).toEqual([0, 0]);
  });
});

test('the same number with two customers is two orders, and a return of the same number is none of them', () => {
  const rows = customerMonths(
    [line({ customer: 1 }), line({ customer: 2 }), line({ customer: 1, kind: 'return', amount: euros(-1) })],
    PRODUCTS,
    undefined,
  );
  expect(rows.map(({ customer, orders, returnOrders }) => [customer, orders, returnOrders])).toEqual([
    [1, 1, 1],
    [2, 1, 0],
  ]);
});

test.each([
  ['stated on the line, though the product has one', { cost: 5, quantity: 1000 }, SEAL, 5],
  ['stated as nothing', { cost: 0, quantity: 1000 }, SEAL, 0],
  ['quantity × unit cost', { quantity: 2500 }, SEAL, euros(10)],
  ['half a micro-unit goes to the even one below', { quantity: 500 }, { ...SEAL, unitCost: 1 }, 0],
  ['half a micro-unit goes to the even one above', { quantity: 500 }, { ...SEAL, unitCost: 3 }, 2],
  ['the same below zero', { quantity: -500 }, { ...SEAL, unitCost: 3 }, -2],
  ['unknown where nobody states it', { quantity: 1000 }, PART, undefined],
  ['unknown where nobody knows the product', { quantity: 1000 }, undefined, undefined],
])('product cost is %s', (_title, given, product, cost) => {
  expect(productCostOf(line(given), product)).toBe(cost);
});

test('the months are the same in whatever order the lines come, and those of two halves add up', () => {
  const lines = fc.array(
    fc.record({
      customer: fc.nat({ max: 3 }),
      product: fc.constantFrom(1, 2, 9),
      order: fc.constantFrom('A', 'B', 'C'),
      day: fc.constantFrom('2025-01-31', '2025-02-01', '2025-02-28'),
      kind: fc.constantFrom('sale', 'return'),
      quantity: fc.integer({ min: -5000, max: 5000 }),
      amount: fc.integer({ min: -1e9, max: 1e9 }),
      channel: fc.constantFrom('manual', undefined),
      country: fc.constantFrom('Germany', 'France'),
      own: fc.boolean(),
    }),
    { maxLength: 40 },
  );
  return fc.assert(
    fc.property(lines, fc.nat({ max: 40 }), (given, cut) => {
      const all = given.map(one => line(one as Partial<OrderLine>));
      const rows = customerMonths(all, PRODUCTS, 'Germany');
      expect(customerMonths([...all].reverse(), PRODUCTS, 'Germany')).toEqual(rows);
      const total = (part: OrderLine[], key: 'lines' | 'units' | 'invoiced' | 'returned' | 'returnLines') =>
        customerMonths(part, PRODUCTS, 'Germany').reduce((sum, row) => sum + row[key], 0);
      for (const key of ['lines', 'units', 'invoiced', 'returned', 'returnLines'] as const)
        expect(total(all.slice(0, cut), key) + total(all.slice(cut), key)).toBe(total(all, key));
    }),
  );
});

test('activities add up by customer, month, kind, flag and cause', () => {
  const fact = {
    customer: 1,
    activity: 'visit',
    month: '2025-01',
    count: 1000,
    minutes: 0,
    money: 0,
    flag: undefined,
    own: false,
  };
  const rows = activityMonths([
    { ...fact, minutes: 30_000 },
    { ...fact, count: 500, money: 7 },
    { ...fact, flag: 'weekend' },
    { ...fact, own: true },
    { ...fact, customer: 0, month: '2025-02' },
  ]);
  expect(rows).toEqual([
    { ...fact, customer: 0, month: '2025-02' },
    { ...fact, count: 1500, minutes: 30_000, money: 7 },
    { ...fact, own: true },
    { ...fact, flag: 'weekend' },
  ]);
});
