import { expect, test } from 'vitest';
import {
  byTimesPeers,
  isFarOff,
  lossMonthsText,
  measureText,
  rankGapText,
  timesPeers,
  timesText,
} from './customer-text.ts';

const driver = (key: string, own: number, peers: number | null) => ({
  key,
  name: key,
  unit: key,
  value: own * 10,
  peerMedian: 5,
  perOrder: own,
  peerMedianPerOrder: peers,
});
const orders = { ...driver('orders', 0, null), value: 3344, peerMedian: 19, perOrder: null };

test.each([
  [600, 1, '599 places lower than its revenue suggests'],
  [1, 14, '13 places higher than its revenue suggests'],
  [3, 2, '1 place lower than its revenue suggests'],
  [7, 7, 'the same place by both'],
])('rank %i by profit and %i by revenue is %s', (rank, revenueRank, text) => {
  expect(rankGapText(rank, revenueRank)).toBe(text);
});

test('a driver is compared an order for an order, and stands out at twice or half the peers', () => {
  expect(timesPeers(driver('expedites', 0.168, 0.02))).toBeCloseTo(8.4);
  expect([0.2, 0.21, 0.1, 0.05, 0.04].map(own => isFarOff(driver('expedites', own, 0.1)))).toEqual([
    true,
    true,
    false,
    true,
    true,
  ]);
  expect(isFarOff(driver('expedites', 0.1, 0))).toBe(true);
});

test('orders are compared by their count, which is size and makes nobody stand out', () => {
  expect(timesPeers(orders)).toBeCloseTo(176);
  expect(isFarOff(orders)).toBe(false);
});

test('size comes first, then what is taken most of beside the peers; without peers last', () => {
  const drivers = [driver('low', 0.1, 1), driver('none', 1, null), driver('high', 4, 1), orders];
  expect(byTimesPeers(drivers).map(({ key }) => key)).toEqual(['orders', 'high', 'low', 'none']);
});

test('digits as many as a figure deserves', () => {
  expect([1301898.5, 389.32, 12.34, 1.967, 0.1991, 0, null].map(measureText)).toEqual([
    '1,301,899',
    '389',
    '12.3',
    '1.97',
    '0.199',
    '0',
    '–',
  ]);
  expect([176, 4.66, 0.018, null].map(timesText)).toEqual(['176 ×', '4.7 ×', '0.02 ×', '–']);
});

test('months of loss in words', () => {
  expect(lossMonthsText(['1', '2', '3'])).toEqual({ words: 'Profit, above zero in', months: 'all 3' });
  expect(lossMonthsText(['-1', '2', '-3'])).toEqual({ words: 'Profit, below zero in', months: '2 of 3' });
});
