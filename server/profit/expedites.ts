import {
  EXPEDITE,
  type ExpediteEntry,
  expediteActivities,
  expediteLedger,
  formatDecimal,
  type Scope,
} from '@clientele/engine';
import { figureIn, type Narrowing, narrowedFigure } from '../../contract/profit-figure.ts';
import type { KnownCustomer } from '../customers/store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { monthText } from '../ledger/month-text.ts';
import { numbers } from './columns.ts';
import { rowOf } from './figures.ts';
import { monthBounds } from './months.ts';
import { activityName } from './peers.ts';
import type { RankedPortfolio } from './portfolio.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from './ranked.ts';

const QUERIES = { facts: scopedQuery('expedites'), costs: scopedQuery('expedite-costs') };

/** A line of the expedite ledger with its customer; none for what has no customer. */
export interface Expedite extends ExpediteEntry {
  readonly card: KnownCustomer | undefined;
  /** The customer's profit in the period, in micro-units. */
  readonly profit: number | undefined;
}

/** Stands in addresses where the facts name no reason or segment. */
export const NONE = '-';

export const MEASURES = {
  expedites: { title: 'Expedites', scale: 3, of: ({ count }: Expedite) => count },
  minutes: { title: 'Minutes of expedites', scale: 6, of: ({ minutes }: Expedite) => minutes },
  cost: { title: 'Cost of expedites', scale: 6, of: ({ amount }: Expedite) => amount },
} as const;
type Measure = keyof typeof MEASURES;

export function totalOfExpedites(some: readonly Expedite[], measure: Measure): bigint {
  return some.reduce((total, one) => total + BigInt(MEASURES[measure].of(one)), 0n);
}

/** Which lines an address means: `expedites/minutes?segment=Rail&reason=set_up&sign=loss`. */
export function narrowedExpedites(all: readonly Expedite[], narrowing: Narrowing): Expedite[] {
  const { customer, segment, reason, sign, own } = narrowing;
  return all.filter(
    ({ card, flag, profit, own: isOwn }) =>
      (customer === undefined || (card?.publicId ?? NONE) === customer) &&
      (segment === undefined || (card?.segment ?? NONE) === segment) &&
      (reason === undefined || (flag ?? NONE) === reason) &&
      (sign !== 'loss' || (profit !== undefined && profit < 0)) &&
      (own === undefined || isOwn),
  );
}

/** The share of some lines: of the hours, of the expedites where no hours are known. */
export function shareOfExpedites(some: readonly Expedite[], all: readonly Expedite[]) {
  const measure: Measure = totalOfExpedites(all, 'minutes') > 0n ? 'minutes' : 'expedites';
  const [part, whole] = [totalOfExpedites(some, measure), totalOfExpedites(all, measure)];
  return { measure, part, whole, share: whole > 0n ? Number(part) / Number(whole) : undefined };
}

const known = new WeakMap<RankedPortfolio, Promise<Expedite[]>>();

/** Every line of the expedite ledger in the period; kept with the portfolio, since each figure of the page opens. */
export function readExpedites(stores: ProfitStores, scope: Scope, ranked: Ranked): Promise<Expedite[]> {
  const kept = known.get(ranked.portfolio);
  if (kept !== undefined) return kept;
  const expedites = ledgerOf(stores, scope, ranked);
  known.set(ranked.portfolio, expedites);
  expedites.catch(() => known.delete(ranked.portfolio));
  return expedites;
}

async function ledgerOf({ ledger }: ProfitStores, scope: Scope, { portfolio, period }: Ranked) {
  const bounds = monthBounds(period);
  const activities = expediteActivities(portfolio.model);
  const [facts, costs] = await Promise.all([
    ledger.columns(scope, QUERIES.facts, { ...bounds, activity: EXPEDITE }),
    ledger.columns(scope, QUERIES.costs, { ...bounds, activities }),
  ]);
  const at = (columns: typeof facts, name: string, row: number) => numbers(columns[name])[row] as number;
  const of = (columns: typeof facts, row: number) => ({
    customer: at(columns, 'customer_id', row),
    month: at(columns, 'month', row),
    own: at(columns, 'own', row) === 1,
  });
  const entries = expediteLedger(
    portfolio.model,
    (facts.flag as readonly (string | null)[]).map((flag, row) => ({
      ...of(facts, row),
      flag: flag ?? undefined,
      count: at(facts, 'events', row),
      minutes: at(facts, 'minutes', row),
      money: at(facts, 'money', row),
    })),
    Array.from(numbers(costs.customer_id), (_, row) => ({
      ...of(costs, row),
      activity: at(costs, 'activity_number', row),
      minutes: at(costs, 'minutes', row),
      amount: at(costs, 'amount', row),
    })),
    portfolio.inUse.timeline.named,
  );
  const { cards, profit, rows, totals } = portfolio;
  const ids = totals.customers.subarray(rows[0] ?? 0);
  return entries.map((entry): Expedite => {
    const position = rowOf({ customers: ids }, entry.customer);
    return { ...entry, card: cards[position], profit: profit[position] };
  });
}

/** Hours and money of expedites in a period, by customer, segment, reason and month. */
export async function expeditesAnswer(
  stores: ProfitStores,
  scope: Scope,
  query: { period: string; offset: number; limit: number },
) {
  const ranked = await rankedPortfolio(stores, scope, query.period);
  const all = await readExpedites(stores, scope, ranked);
  const losing = narrowedExpedites(all, { sign: 'loss' });
  const customers = grouped(all, ({ card }) => card?.publicId ?? NONE).sort(byMost);
  return {
    period: query.period,
    currency: ranked.settings.currency,
    costed: expediteActivities(ranked.portfolio.model).length > 0,
    totals: takenBy(all),
    own: takenBy(narrowedExpedites(all, { own: 'only' })),
    losing: {
      customers: new Set(losing.map(({ customer }) => customer)).size,
      ...takenBy(losing),
      share: shareOfExpedites(losing, all).share ?? null,
    },
    segments: grouped(all, ({ card }) => card?.segment ?? NONE)
      .sort(byMost)
      .map(([key, some]) =>
        group(some, { key, name: key === NONE ? 'Without a segment' : key }, { segment: key }),
      ),
    reasons: grouped(all, ({ flag }) => flag ?? NONE)
      .sort(byMost)
      .map(([key, some]) => group(some, { key, name: reasonName(key) }, { reason: key })),
    months: grouped(all, ({ month }) => monthText(month))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, some]) => group(some, { key, name: key }, {}, key)),
    customersTotal: customers.length,
    customers: customers.slice(query.offset, query.offset + query.limit).map(([key, some]) => {
      const { card, profit } = some[0] as Expedite;
      return {
        ...group(some, { key, name: card?.name ?? 'Without a customer' }, { customer: key }),
        id: card?.publicId ?? null,
        segment: card?.segment ?? null,
        profit: profit === undefined ? null : formatDecimal(profit),
      };
    }),
  };
}

function takenBy(some: readonly Expedite[]) {
  return {
    expedites: Number(totalOfExpedites(some, 'expedites')) / 1000,
    minutes: formatDecimal(totalOfExpedites(some, 'minutes')),
    cost: formatDecimal(totalOfExpedites(some, 'cost')),
  };
}

type Grouped = readonly [string, readonly Expedite[]];

function grouped(all: readonly Expedite[], keyOf: (one: Expedite) => string): Grouped[] {
  return [...Map.groupBy(all, keyOf)];
}

/** Those who took most minutes first, then most money, then most expedites. */
function byMost([, a]: Grouped, [, b]: Grouped): number {
  for (const measure of ['minutes', 'cost', 'expedites'] as const) {
    const difference = totalOfExpedites(b, measure) - totalOfExpedites(a, measure);
    if (difference !== 0n) return difference > 0n ? 1 : -1;
  }
  return 0;
}

function group(
  some: readonly Expedite[],
  { key, name }: { key: string; name: string },
  narrowing: Narrowing,
  period?: string,
) {
  const figure = (measure: Measure) => {
    const address = narrowedFigure(`expedites/${measure}`, narrowing);
    return period === undefined ? address : figureIn(address, period);
  };
  const figures = {
    expedites: figure('expedites'),
    minutes: figure('minutes'),
    cost: figure('cost'),
    share: period === undefined ? narrowedFigure('expedites/share', narrowing) : null,
  };
  return { key: key === NONE ? null : key, name, ...takenBy(some), figures };
}

/** "set_up" → "Set up" */
export function reasonName(flag: string): string {
  return flag === NONE ? 'No reason stated' : activityName(flag);
}
