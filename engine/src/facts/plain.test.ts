import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDecimal, parseDecimal } from '../units/amount.ts';
import { isInFactYears, parseDay, parseMonth } from '../units/day.ts';
import { ABSENT, plainDay, plainDecimal, plainMonth } from './plain.ts';

const around = (text: string) => Buffer.from(`;${text};`);
const decimal = (text: string, digits = 6) =>
  plainDecimal(around(text), 1, 1 + Buffer.byteLength(text), digits);
const day = (text: string) => plainDay(around(text), 1, 1 + Buffer.byteLength(text));
const month = (text: string) => plainMonth(around(text), 1, 1 + Buffer.byteLength(text));

const inFactYears = (text: string | undefined) =>
  text !== undefined && isInFactYears(text) ? text : undefined;

describe('what is plain is read from bytes as the judge reads it from text', () => {
  const nearNumbers = fc.oneof(
    fc.stringMatching(/^[+-]?[0-9]{0,17}[.,]?[0-9]{0,8}$/),
    fc.stringMatching(/^[-0-9.e ]{0,12}$/),
  );
  test('decimals', () => {
    fc.assert(
      fc.property(nearNumbers, fc.constantFrom(3, 6, 10), (text, digits) => {
        const plain = decimal(text, digits);
        if (text === '') expect(plain).toBe(ABSENT);
        else if (!Number.isNaN(plain)) expect(parseDecimal(text, digits)).toBe(plain);
      }),
    );
  });
  test('every canonical decimal is plain', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(3, 6, 10), (value, digits) => {
        expect(decimal(formatDecimal(value, digits), digits)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
  const nearDays = fc.oneof(
    fc.stringMatching(
      /^(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9])?)?)?Z?$/,
    ),
    fc.stringMatching(/^[-0-9 T:]{0,19}$/),
  );
  test('days', () => {
    fc.assert(
      fc.property(nearDays, text => {
        const plain = day(text);
        if (text === '') expect(plain).toBe(ABSENT);
        else if (!Number.isNaN(plain))
          expect(parseDay(text)?.replaceAll('-', '')).toBe(String(plain).padStart(8, '0'));
        else if (!text.includes('.')) expect(inFactYears(parseDay(text))).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
  test('months', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^([0-9]{3,4}|(18|19|20|21|22)[0-9]{2})[-.][0-9]{1,2}$/), text => {
        const plain = month(text);
        expect(Number.isNaN(plain)).toBe(inFactYears(parseMonth(text)) === undefined);
        if (!Number.isNaN(plain))
          expect(parseMonth(text)?.replace('-', '')).toBe(String(plain).padStart(6, '0'));
      }),
    );
  });
  test.each([
    ['-0', 0],
    ['1.', Number.NaN],
    ['.5', Number.NaN],
    ['+5', Number.NaN],
    ['9007199254.740991', Number.MAX_SAFE_INTEGER],
    ['9007199254.740992', Number.NaN],
    ['99999999999999999999', Number.NaN],
  ])('%s', (text, value) => {
    expect(decimal(text)).toBe(value);
  });
});
