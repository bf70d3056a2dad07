import type { Histories } from './histories.ts';

/**
 * Histories of which each stands once, with the number of customers who have it. A likelihood sums over patterns, so
 * its cost is bounded by the calendar and not by the customers.
 */
export interface Patterns {
  readonly count: number;
  readonly customers: number;
  /** x, t_x and T of a pattern, in the unit of the histories. */
  readonly repeats: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  /** Customers with the pattern. */
  readonly weights: Float64Array;
}

const EMPTY = 0;
/** The pattern of a customer whose history is none. */
export const NO_PATTERN = 0xffffffff;
/** More repeats than a customer can have. */
const REPEATS_MAX = 1e6;

/**
 * Patterns of histories in order of their first customers, and the pattern of each customer. What is no history, such as
 * a T below t_x or a number that is none, is left out and counted.
 *
 * Open addressing on the bits of the three numbers: one pass, no sort and no keys of text.
 * Example: (0, 0, 9), (2, 5, 9), (0, 0, 9) → patterns (0, 0, 9) twice and (2, 5, 9) once; of customers [0, 1, 0]
 */
export function collapse(histories: Pick<Histories, 'repeats' | 'recency' | 'age'>): {
  readonly patterns: Patterns;
  /** `NO_PATTERN` for a customer without a history. */
  readonly ofCustomer: Uint32Array;
  readonly withoutHistory: number;
} {
  const { repeats, recency, age } = histories;
  const customers = repeats.length;
  const ofCustomer = new Uint32Array(customers);
  // x, t_x, T and weight of a pattern side by side: a look at one is one look at memory.
  const rows = new Float64Array(4 * customers);
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * customers + 2)));
  const mask = table.length - 1;
  let count = 0;
  let withoutHistory = 0;
  for (let customer = 0; customer < customers; customer++) {
    const x = repeats[customer] as number;
    // Without a repeat the last purchase is the first one, whatever the source wrote.
    const last = x === 0 ? 0 : (recency[customer] as number);
    const end = age[customer] as number;
    if (!isHistory(x, last, end)) {
      ofCustomer[customer] = NO_PATTERN;
      withoutHistory += 1;
      continue;
    }
    let slot = hashOf(x, last, end) & mask;
    for (;;) {
      const entry = table[slot] as number;
      if (entry === EMPTY) break;
      const row = 4 * (entry - 1);
      if (rows[row] === x && rows[row + 1] === last && rows[row + 2] === end) break;
      slot = (slot + 1) & mask;
    }
    if (table[slot] === EMPTY) {
      rows[4 * count] = x;
      rows[4 * count + 1] = last;
      rows[4 * count + 2] = end;
      count += 1;
      table[slot] = count;
    }
    const pattern = (table[slot] as number) - 1;
    ofCustomer[customer] = pattern;
    rows[4 * pattern + 3] = (rows[4 * pattern + 3] as number) + 1;
  }
  return { patterns: columnsOf(rows, count, customers - withoutHistory), ofCustomer, withoutHistory };
}

function columnsOf(rows: Float64Array, count: number, customers: number): Patterns {
  const column = (at: number) => {
    const values = new Float64Array(count);
    for (let pattern = 0; pattern < count; pattern++) values[pattern] = rows[4 * pattern + at] as number;
    return values;
  };
  return { count, customers, repeats: column(0), recency: column(1), age: column(2), weights: column(3) };
}

function isHistory(repeats: number, recency: number, age: number): boolean {
  const times = recency >= 0 && age >= recency && age < Number.POSITIVE_INFINITY;
  return times && repeats >= 0 && repeats <= REPEATS_MAX && Number.isInteger(repeats);
}

const bits = new Float64Array(3);
const halves = new Int32Array(bits.buffer);

function hashOf(x: number, last: number, end: number): number {
  bits[0] = x;
  bits[1] = last;
  bits[2] = end;
  let hash = 0x9e3779b9 | 0;
  for (let i = 0; i < 6; i++) {
    hash = Math.imul(hash ^ (halves[i] as number), 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Every n-th pattern, so that at most `most` are left: enough for a start, at a fraction of the time. */
export function thinned(patterns: Patterns, most: number): Patterns {
  const step = Math.ceil(patterns.count / most);
  if (step <= 1) return patterns;
  const every = (values: Float64Array) => values.filter((_, pattern) => pattern % step === 0);
  const weights = every(patterns.weights);
  return {
    count: weights.length,
    customers: weights.reduce((sum, weight) => sum + weight, 0),
    repeats: every(patterns.repeats),
    recency: every(patterns.recency),
    age: every(patterns.age),
    weights,
  };
}

/** How many customers bought more often than j times again, for each j; the part of a likelihood in x alone. */
export function moreThan(patterns: Patterns): Float64Array {
  const { repeats, weights } = patterns;
  let most = 0;
  for (const value of repeats) if (value > most) most = value;
  const above = new Float64Array(most + 1);
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i] as number;
    above[x] = (above[x] as number) + (weights[i] as number);
  }
  let sum = 0;
  for (let x = most; x >= 0; x--) {
    const here = above[x] as number;
    above[x] = sum;
    sum += here;
  }
  return above;
}
