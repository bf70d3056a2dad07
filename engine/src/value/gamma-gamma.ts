import { digamma, lnGamma } from './gamma-functions.ts';
import { type Differentiable, hessianOf, minimizeByBfgs, polishByNewton } from './minimize.ts';
import { eigenOf } from './symmetric-matrix.ts';

/** Parameters of the amount of a purchase; v in currency. */
export interface SpendModel {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

/** x and m of customers, of whom those with a repeat and a mean amount above zero are used. */
export interface Spending {
  readonly repeats: Float64Array;
  readonly meanAmount: Float64Array;
}

export interface SpendFit {
  readonly model: SpendModel;
  readonly standardErrors: Readonly<Record<'p' | 'q' | 'v', number>> | undefined;
  /** ln L of the means m, as note 025 and lifetimes give it. */
  readonly logLikelihood: number;
  readonly customers: number;
  /** Mean amount of a purchase over all customers, p v ÷ (q − 1); undefined where q is 1 or below. */
  readonly populationMean: number | undefined;
  /** Whether amounts may be forecast with it, and why not as a sentence. */
  readonly usable: boolean;
  readonly reason: string | undefined;
}

/**
 * Gamma–Gamma by maximum likelihood; undefined with fewer than three customers who have a repeat, or where all spend alike.
 *
 * z | ν ~ Gamma(p, ν), ν ~ Gamma(q, v):
 * ln L = Σ lnΓ(px+q) − lnΓ(px) − lnΓ(q) + q ln v + (px−1) ln m + px ln x − (px+q) ln(v + mx).
 * With q of 1 or below the mean of all is infinite: such a fit is given and not usable, since those without a repeat
 * would be forecast a negative amount or none.
 *
 * Source: Fader & Hardie 2013, The Gamma-Gamma Model of Monetary Value, note 025.
 * Example: CDNOW → p 6.25, q 3.74, v 15.44, mean 35.2
 */
export function fitSpend(spending: Spending): SpendFit | undefined {
  const known = collapseSpending(spending);
  if (known.customers < 3 || !(known.spread > 1e-12)) return undefined;
  const likelihood = spendLikelihood(known);
  const negative: Differentiable = (point, gradient) => {
    const value = -likelihood(point, gradient);
    for (let i = 0; i < 3; i++) gradient[i] = -(gradient[i] as number);
    return value;
  };
  const starts = [
    [2, 3, known.mean],
    [6, 4, known.mean / 2],
    [1, 10, known.mean * 9],
  ].map(point => minimizeByBfgs(negative, point.map(Math.log)));
  const minimum = polishByNewton(
    negative,
    starts.reduce((a, b) => (b.value < a.value ? b : a)),
  );
  const [p, q, v] = minimum.point.map(Math.exp) as [number, number, number];
  const eigen = eigenOf(hessianOf(negative, minimum.point));
  const flat = !eigen || !minimum.converged || !((eigen.values[0] as number) >= 1e-2);
  const deviation = (i: number) =>
    Math.sqrt(
      (eigen?.values ?? []).reduce(
        (sum, value, k) => sum + (eigen?.vectors[k]?.[i] as number) ** 2 / value,
        0,
      ),
    );
  const reason =
    q <= 1
      ? 'The amounts differ so much that their mean over all customers has no end (q is 1 or below).'
      : flat
        ? 'The amounts hardly say how much customers differ: other parameters explain them as well.'
        : undefined;
  return {
    model: { p, q, v },
    standardErrors: flat ? undefined : { p: p * deviation(0), q: q * deviation(1), v: v * deviation(2) },
    logLikelihood: -minimum.value,
    customers: known.customers,
    populationMean: q > 1 ? (p * v) / (q - 1) : undefined,
    usable: q > 1,
    reason,
  };
}

/**
 * Expected amount of a purchase of a customer with x repeats of mean amount m: p (v + xm) ÷ (px + q − 1), which has no
 * singularity at q = 1. Undefined where the mean has no end.
 * Example: p 6.25, q 3.74, v 15.44 and two repeats of 22.35 on average → 24.66
 */
export function expectedAmount(
  { p, q, v }: SpendModel,
  { repeats, meanAmount }: { readonly repeats: number; readonly meanAmount: number },
): number | undefined {
  const divisor = p * repeats + q - 1;
  const value = (p * (v + (repeats > 0 ? repeats * meanAmount : 0))) / divisor;
  return divisor > 0 && Number.isFinite(value) ? value : undefined;
}

interface KnownSpending {
  readonly customers: number;
  readonly mean: number;
  /** Variance of ln m. */
  readonly spread: number;
  /** Distinct x with the customers, Σ ln m of each. */
  readonly byRepeats: readonly {
    readonly x: number;
    readonly customers: number;
    readonly lnAmounts: number;
  }[];
  /** Position in `byRepeats` and x·m of each customer. */
  readonly of: Uint32Array;
  readonly totals: Float64Array;
}

function collapseSpending({ repeats, meanAmount }: Spending): KnownSpending {
  const position = new Map<number, number>();
  const byRepeats: { x: number; customers: number; lnAmounts: number }[] = [];
  const of = new Uint32Array(repeats.length);
  const totals = new Float64Array(repeats.length);
  let [customers, sum, ln, lnSquares] = [0, 0, 0, 0];
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i] as number;
    const m = meanAmount[i] as number;
    if (!(x > 0 && m > 0 && x * m < Number.POSITIVE_INFINITY)) continue;
    let at = position.get(x);
    if (at === undefined) {
      at = byRepeats.push({ x, customers: 0, lnAmounts: 0 }) - 1;
      position.set(x, at);
    }
    const row = byRepeats[at] as { customers: number; lnAmounts: number };
    const lnM = Math.log(m);
    row.customers += 1;
    row.lnAmounts += lnM;
    of[customers] = at;
    totals[customers] = x * m;
    customers += 1;
    sum += m;
    ln += lnM;
    lnSquares += lnM * lnM;
  }
  const spread = lnSquares / customers - (ln / customers) ** 2;
  return {
    customers,
    mean: sum / customers,
    spread,
    byRepeats,
    of: of.subarray(0, customers),
    totals: totals.subarray(0, customers),
  };
}

/** Only ln(v + xm) differs from customer to customer; all Γ are those of a distinct x. */
function spendLikelihood({ customers, byRepeats, of, totals }: KnownSpending): Differentiable {
  const lnSums = new Float64Array(byRepeats.length);
  const inverses = new Float64Array(byRepeats.length);
  return (point, gradient) => {
    const [p, q, v] = point.map(Math.exp) as [number, number, number];
    lnSums.fill(0);
    inverses.fill(0);
    for (let i = 0; i < customers; i++) {
      const at = of[i] as number;
      const sum = v + (totals[i] as number);
      lnSums[at] = (lnSums[at] as number) + Math.log(sum);
      inverses[at] = (inverses[at] as number) + 1 / sum;
    }
    let value = customers * (q * Math.log(v) - lnGamma(q));
    let dp = 0;
    let dq = customers * (Math.log(v) - digamma(q));
    let dv = (customers * q) / v;
    for (const [at, { x, customers: n, lnAmounts }] of byRepeats.entries()) {
      const [px, shape, lnSum] = [p * x, p * x + q, lnSums[at] as number];
      const lnX = Math.log(x);
      value += n * (lnGamma(shape) - lnGamma(px) + px * lnX) + (px - 1) * lnAmounts - shape * lnSum;
      dp += x * (n * (digamma(shape) - digamma(px) + lnX) + lnAmounts - lnSum);
      dq += n * digamma(shape) - lnSum;
      dv -= shape * (inverses[at] as number);
    }
    gradient[0] = p * dp;
    gradient[1] = q * dq;
    gradient[2] = v * dv;
    return value;
  };
}
