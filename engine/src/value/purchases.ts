import { type Day, dayNumber, parseDay } from '../units/day.ts';
import type { Histories, Purchase, TimeUnit } from './histories.ts';
import { REGULARITY_MOST, wheatMorrisonOfPairs } from './regularity.ts';

export interface PurchaseRules {
  /** Last day of what was observed: T counts up to it, whether or not somebody bought on it. */
  readonly until: Day;
  readonly unit: TimeUnit;
  /** A day on which a customer bought and paid nothing: left out, or a purchase like any other. */
  readonly zeroDays?: 'left out' | 'counted' | undefined;
}

/** Purchases as columns: customers by their position in `customers`, days by their number since 1970-01-01. */
export interface PurchaseColumns {
  readonly customers: readonly string[];
  readonly customer: Uint32Array;
  readonly day: Int32Array;
  readonly amount: Float64Array;
}

export type LeftOutReason =
  | 'after until'
  | 'day cannot be read'
  | 'amount is no number'
  | "returns beyond the day's sales"
  | 'nothing paid on the day'
  | 'customers without a purchase';

/** What was not counted: customers whom it concerns, lines or days of theirs, and what these come to. */
export interface LeftOut {
  readonly reason: LeftOutReason;
  readonly customers: number;
  readonly count: number;
  readonly amount: number;
}

export interface CountedPurchases {
  readonly histories: Histories;
  /** Only reasons that occur. */
  readonly leftOut: readonly LeftOut[];
  /** k of the timing: 1 at random, above 1 the more regular; undefined with too few customers to tell. */
  readonly regularity: number | undefined;
}

/** Days that no date can have. */
const UNREADABLE = -(2 ** 31);
const DAYS_PER: Readonly<Record<TimeUnit, number>> = { day: 1, week: 7 };

/**
 * Histories out of purchases and returns. A customer's lines of one day are one purchase, of what they come to together;
 * a day that comes to zero or below is none; what lies after `until`, has no day or no amount is left out. All that was
 * left out is listed. Customers are in the order of their keys.
 *
 * Source of x, t_x, T and m: Fader, Hardie & Lee 2005 (doi 10.1287/mksc.1040.0098); m leaves out the first purchase.
 * Example: 30 on 1 March, 20 and −5 on 8 March, until 22 March in weeks → x 1, t_x 1, T 3, m 15
 */
export function countPurchases(purchases: readonly Purchase[], rules: PurchaseRules): CountedPurchases {
  const customers = [...new Set(purchases.map(({ customer }) => customer))].sort();
  const positions = new Map(customers.map((customer, position) => [customer, position]));
  const columns = {
    customers,
    customer: Uint32Array.from(purchases, ({ customer }) => positions.get(customer) as number),
    day: Int32Array.from(purchases, ({ day }) => numberOf(day)),
    amount: Float64Array.from(purchases, ({ amount }) => amount),
  };
  return countPurchaseColumns(columns, rules);
}

/** The same for millions of purchases that are columns already. */
export function countPurchaseColumns(columns: PurchaseColumns, rules: PurchaseRules): CountedPurchases {
  const until = numberOf(rules.until);
  const daysPer = DAYS_PER[rules.unit];
  const order = orderByCustomerAndDay(columns);
  const left = new LeftOutList();
  const kept: string[] = [];
  const size = columns.customers.length;
  const column = () => new Float64Array(size);
  const [repeats, recency, age, meanAmount] = [column(), column(), column(), column()] as const;
  const gaps = { earlier: column(), later: column(), count: 0 };
  const run = { purchases: 0, first: 0, last: 0, before: 0, gap: 0, amount: 0 };
  const countDay = (day: number, amount: number) => {
    if (run.purchases === 0) run.first = day;
    else run.amount += amount;
    run.before = run.gap;
    run.gap = day - run.last;
    run.last = day;
    run.purchases += 1;
  };
  let at = 0;
  for (let customer = 0; customer < size; customer++) {
    run.purchases = run.amount = run.last = 0;
    at = readCustomer(columns, { order, at, customer, until, zeroDays: rules.zeroDays }, left, countDay);
    if (run.purchases === 0) {
      left.add('customers without a purchase', customer, 0, 0);
      continue;
    }
    const row = kept.push(columns.customers[customer] as string) - 1;
    const again = run.purchases - 1;
    repeats[row] = again;
    recency[row] = (run.last - run.first) / daysPer;
    age[row] = (until - run.first) / daysPer;
    meanAmount[row] = again > 0 ? run.amount / again : 0;
    if (again >= 2) {
      gaps.earlier[gaps.count] = run.before;
      gaps.later[gaps.count] = run.gap;
      gaps.count += 1;
    }
  }
  const rows = (values: Float64Array) => (kept.length === size ? values : values.slice(0, kept.length));
  return {
    histories: {
      unit: rules.unit,
      customers: kept,
      repeats: rows(repeats),
      recency: rows(recency),
      age: rows(age),
      meanAmount: rows(meanAmount),
    },
    leftOut: left.rows,
    regularity: regularityOfPairs(gaps),
  };
}

/** Days on which a customer bought, by customer and then by day; customers by their position in `customers`. */
export interface CountedDays {
  readonly customer: Uint32Array;
  readonly day: Int32Array;
  readonly amount: Float64Array;
}

/** The purchase days that histories are counted from, by the same rules. */
export function purchaseDaysOf(columns: PurchaseColumns, rules: PurchaseRules): CountedDays {
  const until = numberOf(rules.until);
  const order = orderByCustomerAndDay(columns);
  const left = new LeftOutList();
  const found: { customer: number; day: number; amount: number }[] = [];
  let at = 0;
  for (let customer = 0; customer < columns.customers.length; customer++)
    at = readCustomer(
      columns,
      { order, at, customer, until, zeroDays: rules.zeroDays },
      left,
      (day, amount) => {
        found.push({ customer, day, amount });
      },
    );
  return {
    customer: Uint32Array.from(found, one => one.customer),
    day: Int32Array.from(found, one => one.day),
    amount: Float64Array.from(found, one => one.amount),
  };
}

/** Fewer customers with two gaps say nothing about timing. */
const PAIRS_MIN = 20;

function regularityOfPairs(gaps: {
  readonly earlier: Float64Array;
  readonly later: Float64Array;
  readonly count: number;
}): number | undefined {
  if (gaps.count < PAIRS_MIN) return undefined;
  const known = wheatMorrisonOfPairs(
    gaps.earlier.subarray(0, gaps.count),
    gaps.later.subarray(0, gaps.count),
  );
  // Gaps that are all alike have no k: it is beyond measure.
  return known ? Math.max(0, Math.min(REGULARITY_MOST, known.k)) : REGULARITY_MOST;
}

/** Reads the lines of one customer day by day; gives where those of the next one begin. */
function readCustomer(
  { customer: customers, day: days, amount: amounts }: PurchaseColumns,
  from: {
    readonly order: Uint32Array;
    readonly at: number;
    readonly customer: number;
    readonly until: number;
    readonly zeroDays: PurchaseRules['zeroDays'];
  },
  left: LeftOutList,
  countDay: (day: number, amount: number) => void,
): number {
  const { order, customer, until } = from;
  let at = from.at;
  while (at < order.length && customers[order[at] as number] === customer) {
    const day = days[order[at] as number] as number;
    let [sum, back, lines] = [0, false, 0];
    for (; at < order.length; at++) {
      const line = order[at] as number;
      if (customers[line] !== customer || days[line] !== day) break;
      const amount = amounts[line] as number;
      if (!Number.isFinite(amount)) left.add('amount is no number', customer, 1, 0);
      else if (day === UNREADABLE) left.add('day cannot be read', customer, 1, amount);
      else if (day > until) left.add('after until', customer, 1, amount);
      else {
        // Tenths of cents: 0.1 + 0.2 − 0.3 is a day that comes to nothing.
        sum = Math.round((sum + amount) * 1e6) / 1e6 || 0;
        back ||= amount < 0;
        lines += 1;
      }
    }
    if (lines === 0) continue;
    if (sum > 0 || (sum === 0 && !back && from.zeroDays === 'counted')) countDay(day, sum);
    else left.add(back ? "returns beyond the day's sales" : 'nothing paid on the day', customer, 1, sum);
  }
  return at;
}

/** Customers come in order here, so a count of them needs to remember the last one only. */
class LeftOutList {
  readonly #rows = new Map<
    LeftOutReason,
    { customers: number; count: number; amount: number; last: number }
  >();

  add(reason: LeftOutReason, customer: number, count: number, amount: number): void {
    const row = this.#rows.get(reason) ?? { customers: 0, count: 0, amount: 0, last: -1 };
    if (row.last !== customer) row.customers += 1;
    row.last = customer;
    row.count += count;
    row.amount = Math.round((row.amount + amount) * 1e6) / 1e6 || 0;
    this.#rows.set(reason, row);
  }

  get rows(): readonly LeftOut[] {
    return [...this.#rows].map(([reason, { customers, count, amount }]) => ({
      reason,
      customers,
      count,
      amount,
    }));
  }
}

/** Positions of lines by customer, then by day, then as they stood: counted into place, and sorted only where it is needed. */
function orderByCustomerAndDay({ customers, customer, day }: PurchaseColumns): Uint32Array {
  const ends = new Uint32Array(customers.length + 1);
  for (const position of customer) ends[position + 1] = (ends[position + 1] as number) + 1;
  for (let i = 1; i < ends.length; i++) ends[i] = (ends[i] as number) + (ends[i - 1] as number);
  const next = ends.slice();
  const order = new Uint32Array(customer.length);
  for (let line = 0; line < customer.length; line++) {
    const position = customer[line] as number;
    order[next[position] as number] = line;
    next[position] = (next[position] as number) + 1;
  }
  for (let i = 0; i < customers.length; i++) {
    const own = order.subarray(ends[i], ends[i + 1]);
    let ascending = true;
    for (let k = 1; k < own.length && ascending; k++)
      ascending = (day[own[k - 1] as number] as number) <= (day[own[k] as number] as number);
    if (!ascending) own.sort((a, b) => (day[a] as number) - (day[b] as number) || a - b);
  }
  return order;
}

function numberOf(day: Day): number {
  const read = parseDay(day);
  return read === undefined ? UNREADABLE : dayNumber(read);
}
