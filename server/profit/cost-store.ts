import type { ActivityCost, MonthCosts, Scope } from '@clientele/engine';
import { type Columns, type LedgerWriter, plainQuery } from '../ledger/ledger.ts';

const DRIVER_MONTHS = plainQuery('driver-months');

/** What costing needs of the ledger, for the months that have to be costed, each ordered by month and customer. */
export interface CostingInput {
  readonly months: readonly number[];
  readonly drivers: Columns;
  readonly activities: Columns;
  readonly pools: readonly { month: number; pool: string; amount: number; capacity: number | null }[];
}

/** Takes the stale months, or all of them when another model was in use. */
export async function readCostingInput(
  _scope: Scope,
  writer: LedgerWriter,
  modelId: number,
): Promise<CostingInput> {
  const [state] = await writer.rows('SELECT model_id FROM ledger_state');
  const all = Number(state?.model_id) !== modelId;
  await writer.run(
    all
      ? `CREATE OR REPLACE TEMP TABLE costing_month AS SELECT month FROM customer_month UNION SELECT month FROM activity_month
         UNION SELECT month FROM pool_amount UNION SELECT month FROM stale_month`
      : 'CREATE OR REPLACE TEMP TABLE costing_month AS SELECT DISTINCT month FROM stale_month',
  );
  if (all)
    await writer.run(
      'INSERT INTO costing_month SELECT month FROM pool_use EXCEPT SELECT month FROM costing_month',
    );
  const months = await writer.rows('SELECT month FROM costing_month ORDER BY month');
  const pools = await writer.rows(
    `SELECT month, pool, CAST(sum(amount) AS BIGINT) AS amount, CAST(sum(capacity) AS BIGINT) AS capacity FROM pool_amount
     WHERE month IN (SELECT month FROM costing_month) AND batch_id IN (SELECT batch_id FROM kept_batch)
     GROUP BY month, pool ORDER BY month, pool`,
  );
  return {
    months: months.map(row => Number(row.month)),
    drivers: await writer.columns(DRIVER_MONTHS),
    activities: await writer.columns(
      `SELECT customer_id, month, activity, flag, own, events, minutes, money FROM activity_month
       WHERE month IN (SELECT month FROM costing_month) ORDER BY month, customer_id`,
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

/** Replaces the costs of the months, cells that cost nothing left out. */
export async function writeCosts(
  _scope: Scope,
  writer: LedgerWriter,
  { modelId, months }: { modelId: number; months: readonly CostedMonth[] },
): Promise<void> {
  for (const table of ['customer_cost', 'customer_month_cost', 'pool_use']) {
    await writer.run(`DELETE FROM ${table} WHERE month IN (SELECT month FROM costing_month)`);
  }
  const cells = new CellColumns();
  const totals = new TotalColumns();
  for (const costed of months) {
    totals.add(costed);
    for (const cost of costed.costs.costs) cells.add(costed, cost);
  }
  await writer.append('customer_cost', cells.columns);
  await writer.append('customer_month_cost', totals.columns);
  await writer.append('pool_use', poolColumns(months));
  await writer.run('DELETE FROM stale_month');
  await writer.run('UPDATE ledger_state SET model_id = :modelId', { modelId });
}

/** A row a customer and activity, those that cost nothing left out. */
class CellColumns {
  readonly columns: [number[], number[], number[], boolean[], number[], number[]] = [[], [], [], [], [], []];

  add({ month, customers }: CostedMonth, { activity, own, minutes, amounts }: ActivityCost): void {
    const [ids, months, activities, owns, times, money] = this.columns;
    for (let i = 0; i < customers.length; i++) {
      if (amounts[i] === 0 && minutes[i] === 0) continue;
      ids.push(customers[i] as number);
      months.push(month);
      activities.push(activity);
      owns.push(own);
      times.push(minutes[i] as number);
      money.push(amounts[i] as number);
    }
  }
}

/** A row a customer: what all its activities cost, our own mistakes apart. */
class TotalColumns {
  readonly columns: [number[], number[], number[], number[], number[], number[]] = [[], [], [], [], [], []];

  add({ month, customers, assumedProductCost, costs }: CostedMonth): void {
    const [ids, months, products, amounts, owns, times] = this.columns;
    for (let i = 0; i < customers.length; i++) {
      let amount = 0;
      let own = 0;
      let minutes = 0;
      for (const cost of costs.costs) {
        if (cost.own) own += cost.amounts[i] as number;
        else {
          amount += cost.amounts[i] as number;
          minutes += cost.minutes[i] as number;
        }
      }
      ids.push(customers[i] as number);
      months.push(month);
      products.push(assumedProductCost[i] as number);
      amounts.push(amount);
      owns.push(own);
      times.push(minutes);
    }
  }
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
