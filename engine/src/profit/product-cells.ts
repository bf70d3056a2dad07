import type { Amount } from '../units/amount.ts';
import { largestRemainder } from '../units/rounding.ts';
import { type NewColumn, ScratchColumns } from '../units/scratch-columns.ts';
import { CellSums, type ProductCells } from './cell-sums.ts';
import type { CostModel } from './cost-model.ts';
import { type MonthLines, monthTrade, type ProductLines } from './product-trade.ts';
import {
  type ActivityEvents,
  type ProductWeights,
  productWeights,
  spread,
  type WeighedActivity,
  weighedActivity,
} from './product-weights.ts';
import { type NamedCustomers, termFor } from './term-exceptions.ts';

/** Stands for a product where a cell holds what is of the customer as a whole: visits, tickets, late payment. */
export const WHOLE_CUSTOMER = -1;

/** What an activity of the model costs a customer in a month, our own mistakes left out. */
export interface CellCost {
  /** Index into the model's activities. */
  readonly activity: number;
  readonly amount: Amount;
}

/** A customer's month as it is spread over products. */
export interface CellMonth extends MonthLines {
  readonly customer: number;
  readonly costs: readonly CellCost[];
  /** Product cost that the model assumes for lines whose cost nobody states. */
  readonly assumedProductCost: Amount;
  readonly events: readonly ActivityEvents[];
}

/** What an activity costs a customer that counts products over several months, each once: no month has it. */
export interface CellCostOverMonths extends CellCost {
  readonly customer: number;
  /** Months as the ledger keeps them, both included. */
  readonly first: number;
  readonly last: number;
}

export interface CellsAsked {
  /** All versions as one: what an activity's number stands for. */
  readonly model: CostModel;
  /** The version that holds in a month; undefined in a gap. */
  readonly modelIn: (month: number) => CostModel | undefined;
  readonly lines: ProductLines;
  /** Ordered by customer, then by month. */
  readonly months: readonly CellMonth[];
  readonly overMonths: readonly CellCostOverMonths[];
  /** Ids of the customers for whom the model makes exceptions. */
  readonly named: NamedCustomers;
}

/**
 * What a customer's trade in each product came to. Revenue and stated product cost are those of its lines. Each activity's
 * cost of a customer's month is allocated over the month's products, by what its time equation counts of each of them
 * (`productWeights`); what counts of none stays with the customer as a whole. So the cells of a customer add up to its
 * profit and loss to the last digit, and the cells of a year to those of its months.
 *
 * Source: the hierarchy of order, product and customer costs, Cooper & Kaplan 1991.
 * Example: 9 min × orders cost 90 in a month of one order with lines of A, A and B → 60 for A, 30 for B
 */
export function productCells(asked: CellsAsked): ProductCells {
  const sums = new CellSums(asked.model.activities.length);
  const over = new Set(asked.overMonths.map(({ customer }) => customer));
  const bought = new Map<number, Map<number, number[]>>();
  const held = heldActivities(asked);
  const scratch = new ScratchColumns();
  for (const month of asked.months) {
    scratch.forgetAll();
    const products = addMonth(sums, asked.lines, month, {
      activities: held(month.month, month.customer),
      make: scratch.take,
    });
    if (!over.has(month.customer)) continue;
    const mine = bought.get(month.customer) ?? new Map<number, number[]>();
    bought.set(month.customer, mine);
    mine.set(month.month, products);
  }
  for (const cost of asked.overMonths) addOverMonths(sums, cost, bought.get(cost.customer));
  return sums.columns();
}

type Held = readonly (WeighedActivity | undefined)[];

/** By the numbers of all versions together, the activities as the version of a month has them. */
function heldActivities({ model, modelIn, named }: CellsAsked): (month: number, customer: number) => Held {
  const excepted = new Set(named.values());
  const known = new Map<string, Held>();
  const versions = new Map<CostModel | undefined, number>();
  return (month, customer) => {
    const version = modelIn(month);
    const number = versions.get(version) ?? versions.size;
    versions.set(version, number);
    // Customers without minutes of their own share what is read of the terms.
    const place = `${number} ${excepted.has(customer) ? customer : ''}`;
    const found =
      known.get(place) ??
      model.activities.map(({ key }) => {
        const held = version?.activities.find(activity => activity.key === key);
        const minutes = held?.minutes?.map(term => termFor(term, customer, named));
        return held && weighedActivity({ ...held, minutes });
      });
    known.set(place, found);
    return found;
  };
}

/** @returns the products of the month's lines */
function addMonth(
  sums: CellSums,
  lines: ProductLines,
  month: CellMonth,
  { activities, make }: { activities: Held; make: NewColumn },
): number[] {
  const { trade, products, sold } = monthTrade(lines, month, make);
  const behind = (whole: number, ofProducts: Float64Array) => wholeFirst(whole, ofProducts, make);
  const cells = products.map(product => sums.cell(month.customer, product));
  for (let place = 0; place < cells.length; place++) sums.sell(cells[place] as number, sold, place);
  const whole = () => sums.cell(month.customer, WHOLE_CUSTOMER);
  if (month.assumedProductCost !== 0) {
    const parts = spread(month.assumedProductCost, behind(0, sold.withoutCost), make);
    for (let at = 0, part = 0; at < parts.length; at++) {
      part = parts[at] as number;
      if (part !== 0) sums.assume(at === 0 ? whole() : (cells[at - 1] as number), part);
    }
  }
  for (const { activity, amount } of month.costs) {
    const held = activities[activity];
    const weights = held && productWeights(held, trade, make);
    const parts = weights
      ? spread(amount, behind(weights.whole, weights.products), make)
      : Float64Array.of(amount);
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at] as number;
      if (part === 0) continue;
      const cell = at === 0 ? whole() : (cells[at - 1] as number);
      sums.serve(cell, activity, part);
      const ofLines = at === 0 ? undefined : lineShare(weights, at - 1);
      if (ofLines) sums.followLines(cell, part, ofLines);
    }
  }
  return products.filter((_, place) => (sold.rows[place] as number) > 0);
}

/** What is the customer's as a whole stands first. */
function wholeFirst(whole: number, products: Float64Array, make: NewColumn): Float64Array {
  const weights = make(products.length + 1);
  weights[0] = whole;
  weights.set(products, 1);
  return weights;
}

/** What of a product's weight follows its lines: its share, and the minutes themselves. */
function lineShare(weights: ProductWeights | undefined, place: number) {
  const minutes = weights?.withLines[place] ?? 0;
  const weight = weights?.products[place] ?? 0;
  return weight > 0 && minutes > 0 ? { minutes, share: minutes / weight } : undefined;
}

/** Each product that was bought in the months counts once. */
function addOverMonths(
  sums: CellSums,
  { customer, activity, amount, first, last }: CellCostOverMonths,
  bought: ReadonlyMap<number, readonly number[]> | undefined,
): void {
  const counted = new Set<number>();
  for (const [month, products] of bought ?? [])
    if (first <= month && month <= last) for (const product of products) counted.add(product);
  const products = [...counted].sort((a, b) => a - b);
  if (products.length === 0) {
    sums.serve(sums.cell(customer, WHOLE_CUSTOMER), activity, amount);
    return;
  }
  const parts = largestRemainder(amount, new Float64Array(products.length).fill(1));
  for (const [at, product] of products.entries())
    sums.serve(sums.cell(customer, product), activity, parts[at] as number);
}
