import { driverOf, parseActivityDriver } from '../measures/drivers.ts';
import type { Amount } from '../units/amount.ts';
import { largestRemainder, multiplyDivide } from '../units/rounding.ts';
import { type NewColumn, newColumn } from '../units/scratch-columns.ts';
import type { Activity, Term } from './cost-model.ts';
import { countsOverPeriod, minutesFor } from './costing.ts';

/** Something that a driver counts once and several products share: an order, a day. Places are those of the products. */
export interface SharedCount {
  readonly places: readonly number[];
  /** Its lines at each place: equal shares a line. */
  readonly lines: readonly number[];
  /** All of its lines. */
  readonly all: number;
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
  /** By kind of activity: those that name an order, and all of the month, the former among them. */
  readonly tied: ReadonlyMap<string, readonly TiedEvent[]>;
  readonly events: ReadonlyMap<string, readonly ActivityEvents[]>;
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

/** An activity whose terms are read once for many months. */
export interface WeighedActivity {
  readonly drivers: readonly WeighedDriver[];
}

interface WeighedDriver {
  readonly driver: string;
  readonly of: 'lines' | 'events';
  /** Of events: their kind, the flag that is asked for, and what of them counts. */
  readonly kind: string;
  readonly when: string | undefined;
  readonly takes: 'count' | 'minutes' | 'money';
  readonly withLines: boolean;
  /** What a count weighs. */
  readonly worth: (count: number) => number;
}

/** The drivers of an activity, ready to be weighed; what counts over a whole period is left out, since no month has it. */
export function weighedActivity({ minutes = [], money = [] }: Activity): WeighedActivity {
  const terms = minutes.filter(term => !countsOverPeriod(term));
  return { drivers: [...terms.map(weighedTerm), ...money.map(weighedMoney)] };
}

function weighedTerm(term: Term): WeighedDriver {
  const { driver, when } = term;
  const event = parseActivityDriver(driver);
  return {
    ...{ driver, when, kind: event?.activity ?? '', takes: event?.takes ?? 'count' },
    of: driverOf(driver) ? 'lines' : 'events',
    withLines: !NOT_WITH_LINES.includes(driver),
    worth: minutesFor(term),
  };
}

function weighedMoney(driver: string): WeighedDriver {
  const kind = parseActivityDriver(driver)?.activity ?? '';
  const of = { driver, when: undefined, kind, of: 'events', takes: 'money' } as const;
  return { ...of, withLines: false, worth: amount => amount };
}

/**
 * Weights by the drivers of an activity in a customer's month. A count of lines, units or products is the product's own;
 * an order or day is shared equally by its lines, and so is an activity that names an order. Activities that name none,
 * such as visits, weigh on no product.
 *
 * Example: 9 min × orders, one order of three lines, two of them of one product → 6 and 3 minutes
 */
export function productWeights(
  { drivers }: WeighedActivity,
  trade: ProductTrade,
  make: NewColumn = newColumn,
): ProductWeights {
  const products = make(trade.products);
  const withLines = make(trade.products);
  let whole = 0;
  for (const driver of drivers) {
    const added = driver.withLines ? withLines : products;
    if (driver.of === 'events') whole += addEvents(added, driver, trade);
    else addCounts(added, driver, trade);
  }
  for (let i = 0; i < products.length; i++) products[i] = (products[i] as number) + (withLines[i] as number);
  return { whole, products, withLines };
}

function addCounts(added: Float64Array, { driver, worth }: WeighedDriver, trade: ProductTrade): void {
  const counts = trade.counts[driver];
  if (counts)
    for (let i = 0; i < added.length; i++) added[i] = (added[i] as number) + worth(counts[i] as number);
  else for (const shared of trade.shared[driver] ?? []) addShared(added, worth(1), shared);
}

/** Adds what is tied to orders, and returns the worth of what is not. */
function addEvents(
  added: Float64Array,
  { kind, when, takes, worth }: WeighedDriver,
  trade: ProductTrade,
): number {
  let left = 0;
  for (const event of trade.events.get(kind) ?? [])
    if (when === undefined || event.flag === when) left += event[takes];
  for (const event of trade.tied.get(kind) ?? []) {
    if (when !== undefined && event.flag !== when) continue;
    addShared(added, worth(event[takes]), event);
    left -= event[takes];
  }
  return worth(left);
}

/** Rounded, since a weight need not add up: what is allocated by it does. */
function addShared(added: Float64Array, worth: number, { places, lines, all }: SharedCount): void {
  for (let at = 0; at < places.length; at++) {
    const place = places[at] as number;
    added[place] = (added[place] as number) + Math.round((worth * (lines[at] as number)) / all);
  }
}

/**
 * Allocates a total over weights of either sign, so that the parts sum to it exactly: what weighs below zero, such as a
 * correction of a quantity, is taken back at the same rate and apart. Where the weights cancel each other out they say
 * nothing, and all of it stays with the first.
 *
 * Example: spread(100, [0, 150, −50]) → [0, 150, −50]
 */
export function spread(total: Amount, weights: Float64Array, make: NewColumn = newColumn): Float64Array {
  let sum = 0;
  let below = 0;
  for (let i = 0, weight = 0; i < weights.length; i++) {
    weight = weights[i] as number;
    sum += weight;
    if (weight < 0) below -= weight;
  }
  if (sum > 0 && below === 0) return withoutMinusZero(largestRemainder(total, weights, make));
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

function withoutMinusZero(parts: Float64Array): Float64Array {
  for (let i = 0; i < parts.length; i++) parts[i] = (parts[i] as number) + 0;
  return parts;
}
