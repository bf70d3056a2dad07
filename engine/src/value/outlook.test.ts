import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discountedLifetimeAfter, discountedResidual } from './discounting.ts';
import { aliveAfter, expectedPurchases, purchaseMoments } from './expected-purchases.ts';
import { lnBeta } from './gamma-functions.ts';
import type { PurchaseModel } from './histories.ts';
import { type Outlook, outlookOf, outlookOfNew } from './outlook.ts';
import { hardlyEverExceeded, purchaseDistribution, quantilesOf } from './purchase-distribution.ts';
import { integrate } from './quadrature.ts';

const BG: PurchaseModel = { model: 'bg-nbd', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const MODELS: readonly PurchaseModel[] = [
  BG,
  { ...BG, model: 'mbg-nbd' },
  { model: 'pareto-nbd', r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
  { model: 'nbd', r: 0.385, alpha: 12.07 },
  { model: 'poisson', rate: 0.05 },
  { model: 'empirical', rate: 0.05, weight: 20 },
];
const HISTORIES = [
  { repeats: 0, recency: 0, age: 38.86 },
  { repeats: 2, recency: 30.43, age: 38.86 },
  { repeats: 40, recency: 38, age: 39 },
  { repeats: 3000, recency: 38.9, age: 39 },
  { repeats: 2, recency: 39, age: 39 },
  { repeats: 0, recency: 0, age: 0 },
];
const known = (model: PurchaseModel, history: (typeof HISTORIES)[number]) =>
  outlookOf(model, history) as Outlook;

// Fader, Hardie & Lee 2005: E[Y(39)] of this customer is 1.226, and DERT by Pareto/NBD at 0.0027 a week 6.48.
test('the customer of the papers has the forecasts of the papers', () => {
  const history = HISTORIES[1] as (typeof HISTORIES)[number];
  expect(expectedPurchases(known(BG, history), 39)).toBeCloseTo(1.226, 3);
  const pareto = MODELS[2] as PurchaseModel;
  expect(discountedResidual(known(pareto, history), 0.0027)).toBeCloseTo(6.4838, 4);
});

describe.each(MODELS)('$model', model => {
  test.each(HISTORIES)(
    'the distribution is one, with the mean and the square of the moments: %o',
    history => {
      const outlook = known(model, history);
      const moments = purchaseMoments(outlook, 39);
      const distribution = purchaseDistribution(
        outlook,
        39,
        hardlyEverExceeded(outlook, 39, 40),
      ) as Float64Array;
      const sum = (f: (n: number) => number) => distribution.reduce((total, p, n) => total + p * f(n), 0);
      expect(sum(() => 1)).toBeCloseTo(1, 8);
      expect(sum(n => n) / (moments?.mean as number)).toBeCloseTo(1, 6);
      expect(sum(n => n * n) / (moments?.square as number)).toBeCloseTo(1, 5);
      expect(distribution.every(p => p >= 0)).toBe(true);
    },
  );

  test.each(HISTORIES)('expectations rise with time, and nobody comes back to life: %o', history => {
    const outlook = known(model, history);
    let [before, alive] = [0, outlook.alive];
    for (const time of [0, 0.01, 1, 39, 200, 900, 1200, 1e5]) {
      const mean = expectedPurchases(outlook, time) as number;
      const still = aliveAfter(outlook, time) as number;
      expect(mean).toBeGreaterThanOrEqual(before);
      expect(still).toBeLessThanOrEqual(alive * (1 + 1e-12));
      [before, alive] = [mean, still];
    }
    expect(expectedPurchases(outlook, 0)).toBe(0);
  });

  test('what is no time or no history has no forecast', () => {
    const outlook = known(model, { repeats: 0, recency: 0, age: 9 });
    for (const time of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(expectedPurchases(outlook, time)).toBeUndefined();
      expect(aliveAfter(outlook, time)).toBeUndefined();
      expect(purchaseDistribution(outlook, time, 3)).toBeUndefined();
    }
    expect(outlookOf(model, { repeats: 1, recency: 9, age: 8 })).toBeUndefined();
    expect(outlookOf(model, { repeats: Number.NaN, recency: 1, age: 8 })).toBeUndefined();
    expect(discountedResidual(outlook, 0)).toBeUndefined();
  });

  test('discounted purchases are the sum of their discounted weeks, before and after any week', () => {
    const outlook = known(model, { repeats: 2, recency: 30, age: 39 });
    const rate = 0.02;
    let weeks = 0;
    const step = 1 / 16;
    for (let k = 0; k < 16 * 100; k++) {
      const [from, to] = [k * step, (k + 1) * step].map(time => expectedPurchases(outlook, time) as number);
      weeks += ((to as number) - (from as number)) * Math.exp(-rate * (k + 0.5) * step);
    }
    const whole = discountedResidual(outlook, rate) as number;
    expect(weeks + (discountedResidual(outlook, rate, 100) as number)).toBeCloseTo(whole, 5);
    const lifetime = integrate(t => Math.exp(-rate * t) * (aliveAfter(outlook, t) as number), 0, 100, 20);
    expect(lifetime + (discountedLifetimeAfter(outlook, rate, 100) as number)).toBeCloseTo(
      discountedLifetimeAfter(outlook, rate) as number,
      8,
    );
  });
});

test.each([
  [0.003, 6, 0.8, 30],
  [0.8, 2.4, 0.24, 50],
  [1, 1, 3, 80],
  [5, 0.2, 12, 60],
])('beyond twenty times α the same comes out by another way (a %f, b %f, r %f)', (a, b, r, times) => {
  const outlook: Outlook = { alive: 1, r, alpha: 2, dropout: { by: 'purchase', a, b } };
  const [before, beyond] = [19.999999999, 20.000000001].map(at => ({
    ...purchaseMoments(outlook, at * 2),
    alive: aliveAfter(outlook, at * 2),
  }));
  for (const key of ['mean', 'square', 'alive'] as const)
    expect((beyond?.[key] as number) / (before?.[key] as number), key).toBeCloseTo(1, 8);
  const density = (p: number) => Math.exp((a - 1) * Math.log(p) + (b - 1) * Math.log1p(-p) - lnBeta(a, b));
  if (a >= 1 && b >= 1) {
    const exact = integrate(
      p => (density(p) * -Math.expm1(-r * Math.log1p(p * times))) / p,
      1e-12,
      1 - 1e-12,
      4000,
    );
    expect((expectedPurchases(outlook, times * 2) as number) / exact).toBeCloseTo(1, 6);
  }
});

test.each([
  ['a of BG/NBD', (near: number): PurchaseModel => ({ ...BG, model: 'bg-nbd', a: 1 + near })],
  ['a + b of BG/NBD', (near: number): PurchaseModel => ({ ...BG, model: 'bg-nbd', a: 0.4 + near, b: 0.6 })],
  ['s', (near: number): PurchaseModel => ({ model: 'pareto-nbd', r: 0.5, alpha: 9, s: 1 + near, beta: 12 })],
  [
    'α − β',
    (near: number): PurchaseModel => ({ model: 'pareto-nbd', r: 0.5, alpha: 9 + near, s: 0.6, beta: 9 }),
  ],
])('nothing happens where formulas of the papers divide by zero: %s', (_what, model) => {
  for (const history of HISTORIES.slice(0, 3)) {
    const [below, at, above] = [-1e-7, 0, 1e-7].map(
      near => expectedPurchases(known(model(near), history), 39) as number,
    ) as [number, number, number];
    expect((below + above) / 2 / at).toBeCloseTo(1, 10);
    expect(Math.abs(above - below)).toBeLessThan(1e-5 * at);
  }
});

test('parameters that are none, as from a file, give no forecast', () => {
  const history = { repeats: 1, recency: 1, age: 5 };
  for (const wrong of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(outlookOf({ model: 'bg-nbd', r: 1, alpha: 1, a: wrong, b: 1 }, history)).toBeUndefined();
    expect(outlookOf({ model: 'nbd', r: wrong, alpha: 1 }, history)).toBeUndefined();
    expect(outlookOfNew({ model: 'pareto-nbd', r: 1, alpha: 1, s: 1, beta: wrong })).toBeUndefined();
  }
});

const wide = fc.double({ min: -12, max: 12, noNaN: true }).map(Math.exp);
const anyModel: fc.Arbitrary<PurchaseModel> = fc.oneof(
  fc.record({ model: fc.constantFrom('bg-nbd', 'mbg-nbd'), r: wide, alpha: wide, a: wide, b: wide }),
  fc.record({ model: fc.constant('pareto-nbd'), r: wide, alpha: wide, s: wide, beta: wide }),
  fc.record({ model: fc.constant('nbd'), r: wide, alpha: wide }),
  fc.record({ model: fc.constant('empirical'), rate: wide, weight: wide }),
) as fc.Arbitrary<PurchaseModel>;
const anyHistory = fc
  .record({ repeats: fc.nat({ max: 400 }), recency: fc.nat({ max: 700 }), rest: fc.nat({ max: 700 }) })
  .map(({ repeats, recency, rest }) => ({ repeats, recency: repeats && recency, age: recency + rest }));

/** The smallest double with all its digits: of what is smaller no bound is sure, and nobody buys so seldom. */
const SMALLEST = 2 ** -1022;

test('whatever the parameters and the history, figures are numbers in their bounds', () => {
  return fc.assert(
    fc.property(anyModel, anyHistory, fc.nat({ max: 1000 }), (model, history, time) => {
      const outlook = outlookOf(model, history) as Outlook;
      expect(outlook.alive).toBeGreaterThanOrEqual(0);
      expect(outlook.alive).toBeLessThanOrEqual(1);
      const moments = purchaseMoments(outlook, time);
      const mean = moments?.mean as number;
      // Nobody is expected to buy more than without any dropout.
      expect(mean).toBeGreaterThanOrEqual(0);
      expect(mean).toBeLessThanOrEqual(
        outlook.alive * (outlook.r / outlook.alpha) * time * (1 + 1e-9) + SMALLEST,
      );
      expect(moments?.square).toBeGreaterThanOrEqual(mean * mean * (1 - 1e-6));
      const still = aliveAfter(outlook, time) as number;
      expect(still).toBeLessThanOrEqual(outlook.alive * (1 + 1e-9) + SMALLEST);
      const residual = discountedResidual(outlook, 0.003) as number;
      expect(residual).toBeLessThanOrEqual(
        ((outlook.alive * outlook.r) / outlook.alpha / 0.003) * (1 + 1e-6) + SMALLEST,
      );
    }),
    { numRuns: 300 },
  );
});

test('quantiles are numbers that are not exceeded so often', () => {
  expect(quantilesOf([Float64Array.of(0.5, 0.3, 0.2)], [0.1, 0.5, 0.6, 0.95])).toEqual([0, 0, 1, 2]);
  expect(quantilesOf([Float64Array.of(1, 0), Float64Array.of(0, 1)], [0.4, 0.6])).toEqual([0, 1]);
  expect(quantilesOf([], [0.5])).toBeUndefined();
});
