import type { Amount } from '../units/amount.ts';

/**
 * Indices from the largest value to the smallest, ties by the customers' keys: the same for every order of the input,
 * and where the keys are those of the source system, for every history of imports.
 */
export function orderByLargest<Key extends string | number>(
  values: ArrayLike<Amount>,
  keys: ArrayLike<Key>,
): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort(
    (a, b) => (values[b] as number) - (values[a] as number) || ((keys[a] as Key) < (keys[b] as Key) ? -1 : 1),
  );
}

/** Rank of each row, 1 for the largest. Example: values [5, 9, 7] → [3, 1, 2] */
export function ranks(order: Uint32Array): Uint32Array {
  const rank = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) rank[order[i] as number] = i + 1;
  return rank;
}

/** Middle value; the mean of the two middle ones for an even count; undefined without values. */
export function median(values: ArrayLike<number>): number | undefined {
  const ascending = Float64Array.from(values).sort();
  const middle = ascending.length >> 1;
  if (ascending.length === 0) return undefined;
  if (ascending.length % 2 === 1) return ascending[middle];
  return ((ascending[middle - 1] as number) + (ascending[middle] as number)) / 2;
}
