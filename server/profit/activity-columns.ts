import type { Period, Scope } from '@clientele/engine';
import { type Columns, type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { addColumn, numbers, place } from './columns.ts';
import { monthBounds, yearBounds } from './months.ts';
import type { CostedPortfolio } from './portfolio.ts';

const QUERIES = {
  one: scopedQuery('costs-of-activity'),
  all: scopedQuery('costs-by-customer'),
};

/** Of more activities, what they all cost is read at once. */
const BY_ITSELF_MOST = 40;

/** What each activity of the model cost, in the rows of a portfolio's totals; our own mistakes left out. */
export async function activityColumns(
  ledger: Pick<Ledger, 'columns'>,
  scope: Scope,
  { model, totals }: CostedPortfolio,
  period: Period | undefined,
): Promise<Float64Array[]> {
  const bounds = yearBounds(monthBounds(period));
  const { customers } = totals;
  const columns =
    model.activities.length <= BY_ITSELF_MOST
      ? await Promise.all(
          model.activities.map(async (_, activity) => {
            const costs = await ledger.columns(scope, QUERIES.one, { ...bounds, activity });
            return place(customers, numbers(costs.customer_id), numbers(costs.amount));
          }),
        )
      : byActivity(await ledger.columns(scope, QUERIES.all, bounds), customers, model.activities.length);
  for (const { activity, amounts } of totals.distinct) {
    const column = (columns[activity] as Float64Array).slice();
    addColumn(column, amounts);
    columns[activity] = column;
  }
  return columns;
}

function byActivity(costs: Columns, customers: Float64Array, activities: number): Float64Array[] {
  // Of many activities most cost nobody anything: those share a column.
  const nothing = new Float64Array(customers.length);
  const columns: Float64Array[] = Array.from({ length: activities }, () => nothing);
  const [ids, owns] = [numbers(costs.customer_id), numbers(costs.own)];
  const [numbersOf, amounts] = [numbers(costs.activity_number), numbers(costs.amount)];
  let row = 0;
  for (let i = 0; i < ids.length; i++) {
    while (row < customers.length && customers[row] !== ids[i]) row += 1;
    if (row === customers.length) throw new RangeError(`customer ${ids[i]} has no row`);
    if (owns[i] === 1) continue;
    const activity = numbersOf[i] as number;
    const column = columns[activity] === nothing ? new Float64Array(customers.length) : columns[activity];
    (column as Float64Array)[row] = amounts[i] as number;
    columns[activity] = column as Float64Array;
  }
  return columns;
}
