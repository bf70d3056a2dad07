import {
  COST_LINES,
  type CostModel,
  formatDecimal,
  giniOfAscending,
  orderByLargest,
  RunningTotal,
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
  const { revenue, contribution, costToServe, profit } = columnsOf(totals, first);
  const known = Array.from(
    totals.customers.subarray(first),
    customer => cards.get(customer) as KnownCustomer,
  );
  const keys = known.map(({ sourceKey }) => sourceKey);
  const byProfit = orderByLargest(profit, keys);
  const byRevenue = orderByLargest(revenue, keys);
  const descending = inOrder(profit, byProfit);
  const earning = inOrder(revenue, byRevenue).filter(value => value > 0);
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
    ownMistakes: totals.ownMistakes.subarray(first),
    byProfit,
    rank: ranks(byProfit),
    revenueRank: ranks(byRevenue),
    whale: whaleCurve(descending),
    gini: {
      revenuePositiveOnly: giniOfAscending(earning.reverse()),
      profitAll: giniOfAscending(descending.toReversed()),
    },
  };
}

function inOrder(values: Float64Array, order: Uint32Array): Float64Array {
  const ordered = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) ordered[i] = values[order[i] as number] as number;
  return ordered;
}

/** What `statementOf` says of each row, in columns: an object a customer would take longer than all else. */
function columnsOf({ sales, cost }: Totals, first: number) {
  const count = cost.length - first;
  const columns = {
    revenue: new Float64Array(count),
    contribution: new Float64Array(count),
    costToServe: new Float64Array(count),
    profit: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const row = i + first;
    const netRevenue =
      (sales.invoiced[row] as number) + (sales.returned[row] as number) - (sales.rebate[row] as number);
    const contribution = netRevenue - (sales.productCost[row] as number);
    columns.revenue[i] = netRevenue;
    columns.contribution[i] = contribution;
    columns.costToServe[i] = cost[row] as number;
    columns.profit[i] = contribution - (cost[row] as number);
  }
  return columns;
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
  const cumulative = new RunningTotal();
  for (let position = 0; position < count; position++) {
    const i = byProfit[position] as number;
    cumulative.add(profit[i] as number);
    const customers = position + 1;
    if (customers % step !== 0 && customers !== count && customers !== 1 && customers !== whale.peakCustomers)
      continue;
    const { publicId, name } = cards[i] as KnownCustomer;
    points.push({
      customers,
      cumulative: formatDecimal(cumulative.total),
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
