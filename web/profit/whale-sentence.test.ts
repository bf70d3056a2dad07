import { expect, test } from 'vitest';
import { whaleSentence } from './whale-sentence.ts';

function told(...asked: Parameters<typeof whaleSentence>): string {
  return whaleSentence(...asked)
    .map(({ text }) => text)
    .join('');
}

const whale = { peak: '7400000', peakCustomers: 316, end: '4110000', peakOverEnd: 1.8005, unprofitable: 96 };

test('a curve with a hump says who earns more than the whole and who loses it', () => {
  expect(told(whale, 412)).toBe('316 of 412 customers earn 180 % of the profit; 96 lose 3.29 M');
});

test('without a profit in the end there is no share of it', () => {
  expect(told({ ...whale, end: '-100000', peakOverEnd: null }, 412)).toBe(
    '316 of 412 customers earn 7.40 M; 96 lose 7.50 M',
  );
});

test('where nobody loses, it says so', () => {
  expect(told({ ...whale, end: '7400000', peakOverEnd: 1, unprofitable: 0, peakCustomers: 412 }, 412)).toBe(
    '412 of 412 customers earn all of the profit; none loses money',
  );
});

test('each of its figures opens its own explanation, with the exact amount', () => {
  const opened = whaleSentence(whale, 412).flatMap(({ figure, exact }) => (figure ? [[figure, exact]] : []));
  expect(opened).toEqual([
    ['ranking/customers?sign=gain', undefined],
    ['portfolio/customers', undefined],
    ['portfolio/peak', '7400000'],
    ['ranking/customers?sign=loss', undefined],
    ['ranking/profit?sign=loss', '3290000'],
  ]);
});
