import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbersFrom } from '../../../test/seeded-numbers.ts';
import { REGULARITY_MOST, regularities, wheatMorrison } from './regularity.ts';

/** Customers whose gaps are sums of k exponentials, each customer at a rate of its own. */
function customersAt(k: number, { count, gaps, seed = 5 }: { count: number; gaps: number; seed?: number }) {
  const next = numbersFrom(seed);
  return Array.from({ length: count }, () => {
    const mean = Math.exp(4 * next());
    return Array.from({ length: gaps }, () => {
      let gap = 0;
      for (let i = 0; i < k; i++) gap -= Math.log(next()) * mean;
      return gap / k;
    });
  });
}

describe('the regularity of all customers by Wheat & Morrison', () => {
  test('by hand: M of ⅓ and ⅔ have v = 1/36, so k = 4', () => {
    // (1 − 4/36) ÷ (8/36) = (32/36) ÷ (8/36)
    expect(
      wheatMorrison([
        [1, 2],
        [2, 1],
        [9, 9, 1, 2],
      ])?.k,
    ).toBeCloseTo(4, 12);
    expect(
      wheatMorrison([
        [1, 2],
        [2, 1],
      ]),
    ).toMatchObject({ pairs: 2 });
  });

  test.each([1, 2, 4])('finds k = %i whatever the rates', k => {
    const found = wheatMorrison(customersAt(k, { count: 4000, gaps: 3 }));
    expect(Math.abs((found?.k as number) - k)).toBeLessThan(4 * (found?.standardError as number));
    expect(found?.standardError).toBeLessThan(k * 0.06);
  });

  test('says nothing of one pair, or where all gaps are equal', () => {
    expect(wheatMorrison([[1, 2], [4]])).toBeUndefined();
    expect(
      wheatMorrison([
        [7, 7],
        [3, 3],
      ]),
    ).toBeUndefined();
    expect(wheatMorrison([])).toBeUndefined();
  });
});

describe('the regularity of each customer', () => {
  test.each([1, 3, 8])('the median customer is found at k = %i', k => {
    const { prior, customers } = regularities(customersAt(k, { count: 500, gaps: 6 }));
    expect((prior?.k as number) / k).toBeGreaterThan(0.88);
    expect((prior?.k as number) / k).toBeLessThan(1.14);
    expect(customers).toHaveLength(500);
  });

  test('two sorts of customers stay apart, and few gaps are drawn to the middle', () => {
    const random = customersAt(1, { count: 100, gaps: 30 });
    const regular = customersAt(16, { count: 100, gaps: 30, seed: 8 });
    const { customers } = regularities([...random, ...regular, [10, 10], [1, 30]]);
    const shrunken = customers.map(each => each.shrunken as number);
    expect(Math.max(...shrunken.slice(0, 100))).toBeLessThan(Math.min(...shrunken.slice(100, 200)));
    const [steady, clumped] = customers.slice(200);
    expect(steady?.own).toBeCloseTo(REGULARITY_MOST, 8);
    expect(steady?.shrunken).toBeLessThan(20);
    expect(clumped?.shrunken).toBeGreaterThan(clumped?.own as number);
  });

  test('the likeliest k of many gaps is the one behind them', () => {
    const [customer] = regularities(customersAt(5, { count: 1, gaps: 2000 })).customers;
    expect(customer?.own).toBeGreaterThan(4.6);
    expect(customer?.own).toBeLessThan(5.4);
    expect(customer?.variation).toBeCloseTo(1 / Math.sqrt(5), 1);
    expect(customer?.shrunken).toBeUndefined();
  });

  test('one gap says nothing, and no gaps never make a number that is none', () => {
    expect(regularities([[7], [], [0, -3]]).customers).toEqual([
      { gaps: 1, variation: undefined, own: undefined, shrunken: undefined },
      { gaps: 0, variation: undefined, own: undefined, shrunken: undefined },
      { gaps: 0, variation: undefined, own: undefined, shrunken: undefined },
    ]);
    const gaps = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(gaps, { minLength: 10, maxLength: 12 }), all => {
        for (const { own, shrunken } of regularities(all).customers) {
          expect(own).toBeGreaterThanOrEqual(0.0999);
          expect(own).toBeLessThanOrEqual(100.001);
          expect(Number.isFinite(shrunken)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('another unit of time changes nothing', () => {
    const days = customersAt(2, { count: 20, gaps: 5 });
    const weeks = days.map(gaps => gaps.map(gap => gap / 7));
    expect(regularities(weeks).prior?.k).toBeCloseTo(regularities(days).prior?.k as number, 8);
  });
});
