import { expect, test } from 'vitest';
import { periodChoices, periodText } from './period-choices.ts';

test('years with facts, the newest first, with the months that have none marked', () => {
  const years = periodChoices({ from: '2010-12', through: '2011-11' });
  expect(years.map(({ value }) => value)).toEqual(['2011', '2010']);
  const [newest, oldest] = years;
  expect(newest?.quarters.map(({ value, hasFacts }) => [value, hasFacts])).toEqual([
    ['2011-Q1', true],
    ['2011-Q2', true],
    ['2011-Q3', true],
    ['2011-Q4', true],
  ]);
  expect(newest?.months.filter(({ hasFacts }) => !hasFacts).map(({ value }) => value)).toEqual(['2011-12']);
  expect(oldest?.months.filter(({ hasFacts }) => hasFacts).map(({ value }) => value)).toEqual(['2010-12']);
});

test('a fiscal year from April runs over two calendar years', () => {
  const [year] = periodChoices({ from: '2025-02', through: '2025-03' }, 4);
  expect(year?.value).toBe('2024');
  expect(year?.months.map(({ value }) => value).at(-1)).toBe('2025-03');
  expect(year?.quarters.filter(({ hasFacts }) => hasFacts).map(({ value }) => value)).toEqual(['2024-Q4']);
});

test('periods in words', () => {
  expect(
    ['all', '2025', '2025-Q3', '2025-03', '2025-02..2025-07'].map(one => periodText(one, 'en-GB')),
  ).toEqual(['All months', '2025', 'Q3 2025', 'March 2025', 'February 2025 – July 2025']);
});
