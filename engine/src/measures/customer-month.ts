import type { OrderLine, Product } from '../facts/facts.ts';
import type { Amount } from '../units/amount.ts';
import { type Day, type Month, monthOf } from '../units/day.ts';
import { divideHalfEven } from '../units/rounding.ts';

/** What one customer's order lines and returns come to in one month. Counts are integers at their driver's scale. */
export interface CustomerMonth {
  customer: number;
  month: Month;
  listAmount: Amount;
  discount: Amount;
  rebate: Amount;
  /** Amount of sale lines after discount. */
  invoiced: Amount;
  /** Amount of returns and credits, negative. */
  returned: Amount;
  /** Product cost of lines that have one, by the line itself or by the product's unit cost. */
  knownCost: Amount;
  /** Net revenue of the lines whose product cost nobody stated. */
  revenueWithoutCost: Amount;
  orders: number;
  lines: number;
  units: number;
  manualOrders: number;
  manualLines: number;
  exportOrders: number;
  specialLines: number;
  returnOrders: number;
  returnLines: number;
  ownReturnOrders: number;
  ownReturnLines: number;
  saleDays: number;
  /** Distinct products in this month. */
  skus: number;
  firstDay: Day | undefined;
  lastDay: Day | undefined;
}

/**
 * The plain definition of the measures: one pass over the lines in any order. The ledger's SQL has to give the same
 * rows; a test holds the two against each other.
 *
 * An order (or return) is one customer's lines under one number and counts in the month of its first line. It is an
 * export order when one of its sale lines goes to another country than `homeCountry`, a manual one when one of them
 * came in by hand, and a return counts as our own mistake when one of its lines is.
 *
 * @returns rows ordered by customer and month
 */
export function customerMonths(
  lines: Iterable<OrderLine>,
  products: ReadonlyMap<number, Product>,
  homeCountry: string | undefined,
): CustomerMonth[] {
  const rows = new Map<string, CustomerMonth>();
  const orders = new Map<string, OrderSoFar>();
  const distinct = new Set<string>();
  const rowOf = (customer: number, month: Month): CustomerMonth => {
    const key = `${customer}|${month}`;
    const row = rows.get(key) ?? emptyMonth(customer, month);
    rows.set(key, row);
    return row;
  };
  const isNew = (key: string): boolean => distinct.size < distinct.add(key).size;

  for (const line of lines) {
    const product = products.get(line.product);
    const row = rowOf(line.customer, monthOf(line.day));
    addMoney(row, line, product);
    if (product?.special) row.specialLines += 1;
    if (isNew(`sku|${line.customer}|${row.month}|${line.product}`)) row.skus += 1;
    if (!row.firstDay || line.day < row.firstDay) row.firstDay = line.day;
    if (!row.lastDay || line.day > row.lastDay) row.lastDay = line.day;
    if (line.kind === 'sale') {
      row.lines += 1;
      row.units += line.quantity;
      if (line.channel === 'manual') row.manualLines += 1;
      if (isNew(`day|${line.customer}|${line.day}`)) row.saleDays += 1;
    } else if (line.own) row.ownReturnLines += 1;
    else row.returnLines += 1;
    rememberOrder(orders, line, homeCountry);
  }
  for (const order of orders.values()) {
    const row = rowOf(order.customer, monthOf(order.firstDay));
    if (order.kind === 'sale') {
      row.orders += 1;
      if (order.manual) row.manualOrders += 1;
      if (order.export) row.exportOrders += 1;
    } else if (order.own) row.ownReturnOrders += 1;
    else row.returnOrders += 1;
  }
  return [...rows.values()].sort((a, b) => a.customer - b.customer || (a.month < b.month ? -1 : 1));
}

/** Product cost of a line: stated on it, or quantity × the product's unit cost (half to even at a micro-unit). */
export function productCostOf(line: OrderLine, product: Product | undefined): Amount | undefined {
  if (line.cost !== undefined) return line.cost;
  if (product?.unitCost === undefined) return undefined;
  return Number(divideHalfEven(BigInt(line.quantity) * BigInt(product.unitCost), 1000n));
}

interface OrderSoFar {
  readonly customer: number;
  readonly kind: OrderLine['kind'];
  firstDay: Day;
  manual: boolean;
  export: boolean;
  own: boolean;
}

function rememberOrder(
  orders: Map<string, OrderSoFar>,
  line: OrderLine,
  homeCountry: string | undefined,
): void {
  const key = `${line.customer}|${line.kind}|${line.order}`;
  const order: OrderSoFar = orders.get(key) ?? {
    customer: line.customer,
    kind: line.kind,
    firstDay: line.day,
    manual: false,
    export: false,
    own: false,
  };
  orders.set(key, order);
  if (line.day < order.firstDay) order.firstDay = line.day;
  order.manual ||= line.channel === 'manual';
  order.export ||= line.country !== undefined && homeCountry !== undefined && line.country !== homeCountry;
  order.own ||= line.own;
}

function addMoney(row: CustomerMonth, line: OrderLine, product: Product | undefined): void {
  row.listAmount += line.listAmount;
  row.discount += line.discount;
  row.rebate += line.rebate;
  if (line.kind === 'sale') row.invoiced += line.amount;
  else row.returned += line.amount;
  const cost = productCostOf(line, product);
  if (cost === undefined) row.revenueWithoutCost += line.amount - line.rebate;
  else row.knownCost += cost;
}

function emptyMonth(customer: number, month: Month): CustomerMonth {
  const none = {
    listAmount: 0,
    discount: 0,
    rebate: 0,
    invoiced: 0,
    returned: 0,
    knownCost: 0,
    revenueWithoutCost: 0,
  };
  const counts = {
    orders: 0,
    lines: 0,
    units: 0,
    manualOrders: 0,
    manualLines: 0,
    exportOrders: 0,
    specialLines: 0,
  };
  const returns = { returnOrders: 0, returnLines: 0, ownReturnOrders: 0, ownReturnLines: 0 };
  return {
    customer,
    month,
    ...none,
    ...counts,
    ...returns,
    saleDays: 0,
    skus: 0,
    firstDay: undefined,
    lastDay: undefined,
  };
}
