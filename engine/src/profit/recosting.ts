import { UNASSIGNED } from '../facts/facts.ts';
import { driverOf } from '../measures/drivers.ts';
import { MICRO, parseDecimal } from '../units/amount.ts';
import type { CostModel, Pool, Term } from './cost-model.ts';
import {
  ACTIVITY_SCALE,
  columnOf,
  countsOverPeriod,
  type DriverColumns,
  type PoolLedger,
} from './costing.ts';
import { type NamedCustomers, NOBODY_NAMED, RowsNamed } from './term-exceptions.ts';

/**
 * A period costed so that other minutes can be tried at once. The rate of a pool, ledger amount ÷ practical capacity, does
 * not hang on the minutes of its activities; so what one minute of a term costs each customer over all months is a
 * column of its own, and a cost is minutes × column, summed over the terms. No month has to be costed again.
 *
 * In doubles, and without the rounding of each month: `costMonth` gives the last digit, this the answer while a slider moves.
 * Source: time-driven activity-based costing, Kaplan & Anderson 2004.
 */
export interface Recosting {
  readonly customers: Float64Array;
  readonly terms: readonly TermCost[];
  /** Activities that trace money, whatever minutes are tried. */
  readonly money: readonly MoneyCost[];
  readonly pools: readonly PoolSupply[];
  /** Net revenue whose product cost nobody states, in micro-units: × the share that is assumed, a cost. */
  readonly uncosted: Float64Array;
  readonly uncostedNobody: number;
}

export interface TermCost extends Unattributed {
  /** Index into the model's activities, and into the activity's minutes. */
  readonly activity: number;
  readonly term: number;
  /** Micro-units that one minute of the term costs each customer. */
  readonly perMinute: Float64Array;
  /** How often it counted in all, without a customer and by our own mistakes too: × minutes, the minutes used. */
  readonly counted: number;
  /** Customers who keep minutes of their own, whatever is tried. */
  readonly exceptions: readonly ExceptionCost[];
}

export interface ExceptionCost {
  readonly row: number;
  readonly minutes: number;
  /** How often the term counted for this customer, our own mistakes with it too, and what these cost at one minute. */
  readonly counted: number;
  readonly own: number;
}

export interface MoneyCost extends Unattributed {
  readonly activity: number;
  readonly amounts: Float64Array;
}

/** The sum over the customers, and what is no customer's: at one minute, or in micro-units where money is traced. */
export interface Unattributed {
  readonly customers: number;
  readonly nobody: number;
  readonly own: number;
}

export interface PoolSupply {
  readonly pool: string;
  readonly kind: Pool['kind'];
  /** Micro-units in the ledger; a fixed rate has none. */
  readonly amount: number;
  /** Minutes at practical capacity. */
  readonly capacity: number;
}

interface Sums {
  customers: number;
  nobody: number;
  own: number;
}
type Writable<T> = { -readonly [key in keyof T]: T[key] };
type WritableTerm = Writable<Omit<TermCost, 'exceptions'>> & {
  readonly exceptions: Writable<ExceptionCost>[];
};

/** Adds up the months of a period, under the model that is tried. */
export class RecostingSum {
  readonly #model: CostModel;
  readonly #customers: Float64Array;
  readonly #rows = new Map<number, number>();
  readonly #terms: WritableTerm[] = [];
  readonly #money: Writable<MoneyCost>[] = [];
  readonly #pools = new Map<string, { amount: number; capacity: number }>();
  readonly #uncosted: Float64Array;
  #uncostedNobody = 0;

  /**
   * @param customers ids in any order; costs of others are not kept
   * @param named ids of the customers for whom the model makes exceptions
   */
  constructor(model: CostModel, customers: Float64Array, named: NamedCustomers = NOBODY_NAMED) {
    this.#model = model;
    for (let row = 0; row < customers.length; row++) this.#rows.set(customers[row] as number, row);
    const none = { customers: 0, nobody: 0, own: 0 };
    const rowsNamed = new RowsNamed(customers, named);
    for (const [activity, { minutes, money }] of model.activities.entries()) {
      for (const [term, stated] of (minutes ?? []).entries())
        this.#terms.push({
          ...{ activity, term, counted: 0, ...none },
          perMinute: new Float64Array(customers.length),
          exceptions: rowsNamed.exceptionsOf(stated).map(({ row, exception }) => ({
            ...{ row, minutes: Number(exception.minutes), counted: 0, own: 0 },
          })),
        });
      if (money) this.#money.push({ activity, amounts: new Float64Array(customers.length), ...none });
    }
    for (const { key } of model.pools) this.#pools.set(key, { amount: 0, capacity: 0 });
    this.#customers = customers;
    this.#uncosted = new Float64Array(customers.length);
  }

  /** A month as `costMonth` takes it. */
  add(drivers: DriverColumns, ledger: Readonly<Record<string, PoolLedger>>): void {
    const rates = new Map<string, number>();
    for (const pool of this.#model.pools) {
      const { amount = 0, capacity: stated } = ledger[pool.key] ?? {};
      const capacity = pool.kind === 'time' ? (stated ?? capacityOf(pool)) / MICRO : 0;
      const supply = this.#pools.get(pool.key) as { amount: number; capacity: number };
      supply.amount += amount;
      supply.capacity += capacity;
      rates.set(pool.key, pool.kind === 'rate' ? rateOf(pool) : capacity > 0 ? amount / capacity : 0);
    }
    const rows = Int32Array.from(drivers.customers, customer => this.#rows.get(customer) ?? -1);
    const nobody = drivers.customers.indexOf(UNASSIGNED);
    const uncosted = { customers: 0, nobody: 0, own: 0 };
    const column = drivers.columns.revenueWithoutCost;
    addRows(uncosted, this.#uncosted, { rows, nobody, column, factor: 1 });
    this.#uncostedNobody += uncosted.nobody;
    for (const sum of this.#terms) {
      const { pool, minutes } = this.#model.activities[sum.activity] as CostModel['activities'][number];
      const term = minutes?.[sum.term] as Term;
      if (countsOverPeriod(term)) continue;
      const scale = scaleOf(term);
      const rate = (rates.get(pool) as number) / scale;
      const caused = drivers.columns[columnOf(term.driver, term.when, false)];
      const byUs = drivers.columns[columnOf(term.driver, term.when, true)];
      sum.counted += (totalOf(caused) + totalOf(byUs)) / scale;
      sum.own += totalOf(byUs) * rate;
      addRows(sum, sum.perMinute, { rows, nobody, column: caused, factor: rate });
      for (const exception of sum.exceptions) {
        const at = rows.indexOf(exception.row);
        if (at < 0) continue;
        exception.counted += ((caused?.[at] ?? 0) + (byUs?.[at] ?? 0)) / scale;
        exception.own += (byUs?.[at] ?? 0) * rate;
      }
    }
    for (const sum of this.#money) {
      const { money = [] } = this.#model.activities[sum.activity] as CostModel['activities'][number];
      for (const driver of money) {
        sum.own += totalOf(drivers.columns[columnOf(driver, undefined, true)]);
        const column = drivers.columns[columnOf(driver, undefined, false)];
        addRows(sum, sum.amounts, { rows, nobody, column, factor: 1 });
      }
    }
  }

  get result(): Recosting {
    return {
      customers: this.#customers,
      terms: this.#terms,
      money: this.#money,
      pools: this.#model.pools.map(({ key, kind }) => ({
        ...{ pool: key, kind },
        ...(this.#pools.get(key) as { amount: number; capacity: number }),
      })),
      uncosted: this.#uncosted,
      uncostedNobody: this.#uncostedNobody,
    };
  }

  /** Distinct products over the whole period, in the rows of the customers, for terms that count them so. */
  addDistinct(counts: Float64Array, nobody: number): void {
    for (const sum of this.#terms) {
      const { pool, minutes } = this.#model.activities[sum.activity] as CostModel['activities'][number];
      if (!countsOverPeriod(minutes?.[sum.term] as Term)) continue;
      const charged = this.#model.pools.find(({ key }) => key === pool);
      const rate = charged?.kind === 'rate' ? rateOf(charged) : 0;
      sum.counted += totalOf(counts) + nobody;
      sum.nobody += nobody * rate;
      sum.customers += totalOf(counts) * rate;
      for (let row = 0; row < counts.length; row++)
        sum.perMinute[row] = (sum.perMinute[row] as number) + (counts[row] as number) * rate;
      for (const exception of sum.exceptions) exception.counted += counts[exception.row] as number;
    }
  }
}

interface Added {
  readonly rows: Int32Array;
  readonly nobody: number;
  readonly column: Float64Array | undefined;
  readonly factor: number;
}

function addRows(sums: Sums, target: Float64Array, { rows, nobody, column, factor }: Added): void {
  if (!column || factor === 0) return;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const value = (column[i] as number) * factor;
    if (row < 0) continue;
    target[row] = (target[row] as number) + value;
    sums.customers += value;
  }
  if (nobody >= 0) sums.nobody += (column[nobody] as number) * factor;
}

/** The minutes of each term as the model states them, in the order of `terms`. */
export function minutesStated({ terms }: Pick<Recosting, 'terms'>, model: CostModel): number[] {
  return terms.map(({ activity, term }) => Number(model.activities[activity]?.minutes?.[term]?.minutes));
}

/**
 * What each customer costs at these minutes, written into `costs` and returned: micro-units.
 * @param minutes of each term
 */
export function recost(
  { terms, money }: Pick<Recosting, 'terms' | 'money'>,
  minutes: ArrayLike<number>,
  costs: Float64Array,
): Float64Array {
  costs.fill(0);
  for (const { amounts } of money)
    for (let row = 0; row < costs.length; row++)
      costs[row] = (costs[row] as number) + (amounts[row] as number);
  for (let term = 0; term < terms.length; term++) {
    const each = minutes[term] as number;
    const { perMinute, exceptions } = terms[term] as TermCost;
    for (const { row, minutes: own } of exceptions)
      costs[row] = (costs[row] as number) + (own - each) * (perMinute[row] as number);
    if (each === 0) continue;
    for (let row = 0; row < costs.length; row++)
      costs[row] = (costs[row] as number) + each * (perMinute[row] as number);
  }
  return costs;
}

function scaleOf({ driver }: Term): number {
  return driverOf(driver)?.scale ?? ACTIVITY_SCALE;
}

function rateOf({ ratePerMinute }: Pool): number {
  return parseDecimal(ratePerMinute ?? '0') ?? 0;
}

function capacityOf({ capacityMinutes }: Pool): number {
  return capacityMinutes === undefined ? 0 : (parseDecimal(capacityMinutes) ?? 0);
}

function totalOf(column: Float64Array | undefined): number {
  let total = 0;
  for (const value of column ?? []) total += value;
  return total;
}
