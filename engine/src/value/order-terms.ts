import { type CappedAmounts, cappedAmounts, type Outliers } from './capped-amounts.ts';
import type { Histories } from './histories.ts';
import { marginModel, shrunkenMargin } from './margin.ts';
import type { CountedDays } from './purchases.ts';

/** What customers bought and cost, as columns by their position in the purchases; whole currency. */
export interface CustomerTrade {
  readonly revenue: Float64Array;
  /** Net revenue less product cost. */
  readonly contribution: Float64Array;
  readonly costToServe: Float64Array;
  /** Σ of the squared distances of the margin rates of a customer's days from its own rate. */
  readonly marginSquares: Float64Array;
}

/** What a purchase is expected to leave, by row of the histories. */
export interface OrderTerms {
  /** Purchase days that count. */
  readonly orders: Float64Array;
  readonly amount: Float64Array;
  /** Contribution ÷ revenue, drawn to that of all customers. */
  readonly marginRate: Float64Array;
  /** Cost to serve of a purchase, drawn to that of all customers. */
  readonly cost: Float64Array;
  /** amount × margin rate − cost. */
  readonly perPurchase: Float64Array;
  /** Own means that were lowered; undefined where none is used, or outliers are kept. */
  readonly cappedMeans: CappedAmounts | undefined;
  /** Of all customers: what their own figures are drawn towards. */
  readonly ofAll: { readonly amount: number; readonly marginRate: number; readonly cost: number };
}

/** A customer's own cost to serve counts for as much as that of all after so many orders. */
export const COST_PRIOR_ORDERS = 3;
/** The same of amounts, where no model of them may be used. */
export const AMOUNT_PRIOR_ORDERS = 3;

/**
 * Amount, margin and cost to serve of a purchase. Margins are drawn to those of all by normal–normal shrinkage, cost to serve as
 * (cost + 3 × mean) ÷ (orders + 3): who ordered once tells little of what the next order costs.
 *
 * @param amountOf expected amount by a model, by row; the customers' own means, drawn the same way, where there is none
 */
export function orderTerms(given: {
  readonly histories: Histories;
  readonly days: CountedDays;
  readonly positions: Uint32Array;
  readonly trade: CustomerTrade | undefined;
  readonly amountOf: ((row: number) => number | undefined) | undefined;
  /** Of own means, where they are used; the model has its own. */
  readonly outliers?: Outliers | undefined;
}): OrderTerms {
  const { days, positions, trade, amountOf } = given;
  const counted = countedOf(days, positions);
  const { orders } = counted;
  const { sums, cappedMeans } =
    amountOf || given.outliers !== 'cap' ? { ...counted, cappedMeans: undefined } : cappedSums(counted);
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const meanAmount = sum(sums) / Math.max(1, sum(orders));
  const at = (column: Float64Array) => Float64Array.from(positions, position => column[position] as number);
  const amount = orders.map(
    (count, row) =>
      amountOf?.(row) ??
      ((sums[row] as number) + AMOUNT_PRIOR_ORDERS * meanAmount) / (count + AMOUNT_PRIOR_ORDERS),
  );
  const margins = trade
    ? marginsOf(orders, {
        revenue: at(trade.revenue),
        contribution: at(trade.contribution),
        squares: at(trade.marginSquares),
      })
    : { rates: orders.map(() => 1), ofAll: 1 };
  const spent = trade ? at(trade.costToServe) : orders.map(() => 0);
  const meanCost = sum(spent) / Math.max(1, sum(orders));
  const cost = orders.map(
    (count, row) => ((spent[row] as number) + COST_PRIOR_ORDERS * meanCost) / (count + COST_PRIOR_ORDERS),
  );
  return {
    orders,
    amount,
    marginRate: margins.rates,
    cost,
    perPurchase: amount.map((one, row) => one * (margins.rates[row] as number) - (cost[row] as number)),
    cappedMeans,
    ofAll: { amount: meanAmount, marginRate: margins.ofAll, cost: meanCost },
  };
}

/** Sums as they are with capped means. */
function cappedSums({ orders, sums }: { readonly orders: Float64Array; readonly sums: Float64Array }) {
  const meanAmount = sums.map((sum, row) => sum / (orders[row] as number));
  const found = cappedAmounts({ repeats: orders, meanAmount });
  if (!found) return { sums, cappedMeans: undefined };
  const means = found.spending.meanAmount;
  return { sums: orders.map((count, row) => count * (means[row] as number)), cappedMeans: found.capped };
}

function countedOf({ customer, amount }: CountedDays, positions: Uint32Array) {
  const orders = new Float64Array(positions.length);
  const sums = new Float64Array(positions.length);
  let row = 0;
  for (let i = 0; i < customer.length; i++) {
    while ((positions[row] as number) < (customer[i] as number)) row += 1;
    orders[row] = (orders[row] as number) + 1;
    sums[row] = (sums[row] as number) + (amount[i] as number);
  }
  return { orders, sums };
}

function marginsOf(
  orders: Float64Array,
  { revenue, contribution, squares }: Record<'revenue' | 'contribution' | 'squares', Float64Array>,
): { readonly rates: Float64Array; readonly ofAll: number } {
  const own = (row: number) =>
    (revenue[row] as number) > 0 ? (contribution[row] as number) / (revenue[row] as number) : Number.NaN;
  const total = (column: Float64Array) =>
    column.reduce((sum, one, row) => sum + ((revenue[row] as number) > 0 ? one : 0), 0);
  const all = total(revenue);
  const ofAll = all > 0 ? total(contribution) / all : 0;
  const model = marginModel(
    Array.from(orders, (count, row) => ({ orders: count, mean: own(row), squares: squares[row] as number })),
  );
  const rates = orders.map((count, row) => {
    const mean = own(row);
    if (model) return shrunkenMargin(model, { orders: count, mean });
    return Number.isFinite(mean) ? mean : ofAll;
  });
  return { rates, ofAll: model?.mean ?? ofAll };
}
