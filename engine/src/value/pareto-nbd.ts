import { sumsOfShape } from './nbd.ts';
import { type ParetoIntegral, type ParetoPoint, paretoIntegral } from './pareto-integral.ts';
import { moreThan, type Patterns } from './patterns.ts';

/**
 * ln L of Pareto/NBD over patterns, and its gradient by the logarithms of r, α, s and β.
 *
 * λ ~ Gamma(r, α), an unseen lifetime with rate μ ~ Gamma(s, β):
 * L = Γ(r+x) α^r β^s ÷ Γ(r) × { (α+T)^−(r+x) (β+T)^−s + s ∫ from t_x to T of (α+u)^−(r+x) (β+u)^−(s+1) du }.
 * Derivatives are taken under the integral, on its nodes. Without constants in x, as the papers have it.
 *
 * Source: Schmittlein, Morrison & Colombo 1987 (doi 10.1287/mnsc.33.1.1); Hardie's note 009.
 */
export function paretoLogLikelihood(
  patterns: Patterns,
): (theta: readonly number[], gradient: number[]) => number {
  const { count, repeats, recency, age, weights } = patterns;
  const above = moreThan(patterns);
  const out: ParetoIntegral = { lnJ: 0, lnAlphaGrowth: 0, shareAlpha: 0, lnBetaGrowth: 0, shareBeta: 0 };
  return (theta, gradient) => {
    const [r, alpha, s, beta] = theta.map(Math.exp) as [number, number, number, number];
    const point: ParetoPoint = { r, alpha, s, beta, x: 0, last: 0, end: 0 };
    const lnFirst = Math.log(s / beta);
    const sums = sumsOfShape(above, r, alpha);
    let { value, dr } = sums;
    let [ofAlpha, ds, ofBeta] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      const weight = weights[i] as number;
      const last = recency[i] as number;
      const end = age[i] as number;
      const shape = r + (repeats[i] as number);
      point.x = repeats[i] as number;
      point.last = last;
      point.end = end;
      paretoIntegral(point, out);
      const [growthA, growthB] = [Math.log1p(end / alpha), Math.log1p(end / beta)];
      const [lastA, lastB] = [Math.log1p(last / alpha), Math.log1p(last / beta)];
      const alive = -shape * growthA - s * growthB;
      const gone = lnFirst - shape * lastA - (s + 1) * lastB + out.lnJ;
      const odds = Math.exp(-Math.abs(alive - gone));
      const smaller = odds / (1 + odds);
      const pGone = alive > gone ? smaller : 1 - smaller;
      const pAlive = alive > gone ? 1 - smaller : smaller;
      value += weight * ((alive > gone ? alive : gone) + Math.log1p(odds));
      dr -= weight * (pAlive * growthA + pGone * (lastA + out.lnAlphaGrowth));
      ofAlpha += weight * shape * ((pAlive * end) / (alpha + end) + pGone * out.shareAlpha);
      ds -= weight * (pAlive * growthB + pGone * (lastB + out.lnBetaGrowth - 1 / s));
      ofBeta += weight * ((pAlive * s * end) / (beta + end) + pGone * ((s + 1) * out.shareBeta - 1));
    }
    gradient[0] = r * dr;
    gradient[1] = ofAlpha - sums.purchases;
    gradient[2] = s * ds;
    gradient[3] = ofBeta;
    return value;
  };
}
