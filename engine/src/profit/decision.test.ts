import { expect, test } from 'vitest';
import { askedWhy } from './decision.ts';

test.each([
  ['loses money and is the largest', { rank: 100, revenueRank: 1, profit: -5 }, 'loses'],
  ['loses money as the last of the largest fifth', { rank: 90, revenueRank: 20, profit: -1 }, 'loses'],
  ['loses money and is small', { rank: 100, revenueRank: 21, profit: -5 }, undefined],
  ['ranks half the list lower', { rank: 54, revenueRank: 4, profit: 1 }, 'ranks lower'],
  ['ranks nearly half the list lower', { rank: 53, revenueRank: 4, profit: 1 }, undefined],
  ['earns what its size suggests', { rank: 1, revenueRank: 1, profit: 9 }, undefined],
] as const)('of a customer that %s', (_, standing, why) => {
  expect(askedWhy({ ...standing, customers: 100 })).toBe(why);
});
