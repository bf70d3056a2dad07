/** Fewer customers with two gaps say nothing about timing. */
const PAIRS_MIN = 20;
/** Beyond this purchases are a calendar. */
const REGULARITY_MAX = 100;

/**
 * Regularity k of the times between purchases, as the shape of a gamma distribution: 1 at random as NBD models have it,
 * 2 and more when purchases keep a rhythm, below 1 when they come in bursts. From two gaps each of many customers:
 * M = gap ÷ (gap + next gap) is Beta(k, k), whatever the customer's rate, and its variance is 1 ÷ (4 (2k + 1)).
 *
 * Undefined with fewer than 20 customers.
 * Source: Wheat & Morrison 1990, Estimating Purchase Regularity with Two Interpurchase Times (doi 10.1177/002224379002700109).
 * Example: all gaps alike → 100, the most that is said
 */
export function regularityOf(earlier: Float64Array, later: Float64Array): number | undefined {
  let [pairs, squares] = [0, 0];
  for (let i = 0; i < earlier.length; i++) {
    const [first, second] = [earlier[i] as number, later[i] as number];
    if (!(first + second > 0)) continue;
    pairs += 1;
    squares += (first / (first + second) - 0.5) ** 2;
  }
  if (pairs < PAIRS_MIN) return undefined;
  const variance = squares / pairs;
  return Math.min(REGULARITY_MAX, Math.max(0, (1 - 4 * variance) / (8 * variance)));
}
