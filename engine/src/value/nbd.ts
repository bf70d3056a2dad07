import { moreThan, type Patterns } from './patterns.ts';

/**
 * ln L of NBD over patterns, and its gradient by the logarithms of r and α: purchases at random with λ ~ Gamma(r, α),
 * and nobody ever drops out. Without constants in x, so that it compares with BG/NBD and Pareto/NBD.
 * Source: Ehrenberg 1959 (doi 10.2307/2985810), with exposure T.
 */
export function nbdLogLikelihood(
  patterns: Patterns,
): (theta: readonly number[], gradient: number[]) => number {
  const { count, repeats, age, weights } = patterns;
  const above = moreThan(patterns);
  return (theta, gradient) => {
    const [r, alpha] = theta.map(Math.exp) as [number, number];
    const sums = sumsOfShape(above, r, alpha);
    let { value, dr } = sums;
    let share = 0;
    for (let i = 0; i < count; i++) {
      const weight = weights[i] as number;
      const end = age[i] as number;
      const shape = r + (repeats[i] as number);
      const growth = Math.log1p(end / alpha);
      value -= weight * shape * growth;
      dr -= weight * growth;
      share += (weight * shape * end) / (alpha + end);
    }
    gradient[0] = r * dr;
    gradient[1] = share - sums.purchases;
    return value;
  };
}

/**
 * ln(Γ(r+x) ÷ Γ(r) ÷ α^x) summed over customers, with its derivative by r and Σ x: as Σ ln((r+j)÷α), which needs no Γ and
 * stays exact where r and α grow without bound, towards a rate that all share.
 */
export function sumsOfShape(
  above: Float64Array,
  r: number,
  alpha: number,
): { readonly value: number; readonly dr: number; readonly purchases: number } {
  let [value, dr, purchases] = [0, 0, 0];
  for (let j = 0; j < above.length; j++) {
    const more = above[j] as number;
    if (more === 0) continue;
    value += more * Math.log((r + j) / alpha);
    dr += more / (r + j);
    purchases += more;
  }
  return { value, dr, purchases };
}

/** Rate of all per unit of time and ln L with it, where everybody buys alike at random; undefined without time or repeats. */
export function poissonFit(
  patterns: Patterns,
): { readonly rate: number; readonly logLikelihood: number } | undefined {
  const { count, repeats, age, weights } = patterns;
  let [purchases, time] = [0, 0];
  for (let i = 0; i < count; i++) {
    purchases += (weights[i] as number) * (repeats[i] as number);
    time += (weights[i] as number) * (age[i] as number);
  }
  if (!(purchases > 0 && time > 0)) return undefined;
  const rate = purchases / time;
  return { rate, logLikelihood: purchases * Math.log(rate) - purchases };
}
