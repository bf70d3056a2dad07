import {
  addMonths,
  type Bridge,
  type BridgeLine,
  formatDecimal,
  grainOf,
  type Period,
  parsePeriod,
  profitBridge,
  type Scope,
  seesWholeCompany,
  type Total,
} from '@clientele/engine';
import { figureIn, figureOf, narrowedFigure } from '../../contract/profit-figure.ts';
import type { KnownCustomer } from '../customers/store.ts';
import { Refusal } from '../errors.ts';
import { spanOfFacts } from '../measures/drivers.ts';
import { Recent } from '../recent.ts';
import { type ActivityCost, activityCosts } from './activity-costs.ts';
import { type Books, readBooks } from './books.ts';
import { customerFor } from './customer-page.ts';
import { type Earned, earnedOf, readEarned } from './earned.ts';
import { fieldSelection } from './field-sales.ts';
import { modelInUse } from './model-in-use.ts';
import { type CostedPortfolio, isAssumed } from './portfolio.ts';
import { productsSold, type SoldProduct } from './products-sold.ts';
import { type ProfitStores, type Ranked, rankedPortfolio, readPeriod } from './ranked.ts';
import { type CustomerFilter, conditionsOf, customersPassing, placesText } from './ranking-filter.ts';
import { closedWith } from './reconcile.ts';

/** Whose profit is bridged. */
export interface BridgeOf extends Pick<CustomerFilter, 'where' | 'segment' | 'country'> {
  readonly customer?: string | undefined;
}
export interface BridgeQuery extends BridgeOf {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A line of the profit and loss in both periods, under its key. */
export interface NamedLine extends BridgeLine {
  readonly key: string;
  readonly name: string;
  readonly assumed: boolean;
}

export interface BridgeRead {
  readonly of: 'customer' | 'customers' | 'company';
  readonly name: string;
  /** The customer's public id. */
  readonly customer: string | undefined;
  readonly currency: string;
  readonly profit: BridgeLine;
  readonly products: readonly SoldProduct[];
  readonly lines: readonly NamedLine[];
  readonly bridge: Bridge;
}

const STEPS = [
  ['volume', 'Volume'],
  ['mix', 'Mix'],
  ['price', 'Price'],
  ['unsplit', 'Sales from nothing'],
  ['special', 'Carriage and fees'],
] as const;

/** From the profit of one period to that of another, step by step; the steps sum to the difference exactly. */
export async function bridgeAnswer(stores: ProfitStores, scope: Scope, query: BridgeQuery) {
  const { from, to } = await periodsOf(stores, scope, query);
  const { customer, where, segment, country } = query;
  const read = await readBridge(stores, scope, { customer, where, segment, country }, { from, to });
  const { bridge, lines, profit } = read;
  // A customer's key may come from the source system; its figures have the id.
  const who = { customer: read.customer, where, segment, country };
  const figure = (key: string) => figureIn(narrowedFigure(`bridge/${key}`, { before: from, ...who }), to);
  const step = (key: string, name: string, amount: Total, assumed = false) =>
    amount === 0n ? [] : [{ key, name, amount: formatDecimal(amount), figure: figure(key), assumed }];
  return {
    currency: read.currency,
    of: read.of,
    name: read.name,
    before: end(from, profit.before, profitFigure(who)),
    after: end(to, profit.after, profitFigure(who)),
    difference: formatDecimal(profit.after - profit.before),
    steps: [
      ...STEPS.flatMap(([key, name]) => step(key, name, bridge[key])),
      ...lines.flatMap(({ key, name, assumed }, at) => step(key, name, bridge.lines[at] as Total, assumed)),
      ...step('rest', 'Rest', bridge.rest),
    ],
  };
}

function end(period: string, profit: Total, figure: string) {
  return { period, profit: formatDecimal(profit), figure: figureIn(figure, period) };
}

/** Where the profit that is bridged opens. */
export function profitFigure({ customer, where, segment, country }: BridgeOf): string {
  if (customer !== undefined) return `customer/${customer}/profit`;
  const filter = { where, segment, country };
  return isFiltered(filter) ? narrowedFigure('ranking/profit', filter) : 'portfolio/companyProfit';
}

/** Refuses a grade: it hangs on the period, so that the two ends would be of different customers. */
function isFiltered(who: BridgeOf): boolean {
  const conditions = conditionsOf(who);
  if (conditions.some(({ field }) => field === 'grade'))
    throw new Refusal(
      'not-asked-right',
      'A bridge takes no grade: a customer’s grade in one period need not be its grade in the other.',
    );
  return conditions.length > 0;
}

/** The periods asked for: the last year with facts unless said otherwise, and the same months a year earlier. */
async function periodsOf(stores: ProfitStores, scope: Scope, query: BridgeQuery) {
  const { settings } = await rankedPortfolio(stores, scope, 'all');
  const span = await spanOfFacts(stores, scope);
  if (!span) throw new Refusal('empty-book', 'There are no facts yet, so there is nothing to compare.');
  const asked = query.to === undefined || query.to === 'all' ? undefined : query.to;
  const to = asked ?? lastWholeYear(span, settings.fiscalStartMonth);
  return { from: query.from ?? aYearEarlier(to), to };
}

/** A year that has only begun would be held against a whole one; where there is no other, it is. */
function lastWholeYear({ from, through }: Period, fiscalStartMonth: number): string {
  const last = grainOf(through, 'year', fiscalStartMonth);
  const whole = parsePeriod(last, fiscalStartMonth) as Period;
  const before = addMonths(whole.from, -1);
  return whole.through > through && before >= from ? grainOf(before, 'year', fiscalStartMonth) : last;
}

/** "2025-Q1" → "2024-Q1" */
function aYearEarlier(period: string): string {
  return period.replace(/\d{4}/g, year => String(Number(year) - 1).padStart(4, '0'));
}

/** Whoever opens a bar asks for the same bridge once more. */
const recent = new Recent<BridgeRead>(4);

/** Reads and works out the bridge of one customer, of those that pass the filter, or of the company. */
export async function readBridge(
  stores: ProfitStores,
  scope: Scope,
  who: BridgeOf,
  { from, to }: { from: string; to: string },
): Promise<BridgeRead> {
  if (from === 'all' || to === 'all')
    throw new Refusal('unknown-period', 'A bridge leads from one period to another: "all" is neither.');
  const customer = who.customer === undefined ? undefined : await customerFor(stores, scope, who.customer);
  const after = await rankedPortfolio(stores, scope, to);
  const { where, segment, country } = who;
  const key = JSON.stringify([customer?.id, where, segment, country, from]);
  return await recent.get(after.portfolio, key, () => bridged(stores, scope, { who, customer, from, after }));
}

async function bridged(
  stores: ProfitStores,
  scope: Scope,
  {
    who,
    customer,
    from,
    after,
  }: { who: BridgeOf; customer: KnownCustomer | undefined; from: string; after: Ranked },
): Promise<BridgeRead> {
  const conditions = isFiltered(who) ? conditionsOf(who) : [];
  const narrows = customer !== undefined || conditions.length > 0;
  const ids = customer
    ? [customer.id]
    : narrows && (await customersPassing(stores, scope, after, conditions));
  const selection = customer ? undefined : await fieldSelection(stores, scope, after, conditions);
  const only = ids ? { ...scope, customers: ids } : scope;
  const company = !narrows && seesWholeCompany(scope);
  const period = { before: readPeriod(from, after.settings.fiscalStartMonth), after: after.period };
  const modelBefore = modelInUse(after.model.timeline, period.before, after.settings.currency);
  const [books, products, before, ...costs] = await Promise.all([
    company ? readBooks(stores.ledger, only, [period.before, period.after]) : [],
    productsSold(stores, only, { ...period, revision: after.revision, selection }),
    // Nobody ranks the earlier period: it is summed, of those alone.
    readEarned(stores.ledger, only, { inUse: modelBefore, period: period.before, within: scope }),
    ...(company
      ? []
      : [
          activityCosts(stores.ledger, only, period.before),
          activityCosts(stores.ledger, only, period.after),
        ]),
  ]);
  const { portfolio } = after;
  const earlier = linesOf(before, costs[0], books[0]);
  const later = linesOf(earnedOf(portfolio, ids ? rowsOf(portfolio, ids) : undefined), costs[1], books[1]);
  const sold = (net: 'net' | 'netBefore') => products.reduce((sum, product) => sum + product[net], 0n);
  const lines = later.lines.map(
    (line, at): NamedLine => ({ ...line, before: earlier.lines[at]?.amount ?? 0n, after: line.amount }),
  );
  // What is not sold is returned or credited.
  const returns: NamedLine = {
    key: 'returns',
    name: 'Returns and credits',
    assumed: false,
    before: earlier.revenue - sold('netBefore'),
    after: later.revenue - sold('net'),
  };
  const all = [returns, ...lines];
  const profit = { before: earlier.profit, after: later.profit };
  return {
    of: customer ? 'customer' : company ? 'company' : 'customers',
    name: customer?.name ?? (placesText(who) || 'All customers'),
    customer: customer?.publicId,
    currency: after.settings.currency,
    profit,
    products,
    lines: all,
    bridge: profitBridge(products, all, profit),
  };
}

/**
 * Revenue, profit, and every line between the two, signed as it enters profit; the same lines in every period.
 * @param read what the activities of those who are meant cost; the books have that of the company
 */
function linesOf(earned: Earned, read: readonly ActivityCost[] | undefined, books: Books | undefined) {
  const { model, customers, nobody } = earned;
  const { revenue, contribution, profit } = customers;
  const costs = costsOf(earned, read ?? books?.costs ?? []);
  const line = (key: string, name: string, amount: Total, assumed = false) => ({
    key,
    name,
    amount,
    assumed,
  });
  const lines = [
    line('productCost', 'Product cost', contribution - revenue),
    ...model.activities.map(({ key, name }, index) =>
      line(figureOf('cost', key), name, -(costs[index] as Total), isAssumed(model, index)),
    ),
  ];
  if (!books) return { revenue, profit, lines };
  const { result } = closedWith(earned, books);
  return {
    revenue,
    profit: result.companyProfit,
    lines: [
      ...lines,
      line('unassigned', 'What has no customer', nobody.profit),
      line('ownMistakes', 'Our own mistakes', -result.ownMistakes),
      line('unused', 'Unused capacity', -result.unused),
      line('sustaining', 'Sustaining cost', -result.sustaining),
      line('notInTheModel', 'Not in the model', -result.notInTheModel),
    ],
  };
}

/** Positions of customers in a portfolio, both in the order of ids; who is not in it has none. */
function rowsOf({ rows, totals }: CostedPortfolio, ids: readonly number[]): Uint32Array {
  const positions: number[] = [];
  let position = 0;
  for (const id of ids) {
    while (position < rows.length && (totals.customers[rows[position] as number] as number) < id)
      position += 1;
    if (totals.customers[rows[position] ?? Number.NaN] === id) positions.push(position);
  }
  return Uint32Array.from(positions);
}

/** Cost of each activity of the model with the customers meant. */
function costsOf({ model, distinct }: Earned, read: readonly ActivityCost[]): Total[] {
  const costs = model.activities.map(() => 0n);
  const add = (activity: number, amount: Total) => {
    costs[activity] = (costs[activity] ?? 0n) + amount;
  };
  for (const { activity, own, nobody, amount } of read) if (!own && !nobody) add(activity, amount);
  for (const { activity, customers } of distinct) add(activity, customers);
  return costs;
}
