import {
  type CostModel,
  costAtRate,
  countsOverPeriod,
  minutesFor,
  parseDecimal,
  RowsNamed,
  type Scope,
} from '@clientele/engine';
import { type Columns, type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { numbers, place } from './columns.ts';
import type { ModelInUse } from './model-in-use.ts';
import { monthBounds } from './months.ts';

/** What an activity costs that counts distinct products over a whole period: no month has it. */
export interface DistinctCost {
  /** Index into the activities of all versions. */
  readonly activity: number;
  readonly minutes: Float64Array;
  readonly amounts: Float64Array;
}

const PRODUCTS = scopedQuery('products-by-customer');

/** Products of each version's part of a period: what counts once does so within the months of a version. */
export async function distinctProducts(
  ledger: Pick<Ledger, 'columns'>,
  scope: Scope,
  { parts }: ModelInUse,
): Promise<{ model: CostModel; products: Columns }[]> {
  const asking = parts.filter(({ version: { model } }) =>
    model.activities.some(activity => activity.minutes?.some(countsOverPeriod)),
  );
  return await Promise.all(
    asking.map(async ({ version: { model }, period }) => ({
      model,
      products: await ledger.columns(scope, PRODUCTS, monthBounds(period)),
    })),
  );
}

/** Activities that count distinct products over a whole period, each at the fixed rate of its pool. */
export function distinctCosts(
  { model: all, timeline }: ModelInUse,
  customers: Float64Array,
  counted: Awaited<ReturnType<typeof distinctProducts>>,
): DistinctCost[] {
  const rowsNamed = new RowsNamed(customers, timeline.named);
  return counted.flatMap(({ model, products }) => {
    const skus = place(customers, numbers(products.customer_id), numbers(products.skus));
    const counting = model.activities.filter(({ minutes }) => minutes?.some(countsOverPeriod));
    return counting.flatMap(({ key, pool, minutes: terms = [] }) => {
      const activity = all.activities.findIndex(other => other.key === key);
      const rate = parseDecimal(model.pools.find(other => other.key === pool)?.ratePerMinute ?? '0') ?? 0;
      return terms.filter(countsOverPeriod).map(term => {
        const minutes = skus.map(minutesFor(term));
        for (const { row, exception } of rowsNamed.exceptionsOf(term))
          minutes[row] = minutesFor({ ...term, minutes: exception.minutes })(skus[row] as number);
        return { activity, minutes, amounts: minutes.map(time => costAtRate(time, rate)) };
      });
    });
  });
}
