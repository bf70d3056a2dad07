import * as z from 'zod/mini';
import { endpoint, money } from './endpoint.ts';

const figures = z.object({
  customers: z.number(),
  revenue: money,
  contribution: money,
  costToServe: money,
  profit: money,
});
export type CompanyFigures = z.infer<typeof figures>;

const quarter = z.object({
  /** As a period: `2025-Q1`. */
  quarter: z.string(),
  /** Of all customers together; null where the disclosure rule keeps it back, or nobody bought. */
  total: z.nullable(figures),
  keptBack: z.nullable(z.enum(['too few', 'one dominates'])),
  /** Segments that are shown, largest net revenue first; null: customers without a segment. */
  segments: z.array(z.object({ segment: z.nullable(z.string()), figures })),
  /** What the total holds beyond the segments shown, which are too few customers each; null without any. */
  others: z.nullable(figures),
});

const companyYear = z.object({
  year: z.string(),
  /** Years with facts, latest first. */
  years: z.array(z.string()),
  currency: z.string(),
  /** What a figure has to cover where who asks may not see all of its customers. */
  rule: z.object({ customersLeast: z.number(), shareMost: z.number() }),
  quarters: z.array(quarter),
});
export type CompanyYear = z.infer<typeof companyYear>;

export const companyEndpoints = {
  companyYear: endpoint({
    name: 'companyYear',
    method: 'GET',
    path: '/company',
    right: 'aggregates.read',
    summary:
      'Figures of all customers by quarter and segment, whoever may see which of them: as far as the disclosure rule shows them',
    query: z.object({ year: z.optional(z.string()) }),
    answer: companyYear,
  }),
};
