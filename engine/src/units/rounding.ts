import { differenceOfProducts } from './exact-product.ts';
import { type NewColumn, newColumn } from './scratch-columns.ts';

/**
 * value × numerator ÷ denominator, rounded half to even; the named rounding step of fixed rates and shares.
 * All safe integers, denominator > 0. Throws RangeError when the result leaves the safe range.
 * Example: multiplyDivide(771250000, 620000, 1000000) → 478175000
 */
export function multiplyDivide(value: number, numerator: number, denominator: number): number {
  const product = value * numerator;
  if (Number.isSafeInteger(product)) {
    const remainder = product % denominator;
    const quotient = (product - remainder) / denominator;
    const twice = 2 * Math.abs(remainder);
    if (twice < denominator || (twice === denominator && quotient % 2 === 0)) return quotient || 0;
    return quotient + (product < 0 ? -1 : 1);
  }
  const exact = BigInt(value) * BigInt(numerator);
  const rounded = Number(divideHalfEven(exact, BigInt(denominator)));
  if (!Number.isSafeInteger(rounded))
    throw new RangeError(`amount out of range: ${value} × ${numerator} ÷ ${denominator}`);
  return rounded;
}

/** Integer division rounded half to even; divisor > 0. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n;
  const size = negative ? -dividend : dividend;
  let quotient = size / divisor;
  const twice = (size % divisor) * 2n;
  if (twice > divisor || (twice === divisor && quotient % 2n === 1n)) quotient += 1n;
  return negative ? -quotient : quotient;
}

/**
 * Allocates `total` over `weights` in whole units so that the parts sum to it exactly: each gets the floor of its
 * share, and the units left go one each to the largest remainders, ties to the smaller index (callers order by source
 * key, so the result does not depend on the order of the input file). A negative total is the mirror image.
 *
 * @param total safe integer, micro-units
 * @param weights non-negative safe integers with a safe sum; with a zero sum only a zero total can be allocated
 * @param make makes the result, and whatever else it takes to find it
 * Source: largest remainder (Hamilton) method.
 * Example: largestRemainder(100, [1, 1, 1]) → [34, 33, 33]
 */
export function largestRemainder(
  total: number,
  weights: ArrayLike<number>,
  make: NewColumn = newColumn,
): Float64Array {
  const count = weights.length;
  const parts = make(count);
  let weightSum = 0;
  for (let i = 0; i < count; i++) {
    const weight = weights[i] as number;
    if (!(weight >= 0)) throw new RangeError(`weight ${i} is ${weight}: weights must not be negative`);
    weightSum += weight;
  }
  if (weightSum === 0) {
    if (total !== 0) throw new RangeError(`cannot allocate ${total} over weights that sum to zero`);
    return parts;
  }
  if (!Number.isSafeInteger(weightSum)) throw new RangeError('weights leave the safe range');
  const size = Math.abs(total);
  const remainders = make(count);
  let left = size;
  for (let i = 0; i < count; i++) {
    const weight = weights[i] as number;
    let part = Math.floor(size * (weight / weightSum));
    let remainder = differenceOfProducts(size, weight, part, weightSum);
    while (remainder < 0) {
      part -= 1;
      remainder += weightSum;
    }
    while (remainder >= weightSum) {
      part += 1;
      remainder -= weightSum;
    }
    parts[i] = part;
    remainders[i] = remainder;
    left -= part;
  }
  giveToLargest(parts, { remainders, left, make });
  if (total < 0) for (let i = 0; i < count; i++) parts[i] = -(parts[i] as number) || 0;
  return parts;
}

function giveToLargest(
  parts: Float64Array,
  { remainders, left, make }: { remainders: Float64Array; left: number; make: NewColumn },
): void {
  if (left === 0) return;
  const ascending = make(remainders.length);
  ascending.set(remainders);
  const threshold = ascending.sort()[remainders.length - left] as number;
  let atThreshold = left;
  // By places: an iterator leaves an object a value.
  for (let i = 0; i < remainders.length; i++) if ((remainders[i] as number) > threshold) atThreshold -= 1;
  for (let i = 0; i < parts.length; i++) {
    const remainder = remainders[i] as number;
    if (remainder > threshold) parts[i] = (parts[i] as number) + 1;
    else if (remainder === threshold && atThreshold > 0) {
      parts[i] = (parts[i] as number) + 1;
      atThreshold -= 1;
    }
  }
}
