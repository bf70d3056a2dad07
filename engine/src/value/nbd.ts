import { moreThan, type Patterns } from './patterns.ts';

/**
 * ln L of NBD over patterns, and its gradient by the logarithms of r and α: purchases at random with λ ~ Gamma(r, α),
 * and nobody ever drops out. Without constants in x, so that it compares with BG/NBD and Pareto/NBD.
 * Source: Ehrenberg 1959 (doi 10.2307/2985810), with exposure T.
 */
export function nbdLogLikelihood(
  patterns: Patterns,
): (theta: readonly number[], gradient: number[]) => number {
  const { count, customers, repeats, age, weights } = patterns;
  const above = moreThan(patterns);
  return (theta, gradient) => {
    const [r, alpha] = theta.map(Math.exp) as [number, number];
    let value = 0;
    let dr = 0;
    let dAlpha = (customers * r) / alpha;
    for (let j = 0; j < above.length; j++) {
      const more = above[j] as number;
      if (more === 0) continue;
      value += more * Math.log(r + j);
      dr += more / (r + j);
    }
    for (let i = 0; i < count; i++) {
      const weight = weights[i] as number;
      const x = repeats[i] as number;
      const end = age[i] as number;
      // ln((α+T)÷α) and not a difference of logarithms: exact also where r and α grow without bound.
      const growth = Math.log1p(end / alpha);
      value -= weight * (r * growth + x * Math.log(alpha + end));
      dr -= weight * growth;
      dAlpha -= (weight * (r + x)) / (alpha + end);
    }
    gradient[0] = r * dr;
    gradient[1] = alpha * dAlpha;
    return value;
  };
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
