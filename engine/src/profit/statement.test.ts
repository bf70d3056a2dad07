import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { statementOf } from './statement.ts';

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
