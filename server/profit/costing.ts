import {
  assumedProductCost,
  type CostModel,
  columnOf,
  costMonth,
  type DriverColumns,
  type MonthCosts,
  modelOver,
  type PoolLedger,
  type Scope,
  UNASSIGNED,
  versionAt,
} from '@clientele/engine';
import { customersBySourceKey } from '../customers/store.ts';
import type { Database, Store } from '../database/open.ts';
import type { BookSettings } from '../facts/store.ts';
import type { Ledger, LedgerWriter } from '../ledger/ledger.ts';
import { monthText } from '../ledger/month-text.ts';
import type { Measures } from '../measures/measures.ts';
import {
  type CostedMonth,
  type CostingInput,
  endCosting,
  monthsToCost,
  readCostingInput,
  writeCosts,
} from './cost-store.ts';
import { type Timeline, timelineInUse } from './store.ts';

/** The costs of all customers under the cost models in use, in step with the book. */
export interface Costing {
  /**
   * Waits until measures and costs hold for the book as it is, and says for which revision and which models, with the settings of the
   * book, null of an empty one.
   */
  settled(): Promise<{ revision: number; timeline: Timeline; settings: BookSettings | null }>;
}

export function openCosting(
  stores: { database: Database; ledger: Ledger },
  measures: Measures,
  scope: Scope,
): Costing {
  let costedFor = '';
  let timeline: Timeline | undefined;
  let costing: Promise<void> | undefined;
  const cost = async (revision: number, timelineId: number | null) => {
    timeline = await stores.ledger.write(writer =>
      stores.database.within(scope, async store => {
        const current = await timelineInUse(scope, store);
        await costStaleMonths(scope, { writer, store }, current);
        return current;
      }),
    );
    costedFor = `${revision}/${timelineId}`;
  };
  return {
    settled: async () => {
      for (;;) {
        const { revision, timelineId, settings } = await measures.settled();
        if (costedFor === `${revision}/${timelineId}`)
          return { revision, timeline: timeline as Timeline, settings };
        costing ??= cost(revision, timelineId).finally(() => {
          costing = undefined;
        });
        await costing;
      }
    },
  };
}

/** Costs, inside a write to the ledger, the months whose measures changed, or all of them under other models. */
export async function costStaleMonths(
  scope: Scope,
  { writer, store }: { writer: LedgerWriter; store: Store },
  timeline: Timeline,
): Promise<void> {
  const customers = await customersBySourceKey(scope, store);
  const groups = await monthsToCost(scope, writer, timeline.id);
  for (const months of groups) {
    const input = await readCostingInput(scope, writer, months);
    await writeCosts(scope, writer, { months, costed: costedMonths(timeline, input, customers) });
  }
  await endCosting(scope, writer, { timelineId: timeline.id, months: groups.flat() });
}

/**
 * Costs each month that has facts by the engine; pure.
 * @param customers all of them in the order of their source keys: ties of an allocation then fall the same in whatever
 * order the files came, which the order of our own ids would not give
 */
function costedMonths(
  { versions, named }: Timeline,
  input: CostingInput,
  customers: readonly number[],
): CostedMonth[] {
  const all = versions.length === 0 ? NOTHING : modelOver(versions, undefined);
  const numbers = new Map(all.activities.map(({ key }, index) => [key, index]));
  const drivers = spans(input.drivers.month as Float64Array);
  const activities = spans(input.activities.month as Float64Array);
  const booked = Map.groupBy(input.pools, line => line.month);
  const months = input.months.filter(
    month => drivers.has(month) || activities.has(month) || booked.has(month),
  );
  return months.map(month => {
    // Pools of other versions stand in each month with all their cost unused, and in a gap all pools do.
    const held = versionAt(versions, monthText(month))?.model;
    const pools = all.pools.map(pool => held?.pools.find(({ key }) => key === pool.key) ?? pool);
    const model: CostModel = { ...(held ?? { ...all, activities: [] }), pools };
    const columns = driverColumns(input, customers, drivers.get(month), activities.get(month));
    const ledger: Record<string, PoolLedger> = {};
    for (const { pool, amount, capacity } of booked.get(month) ?? []) {
      ledger[pool] = { amount, capacity: capacity === null ? undefined : capacity * 1000 };
    }
    const revenue = columns.columns.revenueWithoutCost as Float64Array;
    return {
      month,
      customers: columns.customers,
      assumedProductCost: revenue.map(amount => (amount === 0 ? 0 : assumedProductCost(model, amount))),
      costs: numbered(costMonth(model, columns, ledger, named), model, numbers),
    };
  });
}

const NOTHING: CostModel = { name: '', currency: '', pools: [], activities: [] };

/** The activities under the numbers that they have in all versions together. */
function numbered(costs: MonthCosts, model: CostModel, numbers: ReadonlyMap<string, number>): MonthCosts {
  const numberOf = (activity: number) => numbers.get(model.activities[activity]?.key ?? '') as number;
  return { ...costs, costs: costs.costs.map(cost => ({ ...cost, activity: numberOf(cost.activity) })) };
}

type Span = readonly [number, number];

/** Where each month begins and ends in a column that is ordered by month. */
function spans(months: Float64Array): Map<number, Span> {
  const found = new Map<number, Span>();
  let from = 0;
  for (let i = 1; i <= months.length; i++) {
    if (i < months.length && months[i] === months[from]) continue;
    found.set(months[from] as number, [from, i]);
    from = i;
  }
  return found;
}

const LINE_DRIVERS: readonly (readonly [column: string, driver: string])[] = [
  ['orders', 'orders'],
  ['lines', 'lines'],
  ['units', 'units'],
  ['manual_orders', 'manualOrders'],
  ['manual_lines', 'manualLines'],
  ['export_orders', 'exportOrders'],
  ['special_lines', 'specialLines'],
  ['return_orders', 'returnOrders'],
  ['return_lines', 'returnLines'],
  ['own_return_orders', 'own.returnOrders'],
  ['own_return_lines', 'own.returnLines'],
  ['sale_days', 'saleDays'],
  ['skus', 'skus'],
  ['revenue_without_cost', 'revenueWithoutCost'],
];

/**
 * One month's rows as the engine's columns, a row for each customer with lines or activities.
 * @param lines and events: where the month's rows lie in the columns
 */
function driverColumns(
  input: Pick<CostingInput, 'drivers' | 'activities'>,
  ordered: readonly number[],
  lines: Span = [0, 0],
  events: Span = [0, 0],
): DriverColumns {
  const withLines = (input.drivers.customer_id as Float64Array).subarray(...lines);
  const withEvents = (input.activities.customer_id as Float64Array).subarray(...events);
  const present = new Set([...withLines, ...withEvents]);
  const customers = Float64Array.from([UNASSIGNED, ...ordered].filter(customer => present.has(customer)));
  const rowOf = new Map<number, number>();
  for (let row = 0; row < customers.length; row++) rowOf.set(customers[row] as number, row);
  const rows = Int32Array.from(withLines, customer => rowOf.get(customer) as number);
  const columns: Record<string, Float64Array> = {};
  for (const [column, driver] of LINE_DRIVERS) {
    const values = (input.drivers[column] as Float64Array).subarray(...lines);
    const target = new Float64Array(customers.length);
    for (let i = 0; i < rows.length; i++) target[rows[i] as number] = values[i] as number;
    columns[driver] = target;
  }
  const add = (key: string, row: number, value: number) => {
    const column = columns[key] ?? new Float64Array(customers.length);
    columns[key] = column;
    column[row] = (column[row] as number) + value;
  };
  const { activity, flag, own, events: counts, minutes, money } = input.activities;
  for (let i = events[0]; i < events[1]; i++) {
    const row = rowOf.get((input.activities.customer_id as Float64Array)[i] as number) as number;
    const key = `activity.${(activity as string[])[i]}`;
    const caused = (own as Float64Array)[i] === 1;
    const label = (flag as (string | null)[])[i] ?? undefined;
    for (const when of label === undefined ? [undefined] : [undefined, label]) {
      add(columnOf(key, when, caused), row, (counts as Float64Array)[i] as number);
      add(columnOf(`${key}.minutes`, when, caused), row, (minutes as Float64Array)[i] as number);
    }
    add(columnOf(`${key}.money`, undefined, caused), row, (money as Float64Array)[i] as number);
  }
  return { customers, columns };
}
