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

const duplicates = z.object({
  /** Rows that an earlier row of the file says already. */
  repeated: z.object({
    rows: z.number(),
    samples: z.array(z.object({ row: z.number(), sameAs: z.number() })),
  }),
  /** Rows that another kept import says already, and the orders, returns or the like they belong to. */
  existing: z.object({
    rows: z.number(),
    documents: z.number(),
    samples: z.array(z.object({ row: z.number(), batch: z.string(), file: z.string(), sameAs: z.number() })),
  }),
});
export type Duplicates = z.infer<typeof duplicates>;

/** What a check found; nothing of it counts yet. */
export const findings = z.object({
  rows: z.object({ read: z.number(), good: z.number(), refused: z.number(), leftOut: z.number() }),
  duplicates,
  customers: cardChanges,
  products: cardChanges,
  difference: z.nullable(difference),
});
export type Findings = z.infer<typeof findings>;
