import * as z from 'zod/mini';
import { batchEndpoints } from './batches.ts';
import { endpoint } from './endpoint.ts';

/** Settings of the book, fixed at the first import. */
const bookSettings = z.object({
  company: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  fiscalStartMonth: z.number(),
  homeCountry: z.nullable(z.string()),
});

const book = z.object({
  /** Whose facts who asks sees: the company's, those of some customers, or nobody's. */
  sees: z.enum(['company', 'some', 'none']),
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
    right: 'book.read',
    summary: 'Settings and state of the book',
    answer: book,
  }),
  layouts: endpoint({
    name: 'layouts',
    method: 'GET',
    path: '/layouts',
    right: 'book.read',
    summary: 'The generic layouts of files, and the presets',
    answer: z.object({
      layouts: z.array(z.object({ kind: z.string(), title: z.string(), fields: z.array(layoutField) })),
      presets: z.array(z.object({ key: z.string(), title: z.string(), meaning: z.string() })),
    }),
  }),
  ...batchEndpoints,
  closeMonth: endpoint({
    name: 'closeMonth',
    method: 'POST',
    path: '/months/{month}/close',
    right: 'months.close',
    summary: 'Close a month: imports and undos that touch it are refused',
    params: z.object({ month: z.string() }),
    answer: book,
  }),
  reopenMonth: endpoint({
    name: 'reopenMonth',
    method: 'POST',
    path: '/months/{month}/reopen',
    right: 'months.close',
    summary: 'Reopen a closed month, with a reason',
    params: z.object({ month: z.string() }),
    body: z.object({ reason: z.string().check(z.minLength(3)) }),
    answer: book,
  }),
  loadExample: endpoint({
    name: 'loadExample',
    method: 'POST',
    path: '/example',
    right: 'facts.import',
    summary: 'Load the example company into an empty book',
    answer: book,
  }),
  removeExample: endpoint({
    name: 'removeExample',
    method: 'DELETE',
    path: '/example',
    right: 'facts.import',
    summary: 'Remove the example company; the book is empty afterwards',
    answer: book,
  }),
};
