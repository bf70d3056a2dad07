import { expect, test } from 'vitest';
import type { QuadrantAccount } from '../../contract/value-quadrants.ts';
import { nearestAccount, type Place, placedAccounts, placeWithin, proposalAt } from './quadrant-places.ts';

const account = (value: number, cost: number): QuadrantAccount => ({
  ...{ id: `cus_${value}`, sourceKey: '7', name: 'Nordhaven', segment: null, country: null },
  ...{ value: String(value), cost: String(cost), quadrant: null, potential: null },
});
const placed = placedAccounts(
  {
    accounts: [account(1_000_000, 200), account(-4000, 90_000)],
    thresholds: { value: { above: '500', from: 'median' }, cost: { above: null, from: 'median' } },
  },
  { width: 800, height: 460 },
);
const [much, loss] = placed.accounts.map(({ today }) => today) as [Place, Place];

test('worth much stands above the line, a loss below it; without a threshold there is no line', () => {
  expect(much.y).toBeLessThan(placed.lines.y as number);
  expect(loss.y).toBeGreaterThan(placed.lines.y as number);
  expect(much.x).toBeLessThan(loss.x);
  expect(placed.lines.x).toBeUndefined();
});

test('the nearest point in reach is meant, and none far from all', () => {
  expect(nearestAccount(placed, { x: much.x + 5, y: much.y - 5 })).toBe(0);
  expect(nearestAccount(placed, { x: loss.x, y: loss.y })).toBe(1);
  expect(nearestAccount(placed, { x: (much.x + loss.x) / 2, y: (much.y + loss.y) / 2 })).toBeUndefined();
});

test('a point that is moved straight up proposes a value, in three digits, and leaves the cost as it is', () => {
  const { value, cost } = proposalAt(placed, loss, { x: loss.x + 3, y: placed.value.at(123_456) });
  expect(value).toBeCloseTo(123_000, 6);
  expect(cost).toBeUndefined();
});

test('what is dragged out of the frame stays within, and no potential is below zero', () => {
  const to = placeWithin(placed, loss, { x: -500, y: 5000 });
  expect(to.x).toBe(placed.frame.left);
  expect(proposalAt(placed, loss, to)).toEqual({ value: 0, cost: 0 });
});

test('a loss that is moved aside alone keeps its value as it is', () => {
  const to = placeWithin(placed, loss, { x: loss.x - 80, y: loss.y + 2 });
  expect(to.y).toBe(loss.y);
  expect(proposalAt(placed, loss, to).value).toBeUndefined();
  expect(proposalAt(placed, loss, to).cost).toBeLessThan(90_000);
});
