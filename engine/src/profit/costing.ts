import { UNASSIGNED } from '../facts/facts.ts';
import { driverOf } from '../measures/drivers.ts';
import { type Amount, MICRO, parseDecimal } from '../units/amount.ts';
import { largestRemainder, multiplyDivide } from '../units/rounding.ts';
import type { Activity, CostModel, Pool, Term } from './cost-model.ts';
import { type NamedCustomers, NOBODY_NAMED, RowsNamed } from './term-exceptions.ts';

/**
 * The driver counts of one month in columns, a row a customer (0: unassigned). Their order decides ties of an
 * allocation, so callers keep one that does not hang on the history of imports: by source key.
 * Columns are keyed as `columnOf` says; a missing column counts nothing.
 */
export interface DriverColumns {
  readonly customers: Float64Array;
  readonly columns: Readonly<Record<string, Float64Array>>;
}

/** What the ledger says of a pool in a month; undefined where it says nothing. */
export interface PoolLedger {
  readonly amount: Amount | undefined;
  /** Millionths of a minute. */
  readonly capacity: number | undefined;
}

/** What one activity costs each customer (row of the columns); own: what our own mistakes made of it. */
export interface ActivityCost {
  /** Index into the model's activities. */
  readonly activity: number;
  readonly own: boolean;
  /** Millionths of a minute; all zero for money. */
  readonly minutes: Float64Array;
  readonly amounts: Float64Array;
}

/** How a pool's amount in the ledger was used: charged + unused = amount, exactly. Negative unused is over-use. */
export interface PoolUse {
  readonly pool: string;
  readonly kind: Pool['kind'];
  /** The ledger's amount; for a fixed rate what it charged. Undefined where the ledger has none. */
  readonly amount: Amount | undefined;
  /** Millionths of a minute. */
  readonly capacity: number | undefined;
  readonly used: number;
  readonly charged: Amount;
  /** What of it nobody caused, and what our own mistakes did; the rest is the customers'. */
  readonly unassigned: Amount;
  readonly own: Amount;
  readonly unused: Amount;
}

export interface MonthCosts {
  readonly costs: readonly ActivityCost[];
  readonly pools: readonly PoolUse[];
}

/** Counts of activities are thousandths, and so are the minutes measured for them. */
export const ACTIVITY_SCALE = 1000;

/**
 * Costs one month. A fixed rate multiplies, half to even at a micro-unit. A pool with capacity charges round(amount × used ÷ capacity) in
 * all, allocated over the customers' minutes by largest remainder; what is left is unused capacity, below zero when
 * more was used than there is. Where no capacity above zero is known, nothing reaches a customer. Money is traced as it
 * is. Sustaining pools charge nothing.
 *
 * @param named ids of the customers for whom the model makes exceptions
 * Source: time-driven activity-based costing, Kaplan & Anderson 2004.
 * Example: amount 1000, capacity 100 min, used 60 + 20 min → 600, 200 and 200 unused.
 */
export function costMonth(
  model: CostModel,
  drivers: DriverColumns,
  ledger: Readonly<Record<string, PoolLedger>>,
  named: NamedCustomers = NOBODY_NAMED,
): MonthCosts {
  const rowsNamed = new RowsNamed(drivers.customers, named);
  const costs: ActivityCost[] = [];
  const pools: PoolUse[] = [];
  for (const pool of model.pools) {
    const drawn = drawsOn(pool, model, drivers, rowsNamed);
    const { amount, capacity: stated } = ledger[pool.key] ?? { amount: undefined, capacity: undefined };
    const capacity = pool.kind === 'time' ? (stated ?? capacityOf(pool)) : undefined;
    const used = drawn.reduce((total, draw) => total + columnSum(draw.minutes), 0);
    const charged = charge(pool, drawn, amount, capacity, used);
    costs.push(...charged.costs);
    const booked = pool.kind === 'rate' ? charged.total : amount;
    pools.push({
      pool: pool.key,
      kind: pool.kind,
      amount: booked,
      capacity,
      used,
      charged: charged.total,
      ...sharesOf(charged.costs, drivers.customers),
      unused: (booked ?? 0) - charged.total,
    });
  }
  return { costs, pools };
}

function sharesOf(
  costs: readonly ActivityCost[],
  customers: Float64Array,
): { unassigned: Amount; own: Amount } {
  const nobody = customers.indexOf(UNASSIGNED);
  let unassigned = 0;
  let own = 0;
  for (const cost of costs) {
    if (cost.own) own += columnSum(cost.amounts);
    else if (nobody >= 0) unassigned += cost.amounts[nobody] as number;
  }
  return { unassigned, own };
}

/** The column of a driver: `orders`, `own.returnLines`, `activity.expedite[set_up]`, `own.activity.complaint.minutes`. */
export function columnOf(driver: string, when: string | undefined, own: boolean): string {
  return `${own ? 'own.' : ''}${driver}${when === undefined ? '' : `[${when}]`}`;
}

/** Whether a term counts distinct things over the whole period asked for, so that it is costed then, not by month. */
export function countsOverPeriod(term: Term): boolean {
  return driverOf(term.driver)?.adds === false && term.over !== 'month';
}

/**
 * How many minutes a count of a term takes, in millionths: exact for whole counts, rounded half to even where
 * thousandths are counted. The count is an integer at the driver's scale.
 */
export function minutesFor(term: Term): (count: number) => number {
  const perUnit = parseDecimal(term.minutes) as number;
  const scale = driverOf(term.driver)?.scale ?? ACTIVITY_SCALE;
  return count => (count === 0 ? 0 : multiplyDivide(count, perUnit, scale));
}

interface Draw {
  readonly activity: number;
  readonly own: boolean;
  readonly minutes: Float64Array;
  readonly money: Float64Array | undefined;
}

/** What each activity of a pool draws from it, minutes or money, first what customers caused, then our own mistakes. */
function drawsOn(pool: Pool, model: CostModel, drivers: DriverColumns, rowsNamed: RowsNamed): Draw[] {
  const draws: Draw[] = [];
  for (const [index, activity] of model.activities.entries()) {
    if (activity.pool !== pool.key) continue;
    for (const own of [false, true]) {
      const draw = {
        activity: index,
        own,
        minutes: minutesOf(activity, own, drivers, rowsNamed),
        money: moneyOf(activity, own, drivers),
      };
      if (draw.minutes.some(value => value !== 0) || draw.money?.some(value => value !== 0)) draws.push(draw);
    }
  }
  return draws;
}

function minutesOf(
  activity: Activity,
  own: boolean,
  drivers: DriverColumns,
  rowsNamed: RowsNamed,
): Float64Array {
  const minutes = new Float64Array(drivers.customers.length);
  for (const term of activity.minutes ?? []) {
    const counts = countsOverPeriod(term)
      ? undefined
      : drivers.columns[columnOf(term.driver, term.when, own)];
    if (!counts) continue;
    const taken = minutesFor(term);
    for (let i = 0; i < minutes.length; i++) {
      const count = counts[i] as number;
      if (count !== 0) minutes[i] = (minutes[i] as number) + taken(count);
    }
    for (const { row, exception } of rowsNamed.exceptionsOf(term)) {
      const count = counts[row] as number;
      const otherwise = minutesFor({ ...term, minutes: exception.minutes })(count);
      minutes[row] = (minutes[row] as number) - taken(count) + otherwise;
    }
  }
  return minutes;
}

function moneyOf(activity: Activity, own: boolean, drivers: DriverColumns): Float64Array | undefined {
  if (!activity.money) return undefined;
  const money = new Float64Array(drivers.customers.length);
  for (const driver of activity.money) {
    const column = drivers.columns[columnOf(driver, undefined, own)];
    if (column)
      for (let i = 0; i < money.length; i++) money[i] = (money[i] as number) + (column[i] as number);
  }
  return money;
}

function charge(
  pool: Pool,
  drawn: readonly Draw[],
  amount: Amount | undefined,
  capacity: number | undefined,
  used: number,
): { costs: ActivityCost[]; total: Amount } {
  const cost = (draw: Draw, amounts: Float64Array): ActivityCost => ({
    activity: draw.activity,
    own: draw.own,
    minutes: draw.minutes,
    amounts,
  });
  if (pool.kind === 'rate') {
    const rate = parseDecimal(pool.ratePerMinute as string) as number;
    const costs = drawn.map(draw =>
      cost(
        draw,
        draw.minutes.map(minutes => costAtRate(minutes, rate)),
      ),
    );
    return { costs, total: costs.reduce((total, { amounts }) => total + columnSum(amounts), 0) };
  }
  if (pool.kind === 'money') {
    const costs = drawn.map(draw => cost(draw, draw.money as Float64Array));
    return { costs, total: costs.reduce((total, { amounts }) => total + columnSum(amounts), 0) };
  }
  const known = amount !== undefined && capacity !== undefined && capacity > 0;
  const chargeFor = (minutes: number) =>
    known && minutes !== 0 ? multiplyDivide(amount, minutes, capacity) : 0;
  const amounts = allocate(drawn, used, chargeFor);
  return {
    costs: drawn.map((draw, index) => cost(draw, amounts[index] as Float64Array)),
    total: chargeFor(used),
  };
}

/** Minutes (millionths) at a rate per minute (micro-units), rounded half to even at a micro-unit. */
export function costAtRate(minutes: number, ratePerMinute: Amount): Amount {
  return minutes === 0 ? 0 : multiplyDivide(minutes, ratePerMinute, MICRO);
}

/**
 * Allocates what the minutes used cost in all. Where a correction leaves a customer with minutes below zero, those are
 * taken back at the same rate and apart from the rest, since an allocation has no weights below zero.
 */
function allocate(
  drawn: readonly Draw[],
  used: number,
  chargeFor: (minutes: number) => Amount,
): Float64Array[] {
  const rows = drawn[0]?.minutes.length ?? 0;
  const given = new Float64Array(rows * drawn.length);
  const takenBack = new Float64Array(rows * drawn.length);
  for (const [index, draw] of drawn.entries()) {
    given.set(
      draw.minutes.map(minutes => Math.max(minutes, 0)),
      index * rows,
    );
    takenBack.set(
      draw.minutes.map(minutes => Math.max(-minutes, 0)),
      index * rows,
    );
  }
  const back = chargeFor(columnSum(takenBack));
  const parts = largestRemainder(chargeFor(used) + back, given);
  const partsBack = largestRemainder(back, takenBack);
  for (let i = 0; i < parts.length; i++) parts[i] = (parts[i] as number) - (partsBack[i] as number);
  return drawn.map((_, index) => parts.slice(index * rows, (index + 1) * rows));
}

function capacityOf(pool: Pool): number | undefined {
  return pool.capacityMinutes === undefined ? undefined : parseDecimal(pool.capacityMinutes);
}

function columnSum(column: Float64Array): number {
  let total = 0;
  for (const value of column) total += value;
  if (!Number.isSafeInteger(total)) throw new RangeError('a column leaves the safe range');
  return total;
}

/** Product cost assumed for a customer-month's revenue whose cost nobody stated: share × revenue, half to even. */
export function assumedProductCost(model: CostModel, revenueWithoutCost: Amount): Amount {
  const share = model.productCost ? (parseDecimal(model.productCost.shareOfNetRevenue) as number) : 0;
  return multiplyDivide(revenueWithoutCost, share, MICRO);
}
