import {
  costAtRate,
  countsOverPeriod,
  type Month,
  minutesFor,
  type Period,
  parseDecimal,
  type Scope,
  termFor,
  versionsOver,
} from '@clientele/engine';
import { type Ledger, type Row, refuseUnsafe, scopedQuery } from '../ledger/ledger.ts';
import { monthText } from '../ledger/month-text.ts';
import { totalOf } from './columns.ts';
import type { Figures } from './figures.ts';
import type { ModelInUse } from './model-in-use.ts';
import { monthBounds } from './months.ts';

const QUERIES = {
  sales: scopedQuery('sales-by-month'),
  costs: scopedQuery('costs-by-month'),
  products: scopedQuery('products-by-period'),
};

/** One customer's figures with a row a month, quarter or year, as `nameOf` groups the months; and `together`, without what counts once in a period. */
export async function monthlyFigures(
  ledger: Ledger,
  scope: Scope,
  asked: {
    customer: number;
    inUse: ModelInUse;
    bounds: { first: number; last: number };
    nameOf: (month: Month) => string;
    boundsOf: (name: string) => Period;
  },
): Promise<{ names: readonly string[]; figures: Figures; together: Figures }> {
  const { customer, inUse, nameOf } = asked;
  const { model } = inUse;
  const given = { customer, ...asked.bounds };
  const [sales, costs] = await Promise.all([
    ledger.rows(scope, QUERIES.sales, given),
    ledger.rows(scope, QUERIES.costs, given),
  ]);
  const named = (row: Row) => nameOf(monthText(row.month));
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
  for (const row of costs) {
    const at = names.indexOf(named(row));
    const activity = Number(row.activity_number);
    if (row.own) addAt(figures.own[activity], at, Number(row.amount));
    else {
      addAt(figures.costs[activity], at, Number(row.amount));
      addAt(figures.minutes[activity], at, Number(row.minutes));
    }
  }
  const together = togetherOf(customer, figures);
  await addDistinctCosts(ledger, scope, { ...asked, names, figures });
  return { names, figures, together };
}

/** All rows as the customer's one; none where there are none. */
function togetherOf(customer: number, figures: Figures): Figures {
  const size = Math.min(1, figures.customers.length);
  const total = (column: Float64Array) => new Float64Array(size).fill(totalOf(column));
  const { sales } = figures;
  const together = {
    customers: new Float64Array(size).fill(customer),
    lines: total(figures.lines),
    sales: {
      listAmount: total(sales.listAmount),
      discount: total(sales.discount),
      rebate: total(sales.rebate),
      invoiced: total(sales.invoiced),
      returned: total(sales.returned),
      productCost: total(sales.productCost),
    },
    productCostByShare: total(figures.productCostByShare),
    costs: figures.costs.map(total),
    minutes: figures.minutes.map(total),
    own: figures.own.map(total),
  };
  Object.values(together.sales).forEach(refuseUnsafe);
  for (const columns of [together.costs, together.minutes, together.own]) columns.forEach(refuseUnsafe);
  return together;
}

/**
 * Products count once in each row's own period, so that months need not add to the year; and where the cost model changes
 * within it, once in the part of each version.
 */
async function addDistinctCosts(
  ledger: Ledger,
  scope: Scope,
  given: {
    customer: number;
    inUse: ModelInUse;
    names: readonly string[];
    figures: Figures;
    boundsOf: (name: string) => Period;
  },
): Promise<void> {
  const { names, figures } = given;
  const { model: all, timeline } = given.inUse;
  const parts = names
    .flatMap((name, at) =>
      versionsOver(timeline.versions, given.boundsOf(name)).map(part => ({ at, ...part })),
    )
    .filter(({ version: { model } }) =>
      model.activities.some(activity => activity.minutes?.some(countsOverPeriod)),
    );
  if (parts.length === 0) return;
  const bounds = parts.map(({ period }) => monthBounds(period));
  const rows = await ledger.rows(scope, QUERIES.products, {
    customer: given.customer,
    periods: parts.map((_, index) => index),
    firsts: bounds.map(({ first }) => first),
    lasts: bounds.map(({ last }) => last),
  });
  for (const row of rows) {
    const { at, version } = parts[Number(row.period)] as (typeof parts)[number];
    for (const activity of version.model.activities) {
      if (!activity.minutes?.some(countsOverPeriod)) continue;
      const index = all.activities.findIndex(({ key }) => key === activity.key);
      const pool = version.model.pools.find(({ key }) => key === activity.pool);
      const rate = parseDecimal(pool?.ratePerMinute ?? '0') ?? 0;
      for (const term of (activity.minutes ?? []).filter(countsOverPeriod)) {
        const minutes = minutesFor(termFor(term, given.customer, timeline.named))(Number(row.skus));
        addAt(figures.minutes[index], at, minutes);
        addAt(figures.costs[index], at, costAtRate(minutes, rate));
      }
    }
  }
}

function addAt(column: Float64Array | undefined, at: number, value: number): void {
  const target = column as Float64Array;
  target[at] = (target[at] as number) + value;
}
