import type { MonthCosts, Scope } from '@clientele/engine';
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
  await writer.run('DELETE FROM customer_cost WHERE month IN (SELECT month FROM costing_month)');
  await writer.run('DELETE FROM pool_use WHERE month IN (SELECT month FROM costing_month)');
  const cells = new CellColumns();
  for (const { month, customers, assumedProductCost, costs } of months) {
    cells.add({
      month,
      customers,
      activity: -1,
      own: false,
      minutes: undefined,
      amounts: assumedProductCost,
    });
    for (const { activity, own, minutes, amounts } of costs.costs)
      cells.add({ month, customers, activity, own, minutes, amounts });
  }
  await writer.append('customer_cost', cells.columns);
  const uses = months.flatMap(({ month, costs }) => costs.pools.map(use => ({ month, ...use })));
  await writer.append('pool_use', [
    uses.map(use => use.month),
    uses.map(use => use.pool),
    uses.map(use => use.amount ?? null),
    uses.map(use => use.capacity ?? null),
    uses.map(use => use.used),
    uses.map(use => use.charged),
    uses.map(use => use.unused),
  ]);
  await writer.run('DELETE FROM stale_month');
  await writer.run('UPDATE ledger_state SET model_id = :modelId', { modelId });
}

class CellColumns {
  readonly columns: [number[], number[], number[], boolean[], number[], number[]] = [[], [], [], [], [], []];

  add(cells: {
    month: number;
    customers: Float64Array;
    activity: number;
    own: boolean;
    minutes: Float64Array | undefined;
    amounts: Float64Array;
  }): void {
    const [customers, months, activities, owns, minutes, amounts] = this.columns;
    for (let i = 0; i < cells.customers.length; i++) {
      const amount = cells.amounts[i] as number;
      const time = cells.minutes?.[i] ?? 0;
      if (amount === 0 && time === 0) continue;
      customers.push(cells.customers[i] as number);
      months.push(cells.month);
      activities.push(cells.activity);
      owns.push(cells.own);
      minutes.push(time);
      amounts.push(amount);
    }
  }
}
