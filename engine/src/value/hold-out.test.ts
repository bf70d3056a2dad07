import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Histories, TimeUnit } from './histories.ts';
import { type HoldOutInput, holdOut } from './hold-out.ts';
import { seasonalIndex } from './seasonal-index.ts';

const historiesOf = (
  rows: readonly (readonly [number, number, number])[],
  unit: TimeUnit = 'week',
): Histories => ({
  unit,
  customers: rows.map((_, i) => `C${i}`),
  repeats: Float64Array.from(rows, ([x]) => x),
  recency: Float64Array.from(rows, ([, tx]) => tx),
  age: Float64Array.from(rows, ([, , T]) => T),
  meanAmount: new Float64Array(rows.length),
});
const rows = [
  [4, 38, 40],
  [1, 5, 40],
  [0, 0, 20],
  [9, 20, 30],
] as const;
const input: HoldOutInput = {
  histories: historiesOf(rows),
  expected: [2, 0.5, 0.25, 1.25],
  alive: [0.95, 0.4, 1, 0.3],
  purchases: { customer: [0, 0, 2, 0, 7, 1, 0], time: [0.5, 1, 2.5, 1.5, 1, 9, 0] },
  duration: 2.5,
  expectedBy: time => (time / 2.5) * 4,
  seasonalIndex: undefined,
  hiatus: undefined,
};

describe('what was expected stands beside what happened', () => {
  const found = holdOut(input);

  test('totals; whoever is in no history, or outside of the hold-out, does not count', () => {
    expect(found).toMatchObject({ customers: 4, actual: 4, leftOut: 3, withoutForecast: 0, hiatus: 26 });
    expect(found.accuracy[0]).toMatchObject({ rule: 'model', total: 4, error: 0 });
    expect(found.seasonal).toBeUndefined();
    expect(holdOut({ ...input, seasonalIndex: 1.5 }).seasonal).toEqual({ index: 1.5, total: 6, error: 0.5 });
  });

  test('errors by hand, and those of the naive rules', () => {
    // Errors −1, 0.5, −0.75, 1.25; last rates × 2.5: 0.25, 0.0625, 0, 0.75; of these one is silent for 35 weeks.
    const [model, lastRate, hiatus] = found.accuracy;
    expect(model.mae).toBeCloseTo(3.5 / 4, 12);
    expect(model.rmse).toBeCloseTo(Math.sqrt((1 + 0.25 + 0.5625 + 1.5625) / 4), 12);
    expect(lastRate.total).toBeCloseTo(1.0625, 12);
    expect(lastRate.error).toBeCloseTo(1.0625 / 4 - 1, 12);
    expect(hiatus.total).toBeCloseTo(1, 12);
    expect(model.topDecileCapture).toBe(0.75);
    expect(lastRate.topDecileCapture).toBe(0);
    expect(found.topDecilePossible).toBe(0.75);
    expect(holdOut({ ...input, hiatus: 5 }).accuracy[2].total).toBeCloseTo(0.25, 12);
  });

  test('the tenth of whom most is expected is two of twenty', () => {
    const twenty = historiesOf(Array.from({ length: 20 }, () => [1, 5, 10] as const));
    const expected = Array.from({ length: 20 }, (_, i) => 20 - i);
    const purchases = { customer: [0, 1, 2, 2], time: [1, 1, 1, 2] };
    const { accuracy, topDecilePossible } = holdOut({ ...input, histories: twenty, expected, purchases });
    expect(accuracy[0].topDecileCapture).toBe(0.5);
    expect(topDecilePossible).toBe(0.75);
  });

  test('week by week and so far; the last one is half a week', () => {
    expect(
      found.weeks.map(({ week, length, actual, actualCumulative }) => [
        week,
        length,
        actual,
        actualCumulative,
      ]),
    ).toEqual([
      [1, 1, 2, 2],
      [2, 1, 1, 3],
      [3, 0.5, 1, 4],
    ]);
    expect(found.weeks.map(({ expected }) => expected)).toEqual([1.6, 1.6, expect.closeTo(0.8, 12)]);
    expect(found.weeks[2]?.expectedCumulative).toBe(4);
    expect(holdOut({ ...input, expectedBy: undefined }).weeks).toEqual([]);
  });

  test('by repeats, recency and tenths', () => {
    expect(found.byRepeats.map(({ group, customers, actual }) => [group, customers, actual])).toEqual([
      ['0', 1, 1],
      ['1', 1, 0],
      ['2', 0, 0],
      ['3', 0, 0],
      ['4', 1, 3],
      ['5', 0, 0],
      ['6', 0, 0],
      ['7+', 1, 0],
    ]);
    expect(found.byRepeats[2]).toMatchObject({ expectedMean: undefined, actualMean: undefined });
    expect(found.byRecency.map(({ group, customers }) => [group, customers])).toEqual([
      ['0–4 weeks', 1],
      ['4–8 weeks', 0],
      ['8–13 weeks', 1],
      ['13–26 weeks', 1],
      ['26–39 weeks', 1],
      ['39–52 weeks', 0],
      ['over 52 weeks', 0],
    ]);
    expect(
      found.byDecile
        .filter(({ customers }) => customers > 0)
        .map(({ expectedMean, actualMean }) => [expectedMean, actualMean]),
    ).toEqual([
      [0.25, 1],
      [0.5, 0],
      [1.25, 0],
      [2, 3],
    ]);
  });

  test('P(alive) against who bought', () => {
    expect(found.alive?.brier).toBeCloseTo((0.05 ** 2 + 0.4 ** 2 + 0 + 0.3 ** 2) / 4, 12);
    expect(found.alive?.brierOfShare).toBe(0.25);
    expect(found.alive?.bins[9]).toEqual({ from: 0.9, to: 1, customers: 2, meanAlive: 0.975, bought: 1 });
    expect(found.alive?.bins[4]).toMatchObject({ customers: 1, bought: 0 });
    expect(holdOut({ ...input, alive: undefined }).alive).toBeUndefined();
  });

  test('days instead of weeks change no table', () => {
    const days = holdOut({
      ...input,
      histories: historiesOf(
        rows.map(([x, tx, T]) => [x, tx * 7, T * 7] as const),
        'day',
      ),
      purchases: { ...input.purchases, time: Array.from(input.purchases.time, time => time * 7) },
      duration: 17.5,
      expectedBy: time => (time / 17.5) * 4,
    });
    expect(days.byRecency).toEqual(found.byRecency);
    expect(days.weeks.map(({ actual }) => actual)).toEqual(found.weeks.map(({ actual }) => actual));
    expect(days.accuracy[1].total).toBeCloseTo(found.accuracy[1].total, 12);
    expect(days.hiatus).toBe(182);
  });
});

describe('what breaks no figure', () => {
  test('a customer without a forecast is in no table, and is counted', () => {
    const found = holdOut({ ...input, expected: [Number.NaN, 0.5, 0.25], alive: [0.5] });
    expect(found).toMatchObject({ customers: 2, withoutForecast: 2, actual: 1, leftOut: 6 });
    expect(found.weeks.at(-1)?.actualCumulative).toBe(1);
    expect(found.alive).toBeUndefined();
  });

  test('nobody, and nothing bought', () => {
    const none = holdOut({
      ...input,
      histories: historiesOf([]),
      expected: [],
      alive: [],
      purchases: { customer: [], time: [] },
    });
    expect(none).toMatchObject({ customers: 0, actual: 0, topDecilePossible: undefined, alive: undefined });
    expect(none.accuracy[0]).toEqual({
      rule: 'model',
      total: 0,
      error: undefined,
      mae: undefined,
      rmse: undefined,
      topDecileCapture: undefined,
    });
    const quiet = holdOut({ ...input, purchases: { customer: [], time: [] } });
    expect(quiet.accuracy[0]).toMatchObject({ total: 4, error: undefined, topDecileCapture: undefined });
  });

  test('a first purchase on the day of the split takes the rate of all', () => {
    const found = holdOut({
      ...input,
      histories: historiesOf([
        [4, 20, 20],
        [0, 0, 0],
      ]),
      expected: [1, 1],
      alive: undefined,
    });
    expect(found.accuracy[1].total).toBeCloseTo(2 * 0.2 * 2.5, 12);
  });

  test('every table has all customers and all purchases', () => {
    const customer = fc.tuple(
      fc.nat(12),
      fc.double({ min: 0, max: 80, noNaN: true }),
      fc.double({ min: 0, max: 80, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(customer, { minLength: 1, maxLength: 30 }),
        fc.array(fc.tuple(fc.integer({ min: -1, max: 35 }), fc.double({ min: -1, max: 12, noNaN: true })), {
          maxLength: 60,
        }),
        (all, bought) => {
          const found = holdOut({
            ...input,
            histories: historiesOf(all.map(([x, tx, more]) => [x, x === 0 ? 0 : tx, tx + more] as const)),
            expected: all.map(([x]) => x / 3),
            alive: all.map(([x]) => x / 12),
            purchases: { customer: bought.map(([who]) => who), time: bought.map(([, when]) => when) },
            duration: 10,
            expectedBy: time => time,
          });
          expect(found.actual + found.leftOut).toBe(bought.length);
          for (const table of [found.byRepeats, found.byRecency, found.byDecile]) {
            expect(table.reduce((so, { customers }) => so + customers, 0)).toBe(all.length);
            expect(table.reduce((so, { actual }) => so + actual, 0)).toBe(found.actual);
          }
          expect(found.weeks).toHaveLength(10);
          expect(found.weeks.at(-1)?.actualCumulative).toBe(found.actual);
          expect(found.alive?.bins.reduce((so, { customers }) => so + customers, 0)).toBe(all.length);
          for (const { topDecileCapture } of found.accuracy)
            expect((topDecileCapture ?? 0) <= (found.topDecilePossible ?? 0)).toBe(true);
        },
      ),
    );
  });
});

describe('the seasonal index', () => {
  test('is the same months of the years before against their mean', () => {
    const year = [20, 20, ...Array(10).fill(10)];
    expect(seasonalIndex([...year, ...year], 2)).toBeCloseTo(20 / (140 / 12), 12);
    expect(seasonalIndex([999, 999, ...year, ...year], 2)).toBeCloseTo(20 / (140 / 12), 12);
    expect(seasonalIndex([...year, ...year], 12)).toBeCloseTo(1, 12);
  });

  test('needs two whole years', () => {
    expect(seasonalIndex(Array(23).fill(5), 2)).toBeUndefined();
    expect(seasonalIndex(Array(24).fill(0), 2)).toBeUndefined();
    expect(seasonalIndex(Array(24).fill(5), 13)).toBeUndefined();
    expect(seasonalIndex(Array(24).fill(5), 2.5)).toBeUndefined();
  });
});
