import {
  addMonths,
  type Bridge,
  type BridgeLine,
  formatDecimal,
  grainOf,
  type Period,
  type ProductSales,
  parsePeriod,
  profitBridge,
  type Scope,
  seesWholeCompany,
  type Total,
} from '@clientele/engine';
import { figureIn, figureOf, narrowedFigure } from '../../contract/profit-figure.ts';
import { Refusal } from '../errors.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { spanOfFacts } from '../measures/drivers.ts';
import { customerFor } from './customer-page.ts';
import { monthBounds } from './months.ts';
import { isAssumed, unassignedOf } from './portfolio.ts';
import { type ProfitStores, type Ranked, rankedPortfolio } from './ranked.ts';
import { type CustomerFilter, conditionsOf, passingCustomers, placesText } from './ranking-filter.ts';
import { reconcilePeriod } from './reconcile.ts';
import { sumAt } from './selection.ts';

const QUERIES = { sales: scopedQuery('sales-by-product'), costs: scopedQuery('costs-by-activity') };

/** Whose profit is bridged. */
export interface BridgeOf extends Pick<CustomerFilter, 'where' | 'segment' | 'country'> {
  readonly customer?: string | undefined;
}
export interface BridgeQuery extends BridgeOf {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface SoldProduct extends ProductSales {
  readonly name: string;
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
  const [before, after] = [
    await rankedPortfolio(stores, scope, from),
    await rankedPortfolio(stores, scope, to),
  ];
  const filtered = isFiltered(who);
  const only: Scope =
    !customer && !filtered
      ? scope
      : await narrowed(stores, scope, { who, customer: customer?.id, both: [before, after] });
  const company = !customer && !filtered && seesWholeCompany(scope);
  const [earlier, later] = [
    await linesOf(stores, only, { ranked: before, who, customer: customer?.id, company, whole: scope }),
    await linesOf(stores, only, { ranked: after, who, customer: customer?.id, company, whole: scope }),
  ];
  const products = await productsSold(stores, only, before, after);
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

interface Narrowed {
  readonly who: BridgeOf;
  readonly customer: number | undefined;
  readonly both: readonly Ranked[];
}

/** Only the customers that are meant, of those in scope. */
async function narrowed(
  stores: ProfitStores,
  scope: Scope,
  { who, customer, both }: Narrowed,
): Promise<Scope> {
  if (customer !== undefined) return { ...scope, customers: [customer] };
  const ids = await Promise.all(
    both.map(async ranked =>
      Array.from(
        await passingCustomers(stores, scope, ranked, who),
        at => ranked.portfolio.cards[at]?.id as number,
      ),
    ),
  );
  return { ...scope, customers: [...new Set(ids.flat())] };
}

interface LinesAsked {
  readonly ranked: Ranked;
  readonly who: BridgeOf;
  readonly customer: number | undefined;
  readonly company: boolean;
  readonly whole: Scope;
}

/** Revenue, profit, and every line between the two, signed as it enters profit; the same lines in every period. */
async function linesOf(stores: ProfitStores, only: Scope, asked: LinesAsked) {
  const { ranked, who, customer, company, whole } = asked;
  const { portfolio, period } = ranked;
  const position = customer === undefined ? -1 : portfolio.cards.findIndex(({ id }) => id === customer);
  const passing =
    customer === undefined
      ? await passingCustomers(stores, whole, ranked, who)
      : Uint32Array.of(...(position < 0 ? [] : [position]));
  const revenue = sumAt(portfolio.revenue, passing);
  const contribution = sumAt(portfolio.contribution, passing);
  const costs = await costsOf(stores, only, ranked, passing);
  const line = (key: string, name: string, amount: Total, assumed = false) => ({
    key,
    name,
    amount,
    assumed,
  });
  const lines = [
    line('productCost', 'Product cost', contribution - revenue),
    ...portfolio.model.activities.map(({ key, name }, index) =>
      line(figureOf('cost', key), name, -(costs[index] as Total), isAssumed(portfolio.model, index)),
    ),
  ];
  const profit = sumAt(portfolio.profit, passing);
  if (!company) return { revenue, profit, lines };
  const { result } = await reconcilePeriod(stores.ledger, whole, portfolio, period);
  return {
    revenue,
    profit: result.companyProfit,
    lines: [
      ...lines,
      line('unassigned', 'What has no customer', unassignedOf(portfolio)?.profit ?? 0n),
      line('ownMistakes', 'Our own mistakes', -result.ownMistakes),
      line('unused', 'Unused capacity', -result.unused),
      line('sustaining', 'Sustaining cost', -result.sustaining),
      line('notInTheModel', 'Not in the model', -result.notInTheModel),
    ],
  };
}

/** Cost of each activity of the model with these customers. */
async function costsOf(
  stores: ProfitStores,
  only: Scope,
  { portfolio, period }: Ranked,
  passing: Uint32Array,
) {
  const { model, totals, rows } = portfolio;
  const costs = model.activities.map(() => 0n);
  for (const row of await stores.ledger.rows(only, QUERIES.costs, monthBounds(period)))
    if (!row.own && !row.nobody) costs[Number(row.activity_number)] = BigInt(String(row.amount));
  const places = passing.map(at => rows[at] as number);
  for (const { activity, amounts } of totals.distinct)
    costs[activity] = (costs[activity] ?? 0n) + sumAt(amounts, places);
  return costs;
}

async function productsSold(
  stores: ProfitStores,
  only: Scope,
  before: Ranked,
  after: Ranked,
): Promise<SoldProduct[]> {
  const [earlier, later] = [monthBounds(before.period), monthBounds(after.period)];
  const bounds = { ...later, first_before: earlier.first, last_before: earlier.last };
  const rows = await stores.ledger.rows(only, QUERIES.sales, bounds);
  return rows.map(row => ({
    name: row.name === null ? String(row.product) : `${row.product} ${row.name}`,
    special: Number(row.special) === 1,
    quantityBefore: BigInt(String(row.quantity_before)),
    quantity: BigInt(String(row.quantity)),
    netBefore: BigInt(String(row.net_before)),
    net: BigInt(String(row.net)),
  }));
}
