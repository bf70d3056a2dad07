import { DRIVERS, type Driver, parseActivityDriver, type Scope } from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { driverCount } from '../measures/driver-columns.ts';
import type { Explained } from './explain.ts';
import { type FactsAsked, factsBehind } from './explain-facts.ts';
import { monthBounds } from './figures.ts';
import { activityName } from './peers.ts';
import type { ProfitStores, Ranked } from './ranked.ts';

const QUERIES = {
  drivers: scopedQuery('drivers-by-customer'),
  products: scopedQuery('products-by-customer'),
  activities: scopedQuery('activities-by-customer'),
};

const DRIVER_FACTS: Readonly<Record<string, Omit<FactsAsked, 'customer'>>> = {
  units: { measure: 'quantity', lines: 'sale' },
  manualOrders: { measure: 'amount', lines: 'manual' },
  manualLines: { measure: 'amount', lines: 'manual' },
  exportOrders: { measure: 'amount', lines: 'export' },
  specialLines: { measure: 'amount', lines: 'special' },
  returnOrders: { measure: 'amount', lines: 'return' },
  returnLines: { measure: 'amount', lines: 'return' },
  skus: { measure: 'amount', lines: 'all' },
};

/** How often a driver counted for a customer, and the facts that it counted. */
export async function explainDriver(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  customer: KnownCustomer,
  key: string,
): Promise<Explained | undefined> {
  const driver = DRIVERS.find(candidate => candidate.key === key);
  const activity = driver ? undefined : parseActivityDriver(key)?.activity;
  if (!driver && !activity) return undefined;
  const only: Scope = { ...scope, customers: [customer.id] };
  const bounds = monthBounds(ranked.period);
  if (driver) {
    const [[row], [products]] = await Promise.all([
      stores.ledger.rows(only, QUERIES.drivers, bounds),
      stores.ledger.rows(only, QUERIES.products, bounds),
    ]);
    const count = driverCount(driver, { ...row, skus: products?.skus ?? 0 });
    const asked = DRIVER_FACTS[key] ?? ({ measure: 'amount', lines: 'sale' } as const);
    return {
      ...base(driver, customer, count),
      ...(await factsBehind(stores, scope, ranked, { customer: customer.id, ...asked })),
    };
  }
  const rows = await stores.ledger.rows(only, QUERIES.activities, bounds);
  const events = Number(rows.find(row => row.activity === activity)?.events ?? 0) / 1000;
  const meaning = `Recorded activities of the kind "${activity}", our own mistakes included`;
  return {
    ...base(
      { name: activityName(activity as string), unit: 'events', meaning, adds: true },
      customer,
      events,
    ),
    ...(await factsBehind(stores, scope, ranked, {
      customer: customer.id,
      measure: 'count',
      activity: activity as string,
    })),
  };
}

function base(
  { name, unit, meaning, adds }: Pick<Driver, 'name' | 'unit' | 'meaning' | 'adds'>,
  customer: KnownCustomer,
  count: number,
) {
  return {
    title: `${name} of ${customer.name}`,
    value: String(count),
    unit,
    formula: meaning,
    caution: adds ? null : 'Counts once over the whole period: months do not add up to it.',
    inputs: [],
  };
}
