import { expect, test } from 'vitest';
import { valueText } from './value-text.ts';

test('Explain writes values to the last digit, with their unit', () => {
  expect(valueText('-502.6625', 'EUR')).toBe('−502.6625 EUR');
  expect(valueText('2717777', 'EUR')).toBe('2,717,777.00 EUR');
  expect(valueText('0', 'EUR')).toBe('0 EUR');
  expect(valueText('0.5', 'min')).toBe('0.5 min');
  expect(valueText('0.625', 'share')).toBe('62.5 %');
  expect(valueText('412', 'customers')).toBe('412 customers');
  expect(valueText('not traced', '')).toBe('not traced');
  expect(valueText('2430641', 'text')).toBe('2430641');
});
