import { expect, test } from 'vitest';
import { readSearch } from '../links.ts';
import { chosenFields, groupSelection, portfolioSearch, toggled, withoutField } from './portfolio-search.ts';

const read = (address: string) => portfolioSearch(readSearch(address));

test('an address says period, filter, sort and the figures that stand open', () => {
  expect(
    read(
      '?period=2025-Q3&where=segment:rail&where=country:&by=custom.Tier&sign=loss&sort=revenue&direction=descending&explain=a/b&explain=c/d',
    ),
  ).toEqual({
    period: '2025-Q3',
    where: ['segment:rail', 'country:'],
    by: 'custom.Tier',
    sign: 'loss',
    sort: 'revenue',
    direction: 'descending',
    explain: ['a/b', 'c/d'],
  });
});

test('what is not understood is left out, so that an old link still opens', () => {
  expect(
    read(
      '?period=2025-13&sign=both&sort=colour&direction=up&search=%20&show=all&period2=x&where=rail&where=',
    ),
  ).toEqual({});
  expect(read('?period=all&explain=')).toEqual({});
});

test('a customer number or a year stays text', () => {
  expect(read('?search=10104&period=2025')).toEqual({ search: '10104', period: '2025' });
});

test('an address of before, with a segment or a country of its own, chooses the same customers', () => {
  expect(read('?segment=rail&country=DE&where=segment:rail')).toEqual({
    where: ['segment:rail', 'country:DE'],
  });
});

test('a value is chosen and left again, and a group takes the place of what its field said', () => {
  const rail = { field: 'segment', value: 'Rail' };
  expect(toggled(undefined, rail)).toEqual(['segment:Rail']);
  expect(toggled(['segment:Rail', 'country:'], rail)).toEqual(['country:']);
  expect(toggled(['segment:Rail'], rail)).toBeUndefined();
  expect(withoutField(['segment:Rail', 'country:', 'segment:Road'], 'segment')).toEqual(['country:']);
  const selection = { where: ['segment:Rail', 'segment:Road', 'grade:C'], search: 'x' };
  expect(groupSelection(selection, rail)).toEqual({ where: ['grade:C', 'segment:Rail'], search: 'x' });
  expect(groupSelection(selection, { field: 'sign', value: 'loss' })).toEqual({ ...selection, sign: 'loss' });
});

test('a selection says its fields in words', () => {
  expect(chosenFields(['segment:Rail', 'custom.Tier%3A now:Gold: old', 'segment:'])).toEqual([
    { field: 'segment', name: 'Segment', values: 'Rail or not stated' },
    { field: 'custom.Tier%3A now', name: 'Tier: now', values: 'Gold: old' },
  ]);
});
