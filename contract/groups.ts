import * as z from 'zod/mini';
import { endpoint, money, periodText } from './endpoint.ts';
import { statement } from './profit-answers.ts';
import { filters } from './selection.ts';

/** What some customers come to together. */
const together = {
  customers: z.number(),
  revenue: money,
  contribution: money,
  costToServe: money,
  profit: money,
  /** Profit ÷ net revenue; null where net revenue is not above zero. */
  profitShare: z.nullable(z.number()),
  /** Customers that lose money, what share of all here they are, and what they lose: zero or negative. */
  losing: z.number(),
  losingShare: z.nullable(z.number()),
  lost: money,
};
const totals = z.object(together);
export type GroupFigures = z.infer<typeof totals>;

const field = z.object({
  /** `segment`, `custom.Tier`, or `sign` for the profit band. */
  key: z.string(),
  name: z.string(),
});

const groups = z.object({
  period: z.string(),
  currency: z.string(),
  by: field,
  /** Of all customers that pass the filter: the groups sum to it exactly. */
  total: totals,
  /** Those with the most net revenue, or in the order of the field where it has one; what states none comes last. */
  groups: z.array(
    z.object({
      /** As `where` takes it; null: not stated. */
      value: z.nullable(z.string()),
      name: z.string(),
      ...together,
    }),
  ),
  /** The groups beyond those, together; null where all are shown. */
  others: z.nullable(z.object({ groups: z.number(), ...together })),
});
export type Groups = z.infer<typeof groups>;

const selection = z.object({
  period: z.string(),
  currency: z.string(),
  /** Of customers with facts in the period, how many there are at all. */
  of: z.number(),
  ...together,
  /** The profit and loss of all of them together; it ends in their profit. */
  statement,
});
export type Selection = z.infer<typeof selection>;

const selectionQuery = z.object({ period: periodText, ...filters.shape });

export const groupEndpoints = {
  fields: endpoint({
    name: 'fields',
    method: 'GET',
    path: '/portfolio/fields',
    right: 'aggregates.read',
    summary: 'Fields of customers that figures can be grouped by, and customers chosen by',
    answer: z.array(field),
  }),
  groups: endpoint({
    name: 'groups',
    method: 'GET',
    path: '/portfolio/groups',
    right: 'aggregates.read',
    summary:
      'The figures of customers by a field: segment, country, grade, profit band, an attribute of your own; the groups sum to the portfolio exactly',
    query: z.object({ ...selectionQuery.shape, by: z.string() }),
    answer: groups,
  }),
  selection: endpoint({
    name: 'selection',
    method: 'GET',
    path: '/portfolio/selection',
    right: 'aggregates.read',
    summary:
      'Headline and profit and loss, from list price to profit, of the customers that pass a filter; of all where there is none',
    query: selectionQuery,
    answer: selection,
  }),
};
