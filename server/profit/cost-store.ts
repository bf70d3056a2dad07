import type { MonthCosts, Scope } from '@clientele/engine';
import { type Columns, type LedgerWriter, plainQuery } from '../ledger/ledger.ts';
import { oneOf } from '../ledger/one-of.ts';

const DRIVER_MONTHS = plainQuery('driver-months');
const YEAR_COSTS = plainQuery('derive-year-costs');
const YEAR_ACTIVITIES = plainQuery('derive-year-activities');
const ACTIVITY_COSTS = plainQuery('derive-activity-month-costs');

/** What costing needs of the ledger, for the months that have to be costed, each ordered by month and customer. */
export interface CostingInput {
  readonly months: readonly number[];
  readonly drivers: Columns;
  readonly activities: Columns;
  readonly pools: readonly { month: number; pool: string; amount: number; capacity: number | null }[];
}

/** Customers' months that are costed at a time: an insert a month is slow, and all at once would fill the memory. */
const ROWS_MOST = 50_000;

/** The months to cost, the stale ones or all of them when other models were in use, in groups to cost at a time. */
export async function monthsToCost(
  _scope: Scope,
  writer: LedgerWriter,
  timelineId: number,
): Promise<number[][]> {
  const [state] = await writer.rows('SELECT model_id FROM ledger_state');
  const all = Number(state?.model_id) !== timelineId;
  const months = all
    ? `SELECT month FROM customer_month UNION SELECT month FROM activity_month UNION SELECT month FROM pool_amount
       UNION SELECT month FROM stale_month UNION SELECT month FROM pool_use`
    : 'SELECT DISTINCT month FROM stale_month';
  const sizes = await writer.rows(
    `SELECT s.month, coalesce(c.rows, 0) AS rows FROM (${months}) s LEFT JOIN (
       SELECT month, count(*) AS rows FROM (
         SELECT month FROM customer_month UNION ALL SELECT month FROM activity_month) m GROUP BY month) c ON c.month = s.month
     ORDER BY s.month`,
  );
  const groups: number[][] = [];
  let room = 0;
  for (const row of sizes) {
    room -= Number(row.rows);
    if (groups.length > 0 && room >= 0) groups.at(-1)?.push(Number(row.month));
    else {
      groups.push([Number(row.month)]);
      room = ROWS_MOST - Number(row.rows);
    }
  }
  return groups;
}

export async function readCostingInput(
  _scope: Scope,
  writer: LedgerWriter,
  months: readonly number[],
): Promise<CostingInput> {
  const mine = oneOf('month', months);
  const pools = await writer.rows(
    `SELECT month, pool, CAST(sum(amount) AS BIGINT) AS amount, CAST(sum(capacity) AS BIGINT) AS capacity FROM pool_amount
     WHERE ${mine} AND batch_id IN (SELECT batch_id FROM kept_batch) GROUP BY month, pool ORDER BY month, pool`,
  );
  return {
    months,
    drivers: await writer.columns(DRIVER_MONTHS.replace('{costed}', mine)),
    activities: await writer.columns(
      `SELECT customer_id, month, activity, flag, own, events, minutes, money FROM activity_month
       WHERE ${mine} ORDER BY month, customer_id`,
    ),
    pools: pools.map(row => ({
      month: Number(row.month),
      pool: String(row.pool),
      amount: Number(row.amount),
      capacity: row.capacity === null || row.capacity === undefined ? null : Number(row.capacity),
    })),
  };
}

export interface CostedMonth {
  readonly month: number;
  readonly customers: Float64Array;
  readonly assumedProductCost: Float64Array;
  readonly costs: MonthCosts;
}

/** Replaces the costs of some months, cells that cost nothing left out. */
export async function writeCosts(
  _scope: Scope,
  writer: LedgerWriter,
  { months, costed }: { months: readonly number[]; costed: readonly CostedMonth[] },
): Promise<void> {
  for (const table of ['customer_cost', 'customer_month_cost', 'pool_use'])
    await writer.run(`DELETE FROM ${table} WHERE ${oneOf('month', months)}`);
  await writer.append('customer_cost', joined(costed.map(cellColumns)));
  await writer.append('customer_month_cost', joined(costed.map(totalColumns)));
  await writer.append('pool_use', poolColumns(costed));
}

/** Adds up the activities and the years of the months that were costed, and notes that none is stale under these models. */
export async function endCosting(
  _scope: Scope,
  writer: LedgerWriter,
  { timelineId, months }: { timelineId: number; months: readonly number[] },
): Promise<void> {
  const years = [...new Set(months.map(month => Math.floor(month / 100)))];
  for (const [table, derived] of [
    ['customer_year_cost', YEAR_COSTS],
    ['customer_year_activity', YEAR_ACTIVITIES],
  ] as const) {
    await writer.run(`DELETE FROM ${table} WHERE ${oneOf('year', years)}`);
    for (const year of years) await writer.run(derived, { year });
  }
  const costed = oneOf('month', months);
  await writer.run(`DELETE FROM activity_month_cost WHERE ${costed}`);
  await writer.run(ACTIVITY_COSTS.replace('{costed}', costed));
  await writer.run('DELETE FROM stale_month');
  await writer.run('UPDATE ledger_state SET model_id = :timelineId', { timelineId });
}

type Numbers = Float64Array | Int32Array | Uint8Array;

/** The same columns of several months, one below the other. */
function joined(parts: readonly (readonly Numbers[])[]): Numbers[] {
  const [first = []] = parts;
  return first.map((column, i) => {
    const length = parts.reduce((total, part) => total + (part[i] as Numbers).length, 0);
    const whole = new (column.constructor as new (length: number) => Numbers)(length);
    let from = 0;
    for (const part of parts) {
      whole.set(part[i] as Numbers, from);
      from += (part[i] as Numbers).length;
    }
    return whole;
  });
}

/** A row a customer and activity, those that cost nothing left out. */
function cellColumns({ month, customers, costs }: CostedMonth): Numbers[] {
  const most = costs.costs.length * customers.length;
  const ids = new Float64Array(most);
  const activities = new Int32Array(most);
  const owns = new Uint8Array(most);
  const times = new Float64Array(most);
  const money = new Float64Array(most);
  let count = 0;
  for (const { activity, own, minutes, amounts } of costs.costs) {
    for (let i = 0; i < customers.length; i++) {
      if (amounts[i] === 0 && minutes[i] === 0) continue;
      ids[count] = customers[i] as number;
      activities[count] = activity;
      owns[count] = own ? 1 : 0;
      times[count] = minutes[i] as number;
      money[count] = amounts[i] as number;
      count += 1;
    }
  }
  const months = new Int32Array(count).fill(month);
  const [first, ...others] = [ids, activities, owns, times, money].map(column => column.subarray(0, count));
  return [first as Numbers, months, ...others];
}

/** A row a customer: what all its activities cost, our own mistakes apart. */
function totalColumns({ month, customers, assumedProductCost, costs }: CostedMonth): Numbers[] {
  const amounts = new Float64Array(customers.length);
  const owns = new Float64Array(customers.length);
  const times = new Float64Array(customers.length);
  for (const cost of costs.costs) {
    add(cost.own ? owns : amounts, cost.amounts);
    if (!cost.own) add(times, cost.minutes);
  }
  const months = new Int32Array(customers.length).fill(month);
  return [customers, months, assumedProductCost, amounts, owns, times];
}

function add(target: Float64Array, values: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + (values[i] as number);
}

function poolColumns(months: readonly CostedMonth[]): (string | number | null)[][] {
  const uses = months.flatMap(({ month, costs }) => costs.pools.map(use => ({ month, ...use })));
  return [
    uses.map(use => use.month),
    uses.map(use => use.pool),
    uses.map(use => use.amount ?? null),
    uses.map(use => use.capacity ?? null),
    uses.map(use => use.used),
    uses.map(use => use.charged - use.unassigned - use.own),
    uses.map(use => use.unassigned),
    uses.map(use => use.own),
    uses.map(use => use.unused),
  ];
}
