import { describe, expect, test } from 'vitest';
import { chooseModel } from './choose-model.ts';
import { expectedPurchases } from './expected-purchases.ts';
import { expectedRange, purchaseRange, totalRange } from './forecast-range.ts';
import type { Purchase, PurchaseModel } from './histories.ts';
import { outlookOf } from './outlook.ts';
import { collapse } from './patterns.ts';
import { countPurchases } from './purchases.ts';
import { scoreCustomers } from './score.ts';
import { simulateHistories } from './simulate.ts';

const PLAN = { customers: 3000, observed: 78, entry: 26, later: 39, wholeDays: false, seed: 3 };
const patternsOf = (model: Parameters<typeof simulateHistories>[0], plan = PLAN) =>
  collapse(simulateHistories(model, plan)).patterns;

describe('the ladder ends where the data do', () => {
  test('with dropout: a model that knows it, and its reason', () => {
    const choice = chooseModel(patternsOf({ model: 'pareto-nbd', r: 0.8, alpha: 9, s: 0.7, beta: 12 }));
    expect(choice.chosen.name).toBe('pareto-nbd');
    expect(choice.reason).toMatch(/^Pareto\/NBD has the smallest AIC/);
    expect(choice.candidates.map(({ aic }) => aic)).toEqual(
      choice.candidates.map(({ aic }) => aic).toSorted((a, b) => (a as number) - (b as number)),
    );
  });

  test('without dropout: NBD', () => {
    const choice = chooseModel(patternsOf({ model: 'nbd', r: 0.7, alpha: 9 }));
    expect(choice.chosen.name).toBe('nbd');
    expect(choice.reason).toMatch(/^No dropout is detected/);
  });

  test('without differences between customers: Poisson', () => {
    const choice = chooseModel(patternsOf({ model: 'poisson', rate: 0.08 }));
    expect(choice.model).toMatchObject({ model: 'poisson' });
    expect((choice.model as { rate: number }).rate).toBeCloseTo(0.08, 2);
  });

  test('with few repeat customers: empirical rates, or a weak prior if asked for', () => {
    const few = patternsOf({ model: 'bg-nbd', r: 0.5, alpha: 5, a: 0.8, b: 2.5 }, { ...PLAN, customers: 60 });
    const choice = chooseModel(few);
    expect(choice.chosen.name).toBe('empirical');
    expect(choice.reason).toContain(`Only ${choice.repeatCustomers} customers`);
    expect(chooseModel(few, { priorDeviation: 2 }).chosen.name).not.toBe('empirical');
  });

  test('regular timing is said', () => {
    const few = patternsOf({ model: 'nbd', r: 0.7, alpha: 9 }, { ...PLAN, customers: 40 });
    expect(chooseModel(few, { regularity: 3.04 }).warnings).toEqual([expect.stringContaining('k is 3.0')]);
    expect(chooseModel(few, { regularity: 1.1 }).warnings).toEqual([]);
  });
});

const day = (n: number) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
const everyone = (customers: number, days: readonly number[], amount = 10): Purchase[] =>
  Array.from({ length: customers }, (_, i) =>
    days.map(n => ({ customer: `c${i}`, day: day(n), amount: amount * (1 + (i % 7)) })),
  ).flat();
const HARD: readonly (readonly [string, readonly Purchase[]])[] = [
  ['nobody', []],
  ['one customer', everyone(1, [0, 5, 9])],
  ['one order', everyone(1, [30])],
  ['only returns', everyone(3, [0, 5], -5)],
  ['orders in the future only', everyone(3, [400])],
  ['everybody bought once', everyone(200, [3])],
  [
    'everybody bought every day',
    everyone(
      200,
      Array.from({ length: 59 }, (_, n) => n),
    ),
  ],
  ['everybody bought on the last day only', everyone(200, [58])],
  ['a gap of a year', everyone(80, [-400, -399, 20])],
  ['a cent', everyone(80, [0, 7, 30], 0.01)],
  ['a billion', everyone(80, [0, 7, 30], 1e9)],
  ['one month', everyone(80, [30, 40, 51])],
  ['customers that are all alike', everyone(500, [0, 1, 2, 50])],
  [
    'one who bought a thousand times',
    [
      ...everyone(100, [0, 20]),
      ...everyone(
        1,
        Array.from({ length: 1000 }, (_, n) => n - 950),
      ),
    ],
  ],
];

test.each(HARD)('there is always an answer, and never NaN: %s', (_what, purchases) => {
  const { histories } = countPurchases(purchases, { until: day(58), unit: 'day' });
  const { patterns } = collapse(histories);
  const choice = chooseModel(patterns);
  expect(choice.reason).toMatch(/^[A-Z].*\.$/);
  noNaN(choice);
  const { expected, alive } = scoreCustomers(choice.model, histories, 90);
  expect([...expected, ...alive].every(value => Number.isFinite(value) && value >= 0)).toBe(true);
  const total = totalRange(choice.chosen, patterns, 90);
  noNaN(total);
  if (patterns.count === 0) return;
  const history = {
    repeats: patterns.repeats[0] as number,
    recency: patterns.recency[0] as number,
    age: patterns.age[0] as number,
  };
  const range = purchaseRange(choice.chosen, history, 90);
  noNaN(range);
  noNaN(expectedRange(choice.chosen, history, 90));
  if (range) expect(range.low).toBeLessThanOrEqual(range.high);
});

function noNaN(value: unknown): void {
  if (value === undefined) return;
  const text = JSON.stringify(value, (_key, one) => {
    if (typeof one === 'number') expect(Number.isFinite(one)).toBe(true);
    return one;
  });
  expect(text).not.toContain('null');
}

describe('ranges', () => {
  const truth = { model: 'bg-nbd', r: 0.8, alpha: 5, a: 0.6, b: 3 } as const;
  const histories = simulateHistories(truth, PLAN);
  const { patterns } = collapse(histories);
  const { chosen } = chooseModel(patterns);
  const historyAt = (i: number) => ({
    repeats: histories.repeats[i] as number,
    recency: histories.recency[i] as number,
    age: histories.age[i] as number,
  });

  test('hold eight in ten customers or a few more, since purchases are whole', () => {
    let [within, above, count] = [0, 0, 0];
    for (let i = 0; i < 300; i++) {
      const range = purchaseRange(chosen, historyAt(i), PLAN.later);
      const came = histories.later[i] as number;
      if (!range) continue;
      count += 1;
      if (came > range.high) above += 1;
      if (came >= range.low && came <= range.high) within += 1;
    }
    expect(count).toBe(300);
    expect(within / count).toBeGreaterThan(0.8);
    expect(above / count).toBeGreaterThan(0.02);
    expect(above / count).toBeLessThan(0.12);
  });

  test('of a total hold what came, and are narrow for many', () => {
    const total = totalRange(chosen, patterns, PLAN.later);
    const came = histories.later.reduce((sum, n) => sum + n, 0);
    const [low, mid, high] = [total?.low as number, total?.mid as number, total?.high as number];
    expect(came).toBeGreaterThan(low * 0.97);
    expect(came).toBeLessThan(high * 1.03);
    expect((high - low) / mid).toBeLessThan(0.15);
    const { expected } = scoreCustomers(chosen.model, histories, PLAN.later);
    expect(expected.reduce((sum, n) => sum + n, 0)).toBeCloseTo(mid, 6);
  });

  test('of an expectation are those of its parameters, and none where these count as known', () => {
    const history = historyAt(1);
    const range = expectedRange(chosen, history, 39);
    const outlook = outlookOf(chosen.model as PurchaseModel, history);
    expect(range?.mid).toBe(outlook && expectedPurchases(outlook, 39));
    expect(range?.low).toBeLessThan(range?.mid as number);
    const sure = expectedRange({ model: chosen.model }, history, 39);
    expect(sure?.low).toBe(sure?.high);
  });
});
