import * as z from 'zod/mini';
import { endpoint, money } from './endpoint.ts';

/** Settings of the book, fixed at the first import. */
const bookSettings = z.object({
  company: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  fiscalStartMonth: z.number(),
  homeCountry: z.nullable(z.string()),
});

const book = z.object({
  /** Null before the first import. */
  settings: z.nullable(bookSettings),
  /** Grows by one with each kept or undone batch: figures with the same revision belong together. */
  revision: z.number(),
  /** The example company is loaded and nothing else. */
  example: z.boolean(),
  /** First and last month with facts, and the last day with a fact. */
  months: z.nullable(z.object({ from: z.string(), through: z.string() })),
  asOf: z.nullable(z.string()),
  closedMonths: z.array(z.string()),
});
export type Book = z.infer<typeof book>;

const batchState = z.enum([
  'waiting',
  'reading',
  'checked',
  'kept',
  'unchanged',
  'refused',
  'cancelled',
  'interrupted',
  'undone',
  'replaced',
]);

const batch = z.object({
  id: z.string(),
  /** Kind of fact; null while it is not known. */
  kind: z.nullable(z.string()),
  preset: z.nullable(z.string()),
  file: z.string(),
  bytes: z.number(),
  state: batchState,
  rowsRead: z.number(),
  rowsKept: z.number(),
  rowsRefused: z.number(),
  /** Exact sum of the amounts in the kept rows. */
  amount: z.nullable(money),
  at: z.string(),
  by: z.string(),
  undoneAt: z.nullable(z.string()),
  /** Why it was refused, or what it equals when unchanged. */
  sentence: z.nullable(z.string()),
  /** 0–1 while it is read. */
  progress: z.nullable(z.number()),
});
export type Batch = z.infer<typeof batch>;

const rowProblem = z.object({
  row: z.number(),
  field: z.string(),
  what: z.string(),
  mend: z.string(),
  /** The row as it stands in the file. */
  text: z.string(),
});
export type RowProblem = z.infer<typeof rowProblem>;

const batchId = z.object({ id: z.string() });
const layoutField = z.object({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  choices: z.optional(z.array(z.string())),
  meaning: z.string(),
});

export const factEndpoints = {
  book: endpoint({
    name: 'book',
    method: 'GET',
    path: '/book',
    summary: 'Settings and state of the book',
    answer: book,
  }),
  layouts: endpoint({
    name: 'layouts',
    method: 'GET',
    path: '/layouts',
    summary: 'The generic layouts of files, and the presets',
    answer: z.object({
      layouts: z.array(z.object({ kind: z.string(), title: z.string(), fields: z.array(layoutField) })),
      presets: z.array(z.object({ key: z.string(), title: z.string(), meaning: z.string() })),
    }),
  }),
  batches: endpoint({
    name: 'batches',
    method: 'GET',
    path: '/batches',
    summary: 'All imports, newest first',
    answer: z.array(batch),
  }),
  importFile: endpoint({
    name: 'importFile',
    method: 'POST',
    path: '/batches',
    summary: 'Import a file: its bytes are the body. Answers at once; progress and outcome are the batch’s',
    query: z.object({
      file: z.string(),
      /** Kind of fact; guessed from the headings when left out. */
      kind: z.optional(z.string()),
      preset: z.optional(z.string()),
      /** Settings of the book, taken on the first import only. */
      company: z.optional(z.string()),
      currency: z.optional(z.string()),
      timeZone: z.optional(z.string()),
      fiscalStartMonth: z.optional(z.coerce.number()),
      homeCountry: z.optional(z.string()),
    }),
    upload: true,
    answer: batch,
  }),
  batch: endpoint({
    name: 'batch',
    method: 'GET',
    path: '/batches/{id}',
    summary: 'One import',
    params: batchId,
    answer: batch,
  }),
  batchProgress: endpoint({
    name: 'batchProgress',
    method: 'GET',
    path: '/batches/{id}/progress',
    summary: 'The import as server-sent events (data: a batch) until it ends',
    params: batchId,
    answer: z.string(),
    media: 'text/event-stream',
  }),
  problems: endpoint({
    name: 'problems',
    method: 'GET',
    path: '/batches/{id}/problems',
    summary: 'Rows that were not kept, with the mend of each; the first 500 from `offset`',
    params: batchId,
    query: z.object({ offset: z._default(z.coerce.number(), 0) }),
    answer: z.object({ total: z.number(), problems: z.array(rowProblem) }),
  }),
  problemFile: endpoint({
    name: 'problemFile',
    method: 'GET',
    path: '/batches/{id}/problems.csv',
    summary: 'Rows that were not kept as a file to mend and send again',
    params: batchId,
    answer: z.string(),
    media: 'text/csv',
  }),
  undo: endpoint({
    name: 'undo',
    method: 'POST',
    path: '/batches/{id}/undo',
    summary: 'Undo an import: afterwards all is as if it had never been',
    params: batchId,
    answer: batch,
  }),
  closeMonth: endpoint({
    name: 'closeMonth',
    method: 'POST',
    path: '/months/{month}/close',
    summary: 'Close a month: imports and undos that touch it are refused',
    params: z.object({ month: z.string() }),
    answer: book,
  }),
  reopenMonth: endpoint({
    name: 'reopenMonth',
    method: 'POST',
    path: '/months/{month}/reopen',
    summary: 'Reopen a closed month, with a reason',
    params: z.object({ month: z.string() }),
    body: z.object({ reason: z.string().check(z.minLength(3)) }),
    answer: book,
  }),
  loadExample: endpoint({
    name: 'loadExample',
    method: 'POST',
    path: '/example',
    summary: 'Load the example company into an empty book',
    answer: book,
  }),
  removeExample: endpoint({
    name: 'removeExample',
    method: 'DELETE',
    path: '/example',
    summary: 'Remove the example company; the book is empty afterwards',
    answer: book,
  }),
};
