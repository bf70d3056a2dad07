import { powerIntegral } from './gamma-functions.ts';
import type { Outlook } from './outlook.ts';

/** Of the purchases in a time to come: E[Y] and E[Y²]. */
export interface PurchaseMoments {
  readonly mean: number;
  readonly square: number;
}

/** Sums over a customer who is alive now; alive is P(still alive at the end). */
interface Sums {
  mean: number;
  square: number;
  alive: number;
}

/** Times of the future ÷ α from which a quadrature over p is faster than the series. */
const SERIES_MAX = 20;
const TAIL = 1e-13;
/** e^−600: a first term below this would lose the digits of those that follow. */
const LN_FIRST_MIN = -600;

/**
 * Expected purchases within t from now on; undefined for a time below zero or not finite.
 *
 * By purchase (BG/NBD, MBG/NBD): with N, the purchases that a customer who never drops out would make, N ~ NBD, and
 * P(no dropout in j purchases) = g(j) = (b)_j ÷ (a+b)_j, E[Y] = P(alive) Σ P(N = n) (g(0) + … + g(n−1)). All terms are
 * above zero: it equals the published form with ₂F₁ and has none of its singularities at a = 1, a + b = 1 or large x.
 * By time (Pareto/NBD): P(alive) r ÷ α × ∫ from 0 to t of (β÷(β+u))^s du. Without dropout: r t ÷ α.
 *
 * Source: Fader, Hardie & Lee 2005 (doi 10.1287/mksc.1040.0098), equation 10; Hardie's note 009. The series is our own.
 * Example: BG/NBD of CDNOW, x 2, t_x 30.43, T 38.86, t 39 weeks → 1.2260
 */
export function expectedPurchases(outlook: Outlook, time: number): number | undefined {
  if (!(time >= 0 && time < Number.POSITIVE_INFINITY)) return undefined;
  const { alive, r, alpha, dropout } = outlook;
  if (dropout?.by !== 'purchase') return alive * meanByTime(outlook, time);
  sumByPurchase(r, alpha, time, dropout);
  return finite(alive * scratch.mean);
}

/**
 * Probability that the customer still buys after a time to come: P(alive) × E[g(N)] by purchase, × (β÷(β+t))^s by time.
 * Undefined for a time below zero or not finite.
 */
export function aliveAfter(outlook: Outlook, time: number): number | undefined {
  if (!(time >= 0 && time < Number.POSITIVE_INFINITY)) return undefined;
  const { alive, r, alpha, dropout } = outlook;
  if (!dropout) return alive;
  if (dropout.by === 'time') return alive * Math.exp(-dropout.s * Math.log1p(time / dropout.beta));
  sumByPurchase(r, alpha, time, dropout);
  return alive * scratch.alive;
}

/** Mean and mean of the square of the purchases in a time to come; undefined for such as is below zero or not finite. */
export function purchaseMoments(outlook: Outlook, time: number): PurchaseMoments | undefined {
  const mean = expectedPurchases(outlook, time);
  if (mean === undefined) return undefined;
  const { alive, r, alpha, dropout } = outlook;
  if (dropout?.by === 'purchase') {
    sumByPurchase(r, alpha, time, dropout);
    return { mean, square: alive * scratch.square };
  }
  const pairs = ((r + 1) / alpha) * (r / alpha);
  if (!dropout) return { mean, square: mean + pairs * time * time };
  const { s, beta } = dropout;
  const growth = Math.log1p(time / beta);
  // Twice the integral of u (β÷(β+u))^s; its two parts cancel where the time is short.
  const weighted =
    growth < 1e-4
      ? time * time * (1 - (2 * s * growth) / 3)
      : 2 * beta * beta * (powerIntegral(2 - s, growth) - powerIntegral(1 - s, growth));
  return { mean, square: mean + alive * pairs * weighted };
}

const scratch: Sums = { mean: 0, square: 0, alive: 0 };

function sumByPurchase(
  r: number,
  alpha: number,
  time: number,
  dropout: { readonly a: number; readonly b: number },
): void {
  if (time > SERIES_MAX * alpha) sumQuadrature(r, time / alpha, dropout, scratch);
  else sumSeries(r, alpha, time, dropout, scratch);
}

function meanByTime({ r, alpha, dropout }: Outlook, time: number): number {
  if (dropout?.by !== 'time') return (r / alpha) * time;
  const { s, beta } = dropout;
  return (r / alpha) * beta * powerIntegral(1 - s, Math.log1p(time / beta));
}

/** The series over N, from its first term or, where that is too small for a double, from twelve deviations below the mean. */
function sumSeries(
  r: number,
  alpha: number,
  time: number,
  { a, b }: { readonly a: number; readonly b: number },
  out: Sums,
): void {
  const z = time / (alpha + time);
  const lnFirst = -r * Math.log1p(time / alpha);
  const whole = lnFirst > LN_FIRST_MIN;
  const expected = (r * time) / alpha;
  const first = whole ? 0 : Math.max(0, Math.floor(expected - 12 * Math.sqrt(expected * (1 + time / alpha))));
  let p = whole ? Math.exp(lnFirst) : 1;
  // g(n), Σ g(j) and Σ (2j+1) g(j) over j < n.
  let [g, sum, squares] = [1, 0, 0];
  for (let j = 0; j < first; j++) {
    sum += g;
    squares += (2 * j + 1) * g;
    g *= (b + j) / (a + b + j);
  }
  let [total, mean, square, alive] = [0, 0, 0, 0];
  for (let n = first; ; n++) {
    total += p;
    mean += p * sum;
    square += p * squares;
    alive += p * g;
    const ratio = (z * (r + n)) / (n + 1);
    if (n > 0 && ratio < 1 && p * sum <= TAIL * (1 - ratio) * mean) break;
    if (p === 0) break;
    p *= ratio;
    sum += g;
    squares += (2 * n + 1) * g;
    g *= (b + n) / (a + b + n);
  }
  const scale = whole ? 1 : total;
  out.mean = mean / scale;
  out.square = square / scale;
  out.alive = alive / scale;
}

/**
 * The same over p itself: with y = pτ, the mean is E[(1 − (1+y)^−r) ÷ p], E[Y(Y−1)] is
 * E[2(1−p) ÷ p² × (1 − (1+y)^−r − ry(1+y)^−(r+1))] and P(alive) is E[(1+y)^−r], for times far beyond what was observed: the trapezoid rule over
 * ln(p÷(1−p)) = y₀ + σ sinh v, which converges exponentially, also where the density has a pole at p = 0 or 1.
 * Source of the rule: Takahasi & Mori 1974.
 */
function sumQuadrature(
  r: number,
  tau: number,
  { a, b }: { readonly a: number; readonly b: number },
  out: Sums,
): void {
  const centre = Math.log(a / b);
  const scale = Math.sqrt(1 / a + 1 / b);
  // The nearest singularities lie π off the real axis, at p = 1 and p τ = 1.
  const farthest = Math.max(Math.abs(centre), Math.abs(centre + Math.log(tau)));
  const step = Math.min(0.1, (0.1 * Math.PI) / Math.hypot(scale, farthest));
  const peak = a * centre - (a + b) * softplus(centre);
  let [total, mean, pairs, alive] = [0, 0, 0, 0];
  const add = (v: number) => {
    const logit = centre + scale * Math.sinh(v);
    const f = Math.cosh(v) * Math.exp(a * logit - (a + b) * softplus(logit) - peak);
    const p = 1 / (1 + Math.exp(-logit));
    const q = 1 / (1 + Math.exp(logit));
    const y = p * tau;
    const lnStay = -r * Math.log1p(y);
    const stay = Math.exp(lnStay);
    total += f;
    mean += f * (p > 1e-300 ? -Math.expm1(lnStay) / p : r * tau);
    alive += f * stay;
    // Where y is small, what is left of the difference by its series.
    if (y * (r + 1) < 1e-3) pairs += f * q * r * (r + 1) * tau * tau * (1 - (2 / 3) * (r + 2) * y);
    else pairs += ((2 * f * q) / (p * p)) * (-Math.expm1(lnStay) - (r * y * stay) / (1 + y));
    return f <= 1e-18 * total && f * stay <= 1e-18 * alive;
  };
  for (const sign of [1, -1]) {
    for (let i = sign === 1 ? 0 : 1; i < 20_000; i++) if (add(sign * i * step)) break;
  }
  out.mean = mean / total;
  out.square = (mean + pairs) / total;
  out.alive = alive / total;
}

/** ln(1 + e^y). */
function softplus(y: number): number {
  return y > 0 ? y + Math.log1p(Math.exp(-y)) : Math.log1p(Math.exp(y));
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
