/**
 * The place of the first of some ascending numbers that is at least so much, found by halving; how many there are where none is.
 * Example: [1, 3, 3, 8] and 3 → 1
 */
export function firstAtLeast(ascending: ArrayLike<number>, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
