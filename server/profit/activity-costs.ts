import { type Period, type Scope, seesWholeCompany, type Total } from '@clientele/engine';
import { type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { monthBounds, yearBounds } from './months.ts';

const QUERIES = {
  some: scopedQuery('costs-by-activity'),
  ofAll: scopedQuery('costs-by-activity-of-all'),
};

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
  ledger: Pick<Ledger, 'rows'>,
  scope: Scope,
  period: Period | undefined,
): Promise<ActivityCost[]> {
  const query = seesWholeCompany(scope) ? QUERIES.ofAll : QUERIES.some;
  const rows = await ledger.rows(scope, query, yearBounds(monthBounds(period)));
  return rows.map(({ activity_number, own, nobody, amount }) => ({
    activity: Number(activity_number),
    own: Boolean(own),
    nobody: Boolean(nobody),
    amount: BigInt(String(amount)),
  }));
}
