import { expect, test } from 'vitest';
import { moneyScale } from './quadrant-scale.ts';

const AXIS = { from: 0, through: 600, apart: 40 };
const HEAVY = [-4000, 20, 900, 12_000, 15_000, 40_000, 3_000_000];

test('losses, little and millions stand apart on one axis, in their order', () => {
  const { at } = moneyScale(HEAVY, AXIS);
  const places = HEAVY.map(at);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places.every(place => place > 0 && place < 600)).toBe(true);
  expect((at(40_000) - at(12_000)) / 600).toBeGreaterThan(0.05);
});

test('a place gives back its amount, below zero too', () => {
  const { at, amountAt } = moneyScale(HEAVY, AXIS);
  for (const amount of [...HEAVY, 0]) expect(amountAt(at(amount))).toBeCloseTo(amount, 4);
});

test('there is room for double of the most, whatever the others are', () => {
  const { amountAt } = moneyScale(HEAVY, AXIS);
  expect(amountAt(600)).toBeGreaterThan(2 * 3_000_000);
  expect(moneyScale([500], AXIS).amountAt(600)).toBeGreaterThan(1000);
});

test('ticks are round, hold zero where it lies within, and have room for their text', () => {
  const { at, ticks } = moneyScale(HEAVY, AXIS);
  expect(ticks).toContain(0);
  expect(ticks).toContain(1_000_000);
  expect(ticks.every(tick => /^-?[125]?0*$/.test(String(tick)))).toBe(true);
  const gaps = ticks.slice(1).map((tick, i) => at(tick) - at(ticks[i] as number));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(40);
});

test('an axis begins at zero where nothing is below it', () => {
  const { at, amountAt, ticks } = moneyScale([0, 20, 7000, 50_000], AXIS);
  expect(amountAt(0)).toBe(0);
  expect(at(0)).toBe(0);
  expect(ticks[0]).toBe(0);
});

test('an axis without amounts, or of nothing but zero, stands all the same', () => {
  for (const amounts of [[], [0, 0]]) {
    const { at, ticks } = moneyScale(amounts, AXIS);
    expect(at(0)).toBe(0);
    expect(ticks).toContain(0);
  }
});
