import { expect, test } from 'vitest';
import {
  contractSurvival,
  discountedLifetime,
  fitContracts,
  retentionRange,
  retentionRate,
} from './contracts.ts';
import { discountedValue, type ValueTerms } from './discounted-value.ts';
import { expectedAmount, fitSpend } from './gamma-gamma.ts';
import { marginModel, shrunkenMargin } from './margin.ts';
import { type Outlook, outlookOf } from './outlook.ts';
import { spendChecks, winsorised } from './spend-checks.ts';

// Fader & Hardie 2013, note 025: p 6.25, q 3.74, v 15.44 of CDNOW.
test('amounts are drawn towards the mean of all, and none is negative', () => {
  const model = { p: 6.25, q: 3.74, v: 15.44 };
  expect(expectedAmount(model, { repeats: 2, meanAmount: 22.35 })).toBeCloseTo(24.66, 2);
  expect(expectedAmount(model, { repeats: 0, meanAmount: 0 })).toBeCloseTo(35.2, 1);
  expect(expectedAmount(model, { repeats: 1e6, meanAmount: 50 })).toBeCloseTo(50, 3);
  // lifetimes gives −459.5 for such a customer.
  expect(expectedAmount({ ...model, q: 0.79 }, { repeats: 0, meanAmount: 0 })).toBeUndefined();
  expect(expectedAmount({ ...model, q: 0.79 }, { repeats: 3, meanAmount: 10 })).toBeGreaterThan(0);
  expect(expectedAmount({ ...model, q: 1 }, { repeats: 1, meanAmount: 10 })).toBeGreaterThan(0);
});

/** Customers who differ by up to `apart` in the logarithm of their amounts, and their purchases half as much. */
const spending = (customers: number, apart: number) => ({
  repeats: Float64Array.from({ length: customers }, (_, i) => 1 + (i % 4)),
  meanAmount: Float64Array.from({ length: customers }, (_, i) => {
    const within = Math.sin(i * 3.1 + 1) / Math.sqrt(1 + (i % 4));
    return 40 * Math.exp(apart * (Math.sin(i * 7.3) + 0.5 * within));
  }),
});

test('the fit is a maximum, and the same in cents', () => {
  const amounts = spending(400, 0.8);
  const fit = fitSpend(amounts);
  const inCents = fitSpend({ ...amounts, meanAmount: amounts.meanAmount.map(m => m * 100) });
  expect(fit?.usable).toBe(true);
  expect((inCents?.model.v as number) / (fit?.model.v as number)).toBeCloseTo(100, 2);
  expect((inCents?.populationMean as number) / (fit?.populationMean as number)).toBeCloseTo(100, 4);
});

test('a mean without end is refused with its reason', () => {
  const heavy = {
    repeats: new Float64Array(300).fill(2),
    meanAmount: Float64Array.from({ length: 300 }, (_, i) => 10 * (1 - (i + 0.5) / 300) ** -2),
  };
  const fit = fitSpend(heavy);
  expect(fit?.model.q).toBeLessThan(1);
  expect(fit).toMatchObject({ usable: false, populationMean: undefined });
  expect(fit?.reason).toContain('no end');
});

test('nobody, two customers, all alike, no amounts: no fit, and no error', () => {
  const alike = { repeats: new Float64Array(9).fill(2), meanAmount: new Float64Array(9).fill(5) };
  const none = { repeats: new Float64Array(9).fill(2), meanAmount: new Float64Array(9).fill(Number.NaN) };
  for (const amounts of [spending(0, 1), spending(2, 1), alike, none])
    expect(fitSpend(amounts)).toBeUndefined();
  for (const amounts of [spending(200, 3), spending(200, 1e-3)])
    for (const value of Object.values(fitSpend(amounts)?.model ?? {}))
      expect(Number.isFinite(value)).toBe(true);
});

test('what amounts rest on: correlation with purchases, and the largest customer', () => {
  const amounts = spending(100, 0.5);
  amounts.meanAmount[17] = 1e6;
  const checks = spendChecks(amounts);
  expect(checks.largest[0]).toMatchObject({ position: 17, amount: 1e6 });
  expect(checks.largest[0]?.timesMedian).toBeGreaterThan(10_000);
  const fit = fitSpend(amounts);
  expect(fit?.populationMean ?? Number.POSITIVE_INFINITY).toBeGreaterThan(
    checks.populationMeanWithoutLargest as number,
  );
  const rising = { repeats: Float64Array.of(1, 2, 3, 3), meanAmount: Float64Array.of(1, 10, 100, 100) };
  expect(spendChecks(rising).spearman).toBeCloseTo(1, 12);
  expect(spendChecks(rising).pearson).toBeLessThan(1);
  expect(spendChecks(spending(1, 1)).pearson).toBeUndefined();
});

test('amounts above a quantile are lowered to it, and it is said whose', () => {
  const three = { repeats: Float64Array.of(1, 2, 0, 3), meanAmount: Float64Array.of(1, 2, 0, 100) };
  const capped = winsorised(three, 0.5);
  expect(capped).toMatchObject({ limit: 2, lowered: [3] });
  expect([...(capped?.spending.meanAmount ?? [])]).toEqual([1, 2, 0, 2]);
  expect(winsorised(three, 1)?.lowered).toEqual([]);
  expect(winsorised(three, 1.5)).toBeUndefined();
});

test('margins are drawn towards the segment by their orders, and may be below zero', () => {
  const model = { mean: 0.3, within: 0.04, between: 0.01 };
  expect(shrunkenMargin(model, { orders: 4, mean: -0.1 })).toBeCloseTo(0.1, 12);
  expect(shrunkenMargin(model, { orders: 0, mean: 0 })).toBe(0.3);
  expect(shrunkenMargin(model, { orders: 1e9, mean: -0.5 })).toBeCloseTo(-0.5, 6);
  expect(shrunkenMargin({ mean: 0.3, within: 0, between: 0 }, { orders: 2, mean: 0.9 })).toBe(0.3);
});

test('a segment is as wide as its customers differ beyond chance', () => {
  const alike = Array.from({ length: 50 }, () => ({ orders: 4, mean: 0.2, squares: 0.3 }));
  expect(marginModel(alike)?.within).toBeCloseTo(0.1, 12);
  expect(marginModel(alike)?.between).toBe(0);
  const apart = alike.map((one, i) => ({ ...one, mean: i % 2 ? 0.7 : -0.3 }));
  const model = marginModel(apart);
  expect(model?.mean).toBeCloseTo(0.2, 12);
  expect(model?.between).toBeCloseTo((50 / 49) * 0.25 - 0.1 / 4, 12);
  expect(marginModel([])).toBeUndefined();
  expect(
    marginModel([
      { orders: 1, mean: 1, squares: 0 },
      { orders: 1, mean: 2, squares: 0 },
    ]),
  ).toBeUndefined();
});

// Fader & Hardie 2007, table 1, high end: α 0.668, β 3.806.
const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491];

test('the contracts of the paper', () => {
  const fit = fitContracts([HIGH_END]);
  expect(fit?.model.alpha).toBeCloseTo(0.668, 3);
  expect(fit?.model.beta).toBeCloseTo(3.806, 3);
  expect(fit?.logLikelihood).toBeCloseTo(-1611.2, 1);
  expect(fit?.identified).toBe(true);
  const model = fit?.model as { alpha: number; beta: number };
  let survival = 1;
  for (let t = 1; t <= 12; t++) {
    survival *= retentionRate(model, t) as number;
    expect(contractSurvival(model, t)).toBeCloseTo(survival, 12);
  }
});

test('what a retention rate may be lies around it, and closer the more contracts tell it', () => {
  const [few, many] = [HIGH_END.map(count => Math.round(count / 10)), HIGH_END].map(one =>
    fitContracts([one]),
  );
  if (!few || !many) throw new Error('sBG was not fitted');
  for (const renewal of [1, 2, 7, 20]) {
    const [wide, close] = [retentionRange(few, renewal), retentionRange(many, renewal)];
    const rate = retentionRate(many.model, renewal) as number;
    expect(close?.low).toBeLessThan(rate);
    expect(close?.high).toBeGreaterThan(rate);
    expect((wide?.high ?? 0) - (wide?.low ?? 0)).toBeGreaterThan(
      2 * ((close?.high ?? 1) - (close?.low ?? 0)),
    );
  }
  // Of 1,000 contracts at their first renewal, 869 were renewed: the deviation of such a share is a hundredth.
  const { low, high } = retentionRange(many, 1) as { low: number; high: number };
  expect(high - low).toBeGreaterThan(0.01);
  expect(high - low).toBeLessThan(0.03);
  expect(retentionRange({ ...many, covariance: undefined }, 1)).toBeUndefined();
});

test('cohorts of several ages are one likelihood', () => {
  const twice = fitContracts([HIGH_END, HIGH_END]);
  const once = fitContracts([HIGH_END]);
  expect(twice?.logLikelihood).toBeCloseTo(2 * (once?.logLikelihood as number), 6);
  expect(twice?.model.alpha).toBeCloseTo(once?.model.alpha as number, 6);
  expect(fitContracts([HIGH_END, HIGH_END.slice(0, 4)])?.identified).toBe(true);
});

test('renewals to come, discounted: a sum, and 1 ÷ (1 − r ÷ (1+d)) where retention is the same for ever', () => {
  const model = { alpha: 0.668, beta: 3.806 };
  let sum = 0;
  for (let t = 3; t < 4000; t++)
    sum += (contractSurvival(model, t) as number) / (contractSurvival(model, 2) as number) / 1.1 ** (t - 3);
  expect(discountedLifetime(model, 3, 0.1)).toBeCloseTo(sum, 10);
  const alike = { alpha: 2e9, beta: 8e9 };
  expect(discountedLifetime(alike, 1, 0.1)).toBeCloseTo(0.8 / (1 - 0.8 / 1.1), 6);
  expect(discountedLifetime(model, 1, 0)).toBeUndefined();
  expect(discountedLifetime(model, 0, 0.1)).toBeUndefined();
});

test('cohorts that tell nothing: nobody ended, all ended, growing, none', () => {
  for (const cohorts of [[[100, 100, 100]], [[100, 0]], [[100, 101]], [[100]], [], [[Number.NaN, 3]]])
    expect(fitContracts(cohorts)).toBeUndefined();
  const flat = fitContracts([[1000, 800, 640, 512]]);
  expect(flat?.identified).toBe(false);
  expect(flat?.reason).toBeDefined();
  expect(retentionRate(flat?.model as { alpha: number; beta: number }, 4)).toBeCloseTo(0.8, 3);
});

const TERMS: ValueTerms = {
  ...{ marginPerPurchase: 24.66, annualRate: 0.15, months: 12, unitsPerMonth: 4.345, timing: 'end' },
};
const OUTLOOK = outlookOf(
  { model: 'bg-nbd', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
  { repeats: 2, recency: 30.43, age: 38.86 },
) as Outlook;

test('a value is months and what is beyond, and the horizon only moves the line between them', () => {
  const year = discountedValue(OUTLOOK, { ...TERMS, timing: 'middle' });
  const three = discountedValue(OUTLOOK, { ...TERMS, timing: 'middle', months: 36 });
  expect(year?.months).toHaveLength(12);
  const whole = (value: typeof year) => (value?.horizon as number) + (value?.residual as number);
  // Months discounted at their middle are all but continuous.
  expect(whole(three) / whole(year)).toBeCloseTo(1, 4);
  expect(discountedValue(OUTLOOK, TERMS)?.horizon).toBeLessThan(year?.horizon as number);
  expect(discountedValue(OUTLOOK, { ...TERMS, annualRate: 0 })).toMatchObject({ residual: undefined });
});

test('cost to serve of a month is paid for as long as the customer is alive, and a value may be below zero', () => {
  const cost = discountedValue(OUTLOOK, { ...TERMS, marginPerPurchase: 0, costPerMonth: 1 });
  expect(cost?.horizon).toBeLessThan(0);
  expect(cost?.horizon).toBeGreaterThan(-12 * OUTLOOK.alive);
  expect(cost?.residual).toBeLessThan(0);
  const loss = discountedValue(OUTLOOK, { ...TERMS, marginPerPurchase: -3 });
  expect(loss?.horizon).toBeCloseTo((-3 / 24.66) * (discountedValue(OUTLOOK, TERMS)?.horizon as number), 10);
});

test('terms that are none have no value', () => {
  for (const wrong of [
    { annualRate: -1 },
    { annualRate: Number.NaN },
    { months: 1.5 },
    { months: -1 },
    { unitsPerMonth: 0 },
    { marginPerPurchase: Number.POSITIVE_INFINITY },
  ])
    expect(discountedValue(OUTLOOK, { ...TERMS, ...wrong })).toBeUndefined();
});
