import type { FittedName } from './fit-model.ts';
import type { Patterns } from './patterns.ts';

/**
 * Where to begin the search for parameters, as their logarithms: r and α of NBD by its moments, with a dropout that is
 * middling, rare, or early. `centre` is where a weak prior lies. Undefined without a repeat or without time.
 *
 * Moments: Σx = λ ΣT and Σ(x − λT)² − Σx = λ² ΣT² ÷ r.
 */
export function startsOf(
  patterns: Patterns,
  name: FittedName,
): { readonly points: readonly (readonly number[])[]; readonly centre: readonly number[] } | undefined {
  const moments = nbdMoments(patterns);
  if (!moments) return undefined;
  const { r, alpha, meanAge } = moments;
  const lnAge = Math.log(meanAge);
  const logs = (...values: readonly number[]) => values.map(Math.log);
  if (name === 'nbd') return { points: [logs(r, alpha)], centre: [0, lnAge] };
  if (name === 'pareto-nbd') {
    const points = [
      logs(r, alpha, 1, meanAge),
      logs(r, alpha, 0.05, meanAge),
      logs(2 * r, alpha, 0.5, meanAge / 4),
    ];
    return { points, centre: [0, lnAge, 0, lnAge] };
  }
  const points = [logs(r, alpha, 1, 2), logs(r, alpha, 0.05, 5), logs(2 * r, alpha, 0.5, 0.7)];
  return { points, centre: [0, lnAge, 0, 0] };
}

/** r and α of NBD by moments, and the mean of T. Where purchases vary less than at random would do, r is 20. */
export function nbdMoments(
  patterns: Patterns,
): { readonly r: number; readonly alpha: number; readonly meanAge: number } | undefined {
  const { count, customers, repeats, age, weights } = patterns;
  let [purchases, time, squares] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const weight = weights[i] as number;
    purchases += weight * (repeats[i] as number);
    time += weight * (age[i] as number);
    squares += weight * (age[i] as number) ** 2;
  }
  if (!(purchases > 0 && time > 0)) return undefined;
  const rate = purchases / time;
  let over = -purchases;
  for (let i = 0; i < count; i++)
    over += (weights[i] as number) * ((repeats[i] as number) - rate * (age[i] as number)) ** 2;
  const r = over > 0 ? Math.min(20, Math.max(0.05, (rate * rate * squares) / over)) : 20;
  return { r, alpha: r / rate, meanAge: time / customers };
}
