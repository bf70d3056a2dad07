import {
  ACTIVITY_SCALE,
  minutesStated,
  type Scenario,
  type ScenarioBasis,
  type ScenarioChange,
  type ScenarioCost,
  type ScenarioCustomer,
  type Scope,
} from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { Recent } from '../recent.ts';
import { numbers, placeKnown } from './columns.ts';
import { type Counted, countedSums } from './counted-store.ts';
import { fieldColumn, fieldsOf } from './field-columns.ts';
import { monthBounds } from './months.ts';
import type { SumsAsked } from './period-slots.ts';
import { periodSums } from './period-sums-store.ts';
import type { RankedPortfolio } from './portfolio.ts';
import type { ProfitStores, Ranked } from './ranked.ts';
import { readRecosting } from './recosting.ts';

const LISTS: SumsAsked = { table: 'customer_month', sums: { list_amount: 'list_amount' } };

const COUNTED: readonly Counted[] = [
  { driver: 'orders', causedBy: 'customer', weight: 1 },
  { driver: 'activity.delivery', causedBy: 'either', weight: 1 / ACTIVITY_SCALE },
];

type Counts = Pick<ScenarioBasis, 'listAmount' | 'orders' | 'deliveries'>;

/** Columns of a large book are many megabytes: those of the last two periods asked for are kept. */
const recent = {
  basis: new Recent<Omit<ScenarioBasis, 'fields' | keyof Counts>>(2),
  counts: new Recent<Counts>(2),
};

const NO_COUNTS: Counts = {
  listAmount: new Float64Array(),
  orders: new Float64Array(),
  deliveries: new Float64Array(),
};
/** Only these changes look at list prices, orders and deliveries. */
const COUNTING: readonly ScenarioChange['kind'][] = ['discount', 'fee', 'minimumOrder'];

/**
 * The ranked customers of a period in the columns that scenarios run over.
 * @param scenario leaves out the fields and counts that it does not ask for; without one all are there
 */
export async function scenarioBasisOf(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  scenario?: Pick<Scenario, 'changes'>,
): Promise<ScenarioBasis> {
  const { portfolio } = ranked;
  const named =
    scenario && new Set(scenario.changes.flatMap(({ where = [] }) => where.map(({ field }) => field)));
  const counts = !scenario || scenario.changes.some(({ kind }) => COUNTING.includes(kind));
  const [basis, counted, fields] = await Promise.all([
    recent.basis.get(portfolio, '', () => readScenarioBasis(stores, scope, portfolio)),
    counts ? recent.counts.get(portfolio, '', () => readCounts(stores, scope, ranked)) : NO_COUNTS,
    named?.size === 0 ? [] : fieldsOf(stores, scope),
  ]);
  const asked = fields.filter(({ key }) => named?.has(key) ?? true);
  return {
    ...basis,
    ...counted,
    fields: await Promise.all(asked.map(({ key }) => fieldColumn(stores, scope, ranked, key))),
  };
}

async function readScenarioBasis({ ledger }: ProfitStores, scope: Scope, portfolio: RankedPortfolio) {
  const first = portfolio.unassigned === undefined ? 0 : 1;
  return {
    customers: customersOf(portfolio),
    revenue: portfolio.revenue,
    productCost: portfolio.totals.productCost.subarray(first),
    costs: await costsOf(ledger, scope, portfolio),
  };
}

async function readCounts(
  { ledger }: ProfitStores,
  scope: Scope,
  { portfolio, period }: Ranked,
): Promise<Counts> {
  const customers = rankedIds(portfolio);
  const bounds = monthBounds(period);
  const [lists, counted] = await Promise.all([
    periodSums(scope, ledger, LISTS, bounds),
    countedSums(scope, ledger, COUNTED, { bounds, by: 'customer' }),
  ]);
  const [orders, deliveries] = counted.map(sum => placeKnown(customers, sum.customers, sum.values));
  return {
    listAmount: placeKnown(customers, numbers(lists.customer_id), numbers(lists.list_amount)),
    orders: orders as Float64Array,
    deliveries: deliveries as Float64Array,
  };
}

function rankedIds({ totals, unassigned }: RankedPortfolio): Float64Array {
  return totals.customers.subarray(unassigned === undefined ? 0 : 1);
}

const customers = new WeakMap<readonly KnownCustomer[], readonly ScenarioCustomer[]>();

/** The ranked customers as scenarios know them: those of the register, which is the same for every period. */
function customersOf({ register, inRegister }: RankedPortfolio): readonly ScenarioCustomer[] {
  const known = customers.get(register.cards);
  const all =
    known ??
    register.cards.map(({ publicId, name, segment, country }) => ({ id: publicId, name, segment, country }));
  customers.set(register.cards, all);
  return inRegister ? Array.from(inRegister, at => all[at] as ScenarioCustomer) : all;
}

/** A column for each term and each money traced of every version that holds in the period, in its months. */
async function costsOf(
  ledger: ProfitStores['ledger'],
  scope: Scope,
  portfolio: RankedPortfolio,
): Promise<ScenarioCost[]> {
  const {
    inUse: {
      parts,
      timeline: { named },
    },
    totals: { products: known },
  } = portfolio;
  const customers = rankedIds(portfolio);
  const costs: ScenarioCost[] = [];
  for (const { version, period } of parts) {
    const { model } = version;
    const recosting = await readRecosting(ledger, scope, { model, period, customers, named, known });
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
  const amounts = new Float64Array(perMinute.length);
  for (let i = 0; i < amounts.length; i++) amounts[i] = (perMinute[i] as number) * minutes;
  for (const { row, minutes: own } of exceptions) amounts[row] = (perMinute[row] as number) * own;
  return amounts;
}
