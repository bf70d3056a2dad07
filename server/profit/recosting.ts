import {
  type CostModel,
  countsOverPeriod,
  customersNamed,
  type NamedCustomers,
  NOBODY_NAMED,
  type Period,
  type PoolLedger,
  type Recosting,
  RecostingSum,
  type Scope,
  UNASSIGNED,
} from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { numbers, placeKnown } from './columns.ts';
import { driverColumns } from './costing.ts';
import { monthBounds } from './months.ts';

const QUERIES = {
  months: scopedQuery('months-to-cost'),
  drivers: scopedQuery('drivers-of-months'),
  activities: scopedQuery('activities-of-months'),
  pools: scopedQuery('pool-months'),
  products: scopedQuery('products-by-customer'),
};

/** Those whom a model makes exceptions for, among known customers. */
export function namedAmong(
  cards: readonly Pick<KnownCustomer, 'id' | 'sourceKey'>[],
  model: CostModel,
): NamedCustomers {
  const keys = new Set(customersNamed([model]));
  if (keys.size === 0) return NOBODY_NAMED;
  return new Map(cards.flatMap(({ id, sourceKey }) => (keys.has(sourceKey) ? [[sourceKey, id]] : [])));
}

/**
 * A period under a model that need not be in use, so that its minutes can be tried.
 * @param customers ids in ascending order, none of them that of nobody
 */
export async function readRecosting(
  ledger: Ledger,
  scope: Scope,
  asked: {
    model: CostModel;
    period: Period | undefined;
    customers: Float64Array;
    named: NamedCustomers;
  },
): Promise<Recosting> {
  const { model, customers, named } = asked;
  const bounds = monthBounds(asked.period);
  const sum = new RecostingSum(model, customers, named);
  const [months, pools] = await Promise.all([
    ledger.rows(scope, QUERIES.months, bounds),
    ledger.rows(scope, QUERIES.pools, bounds),
  ]);
  const ordered = [...customers];
  for (const { month } of months) {
    const of = { first: Number(month), last: Number(month) };
    const [drivers, activities] = await Promise.all([
      ledger.columns(scope, QUERIES.drivers, of),
      ledger.columns(scope, QUERIES.activities, of),
    ]);
    const whole = (columns: typeof drivers) => [0, numbers(columns.customer_id).length] as const;
    const booked: Record<string, PoolLedger> = {};
    for (const row of pools)
      if (row.month === month)
        booked[String(row.pool)] = {
          amount: Number(row.amount),
          capacity: row.capacity === null ? undefined : Number(row.capacity) * 1000,
        };
    sum.add(driverColumns({ drivers, activities }, ordered, whole(drivers), whole(activities)), booked);
  }
  if (model.activities.some(({ minutes }) => minutes?.some(countsOverPeriod))) {
    const products = await ledger.columns(scope, QUERIES.products, bounds);
    const ids = numbers(products.customer_id);
    const counts = numbers(products.skus);
    const nobody = ids[0] === UNASSIGNED ? 1 : 0;
    sum.addDistinct(
      placeKnown(customers, ids.subarray(nobody), counts.subarray(nobody)),
      nobody === 1 ? (counts[0] as number) : 0,
    );
  }
  return sum.result;
}
