import { DRIVERS, median, type Period, type Scope } from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { type Columns, scopedQuery } from '../ledger/ledger.ts';
import { numbers, placeKnown } from './columns.ts';
import { type Counted, type CountedSum, countedSums } from './counted-store.ts';
import { type CountedProducts, productsBought } from './distinct-costs.ts';
import { rowOf } from './figures.ts';
import { monthBounds } from './months.ts';
import type { RankedPortfolio } from './portfolio.ts';
import type { ProfitStores, Ranked } from './ranked.ts';

const QUERIES = {
  activities: scopedQuery('activities-by-customer'),
};

/** What order lines count, our own mistakes along. */
const COUNTED = DRIVERS.filter(({ key }) => key !== 'skus').map(
  ({ key }): Counted => ({ driver: key, causedBy: 'either', weight: 1 }),
);

export interface CountedDriver {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  /** Customers that have a count, ascending, and their counts. Drivers of order lines share one column of customers. */
  readonly customers: Float64Array;
  readonly counts: Float64Array;
}

/**
 * A customer's drivers, those of order lines and each kind of activity, against the median of the customers of its
 * segment with facts in the period; also per order, since a large customer has more of everything.
 */
export async function againstPeers(
  stores: ProfitStores,
  scope: Scope,
  customer: Pick<KnownCustomer, 'id' | 'segment'>,
  ranked: Ranked,
) {
  const counted = await countedDrivers(stores, scope, customer, ranked);
  const peers = idsOf(peersOf(customer, ranked));
  const rowsOf = rowsOnce(peers);
  const own = Float64Array.of(customer.id);
  const orders = countedBy(counted, 'orders');
  const peerOrders = orders && countsAt(orders, rowsOf(orders.customers));
  const ownOrders = orders && countsAt(orders, rowsIn(orders.customers, own));
  return {
    peers: { of: customer.segment ?? 'all customers without a segment', customers: peers.length },
    drivers: counted.flatMap(driver => {
      const ownRows = rowsIn(driver.customers, own);
      const peerRows = rowsOf(driver.customers);
      if (ownRows[0] === NONE && peerRows.every(row => row === NONE)) return [];
      const value = countsAt(driver, ownRows);
      const peerCounts = countsAt(driver, peerRows);
      return {
        key: driver.key,
        name: driver.name,
        unit: driver.unit,
        value: value[0] as number,
        peerMedian: median(peerCounts) ?? null,
        perOrder: perOrder(driver, value, ownOrders)[0] ?? null,
        peerMedianPerOrder: median(perOrder(driver, peerCounts, peerOrders)) ?? null,
      };
    }),
  };
}

/** The other customers of the same segment with facts in the period, ascending by id. */
export function peersOf(
  { id, segment }: Pick<KnownCustomer, 'id' | 'segment'>,
  { portfolio }: Ranked,
): KnownCustomer[] {
  return portfolio.cards.filter(card => card.id !== id && card.segment === segment);
}

/** A driver's count of a customer; undefined where it has none. */
export function countOf({ customers, counts }: CountedDriver, customer: number): number | undefined {
  return counts[rowOf({ customers }, customer)];
}

/** A driver's count per order of a customer; undefined without orders, and for orders themselves. */
export function ratesOf(
  driver: CountedDriver,
  counted: readonly CountedDriver[],
): (customer: number) => number | undefined {
  const orders = countedBy(counted, 'orders');
  return customer => {
    const count = (orders && countOf(orders, customer)) ?? 0;
    return driver.key === 'orders' || count <= 0 ? undefined : (countOf(driver, customer) ?? 0) / count;
  };
}

function countedBy(counted: readonly CountedDriver[], key: string): CountedDriver | undefined {
  return counted.find(driver => driver.key === key);
}

function idsOf(cards: readonly KnownCustomer[]): Float64Array {
  const ids = new Float64Array(cards.length);
  for (let i = 0; i < ids.length; i++) ids[i] = (cards[i] as KnownCustomer).id;
  return ids;
}

/** A customer without a row among those counted. */
const NONE = 0xffffffff;

/** Where the wanted customers stand among those counted, both ascending. */
function rowsIn(customers: Float64Array, wanted: Float64Array): Uint32Array {
  const rows = new Uint32Array(wanted.length).fill(NONE);
  const start = wanted.length === 1 ? rowOf({ customers }, wanted[0] as number) : 0;
  if (start < 0) return rows;
  let row = start;
  for (let i = 0; i < wanted.length; i++) {
    const id = wanted[i] as number;
    while (row < customers.length && (customers[row] as number) < id) row += 1;
    if (customers[row] === id) rows[i] = row;
  }
  return rows;
}

function rowsOnce(wanted: Float64Array): (customers: Float64Array) => Uint32Array {
  const known = new Map<Float64Array, Uint32Array>();
  return customers => {
    const rows = known.get(customers) ?? rowsIn(customers, wanted);
    known.set(customers, rows);
    return rows;
  };
}

function countsAt({ counts }: CountedDriver, rows: Uint32Array): Float64Array {
  const at = new Float64Array(rows.length);
  for (let i = 0; i < at.length; i++) if (rows[i] !== NONE) at[i] = counts[rows[i] as number] as number;
  return at;
}

/** Counts per order, of those who ordered; nothing for orders themselves. */
function perOrder(driver: CountedDriver, counts: Float64Array, orders: Float64Array | undefined) {
  if (driver.key === 'orders' || !orders) return new Float64Array();
  const rates = new Float64Array(counts.length);
  let found = 0;
  for (let i = 0; i < counts.length; i++) {
    if ((orders[i] as number) > 0) rates[found++] = (counts[i] as number) / (orders[i] as number);
  }
  return rates.subarray(0, found);
}

type OfSegment = Pick<KnownCustomer, 'id' | 'segment'>;
type Counting = Promise<CountedDriver[]>;

/** What is known of a portfolio: of one segment, or of all customers. */
const known = new WeakMap<
  RankedPortfolio,
  { readonly segment: string | null; of?: Counting; ofAll?: Counting }
>();

/**
 * Every driver with the count of a customer and of each of its peers; kept with the portfolio, whose period and scope it has.
 * Who opens one customer often opens no other: all are read for who asks for a second segment.
 */
export function countedDrivers(
  stores: ProfitStores,
  scope: Scope,
  customer: OfSegment,
  ranked: Ranked,
): Counting {
  const { period, portfolio } = ranked;
  const kept = known.get(portfolio) ?? { segment: customer.segment };
  known.set(portfolio, kept);
  const read = (of: Scope) => {
    const counted = readDrivers(stores, of, { period, known: portfolio.totals.products });
    counted.catch(() => known.delete(portfolio));
    return counted;
  };
  if (kept.ofAll !== undefined) return kept.ofAll;
  const segment = membersOf(customer, portfolio);
  if (segment && kept.segment === customer.segment) {
    kept.of ??= read({ ...scope, customers: segment });
    return kept.of;
  }
  kept.ofAll = read(scope);
  return kept.ofAll;
}

/** A segment's customers with facts in the period, ascending by id; undefined for a customer that has none, and where all are in it. */
function membersOf({ id, segment }: OfSegment, { cards }: RankedPortfolio): number[] | undefined {
  const members: number[] = [];
  let found = false;
  for (const card of cards) {
    if (card.segment !== segment) continue;
    members.push(card.id);
    found ||= card.id === id;
  }
  return found && members.length < cards.length ? members : undefined;
}

async function readDrivers(
  { ledger }: ProfitStores,
  scope: Scope,
  bought: { readonly period: Period | undefined; readonly known: readonly CountedProducts[] },
): Promise<CountedDriver[]> {
  const bounds = monthBounds(bought.period);
  const [drivers, products, activities] = await Promise.all([
    countedSums(scope, ledger, COUNTED, { bounds, by: 'customer' }),
    productsBought(ledger, scope, bought),
    ledger.columns(scope, QUERIES.activities, bounds),
  ]);
  return [...lineDrivers(drivers, products), ...activityDrivers(activities)];
}

function lineDrivers(counted: readonly CountedSum[], products: Columns): CountedDriver[] {
  const { customers } = counted[0] as CountedSum;
  // Who bought a product has a month, so its row is among these; what a portfolio knows may be of others, too.
  const skus = placeKnown(customers, numbers(products.customer_id), numbers(products.skus));
  return DRIVERS.map(({ key, name, unit, scale }) => {
    const counts = counted[COUNTED.findIndex(({ driver }) => driver === key)]?.values ?? skus;
    return { key, name, unit, customers, counts: scale === 1 ? counts : counts.map(count => count / scale) };
  });
}

function activityDrivers(activities: Columns): CountedDriver[] {
  const ids = numbers(activities.customer_id);
  const events = numbers(activities.events);
  const rows = new Map<string, number[]>();
  for (const [index, kind] of (activities.activity as readonly string[]).entries()) {
    const mine = rows.get(kind);
    if (mine) mine.push(index);
    else rows.set(kind, [index]);
  }
  return [...rows].map(([kind, mine]) => ({
    key: `activity.${kind}`,
    name: activityName(kind),
    unit: kind.replaceAll('_', ' '),
    customers: Float64Array.from(mine, row => ids[row] as number),
    counts: Float64Array.from(mine, row => (events[row] as number) / 1000),
  }));
}

/** "tech_support" → "Tech support". */
export function activityName(kind: string): string {
  const words = kind.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
