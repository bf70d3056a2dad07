import { expect, test } from 'vitest';
import type { Column } from './Table.tsx';
import { columnsThatFit, tracksOf } from './table-columns.ts';

const cell = () => null;
const columns: Column<unknown>[] = [
  { key: 'rank', title: 'Rank', width: '60px', narrow: '40px', cell },
  { key: 'name', title: 'Customer', width: 'minmax(300px, 1fr)', narrow: true, cell },
  { key: 'country', title: 'Country', width: '100px', spare: 2, cell },
  { key: 'gap', title: 'Gap', width: '100px', spare: 1, cell },
];
const keys = (width: number) => columnsThatFit(columns, width).map(column => column.key);

test('columns give way one by one, the most spareable first', () => {
  expect(keys(900)).toEqual(['rank', 'name', 'country', 'gap']);
  expect(keys(600)).toEqual(['rank', 'name', 'gap']);
});

test('on a phone only the narrow ones stand, in their narrow width', () => {
  expect(keys(360)).toEqual(['rank', 'name']);
  expect(tracksOf(columnsThatFit(columns, 360), 360)).toBe('40px minmax(300px, 1fr)');
});

test('what cannot be spared stays even where it does not fit', () => {
  expect(columnsThatFit([{ key: 'a', title: 'A', width: '900px', cell }], 600)).toHaveLength(1);
});
