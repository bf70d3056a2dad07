import type { Period, Scope } from '@clientele/engine';
import { type Columns, scopedQuery } from '../ledger/ledger.ts';
import { BY_ITSELF_MOST, costingActivities, costOf } from './activity-costs.ts';
import { monthBounds } from './months.ts';
import type { SlotLedger, SumsAsked } from './period-slots.ts';
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
  const months = monthBounds(period);
  const sumsOf = async (activity: number, of: SumsAsked, sum: string) => ({
    activity,
    read: await monthSums(scope, ledger, of, sum, months),
  });
  const sums = await Promise.all([
    sumsOf(ASSUMED_PRODUCT_COST, COSTS, 'product_cost'),
    ...activities.map(activity => sumsOf(activity, costOf(activity), 'amount')),
  ]);
  if (sums.some(({ read }) => !read)) return undefined;
  const rows = sums.flatMap(({ activity, read = [] }) => read.map(row => ({ ...row, activity })));
  return {
    customer_id: Float64Array.from(rows, ({ customer }) => customer),
    month: Float64Array.from(rows, ({ month }) => month),
    activity_number: Float64Array.from(rows, ({ activity }) => activity),
    amount: Float64Array.from(rows, ({ sum }) => sum),
  };
}
