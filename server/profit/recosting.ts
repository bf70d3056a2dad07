import {
  ACTIVITY_SCALE,
  asInstallation,
  type CostModel,
  countsOverPeriod,
  customersNamed,
  driverOf,
  MICRO,
  type MoneyCost,
  type NamedCustomers,
  NOBODY_NAMED,
  type Period,
  parseDecimal,
  type Recosting,
  RowsNamed,
  type Scope,
  type Term,
  type TermCost,
  UNASSIGNED,
} from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { type Ledger, scopedQuery } from '../ledger/ledger.ts';
import { Recent } from '../recent.ts';
import { numbers, placeKnown, scaleColumn, totalOf } from './columns.ts';
import { type Counted, type CountedSum, countedSums } from './counted-store.ts';
import { type CountedProducts, productsBought } from './distinct-costs.ts';
import { monthlyRows } from './monthly-rows.ts';
import { monthBounds } from './months.ts';
import type { ProfitStores, Ranked } from './ranked.ts';
import { eitherCounted, type TermCount, termCounts } from './term-counts.ts';

const QUERIES = {
  months: scopedQuery('months-to-cost'),
  pools: scopedQuery('pool-months'),
};

/** Those whom a model makes exceptions for, among known customers. */
function namedAmong(
  cards: readonly Pick<KnownCustomer, 'id' | 'sourceKey'>[],
  model: CostModel,
): NamedCustomers {
  const keys = new Set(customersNamed([model]));
  if (keys.size === 0) return NOBODY_NAMED;
  return new Map(cards.flatMap(({ id, sourceKey }) => (keys.has(sourceKey) ? [[sourceKey, id]] : [])));
}

const recent = new Recent<Recosting>(2);

/**
 * The customers of a ranked portfolio under a model, kept for another asking: what a minute of a term costs does not hang
 * on how many minutes the model states, so that a draft whose minutes are turned is answered from the same columns.
 */
export function recostingOf(
  { ledger }: Pick<ProfitStores, 'ledger'>,
  scope: Scope,
  { portfolio, period }: Ranked,
  model: CostModel,
): Promise<Recosting> {
  const first = portfolio.unassigned === undefined ? 0 : 1;
  const customers = portfolio.totals.customers.subarray(first);
  const named = namedAmong(portfolio.cards, model);
  const shape = {
    pools: model.pools,
    activities: model.activities.map(({ pool, money, minutes }) => ({
      ...{ pool, money },
      minutes: minutes?.map(({ minutes: _stated, ...term }) => term),
    })),
  };
  return recent.get(portfolio, JSON.stringify(shape), () =>
    readRecosting(ledger, scope, { model, period, customers, named, known: portfolio.totals.products }),
  );
}

interface Asked {
  readonly model: CostModel;
  readonly period: Period | undefined;
  /** Ids in ascending order, none of them that of nobody. */
  readonly customers: Float64Array;
  readonly named: NamedCustomers;
  /** What is known of products that were bought. */
  readonly known?: readonly CountedProducts[] | undefined;
}

interface TermAsked {
  readonly activity: number;
  readonly index: number;
  readonly term: Term;
  /** What one minute costs for one count, by month. */
  readonly weight: Counted['weight'];
}

/**
 * A period under a model that need not be in use, so that its minutes can be tried. `RecostingSum` of the engine is the plain
 * definition; tests hold this to what costing makes of the months. What a minute costs in a month is a weight, and the ledger
 * adds up counts × weights, so that no month has to be read by itself.
 */
export async function readRecosting(ledger: Ledger, scope: Scope, asked: Asked): Promise<Recosting> {
  const { model, customers } = asked;
  const bounds = monthBounds(asked.period);
  const { pools, weightOf } = await readSupplies(ledger, scope, model, bounds);
  const terms = model.activities.flatMap(({ pool, minutes = [] }, activity) =>
    minutes.map((term, index): TermAsked => ({ activity, index, term, weight: weightOf(pool, term) })),
  );
  const [[monthly, uncosted], distinct, money] = await Promise.all([
    monthlyTerms(
      ledger,
      scope,
      asked,
      terms.filter(({ term }) => !countsOverPeriod(term)),
    ),
    distinctTerms(
      ledger,
      scope,
      asked,
      terms.filter(({ term }) => countsOverPeriod(term)),
    ),
    moneyTraced(ledger, scope, asked),
  ]);
  const without = placed(customers, uncosted);
  return {
    customers,
    terms: [...monthly, ...distinct].sort((a, b) => a.activity - b.activity || a.term - b.term),
    money,
    pools,
    uncosted: without.values,
    uncostedNobody: without.nobody,
  };
}

/**
 * What is booked on each pool and what it supplies, with the cost of a minute in each month: that is the company's, whoever
 * asks, since a customer's minute costs the same to all who see it. Only the rates may be told to who sees some customers.
 */
async function readSupplies(
  ledger: Ledger,
  scope: Scope,
  model: CostModel,
  bounds: { first: number; last: number },
) {
  const company = asInstallation(scope);
  const [months, rows] = await Promise.all([
    monthlyRows(ledger, company, QUERIES.months, bounds),
    monthlyRows(ledger, company, QUERIES.pools, bounds),
  ]);
  const booked = new Map(rows.map(row => [`${row.month} ${row.pool}`, row]));
  const rates = new Map<string, number | Map<number, number>>();
  const pools = model.pools.map(({ key, kind, ratePerMinute, capacityMinutes }) => {
    const stated = (parseDecimal(capacityMinutes ?? '0') ?? 0) / MICRO;
    const byMonth = new Map<number, number>();
    let [amount, capacity] = [0, 0];
    for (const { month } of months) {
      const row = booked.get(`${month} ${key}`);
      const inLedger = row?.capacity ?? null;
      const minutes = kind !== 'time' ? 0 : inLedger === null ? stated : Number(inLedger) / 1000;
      amount += Number(row?.amount ?? 0);
      capacity += minutes;
      byMonth.set(Number(month), minutes > 0 ? Number(row?.amount ?? 0) / minutes : 0);
    }
    rates.set(key, kind === 'rate' ? (parseDecimal(ratePerMinute ?? '0') ?? 0) : byMonth);
    return { pool: key, kind, amount, capacity };
  });
  const weights = new Map<string, Counted['weight']>();
  const weightOf = (pool: string, term: Term): Counted['weight'] => {
    const scale = scaleOf(term);
    const known = weights.get(`${scale} ${pool}`);
    if (known !== undefined) return known;
    const rate = rates.get(pool) ?? 0;
    const weight =
      typeof rate === 'number'
        ? rate / scale
        : new Map([...rate].map(([month, minute]) => [month, minute / scale]));
    weights.set(`${scale} ${pool}`, weight);
    return weight;
  };
  return { pools, weightOf };
}

/** Terms that count by the month, and what of net revenue has no product cost. */
async function monthlyTerms(
  ledger: Ledger,
  scope: Scope,
  { customers, named, period }: Asked,
  asked: readonly TermAsked[],
): Promise<[TermCost[], CountedSum]> {
  const bounds = monthBounds(period);
  const terms = asked.map(({ term, weight }) => ({
    ...{ driver: term.driver, when: term.when },
    ...{ weight, scale: scaleOf(term) },
  }));
  const ofExcepted = [
    ...terms.map(({ driver, when, weight }) => ({ driver, when, weight, causedBy: 'us' as const })),
    ...terms.map(eitherCounted),
  ];
  // Only customers that are asked about: others may lie outside the scope.
  const among = new Set(named.size === 0 ? [] : customers);
  const excepted: Scope = { ...scope, customers: [...named.values()].filter(id => among.has(id)) };
  const [{ counts, uncosted }, exceptions] = await Promise.all([
    termCounts(scope, ledger, { bounds, terms }),
    named.size === 0 ? [] : countedSums(excepted, ledger, ofExcepted, { bounds, by: 'customer' }),
  ]);
  const rows = new RowsNamed(customers, named);
  const costs = asked.map(({ activity, index, term }, at) => {
    const { byCustomer, own, counted } = counts[at] as TermCount;
    const { values, inRows, nobody } = placed(customers, byCustomer);
    const of = (row: number, column: number) => ofCustomer(exceptions[column], customers[row] as number);
    return {
      ...{ activity, term: index, perMinute: values, customers: inRows, nobody, own, counted },
      exceptions: rows.exceptionsOf(term).map(({ row, exception }) => ({
        ...{ row, minutes: Number(exception.minutes) },
        ...{ counted: of(row, terms.length + at), own: of(row, at) },
      })),
    };
  });
  return [costs, uncosted];
}

/** Terms that count distinct products over the whole period, at the fixed rate of their pool. */
async function distinctTerms(
  ledger: Ledger,
  scope: Scope,
  { customers, named, period, known }: Asked,
  terms: readonly TermAsked[],
): Promise<TermCost[]> {
  if (terms.length === 0) return [];
  const products = await productsBought(ledger, scope, { period, known });
  const bought = { customers: numbers(products.customer_id), values: numbers(products.skus) };
  const { values: counts, inRows, nobody } = placed(customers, bought);
  const rows = new RowsNamed(customers, named);
  return terms.map(({ activity, index, term, weight }) => {
    const rate = typeof weight === 'number' ? weight : 0;
    return {
      ...{ activity, term: index, perMinute: scaleColumn(counts.slice(), rate) },
      ...{ counted: inRows + nobody, customers: inRows * rate, nobody: nobody * rate, own: 0 },
      exceptions: rows.exceptionsOf(term).map(({ row, exception }) => ({
        ...{ row, minutes: Number(exception.minutes), counted: counts[row] as number, own: 0 },
      })),
    };
  });
}

/** Activities that trace money, whatever minutes are tried. */
async function moneyTraced(
  ledger: Ledger,
  scope: Scope,
  { model, customers, period }: Asked,
): Promise<MoneyCost[]> {
  const bounds = monthBounds(period);
  const paid = model.activities.flatMap(({ money = [] }, activity) =>
    money.map(driver => ({ activity, driver, weight: 1 })),
  );
  const [byCustomer, byUs] = await Promise.all([
    countedSums(
      scope,
      ledger,
      paid.map(one => ({ ...one, causedBy: 'customer' })),
      { bounds, by: 'customer' },
    ),
    countedSums(
      scope,
      ledger,
      paid.map(one => ({ ...one, causedBy: 'us' })),
      { bounds, by: 'all' },
    ),
  ]);
  const costs = new Map<number, MoneyCost>();
  for (const [at, { activity }] of paid.entries()) {
    const { values, inRows, nobody } = placed(customers, byCustomer[at] as CountedSum);
    const own = byUs[at]?.values[0] ?? 0;
    const before = costs.get(activity);
    costs.set(activity, {
      activity,
      amounts: before ? before.amounts.map((amount, row) => amount + (values[row] as number)) : values,
      customers: (before?.customers ?? 0) + inRows,
      nobody: (before?.nobody ?? 0) + nobody,
      own: (before?.own ?? 0) + own,
    });
  }
  return [...costs.values()];
}

/** In the rows of the customers asked about, with the sum of these, and what is nobody's. */
function placed(asked: Float64Array, { customers, values }: CountedSum) {
  const inAsked = placeKnown(asked, customers, values);
  const inRows = totalOf(inAsked);
  // Nobody's id comes before all others.
  const nobody = customers[0] === UNASSIGNED ? (values[0] as number) : 0;
  return { values: inAsked, inRows, nobody };
}

function ofCustomer(sum: CountedSum | undefined, customer: number): number {
  return sum?.values[sum.customers.indexOf(customer)] ?? 0;
}

function scaleOf({ driver }: Term): number {
  return driverOf(driver)?.scale ?? ACTIVITY_SCALE;
}
