import { expect, test } from 'vitest';
import { yearBounds } from './months.ts';

test.each([
  ['a year', [202501, 202512], { first_year: 2025, last_year: 2025, first_odd: 202600, last_odd: 202499 }],
  ['all', [0, 999_999], { first_year: 0, last_year: 9999, first_odd: 1_000_000, last_odd: -1 }],
  [
    'months before a year',
    [202411, 202512],
    { first_year: 2025, last_year: 2025, first_odd: 202411, last_odd: 202499 },
  ],
  [
    'months after it',
    [202501, 202603],
    { first_year: 2025, last_year: 2025, first_odd: 202600, last_odd: 202603 },
  ],
  [
    'months on both sides',
    [202411, 202603],
    { first_year: 2025, last_year: 2025, first_odd: 202411, last_odd: 202603 },
  ],
  [
    'no whole year',
    [202411, 202511],
    { first_year: 2025, last_year: 2024, first_odd: 202411, last_odd: 202511 },
  ],
  ['a month', [202505, 202505], { first_year: 2026, last_year: 2024, first_odd: 202505, last_odd: 202505 }],
])('%s: whole years, and between which months the others lie', (_title, [first, last], bounds) => {
  expect(yearBounds({ first: first as number, last: last as number })).toEqual({ first, last, ...bounds });
});
