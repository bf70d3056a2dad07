import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Activity, CostModel, Term } from './cost-model.ts';
import { type CellMonth, productCells, WHOLE_CUSTOMER } from './product-cells.ts';
import type { ProductLines } from './product-trade.ts';
import { spread } from './product-weights.ts';
import { NOBODY_NAMED } from './term-exceptions.ts';

const NAMED = new Map([['K-7', 7]]);

const model: CostModel = {
  name: 'Desk',
  currency: 'EUR',
  pools: [{ key: 'desk', name: 'Desk', kind: 'time' }],
  activities: [
    activity('entry', [['orders', '9']]),
    activity('picking', [
      ['lines', '2'],
      ['units', '0.5'],
    ]),
    activity('visits', [['activity.visit', '60']]),
    activity('deliveries', [['activity.delivery', '10']]),
    activity('upkeep', [['skus', '3']]),
    { key: 'freight', name: 'Freight', line: 'delivery', pool: 'desk', money: ['activity.delivery.money'] },
  ],
};

function activity(key: string, terms: readonly (readonly [driver: string, minutes: string])[]) {
  const minutes = terms.map(([driver, one]) => ({ driver, minutes: one }));
  return { key, name: key, line: 'orders' as const, pool: 'desk', minutes };
}

interface Line {
  readonly product: number;
  readonly document: number;
  readonly net: number;
  readonly cost?: number | undefined;
  readonly quantity?: number;
  readonly begun?: boolean;
  readonly isReturn?: boolean;
}

function columnsOf(lines: readonly Line[]): ProductLines {
  const column = (of: (line: Line) => number) => Float64Array.from(lines, of);
  const none = column(() => 0);
  return {
    product: column(({ product }) => product),
    document: column(({ document }) => document),
    day: none,
    quantity: column(({ quantity = 1000 }) => quantity),
    net: column(({ net }) => net),
    cost: column(({ cost }) => cost ?? Number.NaN),
    isReturn: column(({ isReturn }) => (isReturn ? 1 : 0)),
    ...{ own: none, manual: none, export: none, special: none },
    begun: column(({ begun }) => (begun ? 1 : 0)),
  };
}

const month = (until: number, more: Partial<CellMonth>): CellMonth => ({
  ...{ customer: 7, month: 202501, from: 0, until },
  ...{ costs: [], assumedProductCost: 0, events: [], ofOrders: [] },
  ...more,
});

function cellsOf(
  lines: readonly Line[],
  more: Partial<CellMonth>,
  overMonths: readonly number[] = [],
  held: CostModel = model,
) {
  const cells = productCells({
    model,
    modelIn: () => held,
    lines: columnsOf(lines),
    months: [month(lines.length, more)],
    overMonths: overMonths.map(amount => ({
      ...{ customer: 7, activity: 4, amount, first: 202501, last: 202512 },
    })),
    named: NAMED,
  });
  return { ...cells, byProduct: byProduct(cells) };
}

function byProduct(cells: ReturnType<typeof productCells>) {
  return (column: Float64Array) =>
    Object.fromEntries(Array.from(cells.products, (product, cell) => [product, column[cell]]));
}

test('an order is shared equally by its lines, and what counts lines is the product’s own', () => {
  const lines = [
    { product: 1, document: 1, net: 100, cost: 40 },
    { product: 1, document: 1, net: 100, cost: 40 },
    { product: 2, document: 1, net: 50, cost: 10, quantity: 5000 },
  ];
  const costs = [
    { activity: 0, amount: 90 },
    // 2 × 2 + 2 × 0.5 minutes for the first, 2 + 5 × 0.5 for the second.
    { activity: 1, amount: 95 },
  ];
  const { byProduct: of, ...cells } = cellsOf(lines, { costs });
  expect(of(cells.costs[0] as Float64Array)).toEqual({ 1: 60, 2: 30 });
  expect(of(cells.costs[1] as Float64Array)).toEqual({ 1: 50, 2: 45 });
  expect(of(cells.profit)).toEqual({ 1: 200 - 80 - 110, 2: 50 - 10 - 75 });
  expect(of(cells.lines)).toEqual({ 1: 2, 2: 1 });
  // Of the first 4 of 5 minutes of picking follow lines, of the second 2 of 4.5.
  expect(of(cells.costOfLines)).toEqual({ 1: 60 + 40, 2: 30 + 20 });
});

test('an order that began in an earlier month is no order of this one', () => {
  const lines = [
    { product: 1, document: 1, net: 100, begun: true },
    { product: 2, document: 2, net: 100 },
  ];
  const { byProduct: of, costs } = cellsOf(lines, { costs: [{ activity: 0, amount: 90 }] });
  expect(of(costs[0] as Float64Array)).toEqual({ 1: 0, 2: 90 });
});

test('activities that name an order reach its products, whatever month they were sold in; others stay with the customer', () => {
  const lines = [{ product: 1, document: 1, net: 100 }];
  const delivery = { activity: 'delivery', flag: undefined, minutes: 0 };
  const visits = { activity: 'visit', flag: undefined, count: 1000, minutes: 0, money: 0 };
  const { byProduct: of, ...cells } = cellsOf(lines, {
    costs: [2, 3, 5].map(index => ({ activity: index, amount: 300 })),
    events: [visits, { ...delivery, count: 3000, money: 300 }],
    ofOrders: [{ ...delivery, count: 2000, money: 200, products: [1, 9], lines: [1, 3] }],
  });
  expect(of(cells.costs[2] as Float64Array)).toEqual({ [WHOLE_CUSTOMER]: 300, 1: 0, 9: 0 });
  expect(of(cells.costs[3] as Float64Array)).toEqual({ [WHOLE_CUSTOMER]: 100, 1: 50, 9: 150 });
  expect(of(cells.costs[5] as Float64Array)).toEqual({ [WHOLE_CUSTOMER]: 100, 1: 50, 9: 150 });
});

test('what counts products over several months is shared by all that were bought in them', () => {
  const lines = [
    { product: 1, document: 1, net: 100 },
    { product: 2, document: 1, net: -100, isReturn: true, quantity: -1000 },
  ];
  const { byProduct: of, costs } = cellsOf(lines, {}, [61]);
  expect(of(costs[4] as Float64Array)).toEqual({ 1: 31, 2: 30 });
});

test('assumed product cost goes with the revenue that it is a share of, also below zero', () => {
  const lines = [
    { product: 1, document: 1, net: 150 },
    { product: 2, document: 2, net: -50, isReturn: true, quantity: -1000 },
    { product: 3, document: 3, net: 80, cost: 20 },
  ];
  const { byProduct: of, productCost } = cellsOf(lines, { assumedProductCost: 60 });
  expect(of(productCost)).toEqual({ 1: 90, 2: -30, 3: 20 });
});

test('a cost in a month without a cost model’s version, or without weights, stays with the customer', () => {
  const gap = productCells({
    ...{ model, modelIn: () => undefined, lines: columnsOf([{ product: 1, document: 1, net: 1 }]) },
    ...{ months: [month(1, { costs: [{ activity: 0, amount: 5 }] })], overMonths: [], named: NOBODY_NAMED },
  });
  expect(byProduct(gap)(gap.costToServe)).toEqual({ 1: 0, [WHOLE_CUSTOMER]: 5 });
  const { byProduct: of, costToServe } = cellsOf([], { costs: [{ activity: 0, amount: 5 }] }, [3]);
  expect(of(costToServe)).toEqual({ [WHOLE_CUSTOMER]: 8 });
});

const amount = fc.integer({ min: -(10 ** 9), max: 10 ** 9 });
const line = fc.record({
  product: fc.integer({ min: 0, max: 4 }),
  document: fc.integer({ min: 0, max: 5 }),
  net: amount,
  cost: fc.option(amount, { nil: undefined }),
  quantity: fc.integer({ min: -5000, max: 9000 }),
  isReturn: fc.boolean(),
  begun: fc.boolean(),
});
const event = fc.record({
  activity: fc.constantFrom('visit', 'delivery'),
  flag: fc.constant(undefined),
  count: fc.integer({ min: 0, max: 3000 }),
  minutes: fc.constant(0),
  money: amount,
});

test('the cells of a customer add up to what it bought and cost, to the last digit', () => {
  const facts = fc.record({
    lines: fc.array(line, { maxLength: 12 }),
    tied: fc.array(event, { maxLength: 3 }),
    loose: fc.array(event, { maxLength: 3 }),
    costs: fc.array(fc.record({ activity: fc.integer({ min: 0, max: 5 }), amount }), { maxLength: 6 }),
    assumedProductCost: amount,
    over: amount,
  });
  return fc.assert(
    fc.property(facts, ({ lines, tied, loose, costs, assumedProductCost, over }) => {
      const ofOrders = tied.map(one => ({ ...one, products: [0, 2], lines: [1, 2] }));
      const events = [...tied, ...loose];
      const cells = cellsOf(lines, { costs, events, ofOrders, assumedProductCost }, [over]);
      const sum = (values: Iterable<number>) => [...values].reduce((total, one) => total + one, 0);
      const known = sum(lines.map(({ cost = 0 }) => cost));
      const serving = sum(costs.map(one => one.amount)) + over;
      const revenue = sum(lines.map(({ net }) => net));
      expect(sum(cells.revenue)).toBe(revenue);
      expect(sum(cells.productCost)).toBe(known + assumedProductCost);
      expect(sum(cells.costToServe)).toBe(serving);
      expect(sum(cells.costs.flatMap(column => [...column]))).toBe(serving);
      expect(sum(cells.profit)).toBe(revenue - known - assumedProductCost - serving);
    }),
  );
});

test('parts sum to the whole whatever the signs of the weights, and turn with them', () => {
  expect([...spread(100, Float64Array.of(0, 150, -50))]).toEqual([0, 150, -50]);
  expect([...spread(100, Float64Array.of(0, 50, -50))]).toEqual([100, 0, 0]);
  const weights = fc.array(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), { minLength: 1, maxLength: 9 });
  return fc.assert(
    fc.property(amount, weights, (total, some) => {
      const parts = spread(total, Float64Array.from(some));
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
      expect(
        spread(
          total,
          Float64Array.from(some, weight => -weight),
        ),
      ).toEqual(parts);
    }),
  );
});

test('a customer with minutes of its own is spread by those', () => {
  const lines = [
    { product: 1, document: 1, net: 10, quantity: 2000 },
    { product: 2, document: 1, net: 10, quantity: 6000 },
  ];
  const costs = [{ activity: 1, amount: 80 }];
  const [entry, picking, ...others] = model.activities as [Activity, Activity, ...Activity[]];
  const [perLine, perUnit] = picking.minutes as [Term, Term];
  const exceptions = [{ customer: 'K-7', minutes: '0', reason: 'Whole pallets' }];
  const minutes = [{ ...perLine, exceptions }, perUnit];
  const held = { ...model, activities: [entry, { ...picking, minutes }, ...others] };
  // Without the line's two minutes only the units weigh: 2 to 6; with them 3 to 5.
  const { byProduct: of, costs: spreadOut } = cellsOf(lines, { costs }, [], held);
  expect(of(spreadOut[1] as Float64Array)).toEqual({ 1: 20, 2: 60 });
  const { byProduct: stated, costs: all } = cellsOf(lines, { costs });
  expect(stated(all[1] as Float64Array)).toEqual({ 1: 30, 2: 50 });
});
