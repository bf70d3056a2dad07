import type { Period, Scope } from '@clientele/engine';
import { type Columns, scopedQuery } from '../ledger/ledger.ts';
import { BY_ITSELF_MOST, costingActivities, costOf } from './activity-costs.ts';
import { monthBounds } from './months.ts';
import type { SlotLedger } from './period-slots.ts';
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
  // The first sum of the costs is the product cost.
  const asked = [COSTS, ...activities.map(costOf)];
  const sums = await monthSums(scope, ledger, asked, monthBounds(period));
  if (!sums) return undefined;
  const numberOf = [ASSUMED_PRODUCT_COST, ...activities];
  const numbers = new Float64Array(sums.which.length);
  for (let row = 0; row < numbers.length; row++) numbers[row] = numberOf[sums.which[row] as number] as number;
  return {
    customer_id: sums.customers,
    month: sums.months,
    activity_number: numbers,
    amount: sums.values,
  };
}
