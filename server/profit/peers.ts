import { DRIVERS, median, type Scope } from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { type Columns, scopedQuery } from '../ledger/ledger.ts';
import { driverCount, rowAt } from '../measures/driver-columns.ts';
import { monthBounds } from './months.ts';
import type { ProfitStores, Ranked } from './ranked.ts';

const QUERIES = {
  drivers: scopedQuery('drivers-by-customer'),
  products: scopedQuery('products-by-customer'),
  activities: scopedQuery('activities-by-customer'),
};

export interface CountedDriver {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  /** Count of each customer that has one, by id. */
  readonly counts: ReadonlyMap<number, number>;
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
  const counted = await countedDrivers(stores, scope, ranked);
  const peers = peersOf(customer, ranked);
  const ids = peers.map(({ id }) => id);
  return {
    peers: { of: customer.segment ?? 'all customers without a segment', customers: peers.length },
    drivers: counted
      .filter(({ counts }) => counts.has(customer.id) || ids.some(id => counts.has(id)))
      .map(driver => {
        const rates = ratesOf(driver, counted);
        const peerRates = ids.map(id => rates(id)).filter(rate => rate !== undefined);
        return {
          key: driver.key,
          name: driver.name,
          unit: driver.unit,
          value: driver.counts.get(customer.id) ?? 0,
          peerMedian: median(ids.map(id => driver.counts.get(id) ?? 0)) ?? null,
          perOrder: rates(customer.id) ?? null,
          peerMedianPerOrder: median(peerRates) ?? null,
        };
      }),
  };
}

/** The other customers of the same segment with facts in the period. */
export function peersOf(
  { id, segment }: Pick<KnownCustomer, 'id' | 'segment'>,
  { portfolio }: Ranked,
): KnownCustomer[] {
  return portfolio.cards.filter(card => card.id !== id && card.segment === segment);
}

/** A driver's count per order of a customer; undefined without orders, and for orders themselves. */
export function ratesOf(
  { key, counts }: CountedDriver,
  counted: readonly CountedDriver[],
): (customer: number) => number | undefined {
  const orders = counted.find(driver => driver.key === 'orders')?.counts;
  return customer => {
    const count = orders?.get(customer) ?? 0;
    return key === 'orders' || count <= 0 ? undefined : (counts.get(customer) ?? 0) / count;
  };
}

/** Every driver with the count of each customer in scope. */
export async function countedDrivers(
  stores: ProfitStores,
  scope: Scope,
  { period }: Ranked,
): Promise<CountedDriver[]> {
  const bounds = monthBounds(period);
  const [drivers, products, activities] = await Promise.all([
    stores.ledger.columns(scope, QUERIES.drivers, bounds),
    stores.ledger.columns(scope, QUERIES.products, bounds),
    stores.ledger.columns(scope, QUERIES.activities, bounds),
  ]);
  return [...lineDrivers(drivers, products), ...activityDrivers(activities)];
}

function lineDrivers(drivers: Columns, products: Columns): CountedDriver[] {
  const skus = new Map(
    [...(products.customer_id as Float64Array)].map((id, i) => [
      id,
      (products.skus as Float64Array)[i] as number,
    ]),
  );
  const rows = [...(drivers.customer_id as Float64Array)].map(
    (id, index) => [id, { ...rowAt(drivers, index), skus: skus.get(id) ?? 0 }] as const,
  );
  return DRIVERS.map(driver => ({
    key: driver.key,
    name: driver.name,
    unit: driver.unit,
    counts: new Map(rows.map(([id, row]) => [id, driverCount(driver, row)])),
  }));
}

function activityDrivers(activities: Columns): CountedDriver[] {
  const counts = new Map<string, Map<number, number>>();
  const ids = activities.customer_id as Float64Array;
  for (const [index, kind] of (activities.activity as readonly string[]).entries()) {
    const mine = counts.get(kind) ?? new Map<number, number>();
    counts.set(
      kind,
      mine.set(ids[index] as number, ((activities.events as Float64Array)[index] as number) / 1000),
    );
  }
  return [...counts].map(([kind, byCustomer]) => ({
    key: `activity.${kind}`,
    name: activityName(kind),
    unit: kind.replaceAll('_', ' '),
    counts: byCustomer,
  }));
}

/** "tech_support" → "Tech support". */
export function activityName(kind: string): string {
  const words = kind.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
