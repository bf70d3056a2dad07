import { expect, test } from 'vitest';
import { numberedTexts, orderedTexts } from './ordered-texts.ts';

const TEXTS = ['Item 10', null, 'item 2', 'Item 2', '', 'Éclair', 'Zebra', 'Item 10'];

test('texts stand once, numbers in them by size, and what is missing is none of them', () => {
  expect(orderedTexts(TEXTS)).toEqual(['Éclair', 'item 2', 'Item 2', 'Item 10', 'Zebra']);
  const { values, codes } = numberedTexts(TEXTS);
  expect(values).toEqual(orderedTexts(TEXTS));
  expect([...codes]).toEqual([4, 0, 2, 3, 0, 1, 5, 4]);
  expect(numberedTexts([null, ''])).toEqual({ values: [], codes: Uint32Array.of(0, 0) });
});
