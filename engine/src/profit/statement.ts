import type { Amount, Total } from '../units/amount.ts';

/** The money that order lines and returns of a customer (or of no customer, or of many) come to in a period. */
export interface Sales<Money = Amount> {
  readonly listAmount: Money;
  readonly discount: Money;
  readonly rebate: Money;
  readonly invoiced: Money;
  readonly returned: Money;
  /** Product cost, stated or assumed, positive. */
  readonly productCost: Money;
}

/**
 * Profit and loss of a customer: the price waterfall from list to net, product cost, what serving costs, profit.
 * Deductions are negative, so that every step adds to the next; a pocket price is net revenue ÷ units.
 */
export interface Statement<Money = Amount> {
  readonly list: Money;
  readonly discounts: Money;
  /** Invoiced differs from list less discount: corrections in the source. */
  readonly priceCorrections: Money;
  readonly rebates: Money;
  readonly returns: Money;
  readonly netRevenue: Money;
  readonly productCost: Money;
  readonly contribution: Money;
  /** A cost an activity, in the order of the model's activities; zero or negative. */
  readonly costs: readonly Money[];
  readonly costToServe: Money;
  readonly profit: Money;
}

/** @param costs cost of each of the model's activities, positive. Adds only: statements of months add to the year's. */
export function statementOf(sales: Sales, costs: readonly Amount[]): Statement {
  const netRevenue = sales.invoiced + sales.returned - sales.rebate;
  const productCost = -sales.productCost || 0;
  const contribution = netRevenue + productCost;
  const costToServe = -costs.reduce((total, cost) => total + cost, 0) || 0;
  return {
    list: sales.listAmount,
    discounts: -sales.discount || 0,
    priceCorrections: sales.invoiced - (sales.listAmount - sales.discount),
    rebates: -sales.rebate || 0,
    returns: sales.returned,
    netRevenue,
    productCost,
    contribution,
    costs: costs.map(cost => -cost || 0),
    costToServe,
    profit: contribution + costToServe,
  };
}

const HALF = 2n ** 32n;

/**
 * The statement of many customers together, whose totals may leave the safe range: the sum of theirs, exactly. Since a
 * statement only adds, that of a total is that of its upper half, moved up again, plus that of its lower half.
 * @param costs cost of each of the model's activities, positive
 */
export function statementOfTotals(sales: Sales<Total>, costs: readonly Total[]): Statement<Total> {
  const half = (part: (total: Total) => Total): Statement => {
    const of = (total: Total) => Number(part(total));
    return statementOf(
      {
        listAmount: of(sales.listAmount),
        discount: of(sales.discount),
        rebate: of(sales.rebate),
        invoiced: of(sales.invoiced),
        returned: of(sales.returned),
        productCost: of(sales.productCost),
      },
      costs.map(of),
    );
  };
  const upper = half(total => total / HALF);
  const lower = half(total => total % HALF);
  const whole = (up: Amount, low: Amount): Total => BigInt(up) * HALF + BigInt(low);
  const { costs: _, ...steps } = lower;
  const summed = Object.keys(steps).map(key => {
    const step = key as keyof typeof steps;
    return [step, whole(upper[step], lower[step])];
  });
  return {
    ...(Object.fromEntries(summed) as Record<keyof typeof steps, Total>),
    costs: lower.costs.map((low, index) => whole(upper.costs[index] as Amount, low)),
  };
}
