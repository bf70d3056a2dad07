import type { Outlook } from './outlook.ts';
import { RULE_32 } from './quadrature.ts';

/**
 * P(Y = n) for n from 0 to `most`, purchases in a time to come; what is left of 1 lies above. Undefined for a time below
 * zero or not finite.
 *
 * By purchase: P(Y = n) = P(N = n) g(n) + P(N ≥ n) (g(n−1) − g(n)), with N ~ NBD as without dropout and
 * g(j) = (b)_j ÷ (a+b)_j. By time: N over the time until the dropout, integrated over that time.
 * Source: Fader, Hardie & Lee 2005 (doi 10.1287/mksc.1040.0098), equation 8; Fader & Hardie's note 009 for Pareto/NBD.
 * Example: a new customer of CDNOW by BG/NBD, 39 weeks → 0.574, 0.199, 0.085, …
 */
export function purchaseDistribution(outlook: Outlook, time: number, most: number): Float64Array | undefined {
  if (!(time >= 0 && time < Number.POSITIVE_INFINITY)) return undefined;
  const { alive, r, alpha, dropout } = outlook;
  const ofAlive =
    dropout === undefined
      ? negativeBinomial(r, time / alpha, most)
      : dropout.by === 'purchase'
        ? withDropoutByPurchase(negativeBinomial(r, time / alpha, most), dropout)
        : withDropoutByTime(outlook, dropout, time, most);
  const distribution = ofAlive.map(p => p * alive);
  distribution[0] = (distribution[0] as number) + 1 - alive;
  return distribution;
}

/**
 * The smallest number of purchases that is not exceeded with each of some probabilities, which ascend.
 * @param distributions of the same customer under several parameters, of equal weight
 */
export function quantilesOf(
  distributions: readonly Float64Array[],
  probabilities: readonly number[],
): readonly number[] | undefined {
  const most = distributions[0]?.length ?? 0;
  if (most === 0) return undefined;
  const quantiles: number[] = [];
  let cumulative = 0;
  for (let n = 0; n < most && quantiles.length < probabilities.length; n++) {
    for (const distribution of distributions)
      cumulative += (distribution[n] as number) / distributions.length;
    while (
      quantiles.length < probabilities.length &&
      cumulative >= (probabilities[quantiles.length] as number)
    )
      quantiles.push(n);
  }
  while (quantiles.length < probabilities.length) quantiles.push(most);
  return quantiles;
}

/** A count of purchases that is exceeded with a probability of about e^−`lnRarity` at most, for the length of a distribution. */
export function hardlyEverExceeded({ r, alpha }: Outlook, time: number, lnRarity = 12): number {
  const odds = time / alpha;
  const mean = r * odds;
  const deviation = Math.sqrt(mean * (1 + odds));
  // The far tail of NBD is geometric, with 1 + odds as its mean.
  return Math.ceil(mean + Math.sqrt(2 * lnRarity) * deviation + lnRarity * (1 + odds));
}

/** P(N = n) of NBD with shape r and odds t ÷ α, by its recurrence, from the mode where the first term is too small. */
function negativeBinomial(r: number, odds: number, most: number): Float64Array {
  const p = new Float64Array(most + 1);
  const z = odds / (1 + odds);
  const lnFirst = -r * Math.log1p(odds);
  let lnP = lnFirst;
  for (let n = 0; n <= most; n++) {
    p[n] = Math.exp(lnP);
    lnP += Math.log((z * (r + n)) / (n + 1));
  }
  return p;
}

function withDropoutByPurchase(
  p: Float64Array,
  { a, b }: { readonly a: number; readonly b: number },
): Float64Array {
  const out = new Float64Array(p.length);
  let atLeast = 1;
  let [before, g] = [1, 1];
  for (let n = 0; n < p.length; n++) {
    const here = p[n] as number;
    out[n] = here * g + (n > 0 ? Math.max(0, atLeast) * (before - g) : 0);
    atLeast -= here;
    before = g;
    g *= (b + n) / (a + b + n);
  }
  return out;
}

/** N at the end for those who stay, and at the time of the dropout for the others. */
function withDropoutByTime(
  { r, alpha }: Outlook,
  { s, beta }: { readonly s: number; readonly beta: number },
  time: number,
  most: number,
): Float64Array {
  const stay = Math.exp(-s * Math.log1p(time / beta));
  const out = negativeBinomial(r, time / alpha, most).map(p => p * stay);
  const scale = Math.min(alpha, beta);
  const range = Math.log1p(time / scale);
  // N by the time of the dropout is a peak of a width of about 1 ÷ √(r + n) in the logarithm of the time.
  const panels = Math.ceil(range * (1 + Math.sqrt(r + most) / 8));
  const { nodes, weights } = RULE_32;
  for (let panel = 0; panel < panels; panel++) {
    for (let i = 0; i < nodes.length; i++) {
      const until = scale * Math.expm1(((panel + (nodes[i] as number)) * range) / panels);
      const density = (s / beta) * Math.exp(-(s + 1) * Math.log1p(until / beta));
      const weight = (((weights[i] as number) * range) / panels) * (until + scale) * density;
      const ofTime = negativeBinomial(r, until / alpha, most);
      for (let n = 0; n <= most; n++) out[n] = (out[n] as number) + weight * (ofTime[n] as number);
    }
  }
  return out;
}
