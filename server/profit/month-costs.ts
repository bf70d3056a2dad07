import type { Period, Scope } from '@clientele/engine';
import { type Columns, scopedQuery } from '../ledger/ledger.ts';
import { BY_ITSELF_MOST, costingActivities, costOf } from './activity-costs.ts';
import { monthBounds } from './months.ts';
import type { SlotLedger, SumsAsked } from './period-slots-store.ts';
import { monthSums } from './period-sums-store.ts';
import { COSTS } from './totals.ts';

const QUERY = scopedQuery('month-costs');

/** The product cost that a model assumes, beside the numbers of its activities. */
export const ASSUMED_PRODUCT_COST = -1;

/**
 * What each month of customers cost by activity, our own mistakes left out, in rows of any order as `customer_id`, `month`,
 * `activity_number` and `amount`; some of them nothing.
 */
export async function monthCosts(
  ledger: SlotLedger,
  scope: Scope,
  period: Period | undefined,
): Promise<Columns> {
  return (
    (await keptCosts(ledger, scope, period)) ?? (await ledger.columns(scope, QUERY, monthBounds(period)))
  );
}

/** Undefined where not all that is needed is kept. */
async function keptCosts(
  ledger: SlotLedger,
  scope: Scope,
  period: Period | undefined,
): Promise<Columns | undefined> {
  const activities = await costingActivities(ledger, scope, period);
  if (activities.length > BY_ITSELF_MOST) return undefined;
  const asked: { activity: number; of: SumsAsked; sum: string }[] = [
    { activity: ASSUMED_PRODUCT_COST, of: COSTS, sum: 'product_cost' },
    ...activities.map(activity => ({ activity, of: costOf(activity), sum: 'amount' })),
  ];
  const read = await Promise.all(
    asked.map(({ of, sum }) => monthSums(scope, ledger, of, sum, monthBounds(period))),
  );
  const rows = {
    customer_id: [] as number[],
    month: [] as number[],
    activity_number: [] as number[],
    amount: [] as number[],
  };
  for (const [at, months] of read.entries()) {
    if (!months) return undefined;
    for (const { customer, month, sum } of months) {
      rows.customer_id.push(customer);
      rows.month.push(month);
      rows.activity_number.push((asked[at] as { activity: number }).activity);
      rows.amount.push(sum);
    }
  }
  return Object.fromEntries(Object.entries(rows).map(([name, values]) => [name, Float64Array.from(values)]));
}
