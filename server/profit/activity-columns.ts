import type { Period, Scope } from '@clientele/engine';
import { type Columns, scopedQuery } from '../ledger/ledger.ts';
import { Recent } from '../recent.ts';
import { BY_ITSELF_MOST, costingActivities, costOf } from './activity-costs.ts';
import { addColumn, numbers, place } from './columns.ts';
import { monthBounds, yearBounds } from './months.ts';
import type { SlotLedger } from './period-slots.ts';
import { periodSums } from './period-sums-store.ts';
import type { CostedPortfolio } from './portfolio.ts';

const ALL = scopedQuery('costs-by-customer');

const recent = new Recent<readonly Float64Array[]>(4);

/**
 * What each activity of the model cost, in the rows of a portfolio's totals; our own mistakes left out. They are kept with the
 * portfolio: nobody writes into them.
 */
export function activityColumns(
  ledger: SlotLedger,
  scope: Scope,
  portfolio: CostedPortfolio,
  period: Period | undefined,
): Promise<readonly Float64Array[]> {
  return recent.get(portfolio, '', async () => {
    const { model, totals } = portfolio;
    const columns =
      model.activities.length <= BY_ITSELF_MOST
        ? await oneByOne(ledger, scope, portfolio, period)
        : byActivity(
            await ledger.columns(scope, ALL, yearBounds(monthBounds(period))),
            totals.customers,
            model.activities.length,
          );
    for (const { activity, amounts } of totals.distinct) {
      const column = (columns[activity] as Float64Array).slice();
      addColumn(column, amounts);
      columns[activity] = column;
    }
    return columns;
  });
}

/** Those that cost nobody anything are not asked for, and the last of the others is what these leave of the cost of all. */
async function oneByOne(
  ledger: SlotLedger,
  scope: Scope,
  { model, totals }: CostedPortfolio,
  period: Period | undefined,
): Promise<Float64Array[]> {
  const { customers } = totals;
  const asked = await costingActivities(ledger, scope, period);
  const read = await Promise.all(
    asked.slice(0, -1).map(async activity => {
      const costs = await periodSums(scope, ledger, costOf(activity), monthBounds(period));
      return place(customers, numbers(costs.customer_id), numbers(costs.amount));
    }),
  );
  const rest = totals.cost.slice();
  for (const column of [...read, ...totals.distinct.map(({ amounts }) => amounts)])
    for (let row = 0; row < rest.length; row++) rest[row] = (rest[row] as number) - (column[row] as number);
  const nothing = new Float64Array(customers.length);
  return [...model.activities.keys()].map(activity => {
    const at = asked.indexOf(activity);
    return at < 0 ? nothing : (read[at] ?? rest);
  });
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
