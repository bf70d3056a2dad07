import {
  type Activity,
  driverOf,
  formatDecimal,
  type Pool,
  parseActivityDriver,
  type Scope,
  type Term,
} from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { driverCount } from '../measures/driver-columns.ts';
import type { Explained } from './explain.ts';
import { type FactsAsked, factsBehind, type Input, input } from './explain-facts.ts';
import { type Figures, monthBounds } from './figures.ts';
import { isAssumed } from './portfolio.ts';
import type { ProfitStores, Ranked } from './ranked.ts';

const QUERIES = {
  lines: scopedQuery('drivers-by-customer'),
  products: scopedQuery('products-by-customer'),
  activities: scopedQuery('driver-counts'),
};

/** What one activity costs a customer: its time equation in words, the minutes, the rate, and the events behind it. */
export async function explainActivity(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  { customer, figures, row, key }: { customer: KnownCustomer; figures: Figures; row: number; key: string },
): Promise<Explained | undefined> {
  const { model } = ranked.portfolio;
  const index = model.activities.findIndex(candidate => candidate.key === key);
  const activity = model.activities[index];
  if (!activity) return undefined;
  const pool = model.pools.find(candidate => candidate.key === activity.pool) as Pool;
  const cell = (columns: readonly Float64Array[]) =>
    row < 0 ? 0 : ((columns[index] as Float64Array)[row] as number);
  const minutes = cell(figures.minutes);
  const amount = -cell(figures.costs) || 0;
  return {
    title: `${activity.name} for ${customer.name}`,
    value: formatDecimal(amount),
    unit: ranked.settings.currency,
    formula: equationText(activity, pool),
    caution: isAssumed(model, index)
      ? `Assumed, not measured. ${activity.source ?? pool.source ?? ''}`.trim()
      : null,
    inputs: [
      ...(activity.minutes ? [input('Minutes', formatDecimal(minutes), 'min')] : []),
      ...(await termInputs(stores, scope, ranked, { activity, customer })),
      rateInput(pool, ranked.settings.currency, amount, minutes),
    ],
    ...(await factsBehind(stores, scope, ranked, {
      customer: customer.id,
      withoutOwn: true,
      ...factsOf(activity),
    })),
  };
}

/** "9 min × orders + 0.7 min × order lines, at the rate of Customer desk". */
function equationText(activity: Activity, pool: Pool): string {
  if (activity.money)
    return `The money paid for ${activity.money.map(driverText).join(' and ')}, traced as it is`;
  const terms = (activity.minutes ?? []).map(term => `${term.minutes} min × ${termText(term)}`);
  return `(${terms.join(' + ')}) × cost of a minute in ${pool.name}`;
}

function termText(term: Term): string {
  const over =
    driverOf(term.driver)?.adds === false
      ? term.over === 'month'
        ? ' in each month'
        : ' in the period'
      : '';
  return `${driverText(term.driver)}${term.when ? ` with "${term.when}"` : ''}${over}`;
}

function driverText(key: string): string {
  const driver = driverOf(key);
  if (driver) return driver.name.toLowerCase();
  const activity = parseActivityDriver(key);
  const name = (activity?.activity ?? key).replaceAll('_', ' ');
  return activity?.takes === 'minutes' ? `measured minutes of ${name}` : name;
}

/** How often each term's driver counted, and the minutes that one takes. */
async function termInputs(
  stores: ProfitStores,
  scope: Scope,
  { period }: Ranked,
  { activity, customer }: { activity: Activity; customer: KnownCustomer },
): Promise<Input[]> {
  const only: Scope = { ...scope, customers: [customer.id] };
  const bounds = monthBounds(period);
  const [[lines], [products], activities] = await Promise.all([
    stores.ledger.rows(only, QUERIES.lines, bounds),
    stores.ledger.rows(only, QUERIES.products, bounds),
    stores.ledger.rows(scope, QUERIES.activities, { ...bounds, customer: customer.id }),
  ]);
  const row = { ...lines, skus: products?.skus ?? 0, own_return_orders: 0, own_return_lines: 0 };
  return (activity.minutes ?? []).map(term => {
    const driver = driverOf(term.driver);
    const event = parseActivityDriver(term.driver);
    const monthly = driver?.adds === false && term.over === 'month';
    const label = capital(termText(term));
    const note = `${term.minutes} min each`;
    if (monthly) return input(label, term.minutes, 'min each', null, 'counted in each month');
    if (driver) {
      const figure = `customer/${customer.publicId}/driver/${driver.key}`;
      return input(label, String(driverCount(driver, row)), '', figure, note);
    }
    const mine = activities.filter(
      ({ activity: kind, flag }) =>
        kind === event?.activity && (term.when === undefined || flag === term.when),
    );
    const takes = event?.takes === 'minutes' ? 'minutes' : 'events';
    const count = mine.reduce((total, counted) => total + Number(counted[takes]), 0) / 1000;
    return input(
      label,
      String(count),
      '',
      `customer/${customer.publicId}/driver/activity.${event?.activity}`,
      note,
    );
  });
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function rateInput(pool: Pool, currency: string, amount: number, minutes: number): Input {
  const figure = `pool/${pool.key}`;
  if (pool.kind === 'rate')
    return input(
      `Cost of a minute in ${pool.name}`,
      pool.ratePerMinute ?? '0',
      `${currency}/min`,
      figure,
      'fixed rate',
    );
  if (pool.kind === 'money')
    return input(pool.name, formatDecimal(-amount || 0), currency, figure, 'traced money');
  const average = minutes === 0 ? '0' : (Math.round((-amount / minutes) * 1e4) / 1e4).toString();
  const note = 'average of the months: ledger amount ÷ practical capacity of each';
  return input(`Cost of a minute in ${pool.name}`, average, `${currency}/min`, figure, note);
}

/** The events that the activity's first driver counts. */
function factsOf(activity: Activity): Omit<FactsAsked, 'customer'> {
  const driver = activity.money?.[0] ?? activity.minutes?.[0]?.driver ?? '';
  const event = parseActivityDriver(driver);
  if (event) return { activity: event.activity, measure: event.takes };
  if (driver.startsWith('return')) return { measure: 'amount', lines: 'return' };
  if (driver === 'specialLines') return { measure: 'amount', lines: 'special' };
  if (driver.startsWith('export')) return { measure: 'amount', lines: 'export' };
  if (driver.startsWith('manual')) return { measure: 'amount', lines: 'manual' };
  return { measure: driver === 'units' ? 'quantity' : 'amount', lines: driver === 'skus' ? 'all' : 'sale' };
}
