import { expectedPurchases, purchaseMoments } from './expected-purchases.ts';
import { type FittedName, modelOf, parametersOf } from './fit-model.ts';
import type { PurchaseModel } from './histories.ts';
import { type History, type Outlook, outlookOf } from './outlook.ts';
import type { Patterns } from './patterns.ts';
import { hardlyEverExceeded, purchaseDistribution, quantilesOf } from './purchase-distribution.ts';
import { eigenOf } from './symmetric-matrix.ts';

/** A model with the covariance of the logarithms of its parameters, as a fit gives it; without one they count as known. */
export interface UncertainModel {
  readonly model: PurchaseModel;
  readonly covariance?: readonly (readonly number[])[] | undefined;
}

export interface ForecastRange {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** A range of 80 %: one in ten lies below and one in ten above. */
const LEVEL = 0.8;
const Z = 1.2815515655446004;
/** Distributions longer than this take long, and say no more than their moments. */
const COUNTS_MAX = 1500;
/** Beyond a factor of e³ a parameter says no more than "anything". */
const SHIFT_MAX = 3;

/**
 * Purchases of one customer within a time to come: mid is what is expected, low and high hold the number that will be
 * observed in 80 of 100 cases. The range covers chance (how often a customer with this rate happens to buy), what is not
 * known of the customer's own rate and dropout, and what is not known of the model's parameters, by a distribution that is
 * the mean over ± √k deviations along each of their k axes. It does not cover that the model is wrong or that times change:
 * hold-out validation tells that.
 */
export function purchaseRange(
  uncertain: UncertainModel,
  history: History,
  time: number,
): ForecastRange | undefined {
  const own = outlookOf(uncertain.model, history);
  const mid = own && expectedPurchases(own, time);
  if (!own || mid === undefined) return undefined;
  const outlooks = scenarios(uncertain)
    .map(model => outlookOf(model, history))
    .filter((outlook): outlook is Outlook => outlook !== undefined);
  const most = Math.max(...outlooks.map(outlook => hardlyEverExceeded(outlook, time)));
  if (most > COUNTS_MAX) return rangeOfMany(mid, outlooks, time);
  const distributions = outlooks.map(outlook => purchaseDistribution(outlook, time, most) as Float64Array);
  const [low, high] = quantilesOf(distributions, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]) ?? [];
  return low === undefined || high === undefined ? undefined : { low, mid, high };
}

/** Of so many purchases that single ones are not told apart: by their first two moments, as a lognormal. */
function rangeOfMany(mid: number, outlooks: readonly Outlook[], time: number): ForecastRange {
  const squares = outlooks.map(outlook => purchaseMoments(outlook, time)?.square ?? mid * mid);
  const square = squares.reduce((sum, one) => sum + one, 0) / squares.length;
  if (!(mid > 0)) return { low: 0, mid: 0, high: 0 };
  return around(mid, Math.sqrt(Math.max(0, Math.log(square) - 2 * Math.log(mid))));
}

/**
 * What one customer's expected purchases may be if the parameters are other than estimated, by the delta method on their
 * logarithm: the mean itself, and not what will be observed.
 */
export function expectedRange(
  uncertain: UncertainModel,
  history: History,
  time: number,
): ForecastRange | undefined {
  const values = parametersOf(uncertain.model);
  const own = outlookOf(uncertain.model, history);
  const mid = own && expectedPurchases(own, time);
  if (mid === undefined) return undefined;
  const { covariance } = uncertain;
  if (!values || !covariance || !(mid > 0)) return { low: mid, mid, high: mid };
  const step = 1e-4;
  const slopes = values.map((_, i) => {
    const [above, below] = [step, -step].map(shift => {
      const moved = values.map((value, j) => (i === j ? value * Math.exp(shift) : value));
      const outlook = outlookOf(modelOf(uncertain.model.model as FittedName, moved), history);
      return (outlook && expectedPurchases(outlook, time)) ?? mid;
    }) as [number, number];
    return (above - below) / (2 * step) / mid;
  });
  const variance = slopes.reduce(
    (sum, one, i) =>
      sum + slopes.reduce((part, other, j) => part + one * other * (covariance[i]?.[j] as number), 0),
    0,
  );
  return around(mid, Math.sqrt(Math.max(0, variance)));
}

/**
 * Purchases of all customers together within a time to come. The range covers chance and unknown rates of the customers,
 * which even out over many, and the parameters, which do not; not that the model is wrong. By the first two moments, as a
 * lognormal, so that low is above zero.
 */
export function totalRange(
  uncertain: UncertainModel,
  patterns: Patterns,
  time: number,
): ForecastRange | undefined {
  const own = totalMoments(uncertain.model, patterns, time);
  if (!own) return undefined;
  if (!(own.mean > 0)) return { low: 0, mid: 0, high: 0 };
  const others = scenarios(uncertain)
    .map(model => totalMean(model, patterns, time))
    .filter(mean => mean !== undefined);
  const variance = others.reduce((sum, mean) => sum + (mean - own.mean) ** 2, 0) / Math.max(1, others.length);
  const relative = (own.variance + variance) / own.mean ** 2;
  return around(own.mean, Math.sqrt(Math.log1p(relative)));
}

/**
 * A range that also covers how far off the same way of forecasting was when it was tested: its error counts as one standard
 * deviation of the logarithm, beside what the range covers already.
 *
 * @param error forecast ÷ actual − 1 of the test; undefined leaves the range as it is
 */
export function rangeWithError(range: ForecastRange, error: number | undefined): ForecastRange {
  const { mid, high } = range;
  if (error === undefined || !(error > -1) || !(mid > 0) || !(high > 0)) return range;
  return around(mid, Math.hypot(Math.log(high / mid) / Z, Math.log1p(error)));
}

/** Models of equal weight that have the mean and the covariance of the parameters: two along each axis. */
function scenarios({ model, covariance }: UncertainModel): readonly PurchaseModel[] {
  const values = parametersOf(model);
  const eigen = covariance && eigenOf(covariance);
  if (!values || !eigen) return [model];
  const reach = Math.sqrt(values.length);
  return eigen.vectors.flatMap((vector, k) => {
    const length = reach * Math.sqrt(Math.max(0, eigen.values[k] as number));
    return [1, -1].map(sign =>
      modelOf(
        model.model as FittedName,
        values.map((value, i) => value * Math.exp(bounded(sign * length * (vector[i] as number)))),
      ),
    );
  });
}

function bounded(shift: number): number {
  return Math.min(SHIFT_MAX, Math.max(-SHIFT_MAX, shift));
}

function totalMoments(
  model: PurchaseModel,
  patterns: Patterns,
  time: number,
): { readonly mean: number; readonly variance: number } | undefined {
  let [mean, variance] = [0, 0];
  for (let i = 0; i < patterns.count; i++) {
    const outlook = outlookOf(model, historyAt(patterns, i));
    const moments = outlook && purchaseMoments(outlook, time);
    if (!moments) return undefined;
    mean += (patterns.weights[i] as number) * moments.mean;
    variance += (patterns.weights[i] as number) * Math.max(0, moments.square - moments.mean ** 2);
  }
  return { mean, variance };
}

function totalMean(model: PurchaseModel, patterns: Patterns, time: number): number | undefined {
  let mean = 0;
  for (let i = 0; i < patterns.count; i++) {
    const outlook = outlookOf(model, historyAt(patterns, i));
    const expected = outlook && expectedPurchases(outlook, time);
    if (expected === undefined) return undefined;
    mean += (patterns.weights[i] as number) * expected;
  }
  return mean;
}

function historyAt({ repeats, recency, age }: Patterns, i: number): History {
  return { repeats: repeats[i] as number, recency: recency[i] as number, age: age[i] as number };
}

/** Low and high at a relative deviation of the logarithm. */
function around(mid: number, deviation: number): ForecastRange {
  return { low: mid * Math.exp(-Z * deviation), mid, high: mid * Math.exp(Z * deviation) };
}
