import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { collapse, moreThan, NO_PATTERN, thinned } from './patterns.ts';

const history = fc.record({
  x: fc.nat({ max: 3 }),
  last: fc.constantFrom(0, 1 / 7, 2, 5),
  rest: fc.constantFrom(0, 1 / 7, 3),
});

test('every customer has the pattern of its own history, and the weights count all', () => {
  return fc.assert(
    fc.property(fc.array(history, { maxLength: 80 }), histories => {
      const columns = {
        repeats: Float64Array.from(histories, ({ x }) => x),
        recency: Float64Array.from(histories, ({ last }) => last),
        age: Float64Array.from(histories, ({ last, rest }) => last + rest),
      };
      const { patterns, ofCustomer } = collapse(columns);
      const seen = new Set<string>();
      for (const [i, { x, last, rest }] of histories.entries()) {
        const at = ofCustomer[i] as number;
        const own = [x, x === 0 ? 0 : last, last + rest];
        expect([patterns.repeats[at], patterns.recency[at], patterns.age[at]]).toEqual(own);
        seen.add(own.join(' '));
      }
      expect(patterns.count).toBe(seen.size);
      expect(patterns.weights.reduce((sum, weight) => sum + weight, 0)).toBe(histories.length);
    }),
  );
});

test('what is no history has no pattern and is counted', () => {
  const columns = {
    repeats: Float64Array.of(1, Number.NaN, 1, -1, 1.5, 1, 2),
    recency: Float64Array.of(2, 2, 9, 2, 2, 2, 2),
    age: Float64Array.of(5, 5, 5, 5, 5, Number.POSITIVE_INFINITY, 5),
  };
  const { patterns, ofCustomer, withoutHistory } = collapse(columns);
  expect(withoutHistory).toBe(5);
  expect(patterns).toMatchObject({ count: 2, customers: 2 });
  expect([...ofCustomer]).toEqual([0, ...new Array(5).fill(NO_PATTERN), 1]);
});

test('customers who bought more often than j times again', () => {
  const { patterns } = collapse({
    repeats: Float64Array.of(0, 2, 2, 3),
    recency: Float64Array.of(0, 1, 1, 1),
    age: Float64Array.of(4, 4, 4, 4),
  });
  expect([...moreThan(patterns)]).toEqual([3, 3, 1, 0]);
});

test('a thinned set has at most so many patterns', () => {
  const ages = Float64Array.from({ length: 100 }, (_, i) => i);
  const { patterns } = collapse({ repeats: ages.map(() => 0), recency: ages.map(() => 0), age: ages });
  expect(thinned(patterns, 30).count).toBe(25);
  expect(thinned(patterns, 100)).toBe(patterns);
});
