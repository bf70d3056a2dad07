import type { Amount } from '../units/amount.ts';

/** The money that order lines and returns of a customer (or of no customer) come to in a period. */
export interface Sales {
  readonly listAmount: Amount;
  readonly discount: Amount;
  readonly rebate: Amount;
  readonly invoiced: Amount;
  readonly returned: Amount;
  /** Product cost, stated or assumed, positive. */
  readonly productCost: Amount;
}

/**
 * Profit and loss of a customer: the price waterfall from list to net, product cost, what serving costs, profit.
 * Deductions are negative, so that every step adds to the next; a pocket price is net revenue ÷ units.
 */
export interface Statement {
  readonly list: Amount;
  readonly discounts: Amount;
  /** Invoiced differs from list less discount: corrections in the source. */
  readonly priceCorrections: Amount;
  readonly rebates: Amount;
  readonly returns: Amount;
  readonly netRevenue: Amount;
  readonly productCost: Amount;
  readonly contribution: Amount;
  /** A cost an activity, in the order of the model's activities; zero or negative. */
  readonly costs: readonly Amount[];
  readonly costToServe: Amount;
  readonly profit: Amount;
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
