import * as z from 'zod/mini';
import { endpoint, money } from './endpoint.ts';
import { cardChanges, difference } from './findings.ts';

const undoPreview = z.object({
  id: z.string(),
  file: z.string(),
  rows: z.number(),
  /** Exact sum of the amounts in its rows; null where its rows have none. */
  amount: z.nullable(money),
  /** Months that it has facts in, and those among them that are closed: they refuse the undo. */
  months: z.array(z.string()),
  closedMonths: z.array(z.string()),
  customers: cardChanges,
  products: cardChanges,
  /** The import that this one replaced: it counts again afterwards. */
  comesBack: z.nullable(z.object({ id: z.string(), file: z.string(), rows: z.number() })),
  /** Other imports that rest on this one, each with a sentence that says how. They stay. */
  dependents: z.array(z.object({ id: z.string(), file: z.string(), why: z.string() })),
  difference,
});
export type UndoPreview = z.infer<typeof undoPreview>;

export const undoEndpoints = {
  undoPreview: endpoint({
    name: 'undoPreview',
    method: 'GET',
    path: '/batches/{id}/undo',
    right: 'facts.read',
    summary: 'What undoing an import would take away, bring back and change; nothing is changed by asking',
    params: z.object({ id: z.string() }),
    answer: undoPreview,
  }),
};
