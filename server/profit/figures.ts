import {
  type CostModel,
  costAtRate,
  countsOverPeriod,
  type Period,
  parseDecimal,
  type Sales,
  type Scope,
  type Statement,
  statementOf,
  termMinutes,
} from '@clientele/engine';
import { type Columns, type Ledger, scopedQuery } from '../ledger/ledger.ts';

/** Sales and costs of every customer in scope over a period, in columns; row order is by customer id. */
export interface Figures {
  readonly customers: Float64Array;
  /** Lines, sold and returned. */
  readonly lines: Float64Array;
  readonly sales: { readonly [key in keyof Sales]: Float64Array };
  /** A column an activity of the model. */
  readonly costs: readonly Float64Array[];
  readonly minutes: readonly Float64Array[];
  /** What our own mistakes cost with each customer, a column an activity. */
  readonly own: readonly Float64Array[];
}

const QUERIES = {
  sales: scopedQuery('sales-by-customer'),
  costs: scopedQuery('costs-by-customer'),
  products: scopedQuery('products-by-customer'),
};

/** Months as the ledger keeps them; no period means all. */
export function monthBounds(period: Period | undefined): { first: number; last: number } {
  const number = (month: string) => Number(month.replace('-', ''));
  return period ? { first: number(period.from), last: number(period.through) } : { first: 0, last: 999_999 };
}

/** Reads stored measures and costs; what counts over the period as a whole is costed here, at its fixed rate. */
export async function readFigures(
  ledger: Ledger,
  scope: Scope,
  model: CostModel,
  period: Period | undefined,
): Promise<Figures> {
  const bounds = { ...monthBounds(period) };
  const [sales, costs] = await Promise.all([
    ledger.columns(scope, QUERIES.sales, bounds),
    ledger.columns(scope, QUERIES.costs, bounds),
  ]);
  const products = model.activities.some(activity => activity.minutes?.some(countsOverPeriod))
    ? await ledger.columns(scope, QUERIES.products, bounds)
    : undefined;
  return assemble(model, sales, costs, products);
}

function assemble(model: CostModel, sales: Columns, costs: Columns, products: Columns | undefined): Figures {
  const customers = union(numbers(sales.customer_id), numbers(costs.customer_id));
  const column = () => new Float64Array(customers.length);
  const placed = (from: Columns, name: string) =>
    place(customers, numbers(from.customer_id), numbers(from[name]));
  const figures = {
    customers,
    lines: placed(sales, 'lines'),
    sales: {
      listAmount: placed(sales, 'list_amount'),
      discount: placed(sales, 'discount'),
      rebate: placed(sales, 'rebate'),
      invoiced: placed(sales, 'invoiced'),
      returned: placed(sales, 'returned'),
      productCost: placed(sales, 'known_cost'),
    },
    costs: model.activities.map(column),
    minutes: model.activities.map(column),
    own: model.activities.map(column),
  };
  const ids = numbers(costs.customer_id);
  const activities = numbers(costs.activity_number);
  const owns = numbers(costs.own);
  const amounts = numbers(costs.amount);
  const times = numbers(costs.minutes);
  let row = 0;
  for (let i = 0; i < ids.length; i++) {
    while (customers[row] !== ids[i]) row += 1;
    const activity = activities[i] as number;
    if (activity < 0) add(figures.sales.productCost, row, amounts[i] as number);
    else if (owns[i] === 1) add(figures.own[activity] as Float64Array, row, amounts[i] as number);
    else {
      add(figures.costs[activity] as Float64Array, row, amounts[i] as number);
      add(figures.minutes[activity] as Float64Array, row, times[i] as number);
    }
  }
  if (products) addPeriodCosts(model, figures, placed(products, 'skus'));
  return figures;
}

/** Activities that count distinct products over the whole period, each at the fixed rate of its pool. */
function addPeriodCosts(model: CostModel, figures: Figures, skus: Float64Array): void {
  for (const [index, activity] of model.activities.entries()) {
    const rate =
      parseDecimal(model.pools.find(pool => pool.key === activity.pool)?.ratePerMinute ?? '0') ?? 0;
    for (const term of (activity.minutes ?? []).filter(countsOverPeriod)) {
      for (let row = 0; row < skus.length; row++) {
        const minutes = termMinutes(term, skus[row] as number);
        add(figures.minutes[index] as Float64Array, row, minutes);
        add(figures.costs[index] as Float64Array, row, costAtRate(minutes, rate));
      }
    }
  }
}

/** The statement of one row; the portfolio, the customer page and the explanations all take it from here. */
export function statementAt(figures: Figures, row: number): Statement {
  const { listAmount, discount, rebate, invoiced, returned, productCost } = figures.sales;
  const cell = (column: Float64Array) => column[row] as number;
  const sales: Sales = {
    listAmount: cell(listAmount),
    discount: cell(discount),
    rebate: cell(rebate),
    invoiced: cell(invoiced),
    returned: cell(returned),
    productCost: cell(productCost),
  };
  return statementOf(sales, figures.costs.map(cell));
}

export function ownMistakesAt(figures: Figures, row: number): number {
  return figures.own.reduce((total, column) => total + (column[row] as number), 0);
}

function union(a: Float64Array, b: Float64Array): Float64Array {
  const all: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const next = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    all.push(next);
    while (a[i] === next) i += 1;
    while (b[j] === next) j += 1;
  }
  return Float64Array.from(all);
}

function place(customers: Float64Array, ids: Float64Array, values: Float64Array): Float64Array {
  const column = new Float64Array(customers.length);
  let row = 0;
  for (let i = 0; i < ids.length; i++) {
    while (customers[row] !== ids[i]) row += 1;
    column[row] = values[i] as number;
  }
  return column;
}

function add(column: Float64Array, row: number, value: number): void {
  column[row] = (column[row] as number) + value;
}

function numbers(column: Columns[string] | undefined): Float64Array {
  return column as Float64Array;
}
