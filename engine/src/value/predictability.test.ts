import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '../units/day.ts';
import { bucketDemand } from './demand-bucket.ts';
import { normalQuantile } from './normal-quantile.ts';
import { type Predictability, type PredictabilityInput, predictability } from './predictability.ts';
import {
  medianDailyError,
  type PredictabilityWorthInput,
  predictabilityWorth,
} from './predictability-worth.ts';

const dayAt = (number: number): Day =>
  new Date(Date.UTC(2025, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);
const demandsAt = (...pairs: (readonly [number, number])[]) =>
  pairs.map(([day, quantity]) => ({ day: dayAt(day), quantity }));
const nothingElse = { regularity: undefined, handling: {}, forecast: {} };
const weekly = Array.from({ length: 30 }, (_, i) => [i * 7, 10] as const);
const partOf = (found: Predictability, name: string) => found.parts.find(({ part }) => part === name);

describe('demand in buckets that fit the rhythm', () => {
  test.each([
    [1, 1],
    [2, 7],
    [7, 7],
    [8, 14],
    [15, 28],
    [29, 91],
    [200, 91],
  ])('a median gap of %i days makes buckets of %i', (gap, bucketDays) => {
    const found = bucketDemand(demandsAt([0, 1], [gap, 1], [2 * gap, 1]), dayAt(2 * gap));
    expect(found).toMatchObject({ bucketDays, medianGap: gap });
  });

  test('the last bucket is whole and ends with the window; the first holds the first demand', () => {
    const found = bucketDemand(demandsAt([0, 5], [7, 6], [14, 7], [15, 1], [30, 99]), dayAt(20));
    // Gaps 7, 7, 1: buckets of 7 days back from day 20.
    expect(Array.from(found.series)).toEqual([5, 6, 8]);
    expect(Array.from(bucketDemand(demandsAt([0, 5], [7, 6], [14, 7]), dayAt(21)).series)).toEqual([
      5, 6, 7, 0,
    ]);
  });

  test('what came back on a day counts against it', () => {
    const found = bucketDemand(demandsAt([0, 5], [0, -5], [7, 6], [14, 3]), dayAt(14));
    expect(Array.from(found.series)).toEqual([6, 3]);
    expect(Array.from(bucketDemand([], dayAt(3)).series)).toEqual([]);
  });
});

describe('the score says what it is made of', () => {
  const handling = {
    orders: 40,
    changes: 6,
    changesInFrozenWindow: 2,
    noticeDays: 5,
    frozenWindowDays: 10,
    ordersReturned: 4,
  };
  const perfect: PredictabilityInput = {
    demands: demandsAt(...weekly),
    through: dayAt(29 * 7 + 6),
    regularity: 4,
    handling,
    forecast: {},
  };

  test('by hand: steady demand, k 4, 8 of 40, 5 of 10 days, 4 of 40', () => {
    const found = predictability(perfect);
    expect(found.parts.map(({ value }) => value)).toEqual([1, 0.5, 1, 0.8, 0.5, 0.9]);
    expect(found.score).toBeCloseTo(30 + 10 + 20 + 12 + 5 + 4.5, 10);
    expect(found.known).toBe(100);
    expect(found.demand?.class).toBe('smooth');
    expect(partOf(found, 'evenness')?.reason).toMatch(
      /smooth in buckets of 7 days, chosen by the median gap of 7 days/,
    );
  });

  test('what nobody counted leaves the score to the rest, and says so', () => {
    const found = predictability({ ...perfect, ...nothingElse });
    expect(found.known).toBe(50);
    expect(found.score).toBeCloseTo(100, 10);
    expect(partOf(found, 'changes')).toMatchObject({ value: undefined, points: undefined });
    expect(partOf(found, 'notice')?.reason).toMatch(/notice are not known/);
    const less = predictability({ demands: demandsAt([0, 5], [7, 5]), through: dayAt(8), ...nothingElse });
    expect(less).toMatchObject({ score: undefined, known: 30, forecast: 'insufficient' });
  });

  test('uneven demand scores less, and so do changes; nothing falls below 0', () => {
    const uneven = weekly.map(([day], i) => [day, i % 5 === 0 ? 46 : 1] as const);
    expect(predictability({ ...perfect, demands: demandsAt(...uneven) }).score).toBeLessThan(
      (predictability(perfect).score as number) - 20,
    );
    const worst = predictability({
      ...perfect,
      regularity: 0.5,
      handling: { orders: 3, changes: 90, ordersReturned: 5 },
    });
    expect(worst.parts.map(({ value }) => value)).toEqual([1, 0, 1, 0, undefined, 0]);
  });

  test('points sum to the score, 0 to 100, whatever comes', () => {
    const demands = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 400 }).map(dayAt),
        quantity: fc.integer({ min: -9, max: 500 }),
      }),
      { maxLength: 60 },
    );
    const count = fc.option(fc.nat(20), { nil: undefined });
    const counts = fc.record({
      orders: count,
      changes: count,
      changesInFrozenWindow: count,
      noticeDays: count,
      frozenWindowDays: count,
      ordersReturned: count,
    });
    fc.assert(
      fc.property(
        demands,
        counts,
        fc.option(fc.double({ min: 0.1, max: 100, noNaN: true }), { nil: undefined }),
        (given, handled, k) => {
          const { score, parts } = predictability({
            demands: given,
            through: dayAt(400),
            regularity: k,
            handling: handled,
            forecast: {},
          });
          for (const { value } of parts) if (value !== undefined) expect(value >= 0 && value <= 1).toBe(true);
          if (score === undefined) return;
          expect(parts.reduce((so, { points }) => so + (points ?? 0), 0)).toBeCloseTo(score, 9);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100.000001);
        },
      ),
    );
  });
});

describe('what predictability saves or costs', () => {
  const input: PredictabilityWorthInput = {
    serviceLevel: 0.95,
    leadTimeDays: 16,
    unitCost: 50,
    carryingRate: 0.2,
    referenceDailyError: 0.5,
    expediteCost: 900,
    referenceExpediteCost: 400,
  };
  const alternating = predictability({
    demands: demandsAt(...weekly.map(([day], i) => [day, i % 2 === 0 ? 8 : 12] as const)),
    through: dayAt(29 * 7 + 6),
    ...nothingElse,
    forecast: { alpha: 0.001 },
  });

  test('safety stock by hand: an error of 2 a week is 2 ÷ √7 a day', () => {
    const { safetyStock, stock, expediting, saved } = predictabilityWorth(alternating, input);
    const error = (alternating.forecast as { rolling: { rmse: number } }).rolling.rmse;
    expect(Math.abs(error - 2)).toBeLessThan(0.1);
    expect(safetyStock).toBeCloseTo((1.6448536 * error * 4) / Math.sqrt(7), 6);
    expect(stock.own).toBeCloseTo((safetyStock as number) * 10, 9);
    // The 15 weeks that were forecast come to 8 × 12 + 7 × 8.
    expect(stock.reference).toBeCloseTo(1.6448536 * 0.5 * (152 / 15 / 7) * 4 * 10, 5);
    expect(stock.saved).toBeCloseTo((stock.reference as number) - (stock.own as number), 9);
    expect(expediting.saved).toBe(-500);
    expect(saved).toBeCloseTo((stock.saved as number) - 500, 9);
  });

  test('the median customer neither saves nor costs', () => {
    const referenceDailyError = medianDailyError([alternating]);
    expect(predictabilityWorth(alternating, { ...input, referenceDailyError }).stock.saved).toBeCloseTo(0, 9);
    expect(medianDailyError([])).toBeUndefined();
  });

  test('what is missing is named, and no number stands in for it', () => {
    const { stock, saved } = predictabilityWorth(alternating, {
      ...input,
      unitCost: undefined,
      serviceLevel: 1,
    });
    expect(stock).toEqual({
      own: undefined,
      reference: undefined,
      saved: undefined,
      reason: 'Missing: a service level between 0.5 and 1, the unit cost.',
    });
    expect(saved).toBeUndefined();
    const none = predictability({ demands: [], through: dayAt(1), ...nothingElse });
    expect(predictabilityWorth(none, input).stock.reason).toBe('Missing: the forecast error.');
    expect(predictabilityWorth(alternating, { ...input, expediteCost: undefined }).expediting).toMatchObject({
      own: undefined,
      reference: 400,
      saved: undefined,
    });
  });
});

test('quantiles of the normal distribution', () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 7);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 7);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 7);
  expect([0, 1, -1, Number.NaN].map(normalQuantile)).toEqual(Array(4).fill(undefined));
});
