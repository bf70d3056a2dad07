import {
  type ActivityFact,
  type ActivityMonth,
  activityMonths,
  type CustomerMonth,
  customerMonths,
  type OrderLine,
  type Product,
} from '@clientele/engine';

/** Facts under the keys of their source system; the empty customer is nobody. */
export type PlainLine = Omit<OrderLine, 'customer' | 'product'> & { customer: string; product: string };
export type PlainActivity = Omit<ActivityFact, 'customer'> & { customer: string };
export type PlainProduct = Omit<Product, 'product'> & { product: string };

export interface PlainFacts {
  readonly lines: readonly PlainLine[];
  readonly activities: readonly PlainActivity[];
  readonly products: readonly PlainProduct[];
}

/** A row of a measure with the customer's source key in place of its id. */
export type Keyed<T> = Omit<T, 'customer'> & { customer: string };

export interface Measured {
  readonly customerMonths: readonly Keyed<CustomerMonth>[];
  readonly activityMonths: readonly Keyed<ActivityMonth>[];
}

/** That a customer bought a product in a month, and the month before in which it did; yyyymm, -1 for none. */
export interface ProductMonth {
  readonly customer: string;
  readonly product: string;
  readonly month: number;
  readonly previousMonth: number;
}

/** What the engine's plain definition makes of facts; numbers stand for keys in the order of the keys. */
export function measuredByEngine(facts: PlainFacts, homeCountry: string | undefined): Measured {
  const customers = numbered([...facts.lines, ...facts.activities].map(({ customer }) => customer));
  const products = numbered([...facts.lines, ...facts.products].map(({ product }) => product));
  const numberOf = (numbers: ReadonlyMap<string, number>, key: string) => numbers.get(key) as number;
  const keys = [...customers.keys()];
  const keyed = <T extends { customer: number }>(row: T) => ({
    ...row,
    customer: keys[row.customer] as string,
  });
  const known = facts.products.map(row => ({ ...row, product: numberOf(products, row.product) }));
  const lines = facts.lines.map(line => ({
    ...line,
    customer: numberOf(customers, line.customer),
    product: numberOf(products, line.product),
  }));
  const activities = facts.activities.map(row => ({ ...row, customer: numberOf(customers, row.customer) }));
  return {
    customerMonths: customerMonths(lines, new Map(known.map(row => [row.product, row])), homeCountry).map(
      keyed,
    ),
    activityMonths: activityMonths(activities).map(keyed),
  };
}

/** In which months each customer bought each product. */
export function productMonths(lines: readonly PlainLine[]): ProductMonth[] {
  const monthOf = ({ day }: PlainLine) => Number(day.slice(0, 4) + day.slice(5, 7));
  const pairs = Map.groupBy(lines, ({ customer, product }) => JSON.stringify([customer, product]));
  return [...pairs.values()].flatMap(mine => {
    const { customer, product } = mine[0] as PlainLine;
    const months = [...new Set(mine.map(monthOf))].sort((a, b) => a - b);
    return months.map((month, i) => ({ customer, product, month, previousMonth: months[i - 1] ?? -1 }));
  });
}

function numbered(keys: readonly string[]): Map<string, number> {
  const sorted = [...new Set(['', ...keys])].sort();
  return new Map(sorted.map((key, number) => [key, number]));
}
