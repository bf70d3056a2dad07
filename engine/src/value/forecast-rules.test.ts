import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORECAST_RULES, type ForecastRule, forecastDemand } from './forecast-rules.ts';

const half = { alpha: 0.5, beta: 0.5, season: undefined };

describe('forecasts by hand', () => {
  // Sizes 3 → 4 → 4, intervals 3 → 2.5; probability ⅓ at the second demand, then ⅙, then 7/12.
  test.each<[ForecastRule, number]>([
    ['naive mean', 2],
    ['exponential smoothing', 2.71875],
    ['croston', 1.6],
    ['sba', 1.2],
    ['tsb', (4 * 7) / 12],
  ])('%s', (rule, expected) => {
    const next = forecastDemand(rule, [3, 0, 0, 5, 0, 4], 2, half);
    expect(next).toHaveLength(2);
    expect(next?.[0]).toBeCloseTo(expected, 12);
    expect(next?.[1]).toBe(next?.[0]);
  });

  test('a season is repeated, and only after two of them', () => {
    const season = { ...half, season: 3 };
    expect(forecastDemand('seasonal naive', [9, 9, 9, 1, 2, 3], 5, season)).toEqual([1, 2, 3, 1, 2]);
    expect(forecastDemand('seasonal naive', [9, 9, 1, 2, 3], 1, season)).toBeUndefined();
    expect(forecastDemand('seasonal naive', [9, 9, 9, 1, 2, 3], 1, half)).toBeUndefined();
  });

  test('croston keeps its forecast while nothing comes, tsb lets it fall', () => {
    const quiet = [4, 0, 4, 0, 4, ...Array(30).fill(0)];
    expect(forecastDemand('croston', quiet, 1)).toEqual([2]);
    expect(forecastDemand('tsb', quiet, 1)?.[0]).toBeLessThan(0.1);
  });

  test('sba takes out most of the bias that croston has at random intermittent demand', () => {
    let state = 3;
    const next = () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const bias = { croston: 0, sba: 0 };
    for (let run = 0; run < 400; run++) {
      const series = Array.from({ length: 80 }, () => (next() < 0.3 ? 10 : 0));
      for (const rule of ['croston', 'sba'] as const)
        bias[rule] += ((forecastDemand(rule, series, 1, { ...half, alpha: 0.3 })?.[0] ?? 3) - 3) / 400;
    }
    expect(bias.croston).toBeGreaterThan(0.2);
    expect(Math.abs(bias.sba)).toBeLessThan(bias.croston * 0.7);
  });
});

test('a rule without enough demand says nothing, and none says what is no number', () => {
  expect(FORECAST_RULES.map(rule => forecastDemand(rule, [], 1))).toEqual(Array(6).fill(undefined));
  expect(forecastDemand('croston', [0, 5, 0], 1)).toBeUndefined();
  const demands = fc.array(fc.oneof(fc.constant(0), fc.double({ noNaN: false })), { maxLength: 30 });
  fc.assert(
    fc.property(fc.constantFrom(...FORECAST_RULES), demands, (rule, series) => {
      const clipped = series.map(demand => (Math.abs(demand) < 1e300 ? demand : -1));
      for (const each of forecastDemand(rule, clipped, 3, { ...half, season: 4 }) ?? [])
        expect(Number.isFinite(each) && each >= 0).toBe(true);
    }),
  );
});
