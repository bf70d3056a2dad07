import * as z from 'zod/mini';
import { endpoint, money, periodText } from './endpoint.ts';
import { filters } from './selection.ts';

/** Which cells: those of some customers, and in a list those of some products. */
const which = {
  period: periodText,
  ...filters.shape,
  /** One customer alone, by id or source key. */
  customer: z.optional(z.string()),
  /** A part of a product's number, name or group. */
  product: z.optional(z.string()),
  /** Which customers and products come first: the largest by net revenue, or those that lose most. So many are read. */
  by: z._default(z.enum(['revenue', 'loss']), 'revenue'),
};

const product = z.object({
  key: z.string(),
  name: z.nullable(z.string()),
  /** As the products file groups it; null where it states none. */
  group: z.nullable(z.string()),
});
const customer = z.object({ id: z.string(), sourceKey: z.string(), name: z.string() });
const traded = { revenue: money, profit: money };
/** A sum that opens at its figure. */
const sum = z.object({ ...traded, figure: z.string() });

const productMap = z.object({
  period: z.string(),
  currency: z.string(),
  /** How many customers pass the filter. */
  customersTotal: z.number(),
  products: z.array(z.object({ ...product.shape, ...traded, figure: z.string() })),
  productsTotal: z.number(),
  rows: z.array(
    z.object({
      ...customer.shape,
      /** A cell for each of the products; null where the customer did not trade in it. */
      cells: z.array(z.nullable(z.object(traded))),
      /** Its other products together, and what has no product: visits, tickets, late payment. */
      others: sum,
      whole: sum,
      total: sum,
    }),
  ),
  /** All rows above together; the products' sums are with the products. */
  shown: z.object({ others: sum, whole: sum, total: z.object(traded) }),
  /** Customers that pass the filter and have no row. */
  rest: z.object({ customers: z.number(), ...traded }),
  /** All that pass: as the portfolio has them. */
  all: sum,
});
export type ProductMap = z.infer<typeof productMap>;

const minimum = z.object({
  quantity: z.number(),
  value: money,
  costOfLine: money,
  leftOfUnit: money,
  linesBelow: z.number(),
  linesInstead: z.number(),
  /** Cost of time that is freed, no cash, with its minutes. */
  freed: money,
  minutesFreed: z.string(),
});
const surcharge = z.object({
  lines: z.number(),
  perLine: money,
  share: z.nullable(z.number()),
  gain: money,
});
const substitute = z.object({ product, share: z.number(), shareNow: z.number(), gain: money });
const none = <Reason extends string>(reasons: readonly [Reason, ...Reason[]]) =>
  z.object({ none: z.enum(reasons) });

/** What could be done about a loss, each priced over the period; `none` says why a fix is not proposed. */
const fixes = z.object({
  minimum: z.union([none(['no-sale', 'below-cost', 'nothing-left', 'no-line-cost', 'too-little']), minimum]),
  surcharge: z.union([none(['no-sale']), surcharge]),
  substitute: z.union([none(['no-sale', 'no-group', 'alone', 'none-better']), substitute]),
});
export type CellFixesAnswer = z.infer<typeof fixes>;

const cell = {
  customer,
  product,
  ...traded,
  productCost: money,
  contribution: money,
  costToServe: money,
  lines: z.number(),
  quantity: z.number(),
};
const lossCell = z.object({ ...cell, fixes });
export type LossCellAnswer = z.infer<typeof lossCell>;

const productCell = z.object({
  period: z.string(),
  currency: z.string(),
  ...cell,
  /** Part of the product cost that the model assumes. */
  assumedProductCost: money,
  activities: z.array(z.object({ key: z.string(), name: z.string(), amount: money, assumed: z.boolean() })),
  /** Null where the cell loses nothing. */
  fixes: z.nullable(fixes),
});
export type ProductCellAnswer = z.infer<typeof productCell>;

export const productCellEndpoints = {
  productMap: endpoint({
    name: 'productMap',
    method: 'GET',
    path: '/products',
    right: 'profit.read',
    summary:
      'Customers × products: what each customer’s trade in each product earned, `customers` rows and `products` columns, the others summed',
    query: z.object({
      ...which,
      customers: z._default(z.coerce.number(), 30),
      products: z._default(z.coerce.number(), 20),
    }),
    answer: productMap,
  }),
  lossCells: endpoint({
    name: 'lossCells',
    method: 'GET',
    path: '/products/losses',
    right: 'profit.read',
    summary:
      'Cells that lose money, the most first, each with a minimum, a surcharge and a substitute, priced; `limit` of them from `offset`',
    query: z.object({
      ...which,
      offset: z._default(z.coerce.number(), 0),
      limit: z._default(z.coerce.number(), 50),
    }),
    answer: z.object({
      period: z.string(),
      currency: z.string(),
      /** How many customers pass the filter, and of how many the lines were read: the first by the order asked for. */
      customersTotal: z.number(),
      customersRead: z.number(),
      total: z.number(),
      /** What all of them lose, below zero. */
      lost: money,
      figure: z.string(),
      cells: z.array(lossCell),
    }),
  }),
  productCell: endpoint({
    name: 'productCell',
    method: 'GET',
    path: '/products/cell',
    right: 'profit.read',
    summary: 'One customer’s trade in one product: its profit and loss, and what could be done about a loss',
    query: z.object({ period: periodText, customer: z.string(), product: z.string() }),
    answer: productCell,
  }),
};
