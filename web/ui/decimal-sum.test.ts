import { expect, test } from 'vitest';
import { sumOfDecimals } from './decimal-sum.ts';

test('decimals add up to the last digit, whatever their size', () => {
  expect(sumOfDecimals(['0.1', '-0.3'])).toBe('-0.2');
  expect(sumOfDecimals(['9007199254740993.000001', '1'])).toBe('9007199254740994.000001');
  expect(sumOfDecimals(['12.5', '-12.5'])).toBe('0');
  expect(sumOfDecimals([])).toBe('0');
});
