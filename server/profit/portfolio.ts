import {
  COST_LINES,
  type CostModel,
  formatDecimal,
  giniOfDescending,
  orderByLargest,
  RunningTotal,
  ranks,
  type Scope,
  seesWholeCompany,
  sum,
  UNASSIGNED,
  type WhaleCurve,
  whaleCurve,
} from '@clientele/engine';
import type { KnownCustomers } from '../customers/register.ts';
import type { KnownCustomer } from '../customers/store.ts';
import { same } from './columns.ts';
import type { ModelInUse } from './model-in-use.ts';
import type { Totals } from './totals.ts';

/** What customers of a period earned, and what belongs to none of them. */
export interface CostedPortfolio {
  /** Of all versions that hold in the period. */
  readonly model: CostModel;
  readonly inUse: ModelInUse;
  readonly totals: Totals;
  /** Rows of `totals` that are customers, in the order of their ids. */
  readonly rows: Uint32Array;
  /** Row of what is unassigned; undefined where there is nothing, or the scope does not take it in. */
  readonly unassigned: number | undefined;
  /** The following are columns over `rows`. */
  readonly revenue: Float64Array;
  readonly contribution: Float64Array;
  readonly costToServe: Float64Array;
  readonly profit: Float64Array;
  readonly ownMistakes: Float64Array;
}

/** The same with who they are, ranked by profit. */
export interface RankedPortfolio extends CostedPortfolio {
  readonly cards: readonly KnownCustomer[];
  /** Everybody in scope, with or without facts in the period. */
  readonly register: KnownCustomers;
  /** Where each of `rows` stands in the register; undefined where that is all of it, in the same order. */
  readonly inRegister: Uint32Array | undefined;
  /** Positions in these columns, most profitable first. */
  readonly byProfit: Uint32Array;
  readonly rank: Uint32Array;
  readonly revenueRank: Uint32Array;
  readonly whale: WhaleCurve;
  readonly gini: { readonly revenuePositiveOnly: number | undefined; readonly profitAll: number | undefined };
}

/** A customer of the register without facts in the period. */
const ABSENT = 0xffffffff;

/** Who earned what, in the order of their ids; pure. */
export function costPortfolio(inUse: ModelInUse, totals: Totals): CostedPortfolio {
  // Rows are ordered by id, so what is unassigned can only be the first.
  const first = totals.customers[0] === UNASSIGNED ? 1 : 0;
  const rows = new Uint32Array(totals.customers.length - first);
  for (let i = 0; i < rows.length; i++) rows[i] = i + first;
  return {
    model: inUse.model,
    inUse,
    totals,
    rows,
    unassigned: first === 0 ? undefined : 0,
    ...columnsOf(totals, first),
    ownMistakes: totals.ownMistakes.subarray(first),
  };
}

/**
 * Ranks by profit in money, ties by source key; pure.
 * @param register every customer in scope, by id
 */
export function rankPortfolio(costed: CostedPortfolio, register: KnownCustomers): RankedPortfolio {
  const { totals, rows, revenue, profit } = costed;
  const { cards, byKey, inRegister } = among(
    register,
    totals.customers.subarray(totals.customers.length - rows.length),
  );
  const byProfit = orderByLargest(profit, byKey);
  const byRevenue = orderByLargest(revenue, byKey);
  const descending = inOrder(profit, byProfit);
  const earning = inOrder(revenue, byRevenue);
  let customers = 0;
  while ((earning[customers] as number) > 0) customers += 1;
  return {
    ...costed,
    cards,
    register,
    inRegister,
    byProfit,
    rank: ranks(byProfit),
    revenueRank: ranks(byRevenue),
    whale: whaleCurve(descending),
    gini: {
      revenuePositiveOnly: giniOfDescending(earning.subarray(0, customers)),
      profitAll: giniOfDescending(descending),
    },
  };
}

function inOrder(values: Float64Array, order: Uint32Array): Float64Array {
  const ordered = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) ordered[i] = values[order[i] as number] as number;
  return ordered;
}

/** The customers with these ids; nearly always all of the register, and then no card is touched. */
function among(
  register: KnownCustomers,
  ids: Float64Array,
): Pick<KnownCustomers, 'cards' | 'byKey'> & { inRegister: Uint32Array | undefined } {
  const { ids: known, cards, byKey } = register;
  if (same(ids, known)) return { cards, byKey, inRegister: undefined };
  const positions = new Uint32Array(known.length).fill(ABSENT);
  const inRegister = new Uint32Array(ids.length);
  let at = 0;
  for (let position = 0; position < ids.length; position++) {
    while (known[at] !== ids[position]) at += 1;
    positions[at] = position;
    inRegister[position] = at;
  }
  const mineByKey = new Uint32Array(ids.length);
  let place = 0;
  for (const i of byKey) {
    const position = positions[i] as number;
    if (position !== ABSENT) mineByKey[place++] = position;
  }
  return { cards: Array.from(inRegister, i => cards[i] as KnownCustomer), byKey: mineByKey, inRegister };
}

/** What `statementOf` says of each row, in columns: an object a customer would take longer than all else. */
function columnsOf({ netRevenue, productCost, cost }: Totals, first: number) {
  const contribution = netRevenue.slice(first);
  const profit = new Float64Array(contribution.length);
  for (let i = 0; i < profit.length; i++) {
    const row = i + first;
    contribution[i] = (netRevenue[row] as number) - (productCost[row] as number);
    profit[i] = (contribution[i] as number) - (cost[row] as number);
  }
  return {
    revenue: netRevenue.subarray(first),
    contribution,
    costToServe: cost.subarray(first),
    profit,
  };
}

/** What belongs to no customer; undefined where there is nothing, or the scope does not take it in. */
export function unassignedOf({ totals, unassigned: row }: CostedPortfolio) {
  if (row === undefined) return undefined;
  const at = (column: Float64Array) => BigInt(column[row] as number);
  const netRevenue = at(totals.netRevenue);
  const productCost = at(totals.productCost);
  const costToServe = at(totals.cost);
  const contribution = netRevenue - productCost;
  return { netRevenue, productCost, contribution, costToServe, profit: contribution - costToServe };
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
export function totalsOf(portfolio: CostedPortfolio, scope: Scope) {
  const { totals, rows } = portfolio;
  const nobody = seesWholeCompany(scope) ? unassignedOf(portfolio) : undefined;
  const revenueCustomers = sum(portfolio.revenue);
  const profitCustomers = sum(portfolio.profit);
  const revenueUnassigned = nobody?.netRevenue ?? 0n;
  const profitUnassigned = nobody?.profit ?? 0n;
  return {
    customers: rows.length,
    lines: Number(totals.lines),
    revenue: revenueCustomers + revenueUnassigned,
    revenueCustomers,
    revenueUnassigned,
    contribution: sum(portfolio.contribution) + (nobody?.contribution ?? 0n),
    costToServe: sum(portfolio.costToServe) + (nobody?.costToServe ?? 0n),
    profitCustomers,
    profitUnassigned,
    profitTotal: profitCustomers + profitUnassigned,
    minutes: totals.minutes,
  };
}

/** Minutes as the wire writes them: millionths as a decimal of minutes. */
export function minutesText(millionths: number | bigint): string {
  return formatDecimal(millionths);
}
