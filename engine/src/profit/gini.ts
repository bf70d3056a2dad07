/**
 * Gini coefficient, 0 (all equal) to 1 (one has all) for values that are not negative. With negative values it can
 * exceed 1 and loses its meaning near a total of zero; it is given for comparison only, and undefined at a total of
 * zero or below or without values.
 *
 * G = 2 Σ i·x(i) ÷ (n Σ x) − (n + 1) ÷ n, x ascending, i from 1. Example: [1, 1] → 0, [0, 1] → 0.5
 */
export function gini(values: ArrayLike<number>): number | undefined {
  return giniOfDescending(new Float64Array(values).sort().reverse());
}

/** The same of values that are in order already, largest first. */
export function giniOfDescending(descending: Float64Array): number | undefined {
  const count = descending.length;
  let total = 0;
  let weighted = 0;
  for (let i = 1; i <= count; i++) {
    const value = descending[count - i] as number;
    total += value;
    weighted += i * value;
  }
  return count === 0 || total <= 0 ? undefined : (2 * weighted) / (count * total) - (count + 1) / count;
}
