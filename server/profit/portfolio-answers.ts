import { formatDecimal, orderByLargest, type Scope, seesWholeCompany, type Total } from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { refuseNarrow } from '../whole-company.ts';
import { type Books, readBooks } from './books.ts';
import { type Figures, readFigures, rowOf } from './figures.ts';
import { gradeColumn } from './grade-column.ts';
import { gradeAnswer, gradedRow, gradedWhole } from './grades.ts';
import { numberedTexts, orderedTexts } from './ordered-texts.ts';
import { costLinesOf, curvePoints, type RankedPortfolio } from './portfolio.ts';
import { askedFor, type ProfitStores, rankedFor, rankedPortfolio } from './ranked.ts';
import { type CustomerFilter, passingCustomers } from './ranking-filter.ts';
import { closedBooks, openAmount, reconcilePeriod, reconciliationAnswer } from './reconcile.ts';
import { sumAt } from './selection.ts';

const CURVE_POINTS_MOST = 600;

/** Headline, whale curve and concentration of a period. */
export async function portfolioAnswer(
  stores: ProfitStores,
  scope: Scope,
  { period: text }: { period: string },
) {
  // The books are read while the customers are ranked.
  const asked = await askedFor(stores, scope, text);
  const { model, revision, settings, period } = asked;
  const [[read], { portfolio }] = await Promise.all([
    readBooks(stores.ledger, scope, [period]),
    rankedFor(stores, scope, asked),
  ]);
  const books = closedBooks(scope, portfolio, read as Books);
  const graded = await gradedWhole(stores.ledger, scope, { portfolio, period, costs: read?.costs });
  const whole = seesWholeCompany(scope);
  const { totals } = books;
  const { whale, gini } = portfolio;
  const money = (amount: Total) => formatDecimal(amount);
  return {
    period: text,
    currency: settings.currency,
    revision,
    model: { id: model.publicId, name: model.name, assumed: restsOnGuesses(portfolio) },
    totals: {
      customers: totals.customers,
      lines: totals.lines,
      revenue: money(totals.revenue),
      revenueCustomers: money(totals.revenueCustomers),
      revenueUnassigned: money(totals.revenueUnassigned),
      contribution: money(totals.contribution),
      costToServe: money(totals.costToServe),
      profitCustomers: money(totals.profitCustomers),
      profitUnassigned: money(totals.profitUnassigned),
      profitTotal: money(totals.profitTotal),
      ownMistakes: money(books.result.ownMistakes),
      unused: money(books.result.unused),
      sustaining: money(books.result.sustaining),
      notInTheModel: money(books.result.notInTheModel),
      companyProfit: money(books.result.companyProfit),
      minutes: formatDecimal(totals.minutes),
    },
    ...gradeAnswer(graded),
    whole,
    reconciled: whole && books.reconciled,
    difference: money(openAmount(books)),
    whale: {
      peak: money(whale.peak),
      peakCustomers: whale.peakCustomers,
      end: money(whale.end),
      peakOverEnd: whale.peakOverEnd ?? null,
      unprofitable: whale.unprofitable,
      zero: whale.zero,
      topShares: whale.topShares.map(({ top, share }) => ({ top, share: share ?? null })),
      points: curvePoints(portfolio, CURVE_POINTS_MOST),
    },
    gini: { revenuePositiveOnly: gini.revenuePositiveOnly ?? null, profitAll: gini.profitAll ?? null },
    costLines: costLinesOf(portfolio.model).map(({ key, name, activities }) => ({
      key,
      name,
      activities: activities.map(({ index: _, ...activity }) => activity),
    })),
    segments: textsOf(portfolio.cards, 'segment'),
    countries: textsOf(portfolio.cards, 'country'),
  };
}

export async function reconciliationOf(
  stores: ProfitStores,
  scope: Scope,
  { period: text }: { period: string },
) {
  refuseNarrow(scope);
  const { portfolio, settings, period } = await rankedPortfolio(stores, scope, text);
  return reconciliationAnswer(
    await reconcilePeriod(stores.ledger, scope, portfolio, period),
    text,
    settings.currency,
  );
}

export interface RankingQuery extends CustomerFilter {
  readonly period: string;
  readonly sort: SortKey;
  readonly direction: 'ascending' | 'descending';
  readonly offset: number;
  readonly limit: number;
}
type SortKey =
  | 'rank'
  | 'grade'
  | 'revenueRank'
  | 'rankGap'
  | 'name'
  | 'segment'
  | 'country'
  | 'revenue'
  | 'contribution'
  | 'costToServe'
  | 'profit';
const ROWS_MOST = 5000;

/** The ranked customers that pass the filters, sorted, a window of them; ranks are among all customers. */
export async function rankingAnswer(stores: ProfitStores, scope: Scope, query: RankingQuery) {
  const ranked = await rankedPortfolio(stores, scope, query.period);
  const { portfolio, period } = ranked;
  const grades =
    query.sort === 'grade' ? await gradeColumn(stores.ledger, scope, { portfolio, period }) : undefined;
  const order = sortedPositions(portfolio, query, grades);
  const passing = await passingCustomers(stores, scope, ranked, query, order);
  const sumOf = (column: Float64Array) => formatDecimal(sumAt(column, passing));
  const window = Array.from(passing.subarray(query.offset, query.offset + Math.min(query.limit, ROWS_MOST)));
  const figures = await readFigures(stores.ledger, scope, {
    inUse: portfolio.inUse,
    portfolio,
    period,
    customers: window.map(i => (portfolio.cards[i] as KnownCustomer).id),
  });
  const lines = costLinesOf(portfolio.model);
  return {
    total: passing.length,
    sums: {
      revenue: sumOf(portfolio.revenue),
      contribution: sumOf(portfolio.contribution),
      costToServe: sumOf(portfolio.costToServe),
      profit: sumOf(portfolio.profit),
    },
    customers: window.map(i => customerRow(portfolio, { lines, figures }, i)),
  };
}

/** All positions in the order asked for, equal ones by rank. */
function sortedPositions(
  portfolio: RankedPortfolio,
  { sort, direction }: RankingQuery,
  grades: Float64Array | undefined,
): Uint32Array {
  const { byProfit, rank, revenueRank } = portfolio;
  const numbers: Partial<Record<SortKey, () => Float64Array>> = {
    rank: () => Float64Array.from(rank),
    revenueRank: () => Float64Array.from(revenueRank),
    rankGap: () => Float64Array.from(rank, (own, i) => (revenueRank[i] as number) - own),
    revenue: () => portfolio.revenue,
    contribution: () => portfolio.contribution,
    costToServe: () => portfolio.costToServe,
    profit: () => portfolio.profit,
  };
  const column = grades ?? numbers[sort]?.() ?? placesOf(portfolio, sort as TextKey);
  return orderByLargest(direction === 'ascending' ? column.map(value => -value) : column, byProfit);
}

type TextKey = 'name' | 'segment' | 'country';
const texts = new WeakMap<readonly KnownCustomer[], Partial<Record<TextKey, string[]>>>();

/** The different texts of the cards in their order, kept for as long as the cards are. */
function textsOf(cards: readonly KnownCustomer[], key: TextKey): string[] {
  const known = texts.get(cards) ?? {};
  texts.set(cards, known);
  known[key] ??= orderedTexts(cards.map(card => card[key]));
  return known[key];
}

const places = new WeakMap<readonly KnownCustomer[], Partial<Record<TextKey, Float64Array>>>();

/**
 * Where each customer's text stands among the different texts of the register; what is missing comes last. Collation takes half a
 * second for 100,000 names, so it is kept for as long as the register's cards are, and each portfolio takes its customers from it.
 */
function placesOf({ register, inRegister }: RankedPortfolio, key: TextKey): Float64Array {
  const { cards } = register;
  const known = places.get(cards) ?? {};
  places.set(cards, known);
  if (!known[key]) {
    const { values, codes } = numberedTexts(cards.map(card => card[key]));
    known[key] = Float64Array.from(codes, code => code || values.length + 1);
  }
  const whole = known[key];
  return inRegister ? Float64Array.from(inRegister, at => whole[at] as number) : whole;
}

function customerRow(
  portfolio: RankedPortfolio,
  { lines, figures }: { lines: ReturnType<typeof costLinesOf>; figures: Figures },
  i: number,
) {
  const { model, rank, revenueRank } = portfolio;
  const { id, publicId, sourceKey, name, segment, country } = portfolio.cards[i] as KnownCustomer;
  const row = rowOf(figures, id);
  const at = (column: Float64Array | undefined) => (column as Float64Array)[i] as number;
  const cost = (activity: number) => (figures.costs[activity] as Float64Array)[row] as number;
  return {
    id: publicId,
    sourceKey,
    name,
    segment,
    country,
    revenue: formatDecimal(at(portfolio.revenue)),
    productCost: formatDecimal(figures.sales.productCost[row] as number),
    contribution: formatDecimal(at(portfolio.contribution)),
    activities: Object.fromEntries(
      model.activities.map((activity, index) => [activity.key, formatDecimal(cost(index))]),
    ),
    costLines: Object.fromEntries(
      lines.map(line => [
        line.key,
        formatDecimal(line.activities.reduce((total, { index }) => total + cost(index), 0)),
      ]),
    ),
    costToServe: formatDecimal(at(portfolio.costToServe)),
    profit: formatDecimal(at(portfolio.profit)),
    rank: rank[i] as number,
    revenueRank: revenueRank[i] as number,
    rankGap: (revenueRank[i] as number) - (rank[i] as number),
    ownMistakes: formatDecimal(at(portfolio.ownMistakes)),
    ...gradeAnswer(gradedRow(model, figures, row)),
  };
}

function restsOnGuesses({ model }: RankedPortfolio): boolean {
  return (
    model.productCost?.assumed === true ||
    model.pools.some(pool => pool.assumed === true) ||
    model.activities.some(activity => activity.assumed === true)
  );
}
