export interface TopShare {
  /** Of the customers with a value, such as 0.1. */
  readonly top: number;
  /** The first ceil(n × top) by value. */
  readonly customers: number;
  /** What they have, ÷ the total of values above zero; undefined where there is none. */
  readonly ofPositive: number | undefined;
  /** The same ÷ the total of all, which may exceed 1; undefined where that is zero or below. */
  readonly ofTotal: number | undefined;
}

export interface Concentration {
  /** Customers with a value, and those whose value is not known. */
  readonly customers: number;
  readonly unknown: number;
  readonly total: number;
  /** Sums and counts of what lies above and below zero; `negative` is zero or below. */
  readonly positive: number;
  readonly negative: number;
  readonly positiveCustomers: number;
  readonly negativeCustomers: number;
  readonly tops: readonly TopShare[];
  /** The fewest customers that have half of the total of values above zero; undefined where there is none. */
  readonly customersOfHalf: number | undefined;
}

/**
 * How much of a total rests on few customers. Values below zero lower the total, so shares of it can exceed 1 and lose their
 * meaning near zero: shares of the values above zero, which never do, stand beside them.
 *
 * @param values one a customer, any unit; undefined, or no number, is not known and not counted
 * @param tops shares of the customers; the first ceil(n × top), as of the whale curve
 * Example: [60, 30, 20, −10] → half of 110 rests on 1 customer; the first of four has 60 ÷ 110
 */
export function concentration(
  values: ArrayLike<number | undefined>,
  tops: readonly number[] = [0.01, 0.1, 0.2],
): Concentration {
  const known = Float64Array.from(
    Array.from(values).filter(value => value !== undefined && Number.isFinite(value)) as number[],
  ).sort();
  known.reverse();
  const positiveCustomers = known.findLastIndex(value => value > 0) + 1;
  const negativeCustomers = known.length - (known.findLastIndex(value => value >= 0) + 1);
  const positive = sumOf(known.subarray(0, positiveCustomers));
  const negative = sumOf(known.subarray(known.length - negativeCustomers));
  const total = positive + negative;
  return {
    customers: known.length,
    unknown: values.length - known.length,
    total,
    positive,
    negative,
    positiveCustomers,
    negativeCustomers,
    tops: tops.map(top => {
      const customers = Math.min(known.length, Math.ceil(known.length * top));
      const part = sumOf(known.subarray(0, customers));
      return { top, customers, ofPositive: shareOf(part, positive), ofTotal: shareOf(part, total) };
    }),
    customersOfHalf: positive > 0 ? countUntil(known, positive / 2) : undefined,
  };
}

function countUntil(descending: Float64Array, amount: number): number {
  let sum = 0;
  let count = 0;
  for (const value of descending) {
    if (sum >= amount) break;
    sum += value;
    count += 1;
  }
  return count;
}

function shareOf(part: number, whole: number): number | undefined {
  const share = part / whole;
  return whole > 0 && Number.isFinite(share) ? share : undefined;
}

function sumOf(values: Float64Array): number {
  return values.reduce((so, value) => so + value, 0);
}
