import * as z from 'zod/mini';
import { endpoint, money } from './endpoint.ts';

const monthText = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is no month: write YYYY-MM'));

const lineageBatch = z.object({
  id: z.string(),
  file: z.string(),
  kind: z.string(),
  /** Its rows in this month, and the exact sum of their amounts. */
  rows: z.number(),
  amount: money,
  at: z.string(),
  by: z.string(),
  /** The import that it replaced, and the one whose rows it mended. */
  replaces: z.nullable(z.string()),
  mendsOf: z.nullable(z.string()),
});

const lineage = z.object({
  months: z.array(z.object({ month: z.string(), closed: z.boolean(), batches: z.array(lineageBatch) })),
});
export type Lineage = z.infer<typeof lineage>;

export const lineageEndpoints = {
  lineage: endpoint({
    name: 'lineage',
    method: 'GET',
    path: '/lineage',
    right: 'facts.read',
    summary: 'For each month the kept imports that made it, oldest first',
    query: z.object({ from: z.optional(monthText), through: z.optional(monthText) }),
    answer: lineage,
  }),
};
