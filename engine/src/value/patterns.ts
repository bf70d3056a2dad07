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
  const firsts = new Uint32Array(customers);
  const weights = new Float64Array(customers);
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * customers + 2)));
  const mask = table.length - 1;
  const bits = new Float64Array(3);
  const halves = new Int32Array(bits.buffer);
  let count = 0;
  let withoutHistory = 0;
  for (let customer = 0; customer < customers; customer++) {
    bits[0] = repeats[customer] as number;
    // Without a repeat the last purchase is the first one, whatever the source wrote.
    bits[1] = bits[0] === 0 ? 0 : (recency[customer] as number);
    bits[2] = age[customer] as number;
    if (!isHistory(bits[0], bits[1], bits[2])) {
      ofCustomer[customer] = NO_PATTERN;
      withoutHistory += 1;
      continue;
    }
    let slot = hashOf(halves) & mask;
    for (;;) {
      const entry = table[slot] as number;
      if (entry === EMPTY) {
        firsts[count] = customer;
        count += 1;
        table[slot] = count;
        ofCustomer[customer] = count - 1;
        weights[count - 1] = 1;
        break;
      }
      const first = firsts[entry - 1] as number;
      const same =
        repeats[first] === bits[0] && age[first] === bits[2] && (bits[0] === 0 || recency[first] === bits[1]);
      if (same) {
        ofCustomer[customer] = entry - 1;
        weights[entry - 1] = (weights[entry - 1] as number) + 1;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  const column = (values: Float64Array) =>
    Float64Array.from({ length: count }, (_, pattern) => values[firsts[pattern] as number] as number);
  const ownRepeats = column(repeats);
  const ownRecency = column(recency);
  for (let pattern = 0; pattern < count; pattern++) if (ownRepeats[pattern] === 0) ownRecency[pattern] = 0;
  const patterns = {
    count,
    customers: customers - withoutHistory,
    repeats: ownRepeats,
    recency: ownRecency,
    age: column(age),
    weights: weights.slice(0, count),
  };
  return { patterns, ofCustomer, withoutHistory };
}

function isHistory(repeats: number, recency: number, age: number): boolean {
  const times = recency >= 0 && age >= recency && age < Number.POSITIVE_INFINITY;
  return times && repeats >= 0 && repeats <= REPEATS_MAX && Number.isInteger(repeats);
}

function hashOf(halves: Int32Array): number {
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
