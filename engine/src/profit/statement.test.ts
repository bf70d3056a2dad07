import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Total } from '../units/amount.ts';
import { statementOf, statementOfTotals } from './statement.ts';

test('a statement steps from list price to profit, every deduction negative', () => {
  const sales = {
    listAmount: 1000,
    discount: 150,
    rebate: 30,
    invoiced: 845,
    returned: -45,
    productCost: 500,
  };
  expect(statementOf(sales, [60, 0, 40])).toEqual({
    list: 1000,
    discounts: -150,
    // 1,000 less 150 is 850, and 845 were invoiced.
    priceCorrections: -5,
    rebates: -30,
    returns: -45,
    netRevenue: 770,
    productCost: -500,
    contribution: 270,
    costs: [-60, 0, -40],
    costToServe: -100,
    profit: 170,
  });
});

test('a customer with nothing but returns has negative revenue and no zero below zero', () => {
  const sales = { listAmount: 0, discount: 0, rebate: 0, invoiced: 0, returned: -45, productCost: 0 };
  expect(statementOf(sales, [0])).toMatchObject({
    netRevenue: -45,
    profit: -45,
    discounts: 0,
    rebates: 0,
    productCost: 0,
    costs: [0],
  });
});

const amounts = fc.integer({ min: -1e12, max: 1e12 });
const figures = fc.record({
  listAmount: amounts,
  discount: amounts,
  rebate: amounts,
  invoiced: amounts,
  returned: amounts,
  productCost: amounts,
});

test('every step adds to the next, and the statements of two months to that of both', () => {
  return fc.assert(
    fc.property(
      figures,
      figures,
      fc.array(fc.tuple(amounts, amounts), { maxLength: 5 }),
      (one, two, costs) => {
        const first = statementOf(
          one,
          costs.map(([cost]) => cost),
        );
        const { list, discounts, priceCorrections, rebates, returns, netRevenue, productCost, contribution } =
          first;
        expect(list + discounts + priceCorrections + rebates + returns).toBe(netRevenue);
        expect(netRevenue + productCost).toBe(contribution);
        expect(contribution + first.costToServe).toBe(first.profit);
        const second = statementOf(
          two,
          costs.map(([, cost]) => cost),
        );
        const keys = ['listAmount', 'discount', 'rebate', 'invoiced', 'returned', 'productCost'] as const;
        const sums = Object.fromEntries(keys.map(key => [key, one[key] + two[key]])) as typeof one;
        const both = statementOf(
          sums,
          costs.map(([a, b]) => a + b),
        );
        for (const key of [
          'list',
          'discounts',
          'priceCorrections',
          'netRevenue',
          'contribution',
          'costToServe',
          'profit',
        ] as const)
          expect(first[key] + second[key]).toBe(both[key]);
      },
    ),
  );
});

test('the statement of totals steps from one to the next, also beyond the safe range', () => {
  const most = fc.integer({ min: -(2 ** 51), max: 2 ** 51 });
  const keys = ['listAmount', 'discount', 'rebate', 'invoiced', 'returned', 'productCost'] as const;
  const sales = fc.tuple(most, most, most, most, most, most);
  return fc.assert(
    fc.property(fc.array(fc.tuple(sales, most), { minLength: 1, maxLength: 40 }), customers => {
      const total = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + BigInt(one), 0n);
      const column = (at: number) => total(customers.map(([amounts]) => amounts[at] as number));
      const together = Object.fromEntries(keys.map((key, at) => [key, column(at)]));
      const { costs, ...steps } = statementOfTotals(together as Record<(typeof keys)[number], Total>, [
        total(customers.map(([, cost]) => cost)),
      ]);
      expect(costs).toEqual([total(customers.map(([, cost]) => -cost || 0))]);
      // Step by step in bigints: one customer's own sums may leave the safe range here.
      const of = (key: (typeof keys)[number]) => together[key] as Total;
      expect(steps.netRevenue).toBe(of('invoiced') + of('returned') - of('rebate'));
      expect(steps.list + steps.discounts + steps.priceCorrections + steps.rebates + steps.returns).toBe(
        steps.netRevenue,
      );
      expect(steps.profit).toBe(steps.netRevenue - of('productCost') + (costs[0] as Total));
    }),
  );
});

test('of one customer it is that customer’s statement, in bigints', () => {
  const own = { listAmount: 9, discount: 2, rebate: 1, invoiced: 6, returned: -3, productCost: 4 };
  const totals = Object.fromEntries(Object.entries(own).map(([key, amount]) => [key, BigInt(amount)]));
  const one = statementOf(own, [3, 0]);
  expect(statementOfTotals(totals as Record<keyof typeof own, Total>, [3n, 0n])).toEqual({
    ...Object.fromEntries(
      Object.entries(one).map(([key, step]) => [key, key === 'costs' ? step : BigInt(step as number)]),
    ),
    costs: [-3n, 0n],
  });
});
