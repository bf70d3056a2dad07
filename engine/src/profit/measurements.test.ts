import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Activity, CostModel } from './cost-model.ts';
import { type MeasurableCosts, measurementsFirst } from './measurements.ts';

function activity(key: string, pool: string, assumed: boolean): Activity {
  return {
    ...{ key, name: key, line: 'orders', pool, assumed },
    minutes: [{ driver: 'orders', minutes: '1' }],
  };
}
const MODEL: CostModel = {
  name: 'Test',
  currency: 'EUR',
  productCost: { shareOfNetRevenue: '0.6', assumed: true },
  pools: [
    { key: 'desk', name: 'Desk', kind: 'time' },
    { key: 'guessed', name: 'Guessed', kind: 'time', assumed: true },
  ],
  activities: [
    activity('measured', 'desk', false),
    activity('timed', 'desk', true),
    activity('both', 'guessed', true),
    activity('rated', 'guessed', false),
  ],
};
const of = (...columns: number[][]): MeasurableCosts => {
  const [revenue, known, byShare, ...costs] = columns.map(column => Float64Array.from(column));
  return {
    revenue: revenue as Float64Array,
    knownProductCost: known as Float64Array,
    productCostByShare: byShare as Float64Array,
    costs,
  };
};

describe('what to measure first', () => {
  test('is what raises the grade of the most revenue, then what brings the next rise nearer', () => {
    // Customers of 1,000 and 300. The larger: 100 of cost, 30 of it timed by guess (C). The smaller: 80 of 100 by a share (D).
    const period = of([1000, 300], [70, 10], [0, 80], [0, 10], [30, 0], [0, 0], [0, 0]);
    expect(measurementsFirst(MODEL, period)).toEqual([
      {
        ...{
          kind: 'activity',
          key: 'timed',
          name: 'timed',
          customers: 1,
          revenue: 1000,
          freed: 30,
          touched: 30,
        },
        raises: [{ from: 'C', to: 'A', customers: 1 }],
      },
      {
        ...{ kind: 'productCost', key: '', name: 'Product cost' },
        ...{ customers: 1, revenue: 300, freed: 80, touched: 80 },
        raises: [{ from: 'D', to: 'A', customers: 1 }],
      },
    ]);
  });

  test('an activity whose minutes and whose pool are guessed needs both, one after the other', () => {
    const period = of([100], [0], [0], [0], [0], [50], [10]);
    const chosen = measurementsFirst(MODEL, period);
    expect(chosen.map(({ key, freed, touched }) => [key, freed, touched])).toEqual([
      ['guessed', 10, 60],
      ['both', 50, 50],
    ]);
    expect(chosen[1]?.raises).toEqual([{ from: 'D', to: 'A', customers: 1 }]);
  });

  test('nothing that is assumed, or that costs anything, is nothing to measure', () => {
    const measured: CostModel = { ...MODEL, productCost: undefined, pools: [], activities: [] };
    expect(measurementsFirst(measured, of([1], [1], [0]))).toEqual([]);
    expect(measurementsFirst(MODEL, of([1], [1], [0], [1], [0], [0], [0]))).toEqual([]);
  });

  test('whatever the period, all measurements together free every cost that was assumed', () => {
    const amount = fc.integer({ min: -1000, max: 1000 });
    const column = fc.array(amount, { minLength: 3, maxLength: 3 });
    return fc.assert(
      fc.property(fc.tuple(column, column, column, column, column, column, column), columns => {
        const period = of(...columns);
        const all = measurementsFirst(MODEL, period, 99);
        const freed = all.reduce((total, one) => total + one.freed, 0);
        const size = (values: Float64Array | undefined) =>
          [...(values ?? [])].reduce((total, value) => total + Math.abs(value), 0);
        const { productCostByShare, costs } = period;
        expect(freed).toBe(size(productCostByShare) + size(costs[1]) + size(costs[2]) + size(costs[3]));
        for (const { customers, raises } of all)
          expect(raises.reduce((total, raise) => total + raise.customers, 0)).toBe(customers);
      }),
    );
  });
});
