import { describe, expect, test } from 'vitest';
import type { ForecastRule } from './forecast-rules.ts';
import { type RollingOrigin, rollingOrigin } from './rolling-origin.ts';

const evaluated = (...args: Parameters<typeof rollingOrigin>): RollingOrigin => {
  const found = rollingOrigin(...args);
  if (found === 'insufficient') throw new Error('insufficient');
  return found;
};
const ruleOf = (found: RollingOrigin, name: ForecastRule) => found.rules.find(({ rule }) => rule === name);

describe('a forecast is judged by what it would have said', () => {
  test('errors by hand', () => {
    // Known 4, 2, 6, 4 (mean 4), then 4 → 4, 8 → 4, 2 → 14⁄3, 4 → 30⁄7.
    const found = evaluated([4, 2, 6, 4, 4, 8, 2, 4], { firstOrigin: 4 });
    const errors = [4 - 4, 4 - 8, 28 / 6 - 2, 30 / 7 - 4];
    const naive = ruleOf(found, 'naive mean');
    expect(found).toMatchObject({ origins: 4, firstOrigin: 4, horizon: 1, demand: 4.5 });
    expect(naive?.bias).toBeCloseTo(errors.reduce((so, each) => so + each) / 4, 12);
    expect(naive?.mae).toBeCloseTo(errors.reduce((so, each) => so + Math.abs(each), 0) / 4, 12);
    expect(naive?.rmse).toBeCloseTo(Math.sqrt(errors.reduce((so, each) => so + each * each, 0) / 4), 12);
    // Changes up to the last origin: 2, 4, 2, 0, 4, 6.
    expect(naive?.mase).toBeCloseTo((naive?.mae as number) / 3, 12);
    expect(naive?.rmsse).toBeCloseTo((naive?.rmse as number) / Math.sqrt(76 / 6), 12);
    expect(naive?.skill).toBe(0);
  });

  test('what comes after an origin does not change what was said there', () => {
    const short = evaluated([4, 2, 6, 4, 4, 8, 2, 4], { firstOrigin: 4 });
    const long = evaluated([4, 2, 6, 4, 4, 8, 2, 4, 900], { firstOrigin: 4 });
    const squares = (found: RollingOrigin) => (ruleOf(found, 'croston')?.rmse as number) ** 2 * found.origins;
    expect(squares(long) - squares(short)).toBeGreaterThan(800_000);
    expect(squares(long) - squares(short)).toBeLessThan(900 * 900);
  });

  test('over a horizon sums are compared', () => {
    const alternating = [0, 10, 0, 10, 0, 10, 0, 10, 0, 10, 0, 10];
    const found = evaluated(alternating, { firstOrigin: 6, horizon: 2 });
    expect(found.demand).toBe(10);
    expect(found.origins).toBe(5);
    expect(ruleOf(found, 'croston')?.mae).toBeCloseTo(0, 12);
  });

  test('a season is found where two are there, with skill that its choice alone does not make', () => {
    const seasonal = Array.from({ length: 48 }, (_, i) => (i % 6 === 0 ? 30 : 1));
    const found = evaluated(seasonal, { season: 6 });
    expect(found.chosen).toBe('seasonal naive');
    expect(ruleOf(found, 'seasonal naive')?.skill).toBe(1);
    expect(found.rolling.skill).toBeGreaterThan(0.5);
    expect(found.rolling.skill).toBeLessThan(1);
    expect(ruleOf(evaluated(seasonal.slice(0, 20), { season: 6 }), 'seasonal naive')).toBeUndefined();
  });

  test('at random the best of six looks skilful, and forecasting by the choice is not', () => {
    let state = 11;
    const next = () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    let best = 0;
    let rolling = 0;
    for (let run = 0; run < 200; run++) {
      const found = evaluated(Array.from({ length: 30 }, () => (next() < 0.4 ? next() * 10 : 0)));
      best += (ruleOf(found, found.chosen)?.skill ?? 0) / 200;
      rolling += (found.rolling.skill ?? 0) / 200;
    }
    expect(best).toBeGreaterThan(0.01);
    expect(rolling).toBeLessThan(0.005);
  });

  test('steady demand leaves nothing to be better at', () => {
    const { rolling, chosen } = evaluated(Array(12).fill(5));
    expect(chosen).toBe('naive mean');
    expect(rolling).toEqual({
      rule: 'naive mean',
      mae: 0,
      rmse: 0,
      bias: 0,
      mase: undefined,
      rmsse: undefined,
      skill: undefined,
    });
  });

  test.each([
    ['nothing', []],
    ['no demand', Array(20).fill(0)],
    ['one demand', [5, ...Array(20).fill(0)]],
    ['too few origins', [5, 5, 5, 5, 5]],
    ['the second demand at the end', [5, ...Array(20).fill(0), 5]],
  ])('%s is insufficient', (_what, series) => {
    expect(rollingOrigin(series)).toBe('insufficient');
  });
});
