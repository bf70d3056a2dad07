import { digamma, lnBeta, lnGamma } from './gamma-functions.ts';
import { type Differentiable, hessianOf, minimizeByBfgs, polishByNewton } from './minimize.ts';
import { normalQuantile } from './normal-quantile.ts';
import { eigenOf } from './symmetric-matrix.ts';

/** Customers under contract who began together: how many there were at the start of each period, the first included. */
export type Cohort = readonly number[];

/** Shifted beta-geometric: each customer ends at every renewal with a probability of its own, θ ~ Beta(α, β). */
export interface ContractModel {
  readonly alpha: number;
  readonly beta: number;
}

export interface ContractFit {
  readonly model: ContractModel;
  readonly standardErrors: Readonly<Record<'alpha' | 'beta', number>> | undefined;
  /** Of ln α and ln β; undefined where they are not identified. */
  readonly covariance: { readonly alpha: number; readonly beta: number; readonly both: number } | undefined;
  readonly logLikelihood: number;
  readonly identified: boolean;
  readonly reason: string | undefined;
}

/**
 * sBG by maximum likelihood over cohorts of any lengths; undefined where nobody ended or nobody stayed, and where a cohort
 * grows or is not a list of counts.
 *
 * P(T = t) = B(α+1, β+t−1) ÷ B(α, β), S(t) = B(α, β+t) ÷ B(α, β); ln L = Σ lost(t) ln P(T = t) + left ln S(periods).
 * Source: Fader & Hardie 2007, How to Project Customer Retention (doi 10.1002/dir.20074).
 * Example: 1000, 869, 743, 653, 593, 551, 517, 491 (their high end) → α 0.668, β 3.806
 */
export function fitContracts(cohorts: readonly Cohort[]): ContractFit | undefined {
  const seen = seenIn(cohorts);
  if (!seen) return undefined;
  const likelihood = contractLikelihood(seen);
  const negative: Differentiable = (point, gradient) => {
    const value = -likelihood(point, gradient);
    gradient[0] = -(gradient[0] as number);
    gradient[1] = -(gradient[1] as number);
    return value;
  };
  const tries = [
    [1, 1 / seen.churn],
    [0.3, 0.3 / seen.churn],
    [5, 5 / seen.churn],
  ].map(point => minimizeByBfgs(negative, point.map(Math.log)));
  const minimum = polishByNewton(
    negative,
    tries.reduce((a, b) => (b.value < a.value ? b : a)),
  );
  const [alpha, beta] = minimum.point.map(Math.exp) as [number, number];
  const eigen = eigenOf(hessianOf(negative, minimum.point));
  const identified = minimum.converged && eigen !== undefined && (eigen.values[0] as number) >= 1e-2;
  const shared = (i: number, j: number) =>
    (eigen?.values ?? []).reduce((sum, value, k) => {
      const vector = eigen?.vectors[k] as readonly number[];
      return sum + ((vector[i] as number) * (vector[j] as number)) / value;
    }, 0);
  const covariance = identified ? { alpha: shared(0, 0), beta: shared(1, 1), both: shared(0, 1) } : undefined;
  return {
    model: { alpha, beta },
    standardErrors: covariance && {
      alpha: alpha * Math.sqrt(covariance.alpha),
      beta: beta * Math.sqrt(covariance.beta),
    },
    covariance,
    logLikelihood: -minimum.value,
    identified,
    reason: identified
      ? undefined
      : 'Retention does not change enough over the periods to tell how much customers differ; the forecast stands.',
  };
}

/** S(t): share still under contract after t renewals; 1 at 0. Undefined for a number of periods below zero. */
export function contractSurvival({ alpha, beta }: ContractModel, periods: number): number | undefined {
  return periods >= 0 ? finite(Math.exp(lnBeta(alpha, beta + periods) - lnBeta(alpha, beta))) : undefined;
}

/** Retention rate at the t-th renewal, (β+t−1) ÷ (α+β+t−1), t from 1: it rises as those likely to leave have left. */
export function retentionRate({ alpha, beta }: ContractModel, renewal: number): number | undefined {
  return renewal >= 1 ? finite((beta + renewal - 1) / (alpha + beta + renewal - 1)) : undefined;
}

/**
 * What the retention rate at the t-th renewal may be, since α and β are not known for certain: one in ten lies below `low`, one in
 * ten above `high`. By the delta method on ln(rate ÷ (1 − rate)) = ln(β+t−1) − ln α, so that it never leaves 0 to 1. Undefined where
 * the parameters are not identified.
 */
export function retentionRange(
  { model: { alpha, beta }, covariance }: ContractFit,
  renewal: number,
): { readonly low: number; readonly high: number } | undefined {
  if (!covariance || !(renewal >= 1)) return undefined;
  const odds = Math.log(beta + renewal - 1) - Math.log(alpha);
  const slope = beta / (beta + renewal - 1);
  const variance = covariance.alpha + slope ** 2 * covariance.beta - 2 * slope * covariance.both;
  const wide = (normalQuantile(0.9) as number) * Math.sqrt(Math.max(0, variance));
  const rateAt = (logit: number) => 1 / (1 + Math.exp(-logit));
  return { low: rateAt(odds - wide), high: rateAt(odds + wide) };
}

/**
 * Discounted expected residual lifetime: renewals still to come of a customer who has made n − 1 of them and stands just
 * before the n-th, the n-th undiscounted: Σ over t ≥ n of S(t) ÷ S(n−1) ÷ (1+d)^(t−n).
 *
 * @param discount d of one period, above zero
 * Source: Fader & Hardie 2010, Customer-Base Valuation in a Contractual Setting (doi 10.1287/mksc.1080.0482):
 * (β+n−1) ÷ (α+β+n−1) × ₂F₁(1, β+n; α+β+n; 1÷(1+d)), summed as it stands, since every term is above zero.
 */
export function discountedLifetime(
  { alpha, beta }: ContractModel,
  renewal: number,
  discount: number,
): number | undefined {
  if (!(renewal >= 1 && discount > 0 && discount < Number.POSITIVE_INFINITY)) return undefined;
  let sum = 0;
  let term = 1;
  const factor = 1 / (1 + discount);
  for (let t = renewal; t < renewal + 1e6; t++) {
    term *= (beta + t - 1) / (alpha + beta + t - 1);
    sum += term;
    term *= factor;
    // All that follows shrinks by the discount at least.
    if (term <= 1e-15 * sum * (1 - factor)) break;
  }
  return finite(sum);
}

interface Seen {
  /** Customers lost at each renewal, and left after each number of renewals at the end of what was observed. */
  readonly lost: readonly number[];
  readonly left: readonly number[];
  readonly churn: number;
}

function seenIn(cohorts: readonly Cohort[]): Seen | undefined {
  const lost: number[] = [];
  const left: number[] = [];
  let [ended, renewals] = [0, 0];
  for (const cohort of cohorts) {
    for (let t = 1; t < cohort.length; t++) {
      const gone = (cohort[t - 1] as number) - (cohort[t] as number);
      if (!(gone >= 0 && (cohort[t] as number) >= 0)) return undefined;
      lost[t] = (lost[t] ?? 0) + gone;
      ended += gone;
      renewals += cohort[t - 1] as number;
    }
    const last = cohort.length - 1;
    if (last >= 1) left[last] = (left[last] ?? 0) + (cohort[last] as number);
  }
  if (!(ended > 0 && renewals > ended && renewals < Number.POSITIVE_INFINITY)) return undefined;
  return { lost, left, churn: ended / renewals };
}

function contractLikelihood({ lost, left }: Seen): Differentiable {
  return (point, gradient) => {
    const [alpha, beta] = point.map(Math.exp) as [number, number];
    let [value, dAlpha, dBeta] = [0, 0, 0];
    const add = (count: number, a: number, b: number) => {
      value += count * (lnBeta(a, b) - lnGamma(alpha) - lnGamma(beta) + lnGamma(alpha + beta));
      const both = digamma(alpha + beta) - digamma(a + b);
      dAlpha += count * (digamma(a) - digamma(alpha) + both);
      dBeta += count * (digamma(b) - digamma(beta) + both);
    };
    for (const [t, count = 0] of lost.entries()) if (count > 0) add(count, alpha + 1, beta + t - 1);
    for (const [t, count = 0] of left.entries()) if (count > 0) add(count, alpha, beta + t);
    gradient[0] = alpha * dAlpha;
    gradient[1] = beta * dBeta;
    return value;
  };
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
