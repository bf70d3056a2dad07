import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum, type Total } from '../units/amount.ts';
import { groupTotals } from './grouping.ts';

const amount = fc.integer({ min: -(2 ** 52), max: 2 ** 52 });
const customer = fc.record({
  code: fc.nat({ max: 4 }),
  revenue: amount,
  contribution: amount,
  costToServe: amount,
  profit: amount,
});

test('groups sum to the customers that are meant, beyond the safe range too', () => {
  return fc.assert(
    fc.property(fc.array(customer, { maxLength: 60 }), fc.nat({ max: 2 }), (customers, skipped) => {
      const column = (key: Exclude<keyof (typeof customers)[number], 'code'>) =>
        Float64Array.from(customers, one => one[key]);
      const columns = {
        revenue: column('revenue'),
        contribution: column('contribution'),
        costToServe: column('costToServe'),
        profit: column('profit'),
      };
      const positions = Uint32Array.from(customers.keys()).filter(at => at % 3 !== skipped);
      const codes = Uint32Array.from(customers, ({ code }) => code);
      const groups = groupTotals(columns, codes, 5, positions);
      const meant = (values: Float64Array) => Array.from(positions, at => values[at] as number);
      const of = (pick: (group: (typeof groups)[number]) => Total) =>
        groups.reduce((total, group) => total + pick(group), 0n);
      const losses = meant(columns.profit).filter(profit => profit < 0);
      expect(groups).toHaveLength(5);
      expect(groups.reduce((count, group) => count + group.customers, 0)).toBe(positions.length);
      expect(groups.reduce((count, group) => count + group.losing, 0)).toBe(losses.length);
      for (const key of ['revenue', 'contribution', 'costToServe', 'profit'] as const)
        expect(of(group => group[key])).toBe(sum(meant(columns[key])));
      expect(of(group => group.lost)).toBe(sum(losses));
    }),
  );
});

test('a group has its own customers, and one without any is empty', () => {
  const profit = Float64Array.of(5, -2, 1, -4);
  const columns = { revenue: profit, contribution: profit, costToServe: profit, profit };
  const [first, second, third] = groupTotals(columns, Uint32Array.of(0, 1, 0, 1), 3, Uint32Array.of(0, 1, 2));
  expect(first).toMatchObject({ customers: 2, profit: 6n, losing: 0, lost: 0n });
  expect(second).toMatchObject({ customers: 1, profit: -2n, losing: 1, lost: -2n });
  expect(third).toMatchObject({ customers: 0, revenue: 0n, profit: 0n, losing: 0, lost: 0n });
});
