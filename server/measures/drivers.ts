import {
  addMonths,
  classifyDemand,
  type Day,
  dayNumber,
  formatDecimal,
  parsePeriod,
  type Scope,
  UNASSIGNED,
} from '@clientele/engine';
import type { CustomerDrivers } from '../../contract/measures.ts';
import { knownCustomers } from '../customers/store.ts';
import type { Database } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { type Columns, type Ledger, type Row, scopedQuery } from '../ledger/ledger.ts';
import { monthText } from '../ledger/month-text.ts';
import { Recent } from '../recent.ts';
import { driverCounts, rowAt } from './driver-columns.ts';
import type { Measures } from './measures.ts';

export interface MeasureStores {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly measures: Measures;
}

const QUERIES = {
  drivers: scopedQuery('drivers-by-customer'),
  products: scopedQuery('products-by-customer'),
  buckets: scopedQuery('demand-buckets'),
  activities: scopedQuery('activities-by-customer'),
  span: scopedQuery('span'),
};
const BUCKET_DAYS = 7;

const spans = new Recent<Row[]>(4);

/**
 * First and last month with facts, and the last day with an order line: the day that recency counts from. They stand until something
 * is written: to leave a few out, all months of all customers are looked through.
 */
export async function spanOfFacts({ ledger }: Pick<MeasureStores, 'ledger'>, scope: Scope) {
  const read = () => ledger.rows(scope, QUERIES.span);
  const { customers } = scope;
  const [row] = Array.isArray(customers)
    ? await read()
    : await spans.get(ledger, `${ledger.writes()} ${JSON.stringify(customers)}`, read);
  if (!row?.first_month) return undefined;
  return {
    from: monthText(Number(row.first_month)),
    through: monthText(Number(row.last_month)),
    asOf: String(row.last_day),
  };
}

/** Driver counts in total and per customer, with recency and demand class in buckets of seven days. */
export async function driversAnswer(
  stores: MeasureStores,
  scope: Scope,
  { period: text }: { period: string },
) {
  const { settings } = await stores.measures.settled();
  const period = parsePeriod(text, settings?.fiscalStartMonth);
  if (period === 'refused')
    throw new Refusal('unknown-period', `"${text}" is no period. Write all, 2025, 2025-Q3 or 2025-03.`);
  const bounds = period
    ? { first: Number(period.from.replace('-', '')), last: Number(period.through.replace('-', '')) }
    : { first: 0, last: 999_999 };
  const [drivers, products, activities, cards] = await Promise.all([
    stores.ledger.columns(scope, QUERIES.drivers, bounds),
    stores.ledger.columns(scope, QUERIES.products, bounds),
    stores.ledger.rows(scope, QUERIES.activities, bounds),
    stores.database.within(scope, store => knownCustomers(scope, store)),
  ]);
  const span = await spanOfFacts(stores, scope);
  const asOf =
    span === undefined ? undefined : earlier(span.asOf, period && `${addMonths(period.through, 1)}-01`);
  const start = span && firstDayOf(drivers);
  const demand = start
    ? demandOf(await stores.ledger.columns(scope, QUERIES.buckets, { ...bounds, start }), start, span.asOf)
    : new Map();
  const source = new Map(cards.map(card => [card.id, card.sourceKey]));
  const skus = byCustomer(products, 'skus');
  const events = new Map<number, Record<string, number>>();
  for (const row of activities) {
    const customer = Number(row.customer_id);
    events.set(customer, {
      ...events.get(customer),
      [`activity.${row.activity}`]: Number(row.events) / 1000,
    });
  }
  const totals: Record<string, number> = {};
  const unassigned: Record<string, number> = {};
  const ids = drivers.customer_id as Float64Array;
  const customers: CustomerDrivers[] = [];
  for (const [index, id] of ids.entries()) {
    const row = rowAt(drivers, index);
    const counts = { ...driverCounts({ ...row, skus: skus.get(id) ?? 0 }), ...events.get(id) };
    for (const [key, count] of Object.entries(counts)) totals[key] = thousandths((totals[key] ?? 0) + count);
    if (id === UNASSIGNED) Object.assign(unassigned, counts);
    else
      customers.push(
        customerAnswer(row, { sourceKey: source.get(id) ?? '', counts, demand: demand.get(id), asOf }),
      );
  }
  const demandClasses: Record<string, number> = {};
  for (const { class: kind } of demand.values()) demandClasses[kind] = (demandClasses[kind] ?? 0) + 1;
  return { period: text, asOf: asOf ?? null, totals, unassigned, demandClasses, customers };
}

function customerAnswer(
  row: Readonly<Record<string, unknown>>,
  given: {
    sourceKey: string;
    counts: Record<string, number>;
    demand: ReturnType<typeof classifyDemand>;
    asOf: Day | undefined;
  },
) {
  const last = row.last_day === null ? null : String(row.last_day);
  return {
    sourceKey: given.sourceKey,
    revenue: formatDecimal(Number(row.invoiced) + Number(row.returned) - Number(row.rebate)),
    gross: formatDecimal(Number(row.invoiced)),
    returned: formatDecimal(Number(row.returned)),
    drivers: given.counts,
    first: row.first_day === null ? null : String(row.first_day),
    last,
    recencyDays: last && given.asOf ? dayNumber(given.asOf) - dayNumber(last) : null,
    demand: given.demand ?? null,
  };
}

function demandOf(
  buckets: Columns,
  start: Day,
  end: Day,
): Map<number, NonNullable<ReturnType<typeof classifyDemand>>> {
  const ids = buckets.customer_id as Float64Array;
  const numbers = buckets.bucket as Float64Array;
  const quantities = buckets.quantity as Float64Array;
  const lastBucket = Math.floor((dayNumber(end) - dayNumber(start)) / BUCKET_DAYS);
  const classes = new Map<number, NonNullable<ReturnType<typeof classifyDemand>>>();
  let from = 0;
  for (let i = 1; i <= ids.length; i++) {
    if (i < ids.length && ids[i] === ids[from]) continue;
    const demand = classifyDemand([...quantities.subarray(from, i)], numbers[from] as number, lastBucket);
    if (demand) classes.set(ids[from] as number, demand);
    from = i;
  }
  return classes;
}

function firstDayOf(drivers: Columns): Day | undefined {
  const days = (drivers.first_day as (string | null)[]).filter(day => day !== null);
  return days.length === 0 ? undefined : days.reduce((a, b) => (b < a ? b : a));
}

function byCustomer(columns: Columns, name: string): Map<number, number> {
  const values = columns[name] as Float64Array;
  return new Map(
    [...(columns.customer_id as Float64Array)].map((id, index) => [id, values[index] as number]),
  );
}

function earlier(day: Day, limit: Day | undefined): Day {
  return limit !== undefined && limit < day ? limit : day;
}

/** Counts have at most three decimals; a sum of doubles may show more. */
function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
