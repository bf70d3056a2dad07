import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOfProducts } from './exact-product.ts';
import { divideHalfEven, largestRemainder, multiplyDivide } from './rounding.ts';

describe('a product is divided and rounded half to even', () => {
  test.each([
    [5, 1, 2, 2, 'a half goes down to the even two'],
    [7, 1, 2, 4, 'a half goes up to the even four'],
    [-5, 1, 2, -2, 'below zero as above'],
    [-7, 1, 2, -4, 'below zero as above'],
    [1, 1, 3, 0, 'less than a half'],
    [2, 1, 3, 1, 'more than a half'],
    [-1, 1, 3, 0, 'no negative zero'],
    [771_250_000, 620_000, 1_000_000, 478_175_000, '771.25 minutes at 0.62'],
    [
      9_007_199_254_740_991,
      9_007_199_254_740_991,
      9_007_199_254_740_991,
      9_007_199_254_740_991,
      'at the limit',
    ],
  ])('%i × %i ÷ %i = %i: %s', (value, numerator, denominator, expected) => {
    expect(multiplyDivide(value, numerator, denominator)).toBe(expected);
  });

  test('is what big integers make of it', () => {
    const positive = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    return fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), positive, (value, numerator, denominator) => {
        const exact = BigInt(value) * BigInt(numerator);
        const expected = nearestEven(exact, BigInt(denominator));
        expect(divideHalfEven(exact, BigInt(denominator))).toBe(expected);
        if (expected > 2n ** 53n - 1n || expected < 1n - 2n ** 53n)
          expect(() => multiplyDivide(value, numerator, denominator)).toThrow(RangeError);
        else expect(multiplyDivide(value, numerator, denominator)).toBe(Number(expected));
      }),
    );
  });

  test('rounds no further than a half, and halves to even', () => {
    return fc.assert(
      fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.bigInt(1n, 10n ** 12n), (dividend, divisor) => {
        const error = 2n * (divideHalfEven(dividend, divisor) * divisor - dividend);
        expect(error <= divisor && error >= -divisor).toBe(true);
        if (error === divisor || error === -divisor) expect(divideHalfEven(dividend, divisor) % 2n).toBe(0n);
      }),
    );
  });
});

test('a difference of two products is exact where it is a safe integer, however large the products', () => {
  const large = fc.integer({ min: 2 ** 40, max: Number.MAX_SAFE_INTEGER });
  return fc.assert(
    fc.property(large, large, large, (a, b, d) => {
      const c = Number((BigInt(a) * BigInt(b)) / BigInt(d));
      fc.pre(Number.isSafeInteger(c));
      expect(differenceOfProducts(a, b, c, d)).toBe(Number(BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d)));
    }),
  );
});

describe('an amount is allocated by largest remainder', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33], 'the odd unit goes to the first of equals'],
    [101, [1, 1, 1], [34, 34, 33], 'two odd units go to the first two'],
    [-100, [1, 1, 1], [-34, -33, -33], 'a negative amount is the mirror image'],
    [10, [1, 2, 3], [2, 3, 5], 'shares 1.67, 3.33 and 5: the largest remainder is the first'],
    [7, [0, 5, 0], [0, 7, 0], 'who has no weight gets nothing'],
    [0, [3, 4], [0, 0], 'nothing to allocate'],
    [0, [0, 0], [0, 0], 'nothing over nobody'],
  ])('%i over %j is %j: %s', (total, weights, parts) => {
    expect([...largestRemainder(total, weights)]).toEqual(parts);
  });

  test('something cannot be allocated over nothing, nor over less than nothing', () => {
    expect(() => largestRemainder(1, [0, 0])).toThrow(RangeError);
    expect(() => largestRemainder(1, [])).toThrow(RangeError);
    expect(() => largestRemainder(1, [2, -1])).toThrow(RangeError);
    expect(() => largestRemainder(1, [1, Number.NaN])).toThrow(RangeError);
    expect(() => largestRemainder(1, [Number.MAX_SAFE_INTEGER, 2])).toThrow(RangeError);
  });

  const weights = fc
    .array(fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 2 ** 44 })), { minLength: 1, maxLength: 60 })
    .filter(values => values.some(value => value > 0));
  const totals = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.maxSafeInteger());

  test('as big integers do it, and the parts sum to it exactly', () => {
    return fc.assert(
      fc.property(totals, weights, (total, shares) => {
        const parts = [...largestRemainder(total, shares)];
        expect(parts).toEqual(byBigIntegers(total, shares));
        expect(parts.reduce((all, part) => all + BigInt(part), 0n)).toBe(BigInt(total));
      }),
    );
  });

  test('the same for each customer in whatever order the customers come, but for ties', () => {
    const distinct = weights.map(values => values.map((value, index) => value * 64 + index));
    return fc.assert(
      fc.property(totals, distinct, fc.infiniteStream(fc.nat()), (total, shares, random) => {
        const order = shuffled(shares.length, random);
        const parts = largestRemainder(total, shares);
        const permuted = largestRemainder(
          total,
          order.map(index => shares[index] as number),
        );
        const given = (index: number) => permuted[order.indexOf(index)] as number;
        for (const [index, weight] of shares.entries()) {
          // Two customers whose remainders are equal may change places, and by one unit only.
          expect(Math.abs(given(index) - (parts[index] as number))).toBeLessThanOrEqual(1);
          const tied = shares.some(
            (other, at) => at !== index && sameRemainder({ total, shares, weight, other }),
          );
          if (!tied) expect(given(index)).toBe(parts[index]);
        }
      }),
    );
  });

  test('mirrored by a negative amount, and unmoved by weights in another unit', () => {
    const small = weights.map(values => values.map(value => value % 1_000_000));
    return fc.assert(
      fc.property(totals, small, fc.integer({ min: 1, max: 1000 }), (total, shares, unit) => {
        fc.pre(shares.some(value => value > 0));
        const parts = [...largestRemainder(total, shares)];
        expect([...largestRemainder(-total, shares)]).toEqual(parts.map(part => 0 - part));
        expect([
          ...largestRemainder(
            total,
            shares.map(value => value * unit),
          ),
        ]).toEqual(parts);
      }),
    );
  });

  test('exactly as many times as much where the amount is a multiple of what divides evenly', () => {
    return fc.assert(
      fc.property(weights, fc.integer({ min: -100, max: 100 }), (shares, times) => {
        const whole = shares.reduce((all, share) => all + share, 0);
        fc.pre(Number.isSafeInteger(whole * times));
        expect([...largestRemainder(whole * times, shares)]).toEqual(shares.map(share => share * times || 0));
      }),
    );
  });
});

function nearestEven(dividend: bigint, divisor: bigint): bigint {
  const below = dividend / divisor - (dividend % divisor < 0n ? 1n : 0n);
  const rest = dividend - below * divisor;
  if (2n * rest !== divisor) return 2n * rest > divisor ? below + 1n : below;
  return below % 2n === 0n ? below : below + 1n;
}

function byBigIntegers(total: number, weights: readonly number[]): number[] {
  const sign = total < 0 ? -1 : 1;
  const size = BigInt(Math.abs(total));
  const whole = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  const parts = weights.map(weight => (size * BigInt(weight)) / whole);
  const remainder = (index: number) => (size * BigInt(weights[index] as number)) % whole;
  const order = weights
    .map((_, index) => index)
    .sort((a, b) => (remainder(a) === remainder(b) ? a - b : remainder(a) > remainder(b) ? -1 : 1));
  const left = Number(size - parts.reduce((all, part) => all + part, 0n));
  for (const index of order.slice(0, left)) parts[index] = (parts[index] as bigint) + 1n;
  return parts.map(part => Number(part) * sign || 0);
}

function sameRemainder(given: {
  total: number;
  shares: readonly number[];
  weight: number;
  other: number;
}): boolean {
  const whole = given.shares.reduce((all, share) => all + BigInt(share), 0n);
  const size = BigInt(Math.abs(given.total));
  return (size * BigInt(given.weight)) % whole === (size * BigInt(given.other)) % whole;
}

function shuffled(count: number, random: Iterator<number>): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let i = count - 1; i > 0; i--) {
    const j = (random.next().value as number) % (i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
