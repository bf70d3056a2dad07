import * as z from 'zod/mini';
import { batch } from './batches.ts';
import { endpoint } from './endpoint.ts';

const batchId = z.object({ id: z.string() });
const rowOfBatch = z.object({ id: z.string(), row: z.coerce.number() });
const fieldProblem = z.object({ field: z.string(), what: z.string(), mend: z.string() });

/** A row that was not kept, cell by cell under the file's own headings. */
const rowToMend = z.object({
  row: z.number(),
  /** As it stands in the file; as many as there are headings. */
  cells: z.array(z.string()),
  problems: z.array(fieldProblem),
  /** How somebody mended it; null where nobody did. */
  mended: z.nullable(z.object({ cells: z.array(z.string()), at: z.string(), by: z.string() })),
});
export type RowToMend = z.infer<typeof rowToMend>;

export const mendEndpoints = {
  rowsToMend: endpoint({
    name: 'rowsToMend',
    method: 'GET',
    path: '/batches/{id}/mends',
    right: 'facts.read',
    summary: 'Rows to mend cell by cell, mended ones with their mend; the first 200 from `offset`',
    params: batchId,
    query: z.object({ offset: z._default(z.coerce.number(), 0) }),
    answer: z.object({
      headings: z.array(z.string()),
      total: z.number(),
      /** How many of them are mended. */
      mended: z.number(),
      rows: z.array(rowToMend),
    }),
  }),
  mendRow: endpoint({
    name: 'mendRow',
    method: 'POST',
    path: '/batches/{id}/mends',
    right: 'facts.import',
    summary:
      'Mend cells of a row by heading; it is judged at once, and kept as a mend when no problem is left',
    params: batchId,
    body: z.object({ row: z.number(), cells: z.record(z.string(), z.string()) }),
    answer: z.object({ problems: z.array(fieldProblem) }),
  }),
  unmendRow: endpoint({
    name: 'unmendRow',
    method: 'DELETE',
    path: '/batches/{id}/mends/{row}',
    right: 'facts.import',
    summary: 'Take the mend of a row back',
    params: rowOfBatch,
    answer: z.object({ problems: z.array(fieldProblem) }),
  }),
  importMends: endpoint({
    name: 'importMends',
    method: 'POST',
    path: '/batches/{id}/mends/import',
    right: 'facts.import',
    summary: 'Import the mended rows of a kept import: answers the new import at once',
    params: batchId,
    answer: batch,
  }),
};
