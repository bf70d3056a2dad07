import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grainOf, monthsOf, parsePeriod } from './period.ts';

describe('a period is read as people write it', () => {
  test.each([
    ['2011', 1, '2011-01', '2011-12'],
    ['2011', 4, '2011-04', '2012-03'],
    ['2011', 12, '2011-12', '2012-11'],
    ['2011-Q3', 1, '2011-07', '2011-09'],
    ['2011-q4', 1, '2011-10', '2011-12'],
    ['2011-Q4', 4, '2012-01', '2012-03'],
    ['2011-Q1', 10, '2011-10', '2011-12'],
    ['2011-03', 4, '2011-03', '2011-03'],
    ['2011-02..2011-07', 1, '2011-02', '2011-07'],
    ['2011-12..2012-01', 1, '2011-12', '2012-01'],
  ])('%s in a book whose year begins in month %i is %s to %s', (text, start, from, through) => {
    expect(parsePeriod(text, start)).toEqual({ from, through });
  });

  test.each(['all', ''])('"%s" is every month', text => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  test.each([
    '2011-Q5',
    '2011-Q0',
    '2011-13',
    '2011-07..2011-02',
    '2011-02..',
    '..2011',
    '2011-02..2011-03..2011-04',
    'last',
    '11',
  ])('"%s" is refused', text => {
    expect(parsePeriod(text)).toBe('refused');
  });
});

test('the months of a period are those from its first to its last', () => {
  expect(monthsOf({ from: '2011-11', through: '2012-02' })).toEqual([
    '2011-11',
    '2011-12',
    '2012-01',
    '2012-02',
  ]);
  expect(monthsOf({ from: '2011-11', through: '2011-11' })).toEqual(['2011-11']);
});

test.each([
  ['2011-11', 'month', 4, '2011-11'],
  ['2011-11', 'quarter', 1, '2011-Q4'],
  ['2011-11', 'year', 1, '2011'],
  ['2012-02', 'quarter', 4, '2011-Q4'],
  ['2012-02', 'year', 4, '2011'],
  ['2012-04', 'quarter', 4, '2012-Q1'],
] as const)('%s falls by %s, in a year from month %i, into %s', (month, grain, start, period) => {
  expect(grainOf(month, grain, start)).toBe(period);
});

test('every month of a year, quarter or month falls into it again, whatever month the year begins in', () => {
  const years = fc.integer({ min: 1990, max: 2100 });
  return fc.assert(
    fc.property(
      years,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 12 }),
      (year, quarter, start) => {
        for (const [text, grain, count] of [
          [`${year}`, 'year', 12],
          [`${year}-Q${quarter}`, 'quarter', 3],
        ] as const) {
          const period = parsePeriod(text, start);
          if (period === 'refused' || period === undefined) throw new Error(`${text} was not read`);
          expect(monthsOf(period).map(month => grainOf(month, grain, start))).toEqual(
            Array(count).fill(text),
          );
        }
      },
    ),
  );
});
