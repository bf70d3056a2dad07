import { asInstallation, type Period, type Scope, seesWholeCompany, type Total } from '@clientele/engine';
import { scopedQuery } from '../ledger/ledger.ts';
import { readBooks } from './books.ts';
import { monthBounds, yearBounds } from './months.ts';
import type { SlotLedger, SumsAsked } from './period-slots.ts';
import { periodTotals } from './period-sums-store.ts';

const QUERIES = {
  some: scopedQuery('costs-by-activity'),
  ofAll: scopedQuery('costs-by-activity-of-all'),
};

/** Of more activities, what they all cost is read at once. */
export const BY_ITSELF_MOST = 40;

/** What an activity cost in a period: with customers or with none, and our own mistakes apart. */
export interface ActivityCost {
  /** Index into the activities of all versions. */
  readonly activity: number;
  readonly own: boolean;
  readonly nobody: boolean;
  readonly amount: Total;
}

/** Costs of the customers in scope by activity; what counts over the period as a whole is not among them. */
export async function activityCosts(
  ledger: SlotLedger,
  scope: Scope,
  period: Period | undefined,
): Promise<ActivityCost[]> {
  const whole = seesWholeCompany(scope);
  const each = whole ? undefined : await costsOfEach(ledger, scope, period);
  if (each) return each;
  const rows = await ledger.rows(
    scope,
    whole ? QUERIES.ofAll : QUERIES.some,
    yearBounds(monthBounds(period)),
  );
  return rows.map(({ activity_number, own, nobody, amount }) => ({
    activity: Number(activity_number),
    own: Boolean(own),
    nobody: Boolean(nobody),
    amount: BigInt(String(amount)),
  }));
}

/** Our own mistakes left out; undefined where a ledger adds them up in less time. */
async function costsOfEach(
  ledger: SlotLedger,
  scope: Scope,
  period: Period | undefined,
): Promise<ActivityCost[] | undefined> {
  const activities = await costingActivities(ledger, scope, period);
  if (activities.length > BY_ITSELF_MOST) return undefined;
  const totals = await Promise.all(
    activities.map(activity => periodTotals(scope, ledger, costOf(activity), monthBounds(period))),
  );
  const costs = totals.flatMap((total, at): ActivityCost[] =>
    total
      ? [{ activity: activities[at] as number, own: false, nobody: false, amount: total.amount as Total }]
      : [],
  );
  return costs.length === activities.length ? costs : undefined;
}

/** What one activity costs each customer, our own mistakes left out. */
export function costOf(activity: number): SumsAsked {
  return {
    table: 'customer_cost',
    where: `activity_number = ${activity} AND NOT own`,
    sums: { amount: 'amount' },
  };
}

/** Activities that cost any customer of the company anything but by our own mistakes: no others need be asked for. */
export async function costingActivities(
  ledger: SlotLedger,
  scope: Scope,
  period: Period | undefined,
): Promise<number[]> {
  const [books] = await readBooks(ledger, asInstallation(scope), [period]);
  const costing = books?.costs?.flatMap(({ activity, own }) => (own ? [] : [activity])) ?? [];
  return [...new Set(costing)].sort((a, b) => a - b);
}
