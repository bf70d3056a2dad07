import { expect, test } from 'vitest';
import type { Batch } from '../../contract/batches.ts';
import { outcomeText, sizeText, undoText } from './batch-text.ts';

const batch = (change: Partial<Batch>): Batch => ({
  id: 'bat_1',
  kind: 'order-lines',
  preset: null,
  file: 'orders.csv',
  original: 'a0',
  bytes: 2048,
  state: 'kept',
  rowsRead: 1204,
  rowsKept: 1204,
  rowsRefused: 0,
  amount: '38212.40',
  at: '2026-01-05T10:00:00.000Z',
  by: 'owner',
  undoneAt: null,
  sentence: null,
  part: null,
  rowsLeftOut: 0,
  rowsMended: 0,
  replaces: null,
  replacedBy: null,
  mendsOf: null,
  rowsPerSecond: null,
  secondsLeft: null,
  progress: null,
  ...change,
});

test.each<[Partial<Batch>, string]>([
  [{}, 'All 1,204 rows were kept. They come to 38,212.40 EUR.'],
  [{ rowsKept: 1, rowsRead: 1, amount: null }, 'Its one row was kept.'],
  [
    { rowsKept: 1201, rowsRefused: 3 },
    '1,201 of 1,204 rows were kept. They come to 38,212.40 EUR. 3 rows need mending.',
  ],
  [
    { rowsKept: 1201, rowsRefused: 1, rowsLeftOut: 2 },
    '1,201 of 1,204 rows were kept, 2 left out. They come to 38,212.40 EUR. 1 row needs mending.',
  ],
  [
    { state: 'refused', sentence: 'The file has a heading and no rows.' },
    'Nothing was kept. The file has a heading and no rows.',
  ],
  [
    { state: 'unchanged', sentence: 'The same file was kept: nothing changed.' },
    'The same file was kept: nothing changed.',
  ],
  [{ state: 'undone' }, '1,204 rows were kept and then undone: nothing of them counts.'],
  [{ state: 'reading', progress: 0.5, rowsRead: 600 }, 'Reading: 600 rows, 50 %.'],
])('an import %o says: %s', (change, text) => {
  expect(outcomeText(batch(change), 'EUR')).toBe(text);
});

test('the button repeats the numbers', () => {
  expect(undoText(batch({}))).toBe('Undo 1,204 rows of orders.csv');
});

test('sizes as a person says them', () => {
  expect([812, 46_200, 7_548_686].map(sizeText)).toEqual(['812 bytes', '46 kB', '7.5 MB']);
});
