import {
  type CostBasis,
  type CostModel,
  costBasis,
  GRADED_WITHOUT_MODEL,
  type Graded,
  gradeOf,
  type Period,
  type Scope,
  sum,
  type Total,
} from '@clientele/engine';
import type { Ledger } from '../ledger/ledger.ts';
import { type ActivityCost, activityCosts } from './activity-costs.ts';
import type { Figures } from './figures.ts';
import { isAssumed, type RankedPortfolio } from './portfolio.ts';

/** What of the profit and loss a figure rests on: product cost, and the model's activities by index. */
export interface GradedParts {
  readonly productCost: boolean;
  readonly activities: readonly number[];
}

export function everyPart(model: CostModel): GradedParts {
  return { productCost: true, activities: [...model.activities.keys()] };
}

/** The grade of a figure that rests on the whole profit and loss of a row; D where no cost model is in use. */
export function gradedRow(model: CostModel, figures: Figures, row: number): Graded {
  if (model.activities.length === 0) return GRADED_WITHOUT_MODEL;
  return gradeOf(row < 0 ? NOTHING : basisOfRow(model, figures, row, everyPart(model)));
}

/** As the contract words it. */
export function gradeAnswer({ grade, assumedShare, reason }: Graded) {
  return { grade, gradeReason: reason, assumedShare: assumedShare ?? null };
}

export const NOTHING: CostBasis = { cost: 0n, assumed: 0n };

export function basisOfRow(
  model: CostModel,
  figures: Figures,
  row: number,
  { productCost, activities }: GradedParts,
): CostBasis {
  const at = (column: Float64Array | undefined) => (column as Float64Array)[row] as number;
  return costBasis({
    productCost: productCost ? at(figures.sales.productCost) : 0,
    assumedProductCost: productCost && model.productCost?.assumed ? at(figures.productCostByShare) : 0,
    costs: activities.map(index => at(figures.costs[index])),
    isAssumed: place => isAssumed(model, activities[place] as number),
  });
}

type Read = Pick<Ledger, 'rows' | 'columns' | 'writes'>;
interface Whole {
  readonly portfolio: RankedPortfolio;
  readonly period: Period | undefined;
  /** Where they were read already. */
  readonly costs?: readonly ActivityCost[] | undefined;
}

/** Cost by activity of all customers together and of what is unassigned, held for as long as the portfolio is. */
const wholes = new WeakMap<RankedPortfolio, Promise<readonly Total[]>>();

/** The grade of what rests on some parts of the whole portfolio's profit and loss. */
export async function basisOfWhole(
  ledger: Read,
  scope: Scope,
  whole: Whole,
  { productCost, activities }: GradedParts,
): Promise<CostBasis> {
  const { model, totals } = whole.portfolio;
  const known = wholes.get(whole.portfolio) ?? costsByActivity(ledger, scope, whole);
  wholes.set(whole.portfolio, known);
  known.catch(() => wholes.delete(whole.portfolio));
  const costs = await known;
  return costBasis({
    productCost: productCost ? sum(totals.productCost) : 0,
    assumedProductCost: productCost && model.productCost?.assumed ? sum(totals.productCostByShare) : 0,
    costs: activities.map(index => costs[index] ?? 0n),
    isAssumed: place => isAssumed(model, activities[place] as number),
  });
}

export async function gradedWhole(ledger: Read, scope: Scope, whole: Whole): Promise<Graded> {
  const { model } = whole.portfolio;
  if (model.activities.length === 0) return GRADED_WITHOUT_MODEL;
  return gradeOf(await basisOfWhole(ledger, scope, whole, everyPart(model)));
}

async function costsByActivity(
  ledger: Read,
  scope: Scope,
  { portfolio: { model, totals }, period, costs: known }: Whole,
): Promise<readonly Total[]> {
  const read = known ?? (await activityCosts(ledger, scope, period));
  const costs = model.activities.map(() => 0n);
  const add = (index: number, amount: Total) => {
    costs[index] = (costs[index] ?? 0n) + amount;
  };
  for (const { activity, own, amount } of read) if (!own) add(activity, amount);
  for (const { activity, amounts } of totals.distinct) add(activity, sum(amounts));
  return costs;
}
