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
  const { count, customers, repeats, recency, age, weights } = patterns;
  const above = moreThan(patterns);
  const out: ParetoIntegral = { lnJ: 0, lnAlphaGrowth: 0, perAlpha: 0, lnBetaGrowth: 0, perBeta: 0 };
  return (theta, gradient) => {
    const [r, alpha, s, beta] = theta.map(Math.exp) as [number, number, number, number];
    const point: ParetoPoint = { r, alpha, s, beta, x: 0, last: 0, end: 0 };
    const [lnAlpha, lnBeta, lnS] = [Math.log(alpha), Math.log(beta), Math.log(s)];
    let value = customers * (r * lnAlpha + s * lnBeta);
    let dr = customers * lnAlpha;
    let dAlpha = (customers * r) / alpha;
    let ds = customers * lnBeta;
    let dBeta = (customers * s) / beta;
    for (let j = 0; j < above.length; j++) {
      const more = above[j] as number;
      if (more === 0) continue;
      value += more * Math.log(r + j);
      dr += more / (r + j);
    }
    for (let i = 0; i < count; i++) {
      const weight = weights[i] as number;
      const x = repeats[i] as number;
      const last = recency[i] as number;
      const end = age[i] as number;
      point.x = x;
      point.last = last;
      point.end = end;
      paretoIntegral(point, out);
      const [lnA, lnB] = [Math.log(alpha + end), Math.log(beta + end)];
      const [lnALast, lnBLast] = [Math.log(alpha + last), Math.log(beta + last)];
      const alive = -(r + x) * lnA - s * lnB;
      const gone = lnS - (r + x) * lnALast - (s + 1) * lnBLast + out.lnJ;
      const odds = Math.exp(-Math.abs(alive - gone));
      const smaller = odds / (1 + odds);
      const pGone = alive > gone ? smaller : 1 - smaller;
      const pAlive = alive > gone ? 1 - smaller : smaller;
      value += weight * ((alive > gone ? alive : gone) + Math.log1p(odds));
      dr -= weight * (pAlive * lnA + pGone * (lnALast + out.lnAlphaGrowth));
      dAlpha -= weight * (r + x) * (pAlive / (alpha + end) + pGone * out.perAlpha);
      ds -= weight * (pAlive * lnB + pGone * (lnBLast + out.lnBetaGrowth - 1 / s));
      dBeta -= weight * ((pAlive * s) / (beta + end) + pGone * (s + 1) * out.perBeta);
    }
    gradient[0] = r * dr;
    gradient[1] = alpha * dAlpha;
    gradient[2] = s * ds;
    gradient[3] = beta * dBeta;
    return value;
  };
}
