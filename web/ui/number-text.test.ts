import { expect, test } from 'vitest';
import { amountText, countText, exactText, isNegative, shareText, shortText } from './number-text.ts';

test('amounts are whole, and show cents only where they would read as zero and are not', () => {
  expect(
    ['6204310.42', '-502220.62', '0', '-0', '0.4', '-0.004', '999.5', null, undefined, ''].map(value =>
      amountText(value, 0, 'en-GB'),
    ),
  ).toEqual(['6,204,310', '−502,221', '0', '0', '0.40', '−0.004', '1,000', '–', '–', '–']);
});

test('the exact value keeps every digit, however long', () => {
  expect(exactText('-12345678901234567.123456', 'en-GB')).toBe('−12,345,678,901,234,567.123456');
  expect(exactText('1234.5', 'en-GB')).toBe('1,234.50');
  expect(exactText('1234', 'en-GB')).toBe('1,234');
});

test('the reader’s locale separates thousands', () => {
  expect(amountText('6204310.42', 0, 'de-DE')).toBe('6.204.310');
  expect(shortText('38212000', 'de-DE')).toBe('38,2 M');
});

test('headlines have three digits and a scale, and never 1,000 k', () => {
  expect(
    ['38212000', '-502220.62', '999960', '999.4', '999.6', '4110000', '12.34', '0', '2.5e9'].map(value =>
      shortText(value, 'en-GB'),
    ),
  ).toEqual(['38.2 M', '−502 k', '1.00 M', '999', '1.00 k', '4.11 M', '12.3', '0', '2.50 bn']);
});

test('counts and shares', () => {
  expect(countText(1234.56, 1, 'en-GB')).toBe('1,234.6');
  expect(countText(-599, 1, 'en-GB')).toBe('−599');
  expect(shareText(1.8005, 0, 'en-GB')).toBe('180 %');
  expect([shareText(null), countText(undefined), countText(Number.NaN)]).toEqual(['–', '–', '–']);
});

test('only what is below zero is negative', () => {
  expect(['-0.0001', '-0', '-0.00', '0', '5', null].map(isNegative)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
