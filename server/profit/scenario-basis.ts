import { minutesStated, type ScenarioBasis, type ScenarioCost, type Scope } from '@clientele/engine';
import { scopedQuery } from '../ledger/ledger.ts';
import { numbers, placeKnown } from './columns.ts';
import type { ModelInUse } from './model-in-use.ts';
import { monthBounds, yearBounds } from './months.ts';
import type { ProfitStores, Ranked } from './ranked.ts';
import { readRecosting } from './recosting.ts';

const QUERIES = {
  sales: scopedQuery('sales-by-customer'),
  drivers: scopedQuery('drivers-by-customer'),
  activities: scopedQuery('activities-by-customer'),
};

/** Counts of activities are thousandths. */
const THOUSANDTHS = 1000;

/** The ranked customers of a period in the columns that scenarios run over. */
export async function readScenarioBasis(
  { ledger }: Pick<ProfitStores, 'ledger'>,
  scope: Scope,
  { portfolio, period }: Ranked,
): Promise<ScenarioBasis> {
  const first = portfolio.unassigned === undefined ? 0 : 1;
  const customers = portfolio.totals.customers.subarray(first);
  const bounds = monthBounds(period);
  const [sales, drivers, activities] = await Promise.all([
    ledger.columns(scope, QUERIES.sales, yearBounds(bounds)),
    ledger.columns(scope, QUERIES.drivers, bounds),
    ledger.columns(scope, QUERIES.activities, bounds),
  ]);
  const kinds = activities.activity as readonly (string | null)[];
  const delivered = [...kinds.keys()].filter(i => kinds[i] === 'delivery');
  const at = (column: Float64Array) => Float64Array.from(delivered, i => column[i] as number);
  const events = placeKnown(customers, at(numbers(activities.customer_id)), at(numbers(activities.events)));
  const placed = (columns: typeof sales, name: string) =>
    placeKnown(customers, numbers(columns.customer_id), numbers(columns[name]));
  return {
    customers: portfolio.cards.map(({ publicId, name, segment, country }) => ({
      id: publicId,
      name,
      segment,
      country,
    })),
    revenue: portfolio.revenue,
    listAmount: placed(sales, 'list_amount'),
    productCost: portfolio.totals.productCost.subarray(first),
    orders: placed(drivers, 'orders'),
    deliveries: events.map(count => count / THOUSANDTHS),
    costs: await costsOf(ledger, scope, portfolio.inUse, customers),
  };
}

/** A column for each term and each money traced of every version that holds in the period, in its months. */
async function costsOf(
  ledger: ProfitStores['ledger'],
  scope: Scope,
  { parts, timeline: { named } }: ModelInUse,
  customers: Float64Array,
): Promise<ScenarioCost[]> {
  const costs: ScenarioCost[] = [];
  for (const { version, period } of parts) {
    const { model } = version;
    const recosting = await readRecosting(ledger, scope, { model, period, customers, named });
    const minutes = minutesStated(recosting, model);
    for (const [index, { activity, term, perMinute, exceptions }] of recosting.terms.entries()) {
      const {
        key,
        pool,
        minutes: terms = [],
      } = model.activities[activity] as (typeof model.activities)[number];
      const each = minutes[index] as number;
      costs.push({
        ...{ activity: key, pool, term, driver: terms[term]?.driver ?? '', minutes: each },
        exceptions: exceptions.map(({ row, minutes: own }) => ({ row, minutes: own })),
        amounts: costsAt(perMinute, each, exceptions),
      });
    }
    for (const { activity, amounts } of recosting.money) {
      const { key, pool, money = [] } = model.activities[activity] as (typeof model.activities)[number];
      costs.push({
        ...{ activity: key, pool, term: undefined, minutes: undefined, exceptions: [] },
        driver: money[0] ?? '',
        amounts,
      });
    }
  }
  return costs;
}

function costsAt(
  perMinute: Float64Array,
  minutes: number,
  exceptions: readonly { readonly row: number; readonly minutes: number }[],
): Float64Array {
  const amounts = perMinute.map(amount => amount * minutes);
  for (const { row, minutes: own } of exceptions) amounts[row] = (perMinute[row] as number) * own;
  return amounts;
}
