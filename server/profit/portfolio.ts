import {
  COST_LINES,
  type CostModel,
  formatDecimal,
  gini,
  orderByLargest,
  ranks,
  type Scope,
  type Statement,
  seesWholeCompany,
  sum,
  UNASSIGNED,
  type WhaleCurve,
  whaleCurve,
} from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { type Totals, totalStatementAt } from './figures.ts';

/** Customers of a period ranked by profit, and what belongs to none of them. */
export interface RankedPortfolio {
  readonly model: CostModel;
  readonly totals: Totals;
  /** Rows of `totals` that are customers, in the order of their ids. */
  readonly rows: Uint32Array;
  /** Row of what is unassigned; undefined where there is nothing, or the scope does not take it in. */
  readonly unassigned: number | undefined;
  /** The following are columns over `rows`. */
  readonly cards: readonly KnownCustomer[];
  readonly revenue: Float64Array;
  readonly contribution: Float64Array;
  readonly costToServe: Float64Array;
  readonly profit: Float64Array;
  readonly ownMistakes: Float64Array;
  /** Positions in these columns, most profitable first. */
  readonly byProfit: Uint32Array;
  readonly rank: Uint32Array;
  readonly revenueRank: Uint32Array;
  readonly whale: WhaleCurve;
  readonly gini: { readonly revenuePositiveOnly: number | undefined; readonly profitAll: number | undefined };
}

/** Ranks by profit in money, ties by source key; pure. */
export function rankPortfolio(
  model: CostModel,
  totals: Totals,
  cards: ReadonlyMap<number, KnownCustomer>,
): RankedPortfolio {
  // Rows are ordered by id, so what is unassigned can only be the first.
  const first = totals.customers[0] === UNASSIGNED ? 1 : 0;
  const rows = new Uint32Array(totals.customers.length - first);
  for (let i = 0; i < rows.length; i++) rows[i] = i + first;
  const revenue = new Float64Array(rows.length);
  const contribution = new Float64Array(rows.length);
  const costToServe = new Float64Array(rows.length);
  const profit = new Float64Array(rows.length);
  const ownMistakes = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const statement = totalStatementAt(totals, row);
    revenue[i] = statement.netRevenue;
    contribution[i] = statement.contribution;
    costToServe[i] = -statement.costToServe;
    profit[i] = statement.profit;
    ownMistakes[i] = totals.ownMistakes[row] as number;
  }
  const known = Array.from(rows, row => cards.get(totals.customers[row] as number) as KnownCustomer);
  const keys = known.map(({ sourceKey }) => sourceKey);
  const byProfit = orderByLargest(profit, keys);
  const descending = new Float64Array(profit).sort().reverse();
  return {
    model,
    totals,
    rows,
    unassigned: first === 0 ? undefined : 0,
    cards: known,
    revenue,
    contribution,
    costToServe,
    profit,
    ownMistakes,
    byProfit,
    rank: ranks(byProfit),
    revenueRank: ranks(orderByLargest(revenue, keys)),
    whale: whaleCurve(descending),
    gini: { revenuePositiveOnly: gini(revenue.filter(value => value > 0)), profitAll: gini(profit) },
  };
}

/** The statement of what belongs to no customer; all zero where there is nothing. */
export function unassignedStatement({ totals, unassigned }: RankedPortfolio): Statement | undefined {
  return unassigned === undefined ? undefined : totalStatementAt(totals, unassigned);
}

/** At most `most` positions along the curve, with the peak and both ends among them. */
export function curvePoints(portfolio: RankedPortfolio, most: number) {
  const { byProfit, profit, cards, whale } = portfolio;
  const count = byProfit.length;
  const step = Math.max(1, Math.ceil(count / (most - 3)));
  const points = [
    { customers: 0, cumulative: '0', id: null as string | null, name: null as string | null, profit: '0' },
  ];
  let cumulative = 0n;
  for (const [position, i] of byProfit.entries()) {
    cumulative += BigInt(profit[i] as number);
    const customers = position + 1;
    if (customers % step !== 0 && customers !== count && customers !== 1 && customers !== whale.peakCustomers)
      continue;
    const { publicId, name } = cards[i] as KnownCustomer;
    points.push({
      customers,
      cumulative: formatDecimal(cumulative),
      id: publicId,
      name,
      profit: formatDecimal(profit[i] as number),
    });
  }
  return points;
}

/** The model's activities by cost line, in the lines' order; lines without activities left out. */
export function costLinesOf(model: CostModel) {
  return COST_LINES.map(([key, name]) => ({
    key,
    name,
    activities: [...model.activities.entries()]
      .filter(([, activity]) => activity.line === key)
      .map(([index, activity]) => ({
        index,
        key: activity.key,
        name: activity.name,
        assumed: isAssumed(model, index),
      })),
  })).filter(line => line.activities.length > 0);
}

/** Whether an activity's cost rests on a guess: its own minutes, or the rate of its pool. */
export function isAssumed(model: CostModel, activity: number): boolean {
  const { assumed, pool } = model.activities[activity] as CostModel['activities'][number];
  return assumed === true || model.pools.find(candidate => candidate.key === pool)?.assumed === true;
}

/** The wire's headline; whole-company figures are null-free, since a scope without them sees only its customers. */
export function totalsOf(portfolio: RankedPortfolio, scope: Scope) {
  const { totals, rows } = portfolio;
  const nobody = seesWholeCompany(scope) ? unassignedStatement(portfolio) : undefined;
  const revenueCustomers = sum(portfolio.revenue);
  const profitCustomers = sum(portfolio.profit);
  const revenueUnassigned = BigInt(nobody?.netRevenue ?? 0);
  const profitUnassigned = BigInt(nobody?.profit ?? 0);
  const costUnassigned = BigInt(-(nobody?.costToServe ?? 0));
  return {
    customers: rows.length,
    lines: Number(sum(totals.lines)),
    revenue: revenueCustomers + revenueUnassigned,
    revenueCustomers,
    revenueUnassigned,
    contribution: sum(portfolio.contribution) + BigInt(nobody?.contribution ?? 0),
    costToServe: sum(portfolio.costToServe) + costUnassigned,
    profitCustomers,
    profitUnassigned,
    profitTotal: profitCustomers + profitUnassigned,
    minutes: sum(totals.time),
  };
}

/** Minutes as the wire writes them: millionths as a decimal of minutes. */
export function minutesText(millionths: number): string {
  return formatDecimal(millionths);
}
