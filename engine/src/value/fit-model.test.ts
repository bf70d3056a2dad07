import { expect, test } from 'vitest';
import { type FittedName, fitModel, logLikelihoodOf, PARAMETERS } from './fit-model.ts';
import type { PurchaseModel } from './histories.ts';
import { collapse } from './patterns.ts';
import { scoreCustomers } from './score.ts';
import { type SimulationPlan, simulateHistories } from './simulate.ts';

const PLAN: SimulationPlan = {
  customers: 6000,
  observed: 78,
  entry: 26,
  later: 52,
  wholeDays: false,
  seed: 11,
};
const TRUTHS: readonly Exclude<PurchaseModel, { model: 'poisson' | 'empirical' }>[] = [
  { model: 'bg-nbd', r: 0.5, alpha: 5, a: 0.8, b: 2.5 },
  { model: 'mbg-nbd', r: 0.7, alpha: 6, a: 0.9, b: 2 },
  { model: 'pareto-nbd', r: 0.8, alpha: 9, s: 0.7, beta: 12 },
  { model: 'nbd', r: 0.6, alpha: 8 },
];
const of = (model: PurchaseModel) => model as unknown as Readonly<Record<string, number>>;

test.each(TRUTHS)('$model is found again in what it made, within its own errors', truth => {
  const histories = simulateHistories(truth, PLAN);
  const { patterns } = collapse(histories);
  const fit = fitModel(patterns, truth.model as FittedName);
  expect(fit).toMatchObject({ identified: true, converged: true, reason: undefined });
  for (const key of PARAMETERS[truth.model as FittedName]) {
    const error = fit?.standardErrors?.[key] as number;
    const away = Math.abs((of(fit?.model as PurchaseModel)[key] as number) - (of(truth)[key] as number));
    expect(away / error, key).toBeLessThan(4);
    expect(error).toBeLessThan(of(truth)[key] as number);
  }
  // The maximum is one: the truth is a little less likely, and by no more than chance.
  const ofTruth = logLikelihoodOf(truth, patterns) as number;
  expect(fit?.logLikelihood).toBeGreaterThan(ofTruth);
  expect((fit?.logLikelihood as number) - ofTruth).toBeLessThan(12);
  const { expected, alive } = scoreCustomers(fit?.model as PurchaseModel, histories, PLAN.later);
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  expect(sum(expected) / sum(histories.later)).toBeCloseTo(1, 1);
  expect(alive.every(p => p >= 0 && p <= 1)).toBe(true);
});

test('the unit of time changes nothing but the unit', () => {
  const histories = simulateHistories(TRUTHS[2] as (typeof TRUTHS)[number], { ...PLAN, customers: 800 });
  const days = {
    ...histories,
    recency: histories.recency.map(t => 7 * t),
    age: histories.age.map(t => 7 * t),
  };
  const [inWeeks, inDays] = [histories, days].map(columns =>
    fitModel(collapse(columns).patterns, 'pareto-nbd'),
  );
  const [weeks, ofDays] = [of(inWeeks?.model as PurchaseModel), of(inDays?.model as PurchaseModel)];
  expect((ofDays.alpha as number) / (weeks.alpha as number)).toBeCloseTo(7, 4);
  expect((ofDays.r as number) / (weeks.r as number)).toBeCloseTo(1, 5);
  const purchases = histories.repeats.reduce((sum, x) => sum + x, 0);
  expect((inWeeks?.logLikelihood as number) - (inDays?.logLikelihood as number)).toBeCloseTo(
    purchases * Math.log(7),
    4,
  );
});

test('a million customers go the short way: a thinned set first, and the same maximum', () => {
  const histories = simulateHistories(TRUTHS[0] as (typeof TRUTHS)[number], { ...PLAN, customers: 9000 });
  const { patterns } = collapse(histories);
  expect(patterns.count).toBeGreaterThan(4000);
  const fit = fitModel(patterns, 'bg-nbd');
  const model = of(fit?.model as PurchaseModel);
  for (const key of PARAMETERS['bg-nbd']) {
    for (const factor of [0.999, 1.001]) {
      const moved = { ...model, [key]: (model[key] as number) * factor } as unknown as PurchaseModel;
      expect(logLikelihoodOf(moved, patterns)).toBeLessThan(fit?.logLikelihood as number);
    }
  }
});

test('progress goes up to 1, and whoever throws in it ends the fit', () => {
  const { patterns } = collapse(
    simulateHistories(TRUTHS[0] as (typeof TRUTHS)[number], { ...PLAN, customers: 300 }),
  );
  const shares: number[] = [];
  fitModel(patterns, 'bg-nbd', { onProgress: share => shares.push(share) });
  expect(shares.length).toBeGreaterThan(10);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  const stop = () => {
    throw new Error('cancelled');
  };
  expect(() => fitModel(patterns, 'bg-nbd', { onProgress: stop })).toThrow('cancelled');
});

test('a weak prior draws parameters of few customers to a middle, and hardly those of many', () => {
  const few = collapse(
    simulateHistories(TRUTHS[0] as (typeof TRUTHS)[number], { ...PLAN, customers: 25 }),
  ).patterns;
  const many = collapse(simulateHistories(TRUTHS[0] as (typeof TRUTHS)[number], PLAN)).patterns;
  for (const [patterns, most] of [
    [few, 60],
    [many, 0.1],
  ] as const) {
    const fit = fitModel(patterns, 'bg-nbd', { priorDeviation: 1 });
    expect(fit?.identified).toBe(true);
    const away = Math.abs(Math.log((of(fit?.model as PurchaseModel).b as number) / 2.5));
    expect(away).toBeLessThan(most);
  }
});

test('there is nothing to fit without a repeat, without time and without customers', () => {
  const once = { repeats: Float64Array.of(0, 0), recency: Float64Array.of(0, 0), age: Float64Array.of(5, 9) };
  expect(fitModel(collapse(once).patterns, 'bg-nbd')).toBeUndefined();
  const none = new Float64Array();
  expect(
    fitModel(collapse({ repeats: none, recency: none, age: none }).patterns, 'pareto-nbd'),
  ).toBeUndefined();
});

test('where there is no end to come to, the search gives up soon and says so', () => {
  // All bought just twice again, whatever their age: less chance than any of the models has.
  const ages = Float64Array.from({ length: 365 }, (_, i) => 2 + ((i * 37) % 400));
  const histories = { repeats: ages.map(() => 2), recency: ages.map(age => Math.ceil(age / 3)), age: ages };
  for (const name of ['nbd', 'bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const) {
    const fit = fitModel(collapse(histories).patterns, name);
    expect(fit?.evaluations).toBeLessThan(500);
    expect(fit?.identified).toBe(false);
    expect(Number.isFinite(fit?.logLikelihood)).toBe(true);
  }
});
