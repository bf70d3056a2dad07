import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDecimal, parseDecimal } from '../units/amount.ts';
import { dayNumber } from '../units/day.ts';
import { converted, RATE_DIGITS, ratesByDay } from './exchange-rates.ts';

const rate = (text: string) => parseDecimal(text, RATE_DIGITS) as number;
const micros = (text: string) => parseDecimal(text) as number;

describe('an amount is converted at the newest rate of a day not after its own and at most 31 days older', () => {
  const rates = [
    ['USD', '2025-03-28', '0.9231'],
    ['USD', '2025-01-02', '0.96'],
    ['JPY', '2025-03-28', '0.0061'],
    ['USD', '2025-04-01', '0.93'],
    // Stated again, and so corrected.
    ['USD', '2025-03-28', '0.9232'],
  ].map(([currency = '', day = '', text = '']) => ({ currency, day: dayNumber(day), rate: rate(text) }));
  const rateOn = ratesByDay(rates);
  test.each([
    ['USD', '2025-03-28', '0.9232'],
    ['USD', '2025-03-31', '0.9232'],
    ['USD', '2025-04-01', '0.93'],
    ['USD', '2025-05-02', '0.93'],
    ['USD', '2025-05-03', undefined],
    ['USD', '2025-02-02', '0.96'],
    ['USD', '2025-02-03', undefined],
    ['USD', '2025-01-01', undefined],
    ['JPY', '2025-03-30', '0.0061'],
    ['CHF', '2025-03-30', undefined],
  ])('%s on %s: %s', (currency, day, expected) => {
    const found = rateOn(currency, dayNumber(day));
    expect(found && formatDecimal(found.rate, RATE_DIGITS)).toBe(expected);
  });
});

describe('what comes out is rounded half to even to a micro-unit', () => {
  test.each([
    ['1200', '0.9231', '1107.72'],
    ['-1200', '0.9231', '-1107.72'],
    // A million rupiah: ten decimals of a rate keep six digits of it.
    ['1000000', '0.0000573012', '57.3012'],
    ['0.000001', '0.5', '0'],
    ['0.000003', '0.5', '0.000002'],
    ['0', '0.9231', '0'],
    ['1', '16384.5', '16384.5'],
  ])('%s × %s = %s', (amount, text, expected) => {
    expect(formatDecimal(converted(micros(amount), { rate: rate(text) }) as number)).toBe(expected);
  });

  test('and is never further from the exact product than half a micro-unit', () => {
    const rates = fc.integer({ min: 1, max: 9_007_199_254_740_991 });
    fc.assert(
      fc.property(fc.maxSafeInteger(), rates, (amount, rate) => {
        const result = converted(amount, { rate });
        if (result === undefined) {
          expect(Math.abs(amount) * (rate / 1e10)).toBeGreaterThan(8.9e15);
          return;
        }
        const off = BigInt(result) * 10n ** 10n - BigInt(amount) * BigInt(rate);
        expect(off <= 5n * 10n ** 9n && off >= -5n * 10n ** 9n).toBe(true);
      }),
    );
  });

  test('and what leaves the range of an amount is nothing', () => {
    expect(converted(micros('9000000000'), { rate: rate('1.5') })).toBeUndefined();
  });
});
