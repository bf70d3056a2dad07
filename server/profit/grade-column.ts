import { gradePlaces, type Period, type Scope } from '@clientele/engine';
import { type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { activityColumns } from './activity-columns.ts';
import { BY_ITSELF_MOST } from './activity-costs.ts';
import { addColumn, numbers, place } from './columns.ts';
import { monthBounds, yearBounds } from './months.ts';
import { isMany } from './period-sums-store.ts';
import { isAssumed, type RankedPortfolio } from './portfolio.ts';

const QUERIES = {
  least: scopedQuery('least-cost'),
  sizes: scopedQuery('cost-sizes-by-customer'),
};

type Read = Pick<Ledger, 'rows' | 'columns' | 'writes'>;
interface Whole {
  readonly portfolio: RankedPortfolio;
  readonly period: Period | undefined;
}

const columns = new WeakMap<RankedPortfolio, Promise<Float64Array>>();

/**
 * The grade of each customer as a number, A first, over the portfolio's columns. Read only where somebody sorts by it: a
 * portfolio of 100,000 customers is answered without.
 */
export function gradeColumn(ledger: Read, scope: Scope, whole: Whole): Promise<Float64Array> {
  const column = columns.get(whole.portfolio) ?? computedColumn(ledger, scope, whole);
  columns.set(whole.portfolio, column);
  column.catch(() => columns.delete(whole.portfolio));
  return column;
}

async function computedColumn(ledger: Read, scope: Scope, whole: Whole): Promise<Float64Array> {
  const { model, totals, rows } = whole.portfolio;
  if (model.activities.length === 0) return new Float64Array(rows.length);
  const each = isMany(scope) && model.activities.length <= BY_ITSELF_MOST;
  const costs =
    (each ? undefined : await sizesRead(ledger, scope, whole)) ?? (await activitySizes(ledger, scope, whole));
  const ofCustomers = (column: Float64Array) => column.subarray(totals.customers.length - rows.length);
  const places = gradePlaces({
    productCost: ofCustomers(totals.productCost),
    assumedProductCost: model.productCost?.assumed ? ofCustomers(totals.productCostByShare) : undefined,
    costs: costs.map(({ column }) => ofCustomers(column)),
    isAssumed: at => costs[at]?.assumed === true,
  });
  return new Float64Array(places);
}

/** Costs of activities all of which are assumed or none is, by size in the rows of a portfolio's totals. */
interface Sizes {
  readonly column: Float64Array;
  readonly assumed: boolean;
}

/**
 * Of all activities together, which reads a fraction of what each by itself does; undefined where that is not to be had, since some
 * activity costs somebody less than nothing: then what is set against what must be known.
 */
async function sizesRead(
  ledger: Read,
  scope: Scope,
  { portfolio: { model, totals }, period }: Whole,
): Promise<Sizes[] | undefined> {
  if (totals.distinct.some(({ amounts }) => hasCredit(amounts))) return undefined;
  const assumed = [...model.activities.keys()].filter(activity => isAssumed(model, activity));
  if (assumed.length === 0 || assumed.length === model.activities.length) {
    const [row] = await ledger.rows(scope, QUERIES.least, {});
    if (Number(row?.least) >= 0) return [{ column: totals.cost, assumed: assumed.length > 0 }];
  }
  const query = { ...QUERIES.sizes, sql: QUERIES.sizes.sql.replace('{assumed}', assumed.join(', ') || '-1') };
  const read = await ledger.columns(scope, query, yearBounds(monthBounds(period)));
  const placed = (name: string) => place(totals.customers, numbers(read.customer_id), numbers(read[name]));
  const [sizes, guessed] = [placed('size'), placed('assumed')];
  for (const { activity, amounts } of totals.distinct) {
    addColumn(sizes, amounts);
    if (isAssumed(model, activity)) addColumn(guessed, amounts);
  }
  const stated = new Float64Array(sizes.length);
  for (let row = 0; row < stated.length; row++) {
    if (sizes[row] !== totals.cost[row]) return undefined;
    stated[row] = (sizes[row] as number) - (guessed[row] as number);
  }
  return [
    { column: guessed, assumed: true },
    { column: stated, assumed: false },
  ];
}

function hasCredit(amounts: Float64Array): boolean {
  for (let row = 0; row < amounts.length; row++) if ((amounts[row] as number) < 0) return true;
  return false;
}

/** Each activity by itself. */
async function activitySizes(ledger: Read, scope: Scope, { portfolio, period }: Whole): Promise<Sizes[]> {
  const costs = await activityColumns(ledger, scope, portfolio, period);
  return costs.map((column, activity) => ({ column, assumed: isAssumed(portfolio.model, activity) }));
}
