import {
  firstAtLeast,
  type Period,
  type Sales,
  type Scope,
  type Statement,
  seenOf,
  statementOf,
} from '@clientele/engine';
import { type Columns, type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { addColumn, numbers, place, union } from './columns.ts';
import { type DistinctCost, distinctCosts, distinctProducts } from './distinct-costs.ts';
import type { ModelInUse } from './model-in-use.ts';
import { monthBounds, yearBounds } from './months.ts';
import { periodSums } from './period-sums-store.ts';
import type { CostedPortfolio } from './portfolio.ts';
import { COSTS } from './totals.ts';

type SalesColumns = { readonly [key in keyof Sales]: Float64Array };

/** Sales and costs of some customers over a period, activity by activity of the model; row order is by customer id. */
export interface Figures {
  readonly customers: Float64Array;
  /** Lines, sold and returned. */
  readonly lines: Float64Array;
  readonly sales: SalesColumns;
  /** What of the product cost the model's share of net revenue gave. */
  readonly productCostByShare: Float64Array;
  readonly costs: readonly Float64Array[];
  readonly minutes: readonly Float64Array[];
  /** What our own mistakes cost with each customer. */
  readonly own: readonly Float64Array[];
}

const QUERIES = {
  sales: scopedQuery('sales-by-customer'),
  costs: scopedQuery('costs-by-customer'),
};

/** The figures of a few customers in detail; the scope decides as ever which of them may be seen. */
export async function readFigures(
  ledger: Ledger,
  scope: Scope,
  asked: {
    readonly inUse: ModelInUse;
    readonly period: Period | undefined;
    readonly customers: readonly number[];
    /** A portfolio of the same period that knows already what counts distinct products. */
    readonly portfolio?: CostedPortfolio | undefined;
  },
): Promise<Figures> {
  const { inUse, period, portfolio } = asked;
  const { model } = inUse;
  const bounds = yearBounds(monthBounds(period));
  const only = { ...scope, customers: seenOf(scope, asked.customers) };
  const [sales, totals, costs, products] = await Promise.all([
    ledger.columns(only, QUERIES.sales, bounds),
    periodSums(only, ledger, COSTS, monthBounds(period)),
    ledger.columns(only, QUERIES.costs, bounds),
    portfolio ? undefined : distinctProducts(ledger, only, inUse),
  ]);
  const customers = union(numbers(sales.customer_id), numbers(totals.customer_id));
  const column = () => new Float64Array(customers.length);
  const figures = {
    customers,
    ...salesOf(customers, sales, totals),
    costs: model.activities.map(column),
    minutes: model.activities.map(column),
    own: model.activities.map(column),
  };
  placeActivities(figures, costs);
  return withDistinct(
    figures,
    products
      ? distinctCosts(inUse, customers, products)
      : distinctAmong(portfolio as CostedPortfolio, customers),
  );
}

/** Figures with what counts distinct products over the period, added to them. */
export function withDistinct(figures: Figures, distinct: readonly DistinctCost[]): Figures {
  for (const { activity, minutes, amounts } of distinct) {
    addColumn(figures.minutes[activity] as Float64Array, minutes);
    addColumn(figures.costs[activity] as Float64Array, amounts);
  }
  return figures;
}

/** What counts distinct products of some customers, out of that of all. */
export function distinctAmong({ totals }: CostedPortfolio, customers: Float64Array): DistinctCost[] {
  const rows = Int32Array.from(customers, customer => rowOf(totals, customer));
  const at = (column: Float64Array) =>
    Float64Array.from(rows, row => (row < 0 ? 0 : (column[row] as number)));
  return totals.distinct.map(({ activity, minutes, amounts }) => ({
    activity,
    minutes: at(minutes),
    amounts: at(amounts),
  }));
}

function salesOf(
  customers: Float64Array,
  sales: Columns,
  costs: Columns,
): Pick<Figures, 'lines' | 'sales' | 'productCostByShare'> {
  const placed = (name: string) => place(customers, numbers(sales.customer_id), numbers(sales[name]));
  const productCost = placed('known_cost');
  const productCostByShare = place(customers, numbers(costs.customer_id), numbers(costs.product_cost));
  addColumn(productCost, productCostByShare);
  return {
    lines: placed('lines'),
    productCostByShare,
    sales: {
      listAmount: placed('list_amount'),
      discount: placed('discount'),
      rebate: placed('rebate'),
      invoiced: placed('invoiced'),
      returned: placed('returned'),
      productCost,
    },
  };
}

function placeActivities(figures: Figures, costs: Columns): void {
  const ids = numbers(costs.customer_id);
  const activities = numbers(costs.activity_number);
  const owns = numbers(costs.own);
  const amounts = numbers(costs.amount);
  const times = numbers(costs.minutes);
  let row = 0;
  for (let i = 0; i < ids.length; i++) {
    while (figures.customers[row] !== ids[i]) row += 1;
    const activity = activities[i] as number;
    const target = owns[i] === 1 ? figures.own : figures.costs;
    (target[activity] as Float64Array)[row] = amounts[i] as number;
    if (owns[i] === 0) (figures.minutes[activity] as Float64Array)[row] = times[i] as number;
  }
}

/** The statement of one row with a cost an activity. */
export function statementAt(figures: Figures, row: number): Statement {
  return statementOf(
    salesAt(figures.sales, row),
    figures.costs.map(column => column[row] as number),
  );
}

function salesAt(sales: SalesColumns, row: number): Sales {
  const cell = (column: Float64Array) => column[row] as number;
  return {
    listAmount: cell(sales.listAmount),
    discount: cell(sales.discount),
    rebate: cell(sales.rebate),
    invoiced: cell(sales.invoiced),
    returned: cell(sales.returned),
    productCost: cell(sales.productCost),
  };
}

/** Row of a customer, found by halving since rows are ordered by id; -1 where it has no facts in the period. */
export function rowOf({ customers }: { readonly customers: Float64Array }, customer: number): number {
  const row = firstAtLeast(customers, customer);
  return customers[row] === customer ? row : -1;
}

export function ownMistakesAt(figures: Figures, row: number): number {
  return figures.own.reduce((total, column) => total + (column[row] as number), 0);
}
