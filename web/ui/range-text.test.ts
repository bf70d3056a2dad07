import { expect, test } from 'vitest';
import { rangeText } from './range-text.ts';

test.each([
  ['12100', '17800', '12–18 k'],
  ['1234000', '3400000', '1.2–3.4 M'],
  ['900', '1240', '0.9–1.2 k'],
  ['0', '0', '0'],
  ['0', '2.4', '0–2.4'],
  ['-200000', '1234000', '−0.2 to 1.2 M'],
  ['-3000', '-1000', '−3 to −1 k'],
  ['-0.01', '7', '0 to 7'],
  ['101000', '101400', '101 k'],
  ['999600', '999900', '1 M'],
])('from %s to %s reads %s', (low, high, text) => {
  expect(rangeText({ low, high }, 'en-GB')).toBe(text);
});

test('what has no range is a dash', () => {
  expect(rangeText(null)).toBe('–');
});
