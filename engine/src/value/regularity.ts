import { median } from '../profit/ranking.ts';
import { lnGamma } from './gamma-functions.ts';

/** Regularity that is not told apart from more of it: gaps that vary by a tenth of their mean. */
export const REGULARITY_MOST = 100;
/** Gaps from which a customer has a regularity of its own: three purchase days. */
export const REGULARITY_GAPS_LEAST = 2;
/** Customers with as many gaps, below which no distribution of the regularity is fitted. */
export const REGULARITY_CUSTOMERS_LEAST = 10;

const GRID = Array.from({ length: 61 }, (_, i) => (i / 60) * Math.log(REGULARITY_MOST * 10) - Math.log(10));
const K_GRID = GRID.map(Math.exp);
const SAMPLE_MOST = 4000;
const EM_STEPS = 60;
/** A prior as narrow as the grid is fine would be a point. */
const SPREAD_LEAST = 0.12;

export interface WheatMorrison {
  /** 1 for purchases at random (exponential gaps), more for regular ones, below 1 for clumps. */
  readonly k: number;
  readonly standardError: number;
  readonly pairs: number;
}

/**
 * The regularity of all customers from two consecutive gaps of each. M = first ÷ (first + second) is Beta(k, k) whatever the
 * customer's rate, with variance 1 ÷ (4 (2k + 1)); so k = (1 − 4v) ÷ (8v), v the mean square of M − ½. The standard error is by
 * the delta method. Customers stay apart, so their different rates do not pass for irregularity.
 *
 * Wheat & Morrison (1990), Journal of Marketing Research 27(1); Platzer & Reutterer (2016), doi 10.1287/mksc.2015.0963.
 * @param gapsOf gaps of each customer in order of time, any unit; the last two count, customers with fewer are left out
 * @returns undefined with fewer than two pairs, and where no gap differs from its neighbour: k is then beyond measure
 */
export function wheatMorrison(gapsOf: readonly ArrayLike<number>[]): WheatMorrison | undefined {
  const last = (back: number) => Float64Array.from(gapsOf, gaps => gaps[gaps.length - back] ?? 0);
  return wheatMorrisonOfPairs(last(2), last(1));
}

/** The same of two consecutive gaps of each customer, as columns; pairs with a gap of 0 are left out. */
export function wheatMorrisonOfPairs(firsts: Float64Array, seconds: Float64Array): WheatMorrison | undefined {
  const squares: number[] = [];
  for (let i = 0; i < firsts.length; i++) {
    const [first, second] = [firsts[i] as number, seconds[i] as number];
    if (first > 0 && second > 0) squares.push((first / (first + second) - 0.5) ** 2);
  }
  const pairs = squares.length;
  const v = meanOf(squares);
  if (pairs < 2 || v === 0) return undefined;
  const variance = squares.reduce((so, square) => so + (square - v) ** 2, 0) / (pairs - 1);
  return { k: (1 - 4 * v) / (8 * v), standardError: Math.sqrt(variance / pairs) / (8 * v * v), pairs };
}

export interface Regularity {
  readonly gaps: number;
  /** Coefficient of variation of the gaps; about 1 ÷ √k. Undefined with fewer than two gaps. */
  readonly variation: number | undefined;
  /** Likeliest k of the gaps alone, 0.1 to 100; undefined with fewer than two gaps. */
  readonly own: number | undefined;
  /** Posterior median of k under the distribution over all customers; undefined where that is not fitted or no gap is known. */
  readonly shrunken: number | undefined;
}

/** ln k over the customers: normal with this mean and deviation. */
export interface RegularityPrior {
  /** exp of the mean of ln k: the median customer's k. */
  readonly k: number;
  /** Standard deviation of ln k. */
  readonly spread: number;
  /** Customers that it was fitted on. */
  readonly customers: number;
}

/**
 * Regularity of each customer's timing: the shape k of gamma gaps.
 *
 * The likelihood is that of the gaps given their sum, which is Dirichlet(k, …, k): the rate cancels, so k carries no bias of a
 * rate estimated from the same few gaps. For two gaps it is the Beta of Wheat & Morrison. ln k is normal over the customers, its
 * mean and deviation by EM on a grid of 61 points (empirical Bayes), from at most 4,000 customers evenly taken.
 *
 * @param gapsOf gaps of each customer in order of time, any unit, above zero; others are left out
 * Source: the hierarchical gamma timing of Platzer & Reutterer (2016), doi 10.1287/mksc.2015.0963
 */
export function regularities(gapsOf: readonly ArrayLike<number>[]): {
  readonly prior: RegularityPrior | undefined;
  readonly customers: readonly Regularity[];
} {
  const timings = gapsOf.map(timingOf);
  // The part of the likelihood that depends on the number of gaps alone, once for each number.
  const constants = new Map<number, readonly number[]>();
  const prior = fitPrior(
    timings.filter(({ gaps }) => gaps >= REGULARITY_GAPS_LEAST),
    constants,
  );
  return { prior, customers: timings.map(timing => regularityOf(timing, { prior, constants })) };
}

interface Timing {
  readonly gaps: number;
  readonly variation: number | undefined;
  /** Sum of the ln of each gap's share of their sum: all that the likelihood needs besides their number. */
  readonly logShares: number;
}

function timingOf(gaps: ArrayLike<number>): Timing {
  const positive = Array.from(gaps).filter(gap => gap > 0);
  const count = positive.length;
  if (count < REGULARITY_GAPS_LEAST) return { gaps: count, variation: undefined, logShares: 0 };
  const mean = meanOf(positive);
  const variance = positive.reduce((so, gap) => so + (gap - mean) ** 2, 0) / (count - 1);
  const logShares = positive.reduce((so, gap) => so + Math.log(gap / (mean * count)), 0);
  return { gaps: count, variation: Math.sqrt(variance) / mean, logShares };
}

/** ln likelihood at the points of the grid: ln Γ(nk) − n ln Γ(k) + (k − 1) Σ ln shares. */
function likelihoodOf({ gaps, logShares }: Timing, constants: Map<number, readonly number[]>): number[] {
  const known =
    constants.get(gaps) ?? GRID.map(logK => lnGamma(gaps * Math.exp(logK)) - gaps * lnGamma(Math.exp(logK)));
  constants.set(gaps, known);
  return known.map((constant, i) => constant + ((K_GRID[i] as number) - 1) * logShares);
}

function regularityOf(
  timing: Timing,
  { prior, constants }: { prior: RegularityPrior | undefined; constants: Map<number, readonly number[]> },
): Regularity {
  const { gaps, variation } = timing;
  if (gaps < REGULARITY_GAPS_LEAST) return { gaps, variation, own: undefined, shrunken: undefined };
  const likelihood = likelihoodOf(timing, constants);
  return {
    gaps,
    variation,
    own: Math.exp(peakOf(likelihood)),
    shrunken: prior && Math.exp(medianOf(posterior(likelihood, Math.log(prior.k), prior.spread))),
  };
}

function fitPrior(
  timings: readonly Timing[],
  constants: Map<number, readonly number[]>,
): RegularityPrior | undefined {
  if (timings.length < REGULARITY_CUSTOMERS_LEAST) return undefined;
  const step = Math.max(1, Math.ceil(timings.length / SAMPLE_MOST));
  const sample = timings.filter((_, i) => i % step === 0).map(timing => likelihoodOf(timing, constants));
  let mean = median(sample.map(peakOf)) as number;
  let spread = 1;
  for (let i = 0; i < EM_STEPS; i++) {
    let first = 0;
    let second = 0;
    for (const likelihood of sample) {
      const weights = posterior(likelihood, mean, spread);
      for (let j = 0; j < GRID.length; j++) {
        const weighted = (weights[j] as number) * (GRID[j] as number);
        first += weighted;
        second += weighted * (GRID[j] as number);
      }
    }
    mean = first / sample.length;
    spread = Math.max(SPREAD_LEAST, Math.sqrt(Math.max(0, second / sample.length - mean * mean)));
  }
  return { k: Math.exp(mean), spread, customers: sample.length };
}

/** Weights of the points of the grid, summing to 1. */
function posterior(likelihood: readonly number[], mean: number, spread: number): number[] {
  const logs = likelihood.map((each, i) => each - ((GRID[i] as number) - mean) ** 2 / (2 * spread * spread));
  const most = logs.reduce((so, each) => Math.max(so, each), Number.NEGATIVE_INFINITY);
  const weights = logs.map(each => Math.exp(each - most));
  const sum = weights.reduce((so, weight) => so + weight, 0);
  return weights.map(weight => weight / sum);
}

function medianOf(weights: readonly number[]): number {
  let below = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (below + weight >= 0.5) {
      const step = (GRID[1] as number) - (GRID[0] as number);
      return (GRID[i] as number) + step * ((0.5 - below) / weight - 0.5);
    }
    below += weight;
  }
  return GRID.at(-1) as number;
}

/** Where the likelihood peaks: the best point of the grid, moved to the top of the parabola through it and its neighbours. */
function peakOf(likelihood: readonly number[]): number {
  const at = likelihood.reduce((best, each, i) => (each > (likelihood[best] as number) ? i : best), 0);
  const before = likelihood[at - 1];
  const after = likelihood[at + 1];
  if (before === undefined || after === undefined) return GRID[at] as number;
  const curve = before - 2 * (likelihood[at] as number) + after;
  const step = (GRID[1] as number) - (GRID[0] as number);
  return (GRID[at] as number) + (curve === 0 ? 0 : (step * (before - after)) / (2 * curve));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((so, value) => so + value, 0) / Math.max(1, values.length);
}
