import { expect, test } from 'vitest';
import { readSearch } from '../links.ts';
import { portfolioSearch } from './portfolio-search.ts';

const read = (address: string) => portfolioSearch(readSearch(address));

test('an address says period, filter, sort and the figures that stand open', () => {
  expect(
    read('?period=2025-Q3&segment=rail&sign=loss&sort=revenue&direction=descending&explain=a/b&explain=c/d'),
  ).toEqual({
    period: '2025-Q3',
    segment: 'rail',
    sign: 'loss',
    sort: 'revenue',
    direction: 'descending',
    explain: ['a/b', 'c/d'],
  });
});

test('what is not understood is left out, so that an old link still opens', () => {
  expect(read('?period=2025-13&sign=both&sort=colour&direction=up&search=%20&show=all&period2=x')).toEqual(
    {},
  );
  expect(read('?period=all&explain=')).toEqual({});
});

test('a customer number or a year stays text', () => {
  expect(read('?search=10104&period=2025')).toEqual({ search: '10104', period: '2025' });
});
