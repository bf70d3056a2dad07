import { RULE_8, RULE_12, RULE_16 } from './quadrature.ts';

/** What the integral of Pareto/NBD is taken over: parameters and one customer's x, t_x and T. */
export interface ParetoPoint {
  r: number;
  alpha: number;
  s: number;
  beta: number;
  x: number;
  last: number;
  end: number;
}

/** ln J and the means, under its integrand, of ln((α+u)÷(α+t_x)), u÷(α+u), ln((β+u)÷(β+t_x)) and u÷(β+u). */
export interface ParetoIntegral {
  lnJ: number;
  lnAlphaGrowth: number;
  shareAlpha: number;
  lnBetaGrowth: number;
  shareBeta: number;
}

/**
 * Ends of a panel, as a ratio of their distances to a singularity, and the rule that is accurate to 1e-12 on it: its error
 * falls with the power 2n of the ellipse on which the integrand is analytic.
 */
const PANEL_RATIO = 6;
/** Towards β + u = 0 the integrand itself grows with the power s + 1. */
const POLE_RATIO = 4;
const ruleFor = (ratio: number) => (ratio > 0.6 ? RULE_8 : ratio > 0.3 ? RULE_12 : RULE_16);
/** Powers above this make a peak too narrow for a rule of 16 nodes. */
const POWER_MAX = 16;
const NEGLIGIBLE = 1e-17;

/**
 * J = ∫ from t_x to T of ((α+u)÷(α+t_x))^−(r+x) ((β+u)÷(β+t_x))^−(s+1) du, which is the definition and never negative.
 *
 * Over w = ((α+t_x)÷(α+u))^(k÷p) with k = r+x+s and p = min(k, 16), the integrand is p w^(p−1) times a slowly varying
 * factor: nearly a polynomial, also for thousands of purchases. Panels shrink towards the singularities at u = −α, −β
 * and ∞; mostly one is enough. Derivatives of the likelihood come from the same nodes, so it needs no hypergeometric
 * function, and none of its removable singularities at α = β or s = 1.
 *
 * Source of the integral: Hardie's note 009 on Schmittlein, Morrison & Colombo 1987 (doi 10.1287/mnsc.33.1.1).
 */
export function paretoIntegral(point: ParetoPoint, out: ParetoIntegral): void {
  out.lnJ = walkPanels(point, out);
}

/** ln J alone, for who needs no derivative: it saves two divisions at every node. */
export function paretoLnIntegral(point: ParetoPoint): number {
  return walkPanels(point, undefined);
}

/** ln J; the means come into `out`, where there is one. */
function walkPanels(point: ParetoPoint, out: ParetoIntegral | undefined): number {
  const { r, alpha, s, beta, x, last, end } = point;
  if (out) out.lnAlphaGrowth = out.shareAlpha = out.lnBetaGrowth = out.shareBeta = 0;
  if (!(end > last)) return Number.NEGATIVE_INFINITY;
  const a0 = alpha + last;
  const b0 = beta + last;
  const perB0 = 1 / b0;
  const k = r + x + s;
  const p = Math.min(k, POWER_MAX);
  // u as a function of w: α + u = (α + t_x) w^(−p÷k).
  const stretch = p / k;
  // Distances from w = 1, and not w itself: exact also for times that are nothing beside α.
  const lowest = -Math.expm1(-Math.log1p((end - last) / a0) / stretch);
  // Where β + u = 0 comes to lie, if α is the larger one: beyond w = 1.
  const pole = alpha > beta ? Math.expm1(-Math.log1p(-b0 / a0) / stretch) : Number.POSITIVE_INFINITY;
  // The power of w that the integrand has, that of the change of variable taken in.
  const powerOfW = stretch * (r + x - 1) - 1;
  let [sum, g1, g2, g3, g4] = [0, 0, 0, 0, 0];
  let near = 0;
  while (near < lowest && near < 1 - 1e-14) {
    let far = Math.min(
      lowest,
      1 - (1 - near) / PANEL_RATIO,
      near + (POLE_RATIO - 1) * Math.max(pole + near, 1e-9),
    );
    if (lowest - far < 0.05 * (lowest - near)) far = lowest;
    const width = far - near;
    const { nodes, weights } = ruleFor(Math.min((1 - far) / (1 - near), ratioOf(pole + near, pole + far)));
    for (let i = 0; i < nodes.length; i++) {
      const distance = near + (nodes[i] as number) * width;
      const lnW = lnOf(-distance);
      const lnA = -stretch * lnW;
      const grown = lnA < 0.1 ? a0 * Math.expm1(lnA) : a0 * Math.exp(lnA) - a0;
      const lnB = lnOf(grown * perB0);
      const f = (weights[i] as number) * width * Math.exp(powerOfW * lnW - (s + 1) * lnB);
      sum += f;
      if (!out) continue;
      g1 += f * lnA;
      g2 += (f * (last + grown)) / (a0 + grown);
      g3 += f * lnB;
      g4 += (f * (last + grown)) / (b0 + grown);
    }
    if (far < lowest && remainder(point, -stretch * lnOf(-far)) < NEGLIGIBLE * sum * stretch * a0) break;
    near = far;
  }
  if (out) {
    out.lnAlphaGrowth = g1 / sum;
    out.shareAlpha = g2 / sum;
    out.lnBetaGrowth = g3 / sum;
    out.shareBeta = g4 / sum;
  }
  return Math.log(sum * stretch * a0);
}

/** More than what is left of J once ln((α+u)÷(α+t_x)) has come to lnA: a power law of the larger of α + u and β + u. */
function remainder({ r, alpha, s, beta, x, last }: ParetoPoint, lnA: number): number {
  const grown = (alpha + last) * Math.expm1(lnA);
  const left = Math.exp(-(r + x) * lnA - (s + 1) * Math.log1p(grown / (beta + last)));
  return (left * (Math.max(alpha, beta) + last + grown)) / (r + x + s);
}

function ratioOf(near: number, far: number): number {
  return far === Number.POSITIVE_INFINITY ? 1 : near / far;
}

/** ln(1 + x): the exact one is slower, and only needed where x is small. */
function lnOf(x: number): number {
  return x > -0.1 && x < 0.1 ? Math.log1p(x) : Math.log(1 + x);
}
