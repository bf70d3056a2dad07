import {
  type CostModel,
  costAtRate,
  countsOverPeriod,
  type Month,
  minutesFor,
  type Period,
  parseDecimal,
  type Scope,
} from '@clientele/engine';
import { type Ledger, type Row, scopedQuery } from '../ledger/ledger.ts';
import { type Figures, monthBounds } from './figures.ts';

const QUERIES = {
  sales: scopedQuery('sales-by-month'),
  costs: scopedQuery('costs-by-month'),
  products: scopedQuery('products-by-period'),
};

/** One customer's figures with a row a month, quarter or year, as `nameOf` groups the months. */
export async function monthlyFigures(
  ledger: Ledger,
  scope: Scope,
  asked: {
    customer: number;
    model: CostModel;
    bounds: { first: number; last: number };
    nameOf: (month: Month) => string;
    boundsOf: (name: string) => Period;
  },
): Promise<{ names: readonly string[]; figures: Figures }> {
  const { customer, model, nameOf } = asked;
  const given = { customer, ...asked.bounds };
  const [sales, costs] = await Promise.all([
    ledger.rows(scope, QUERIES.sales, given),
    ledger.rows(scope, QUERIES.costs, given),
  ]);
  const named = (row: Row) => nameOf(`${String(row.month).slice(0, 4)}-${String(row.month).slice(4)}`);
  const names = [...new Set([...sales, ...costs].map(named))].sort();
  const column = () => new Float64Array(names.length);
  const sumOf = (key: string) => {
    const total = column();
    for (const row of sales)
      total[names.indexOf(named(row))] = (total[names.indexOf(named(row))] as number) + Number(row[key]);
    return total;
  };
  const figures: Figures = {
    customers: column(),
    lines: sumOf('lines'),
    sales: {
      listAmount: sumOf('list_amount'),
      discount: sumOf('discount'),
      rebate: sumOf('rebate'),
      invoiced: sumOf('invoiced'),
      returned: sumOf('returned'),
      productCost: sumOf('known_cost'),
    },
    productCostByShare: sumOf('cost_by_share'),
    costs: model.activities.map(column),
    minutes: model.activities.map(column),
    own: model.activities.map(column),
  };
  const add = (target: Float64Array, at: number, value: number) => {
    target[at] = (target[at] as number) + value;
  };
  for (const row of costs) {
    const at = names.indexOf(named(row));
    const activity = Number(row.activity_number);
    if (row.own) add(figures.own[activity] as Float64Array, at, Number(row.amount));
    else {
      add(figures.costs[activity] as Float64Array, at, Number(row.amount));
      add(figures.minutes[activity] as Float64Array, at, Number(row.minutes));
    }
  }
  await addDistinctCosts(ledger, scope, { ...asked, names, figures });
  return { names, figures };
}

/** Products count once in each row's own period, so that months need not add to the year. */
async function addDistinctCosts(
  ledger: Ledger,
  scope: Scope,
  given: {
    customer: number;
    model: CostModel;
    names: readonly string[];
    figures: Figures;
    boundsOf: (name: string) => Period;
  },
): Promise<void> {
  const { model, names, figures } = given;
  if (names.length === 0 || !model.activities.some(activity => activity.minutes?.some(countsOverPeriod)))
    return;
  const bounds = names.map(name => monthBounds(given.boundsOf(name)));
  const rows = await ledger.rows(scope, QUERIES.products, {
    customer: given.customer,
    periods: names.map((_, index) => index),
    firsts: bounds.map(({ first }) => first),
    lasts: bounds.map(({ last }) => last),
  });
  for (const [index, activity] of model.activities.entries()) {
    const rate =
      parseDecimal(model.pools.find(pool => pool.key === activity.pool)?.ratePerMinute ?? '0') ?? 0;
    for (const term of (activity.minutes ?? []).filter(countsOverPeriod)) {
      for (const row of rows) {
        const at = Number(row.period);
        const minutes = minutesFor(term)(Number(row.skus));
        (figures.minutes[index] as Float64Array)[at] =
          ((figures.minutes[index] as Float64Array)[at] as number) + minutes;
        (figures.costs[index] as Float64Array)[at] =
          ((figures.costs[index] as Float64Array)[at] as number) + costAtRate(minutes, rate);
      }
    }
  }
}
