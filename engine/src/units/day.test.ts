import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, dayNumber, dayOfNumber, lastDayOf, monthOf, parseDay, parseMonth } from './day.ts';

describe('a day is read where the calendar has it', () => {
  test.each([
    ['2025-03-31', '2025-03-31'],
    ['2024-02-29', '2024-02-29'],
    ['2000-02-29', '2000-02-29'],
    ['2011-12-09 12:50:00', '2011-12-09'],
    ['2011-12-09T23:59', '2011-12-09'],
    ['2011-12-09 00:00:00.123', '2011-12-09'],
  ])('"%s" is %s', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });

  test.each([
    '2025-02-31',
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '31.03.2025',
    '03/31/2025',
    '2025-3-1',
    '20250331',
    '2025-03-31x',
    '2025-03-31 noon',
    '',
  ])('"%s" is none', text => {
    expect(parseDay(text)).toBeUndefined();
  });
});

test.each([
  ['2025-03', '2025-03'],
  ['2025-00', undefined],
  ['2025-13', undefined],
  ['2025-3', undefined],
  ['2025-03-01', undefined],
])('"%s" as a month is %s', (text, month) => {
  expect(parseMonth(text)).toBe(month);
});

test.each([
  ['1970-01-01', 0],
  ['1969-12-31', -1],
  ['2000-03-01', 11_017],
  ['2011-12-09', 15_317],
  ['1600-01-01', -135_140],
])('%s is day %i since 1970', (day, number) => {
  expect(dayNumber(day)).toBe(number);
});

test('days are counted as the platform counts them', () => {
  return fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), number => {
      const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
      fc.pre(/^\d{4}-/.test(day));
      expect(dayNumber(day)).toBe(number);
      expect(parseDay(day)).toBe(day);
    }),
  );
});

test.each([
  ['2011-11', 3, '2012-02'],
  ['2011-11', 1, '2011-12'],
  ['2011-12', 1, '2012-01'],
  ['2012-01', -1, '2011-12'],
  ['2012-01', -13, '2010-12'],
  ['2012-02', 0, '2012-02'],
  ['0001-01', 12, '0002-01'],
])('%s and %i months make %s', (month, count, sum) => {
  expect(addMonths(month, count)).toBe(sum);
});

test.each([
  ['2024-02', '2024-02-29'],
  ['2025-02', '2025-02-28'],
  ['2025-04', '2025-04-30'],
  ['2025-12', '2025-12-31'],
])('%s ends on %s', (month, day) => {
  expect(lastDayOf(month)).toBe(day);
  expect(monthOf(day)).toBe(month);
});

test('the day with a number is the one that has it', async () => {
  await fc.assert(
    fc.property(fc.integer({ min: -30_000, max: 90_000 }), number => {
      const day = dayOfNumber(number);
      expect(day).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
      expect(dayNumber(day)).toBe(number);
    }),
  );
});
