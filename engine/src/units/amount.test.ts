import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDecimal, parseDecimal, ratio, sum } from './amount.ts';

describe('a decimal is read exactly or not at all', () => {
  test.each([
    ['0.62', 6, 620_000],
    ['-12.5', 6, -12_500_000],
    ['+5', 6, 5_000_000],
    ['.5', 6, 500_000],
    ['7.', 6, 7_000_000],
    ['007', 3, 7_000],
    ['-0', 6, 0],
    ['-0.000', 6, 0],
    ['1.5000000000', 6, 1_500_000],
    ['9007199254.740991', 6, Number.MAX_SAFE_INTEGER],
    ['-9007199254.740991', 6, -Number.MAX_SAFE_INTEGER],
    ['42', 0, 42],
  ])('"%s" at %i decimals is %i', (text, digits, value) => {
    expect(parseDecimal(text, digits)).toBe(value);
  });

  test.each([
    ['1.0000001', 6, 'has more decimals'],
    ['0.0005', 3, 'has more decimals'],
    ['9007199254.740992', 6, 'leaves the safe range'],
    ['99999999999999999999', 6, 'leaves the safe range'],
    ['1e3', 6, 'is no plain decimal'],
    ['1,5', 6, 'is no plain decimal'],
    ['1 000', 6, 'is no plain decimal'],
    ['0x10', 6, 'is no plain decimal'],
    ['--1', 6, 'is no plain decimal'],
    ['.', 6, 'is no plain decimal'],
    ['', 6, 'is no plain decimal'],
    ['Infinity', 6, 'is no plain decimal'],
    ['١٢', 6, 'is no plain decimal'],
  ])('"%s" at %i decimals is refused: it %s', (text, digits) => {
    expect(parseDecimal(text, digits)).toBeUndefined();
  });
});

describe('a decimal is written as short as it can be', () => {
  test.each([
    [478_175_000, 6, '478.175'],
    [-478_175_000, 6, '-478.175'],
    [1, 6, '0.000001'],
    [-1, 6, '-0.000001'],
    [0, 6, '0'],
    [-0, 6, '0'],
    [1500, 3, '1.5'],
    [7, 0, '7'],
    [12_345_678_901_234_567_890n, 6, '12345678901234.56789'],
  ])('%s at %i decimals is "%s"', (value, digits, text) => {
    expect(formatDecimal(value, digits)).toBe(text);
  });

  test.each([2 ** 53, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('%s is no integer to write', value => {
    expect(() => formatDecimal(value)).toThrow(RangeError);
  });

  test('what is written is read back', () => {
    return fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(0, 3, 6), (value, digits) => {
        expect(parseDecimal(formatDecimal(value, digits), digits)).toBe(value || 0);
      }),
    );
  });
});

test('a sum is exact beyond the safe range, in whatever order it is taken', () => {
  expect(sum([2, Number.MAX_SAFE_INTEGER])).toBe(2n ** 53n + 1n);
  return fc.assert(
    fc.property(fc.array(fc.maxSafeInteger(), { maxLength: 40 }), values => {
      const exact = values.reduce((total, value) => total + BigInt(value), 0n);
      expect(sum(values)).toBe(exact);
      expect(sum([...values].reverse())).toBe(exact);
    }),
  );
});

test('a ratio to nothing is not zero but unknown', () => {
  expect(ratio(1n, 4n)).toBe(0.25);
  expect(ratio(0, 7)).toBe(0);
  expect(ratio(5, 0)).toBeUndefined();
  expect(ratio(0n, 0n)).toBeUndefined();
});
