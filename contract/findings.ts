import * as z from 'zod/mini';
import { money } from './endpoint.ts';

/** The book in four figures, over all months: what a change is held against. */
const totals = z.object({
  customers: z.number(),
  /** Sold and returned. */
  lines: z.number(),
  /** Net revenue, with what belongs to no customer. */
  revenue: money,
  /** Profit of customers and of what belongs to none; null while no cost model is in use. */
  profit: z.nullable(money),
});
export type Totals = z.infer<typeof totals>;

/** The book as it is, and as it would be. */
export const difference = z.object({ before: totals, after: totals });
export type Difference = z.infer<typeof difference>;

/** Customers or products that a change brings in, takes away or alters. */
export const cardChanges = z.object({
  created: z.number(),
  /** Known now and named by no file afterwards. */
  gone: z.number(),
  changed: z.number(),
  /** The first twenty keys of each. */
  createdKeys: z.array(z.string()),
  goneKeys: z.array(z.string()),
  /** Fields of the first twenty that are altered. */
  samples: z.array(
    z.object({
      key: z.string(),
      field: z.string(),
      before: z.nullable(z.string()),
      after: z.nullable(z.string()),
    }),
  ),
});
export type CardChanges = z.infer<typeof cardChanges>;
