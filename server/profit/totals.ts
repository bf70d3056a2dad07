import { type Period, type Scope, sum, type Total } from '@clientele/engine';
import { type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { addColumn, numbers, place, union } from './columns.ts';
import {
  type CountedProducts,
  type DistinctCost,
  distinctCosts,
  distinctProducts,
} from './distinct-costs.ts';
import type { ModelInUse } from './model-in-use.ts';
import { monthlyRows } from './monthly-rows.ts';
import { monthBounds, yearBounds } from './months.ts';
import type { SumsAsked } from './period-slots.ts';
import { periodSums } from './period-sums-store.ts';

/**
 * What a portfolio needs of every customer in scope over a period, in columns; row order is by customer id. Whatever
 * else a figure asks for is read for the customers that it is asked of: each column more takes a ledger of 100,000
 * customers ten milliseconds.
 */
export interface Totals {
  readonly customers: Float64Array;
  readonly netRevenue: Float64Array;
  readonly productCost: Float64Array;
  /** What of it the model's share of net revenue gave. */
  readonly productCostByShare: Float64Array;
  /** Cost of all activities, and what our own mistakes cost apart from it. */
  readonly cost: Float64Array;
  readonly ownMistakes: Float64Array;
  /** Activities that count distinct products over the whole period; they are in `cost` and `minutes` too. */
  readonly distinct: readonly DistinctCost[];
  /** What these were made from. */
  readonly products: readonly CountedProducts[];
  /** Lines, sold and returned, of all together. */
  readonly lines: Total;
  /** Millionths of a minute that the activities of all took. */
  readonly minutes: Total;
}

const QUERIES = {
  altogether: scopedQuery('lines-and-minutes'),
  byMonth: scopedQuery('lines-and-minutes-by-month'),
};

/** What customers paid, and what of its product cost is stated. */
export const NET: SumsAsked = {
  table: 'customer_month',
  sums: { net_revenue: 'invoiced + returned - rebate', known_cost: 'known_cost' },
};
/** What customers cost, and what of the product cost is assumed. */
export const COSTS: SumsAsked = {
  table: 'customer_month_cost',
  sums: { product_cost: 'product_cost', cost: 'cost', own: 'own' },
};

/** Reads stored measures and costs; what counts over the period as a whole is costed here, at its fixed rate. */
export async function readTotals(
  ledger: Pick<Ledger, 'columns' | 'rows' | 'writes'>,
  scope: Scope,
  inUse: ModelInUse,
  period: Period | undefined,
): Promise<Totals> {
  const months = monthBounds(period);
  const bounds = yearBounds(months);
  const [net, costs, products, altogether] = await Promise.all([
    periodSums(scope, ledger, NET, months),
    periodSums(scope, ledger, COSTS, months),
    distinctProducts(ledger, scope, inUse),
    Array.isArray(scope.customers)
      ? ledger.rows(scope, QUERIES.altogether, bounds)
      : monthlyRows(ledger, scope, QUERIES.byMonth, months),
  ]);
  const summed = (name: string) => altogether.reduce((total, row) => total + BigInt(String(row[name])), 0n);

  const sold = numbers(net.customer_id);
  const costed = numbers(costs.customer_id);
  const customers = union(sold, costed);
  const productCost = place(customers, sold, numbers(net.known_cost));
  const productCostByShare = place(customers, costed, numbers(costs.product_cost));
  addColumn(productCost, productCostByShare);
  const distinct = distinctCosts(inUse, customers, products);
  const cost = place(customers, costed, numbers(costs.cost));
  for (const { amounts } of distinct) addColumn(cost, amounts);
  return {
    customers,
    netRevenue: place(customers, sold, numbers(net.net_revenue)),
    productCost,
    productCostByShare,
    cost,
    ownMistakes: place(customers, costed, numbers(costs.own)),
    distinct,
    products,
    lines: summed('lines'),
    minutes: distinct.reduce((total, { minutes }) => total + sum(minutes), summed('minutes')),
  };
}
