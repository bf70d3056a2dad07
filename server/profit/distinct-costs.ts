import {
  type CostModel,
  costAtRate,
  countsOverPeriod,
  minutesFor,
  parseDecimal,
  type Scope,
} from '@clientele/engine';
import { type Columns, type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { numbers, place } from './columns.ts';

/** What an activity costs that counts distinct products over a whole period: no month has it. */
export interface DistinctCost {
  /** Index into the model's activities. */
  readonly activity: number;
  readonly minutes: Float64Array;
  readonly amounts: Float64Array;
}

const PRODUCTS = scopedQuery('products-by-customer');

export async function distinctProducts(
  ledger: Pick<Ledger, 'columns'>,
  scope: Scope,
  model: CostModel,
  months: { first: number; last: number },
) {
  const asked = model.activities.some(activity => activity.minutes?.some(countsOverPeriod));
  return asked ? await ledger.columns(scope, PRODUCTS, months) : undefined;
}

/** Activities that count distinct products over the whole period, each at the fixed rate of its pool. */
export function distinctCosts(
  model: CostModel,
  customers: Float64Array,
  products: Columns | undefined,
): DistinctCost[] {
  if (!products) return [];
  const skus = place(customers, numbers(products.customer_id), numbers(products.skus));
  return model.activities.flatMap((activity, index) => {
    const rate =
      parseDecimal(model.pools.find(pool => pool.key === activity.pool)?.ratePerMinute ?? '0') ?? 0;
    return (activity.minutes ?? []).filter(countsOverPeriod).map(term => {
      const minutes = skus.map(minutesFor(term));
      return { activity: index, minutes, amounts: minutes.map(time => costAtRate(time, rate)) };
    });
  });
}
