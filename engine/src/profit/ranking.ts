import type { Amount } from '../units/amount.ts';

/**
 * Indices from the largest value to the smallest, ties by the customers' keys: the same for every order of the input,
 * and where the keys are those of the source system, for every history of imports.
 */
export function orderByLargest<Key extends string | number>(
  values: ArrayLike<Amount>,
  keys: ArrayLike<Key>,
): Uint32Array {
  const ascending = new Float64Array(values).sort();
  const count = ascending.length;
  const order = new Uint32Array(count);
  // How many rows hold the value that begins here: native sorting and halving beat a comparison function.
  const tied = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const at = firstAtLeast(ascending, values[i] as number);
    order[count - 1 - at - (tied[at] as number)] = i;
    tied[at] = (tied[at] as number) + 1;
  }
  for (let at = 0; at < count; at++) {
    const size = tied[at] as number;
    if (size > 1)
      order
        .subarray(count - at - size, count - at)
        .sort((a, b) => ((keys[a] as Key) < (keys[b] as Key) ? -1 : 1));
  }
  return order;
}

function firstAtLeast(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rank of each row, 1 for the largest. Example: values [5, 9, 7] → [3, 1, 2] */
export function ranks(order: Uint32Array): Uint32Array {
  const rank = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) rank[order[i] as number] = i + 1;
  return rank;
}

/** Middle value; the mean of the two middle ones for an even count; undefined without values. */
export function median(values: ArrayLike<number>): number | undefined {
  const ascending = new Float64Array(values).sort();
  const middle = ascending.length >> 1;
  if (ascending.length === 0) return undefined;
  if (ascending.length % 2 === 1) return ascending[middle];
  return ((ascending[middle - 1] as number) + (ascending[middle] as number)) / 2;
}
