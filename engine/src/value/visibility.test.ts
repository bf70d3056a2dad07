import { describe, expect, test } from 'vitest';
import { rankWithVisibility, type VisibilityInput } from './visibility.ts';

const values = [
  { customer: 'A', value: 300 },
  { customer: 'B', value: 200 },
  { customer: 'C', value: 100 },
  { customer: 'D', value: undefined },
];
const input = (customer: string, more: Partial<VisibilityInput> = {}): VisibilityInput => ({
  customer,
  score: undefined,
  amount: 150,
  reason: 'Named in every tender',
  owner: 'Ines',
  expires: '2025-12-31',
  ...more,
});

test('ranks with and without it stand side by side, and the value stays as it is', () => {
  const { customers, problems } = rankWithVisibility(
    values,
    [input('C', { amount: undefined, score: 3 }), input('D')],
    '2025-12-31',
    50,
  );
  expect(problems).toEqual([]);
  expect(customers).toEqual([
    { customer: 'A', value: 300, visibility: undefined, rank: 1, rankWith: 1 },
    { customer: 'B', value: 200, visibility: undefined, rank: 2, rankWith: 3 },
    { customer: 'C', value: 100, visibility: 150, rank: 3, rankWith: 2 },
    { customer: 'D', value: undefined, visibility: 150, rank: undefined, rankWith: undefined },
  ]);
});

test('an expired one does not count and is listed, so a new one may take its place', () => {
  const found = rankWithVisibility(
    values,
    [input('C'), input('C', { expires: '2027-01-31', amount: 20 })],
    '2026-01-01',
    undefined,
  );
  expect(found.expired).toEqual([input('C')]);
  expect(found.problems).toEqual([]);
  expect(found.customers[2]).toMatchObject({ visibility: 20, rankWith: 3 });
});

describe('it is a reasoned judgement of somebody, for a time', () => {
  test.each<[string, Partial<VisibilityInput>]>([
    ['reason', { reason: ' ' }],
    ['owner', { owner: '' }],
    ['expires', { expires: '' }],
    ['score', { amount: undefined }],
    ['score', { amount: undefined, score: 6 }],
    ['amount', { score: 2 }],
    ['amount', { amount: -1 }],
    ['amount', { amount: Number.NaN }],
    ['customer', { customer: 'Q' }],
  ])('without a right %s it is refused', (field, more) => {
    const { problems, customers } = rankWithVisibility(values, [input('C', more)], '2025-06-30', 50);
    expect(problems.map(each => each.field)).toEqual([field]);
    expect(customers.map(({ rank, rankWith }) => rank === rankWith)).toEqual([true, true, true, true]);
  });

  test('points are worth nothing until it is said what, and twice at a time is once too often', () => {
    const points = input('C', { amount: undefined, score: 5 });
    expect(rankWithVisibility(values, [points], '2025-06-30', undefined).problems[0]?.field).toBe(
      'amountPerPoint',
    );
    const twice = rankWithVisibility(values, [input('C'), input('C', { amount: 900 })], '2025-06-30', 50);
    expect(twice.problems.map(({ field }) => field)).toEqual(['customer']);
    expect(twice.customers[2]?.visibility).toBe(150);
  });
});
