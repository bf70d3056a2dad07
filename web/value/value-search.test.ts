import { expect, test } from 'vitest';
import { readSearch, searchText } from '../links.ts';
import { customerValueSearch, termsOf, valueSearch } from './value-search.ts';

test('an address of the page is read, and written as it was', () => {
  const address =
    '?until=2025-06-30&unit=week&months=12&rate=0.08&outliers=cap&section=lapses&search=Nord&offset=50';
  const read = valueSearch(readSearch(address));
  expect(read).toEqual({
    until: '2025-06-30',
    unit: 'week',
    months: 12,
    rate: 0.08,
    outliers: 'cap',
    section: 'lapses',
    search: 'Nord',
    offset: 50,
  });
  expect(searchText({ ...read })).toBe(address);
});

test('what is usual is left out, so that one forecast has one address', () => {
  expect(termsOf(customerValueSearch({ months: '36', rate: '0.1', unit: 'day', outliers: 'keep' }))).toEqual(
    {},
  );
});

test.each([
  { months: '0' },
  { months: '121' },
  { months: 'many' },
  { rate: '0' },
  { rate: '1.5' },
  { until: '30.06.2025' },
  { unit: 'year' },
  { outliers: 'trim' },
])('%j is not understood and left out', raw => {
  expect(customerValueSearch(raw)).toEqual({});
});

test('the period of the other pages stays in the address', () => {
  expect(customerValueSearch({ period: '2025', months: '24' })).toEqual({ period: '2025', months: 24 });
});
