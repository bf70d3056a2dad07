import { driverOf, parseActivityDriver } from '../measures/drivers.ts';
import type { Amount } from '../units/amount.ts';
import { largestRemainder, multiplyDivide } from '../units/rounding.ts';
import type { Activity, Term } from './cost-model.ts';
import { countsOverPeriod, minutesFor } from './costing.ts';

/** Something that a driver counts once and several products share: an order, a day. Places are those of the products. */
export interface SharedCount {
  readonly places: readonly number[];
  /** Its lines at each place: equal shares a line. */
  readonly lines: readonly number[];
}

/** Activities of a customer's month of one kind and flag. Count and minutes in thousandths, money in micro-units. */
export interface ActivityEvents {
  readonly activity: string;
  readonly flag: string | undefined;
  readonly count: number;
  readonly minutes: number;
  readonly money: Amount;
}

/** An activity that names an order, shared by the products of that order. */
export type TiedEvent = ActivityEvents & SharedCount;

/** What the products of a customer's month have of each driver. Our own mistakes are left out, as they are of profit. */
export interface ProductTrade {
  /** How many products there are; places run from 0. */
  readonly products: number;
  /** Counts that every product has of its own, at the driver's scale. */
  readonly counts: Readonly<Record<string, Float64Array>>;
  /** Counts that products share. */
  readonly shared: Readonly<Record<string, readonly SharedCount[]>>;
  readonly tied: readonly TiedEvent[];
  /** All activities of the month, those that name an order among them. */
  readonly events: readonly ActivityEvents[];
}

/** How an activity weighs on the products, in millionths of a minute; for traced money, in micro-units. */
export interface ProductWeights {
  /** What no product caused: it is the customer's as a whole. */
  readonly whole: number;
  readonly products: Float64Array;
  /** What of it follows the number of lines, so that fewer and larger lines would take less. */
  readonly withLines: Float64Array;
}

/** Time that goes with the quantity, or stays the same, however many lines it comes in; all other time goes with lines. */
const NOT_WITH_LINES: readonly string[] = ['units', 'returnOrders', 'returnLines', 'skus'];

/**
 * Weights by the drivers of an activity in a customer's month. A count of lines, units or products is the product's own;
 * an order or day is shared equally by its lines, and so is an activity that names an order. Activities that name none,
 * such as visits, weigh on no product. What counts over a whole period is left out: no month has it.
 *
 * Example: 9 min × orders, one order of three lines, two of them of one product → 6 and 3 minutes
 */
export function productWeights(activity: Activity, trade: ProductTrade): ProductWeights {
  const weights = {
    whole: 0,
    products: new Float64Array(trade.products),
    withLines: new Float64Array(trade.products),
  };
  for (const term of activity.minutes ?? []) if (!countsOverPeriod(term)) addTerm(weights, term, trade);
  for (const driver of activity.money ?? []) {
    const money = { driver, when: undefined, takes: 'money', worth: (amount: number) => amount } as const;
    weights.whole += addEvents(weights.products, money, trade);
  }
  return weights;
}

interface Writable {
  whole: number;
  readonly products: Float64Array;
  readonly withLines: Float64Array;
}

function addTerm(weights: Writable, term: Term, trade: ProductTrade): void {
  const worth = minutesFor(term);
  const added = new Float64Array(trade.products);
  const counts = trade.counts[term.driver];
  if (counts) for (let i = 0; i < added.length; i++) added[i] = worth(counts[i] as number);
  else if (driverOf(term.driver))
    for (const shared of trade.shared[term.driver] ?? []) addShared(added, worth(1), shared);
  else {
    const takes = parseActivityDriver(term.driver)?.takes === 'minutes' ? 'minutes' : 'count';
    weights.whole += addEvents(added, { driver: term.driver, when: term.when, takes, worth }, trade);
  }
  const withLines = !NOT_WITH_LINES.includes(term.driver);
  for (let i = 0; i < added.length; i++) {
    weights.products[i] = (weights.products[i] as number) + (added[i] as number);
    if (withLines) weights.withLines[i] = (weights.withLines[i] as number) + (added[i] as number);
  }
}

interface EventDriver {
  readonly driver: string;
  readonly when: string | undefined;
  readonly takes: 'count' | 'minutes' | 'money';
  readonly worth: (count: number) => number;
}

/** Adds what is tied to orders, and returns the worth of what is not. */
function addEvents(
  added: Float64Array,
  { driver, when, takes, worth }: EventDriver,
  trade: ProductTrade,
): number {
  const kind = parseActivityDriver(driver)?.activity;
  const counts = (event: ActivityEvents) =>
    event.activity === kind && (when === undefined || event.flag === when);
  let left = 0;
  for (const event of trade.events) if (counts(event)) left += event[takes];
  for (const event of trade.tied) {
    if (!counts(event)) continue;
    addShared(added, worth(event[takes]), event);
    left -= event[takes];
  }
  return worth(left);
}

function addShared(added: Float64Array, worth: number, { places, lines }: SharedCount): void {
  const [only = 0] = places;
  const parts = places.length === 1 ? Float64Array.of(worth) : undefined;
  if (parts) added[only] = (added[only] as number) + worth;
  else
    for (const [at, part] of largestRemainder(worth, lines).entries()) {
      const place = places[at] as number;
      added[place] = (added[place] as number) + part;
    }
}

/**
 * Allocates a total over weights of either sign, so that the parts sum to it exactly: what weighs below zero, such as a
 * correction of a quantity, is taken back at the same rate and apart. Where the weights cancel each other out they say
 * nothing, and all of it stays with the first.
 *
 * Example: spread(100, [0, 150, −50]) → [0, 150, −50]
 */
export function spread(total: Amount, weights: Float64Array): Float64Array {
  let sum = 0;
  let below = 0;
  for (const weight of weights) {
    sum += weight;
    if (weight < 0) below -= weight;
  }
  if (sum > 0 && below === 0) return largestRemainder(total, weights);
  if (sum < 0)
    return spread(
      total,
      weights.map(weight => -weight || 0),
    );
  const isFar = sum === 0 || Math.abs(total) * (below / sum) > Number.MAX_SAFE_INTEGER / 4;
  if (isFar) return weights.map((_, at) => (at === 0 ? total : 0));
  const back = multiplyDivide(total, below, sum);
  const takenBack = largestRemainder(
    back,
    weights.map(weight => Math.max(-weight, 0)),
  );
  return largestRemainder(
    total + back,
    weights.map(weight => Math.max(weight, 0)),
  ).map((part, at) => part - (takenBack[at] as number) || 0);
}
