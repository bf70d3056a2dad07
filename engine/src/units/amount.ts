/**
 * Money. An `Amount` is an integer number of micro-units (millionths) of the book's one reporting currency, held
 * in a safe integer; a `Total` is the same in a bigint, for sums that may leave the safe range. On the wire both
 * are decimal strings. Nothing here rounds unless its name says so.
 */
declare const amountBrand: unique symbol;
export type Amount = number & { readonly [amountBrand]?: true };
export type Total = bigint;

export const MICRO = 1_000_000;
const MICRO_DIGITS = 6;

/**
 * Reads a plain decimal ("-12.5", "0.62") into an integer at `digits` decimals (6: micro-units).
 * Returns undefined when it is no plain decimal, has more decimals than `digits`, or leaves the safe range.
 * Example: parseDecimal('0.62') → 620000
 */
export function parseDecimal(text: string, digits: number = MICRO_DIGITS): number | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text) ?? /^([+-]?)()\.(\d+)$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const kept = fraction.slice(0, digits);
  if (/[1-9]/.test(fraction.slice(digits))) return undefined;
  const value = Number(`${whole}${kept.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(value)) return undefined;
  return sign === '-' && value !== 0 ? -value : value;
}

/**
 * Writes an integer at `digits` decimals as the shortest exact decimal: 478175000 → "478.175".
 * Takes safe integers and bigints; a number outside the safe range is a broken invariant and throws.
 */
export function formatDecimal(value: number | bigint, digits: number = MICRO_DIGITS): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`not a safe integer: ${value}`);
  }
  const negative = value < 0;
  const text = (negative ? -value : value).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = digits === 0 ? '' : text.slice(text.length - digits).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Two doubles up to here still add exactly. */
const PARTIAL_MAX = 4e15;

/** The same as `sum`, for who asks for the total on the way. */
export class RunningTotal {
  #total = 0n;
  #partial = 0;

  add(value: Amount): void {
    if (value > PARTIAL_MAX || value < -PARTIAL_MAX) {
      this.#total += BigInt(value);
      return;
    }
    this.#partial += value;
    if (this.#partial > PARTIAL_MAX || this.#partial < -PARTIAL_MAX) {
      this.#total += BigInt(this.#partial);
      this.#partial = 0;
    }
  }

  get total(): Total {
    return this.#total + BigInt(this.#partial);
  }
}

/** Exact sum of safe integers; adds in doubles while that is exact, so long columns stay fast. */
export function sum(values: Iterable<number>): Total {
  // Read by its places: the iterator that all kinds share takes several times as long, and leaves an object a value.
  return sumOfColumn(values instanceof Float64Array ? values : Float64Array.from(values));
}

function sumOfColumn(column: Float64Array): Total {
  let total = 0n;
  let partial = 0;
  for (let at = 0, value = 0; at < column.length; at++) {
    value = column[at] as number;
    if (value > PARTIAL_MAX || value < -PARTIAL_MAX) {
      total += BigInt(value);
      continue;
    }
    partial += value;
    if (partial > PARTIAL_MAX || partial < -PARTIAL_MAX) {
      total += BigInt(partial);
      partial = 0;
    }
  }
  return total + BigInt(partial);
}

/** A ratio of two totals as a double, or undefined where the divisor is zero: missing is not zero. */
export function ratio(part: Total | number, whole: Total | number): number | undefined {
  const divisor = Number(whole);
  return divisor === 0 ? undefined : Number(part) / divisor;
}
