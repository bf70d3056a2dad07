import * as z from 'zod/mini';
import { endpoint, money } from './endpoint.ts';
import { findings } from './findings.ts';
import { mapping } from './mapping.ts';

export const batchState = z.enum([
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

/** A table of a file: the member of a zip, the sheet of a workbook. */
const filePart = z.object({ member: z.optional(z.string()), sheet: z.optional(z.string()) });

export const batch = z.object({
  id: z.string(),
  /** Kind of fact; null while it is not known. */
  kind: z.nullable(z.string()),
  preset: z.nullable(z.string()),
  file: z.string(),
  /** The table of the file that is read; null where it has only one. */
  part: z.nullable(filePart),
  /** Content address of the file that it was read from. */
  original: z.string(),
  bytes: z.number(),
  state: batchState,
  rowsRead: z.number(),
  rowsKept: z.number(),
  rowsRefused: z.number(),
  /** Good rows that were left out because the same fact is there already. */
  rowsLeftOut: z.number(),
  /** Rows that were not kept and that another import holds as they were mended. */
  rowsMended: z.number(),
  /** Exact sum of the amounts in the kept rows. */
  amount: z.nullable(money),
  at: z.string(),
  by: z.string(),
  undoneAt: z.nullable(z.string()),
  /** Batches by id: which one it replaces, which one replaced it, and of which one its rows are the mended ones. */
  replaces: z.nullable(z.string()),
  replacedBy: z.nullable(z.string()),
  mendsOf: z.nullable(z.string()),
  /** Why it was refused, why a checked one would be, or what it equals when unchanged. */
  sentence: z.nullable(z.string()),
  /** 0–1 while it is read. */
  progress: z.nullable(z.number()),
  /** While it is read, as of late; null while too little was read to say. */
  rowsPerSecond: z.nullable(z.number()),
  secondsLeft: z.nullable(z.number()),
  /** What its check found; only where one batch is asked for. */
  findings: z.optional(z.nullable(findings)),
  /** How it was read, for another check; null where its headings say it, and only where one batch is asked for. */
  mapping: z.optional(z.nullable(mapping)),
});
export type Batch = z.infer<typeof batch>;

const rowProblem = z.object({
  row: z.number(),
  field: z.string(),
  what: z.string(),
  mend: z.string(),
  /** The row as it stands in the file. */
  text: z.string(),
  /** A good row that was left out because the fact is there already: nothing has to be mended. */
  leftOut: z.optional(z.boolean()),
});
export type RowProblem = z.infer<typeof rowProblem>;

const batchId = z.object({ id: z.string() });

/** Settings of the book, taken on the first import only. */
export const settings = {
  company: z.optional(z.string()),
  currency: z.optional(z.string()),
  timeZone: z.optional(z.string()),
  fiscalStartMonth: z.optional(z.coerce.number()),
  homeCountry: z.optional(z.string()),
};

export const decisions = {
  /** Refuse all of it when one row cannot be kept. */
  allOrNothing: z.optional(z.boolean()),
  /** Leave out rows that are the same as an earlier row of the file. */
  leaveOutRepeated: z.optional(z.boolean()),
  /** Leave out rows that are the same as a row of another kept batch. */
  leaveOutExisting: z.optional(z.boolean()),
};

const yesOrNo = z.optional(z.enum(['true', 'false']));

const fileId = z.object({ id: z.string() });
const reading = z.object({
  /** Name of the file, for people. */
  file: z.string(),
  part: z.optional(filePart),
  /** How it is read: by a mapping, by a preset, or by its headings as a kind. */
  mapping: z.optional(mapping),
  preset: z.optional(z.string()),
  kind: z.optional(z.string()),
  settings: z.optional(z.object(settings)),
  /** Id of the kept batch whose place it takes. */
  replaces: z.optional(z.string()),
  ...decisions,
});
export type HowToRead = z.infer<typeof reading>;

export const batchEndpoints = {
  batches: endpoint({
    name: 'batches',
    method: 'GET',
    path: '/batches',
    right: 'facts.read',
    summary: 'All imports, newest first',
    answer: z.array(batch),
  }),
  importFile: endpoint({
    name: 'importFile',
    method: 'POST',
    path: '/batches',
    right: 'facts.import',
    summary: 'Import a file: its bytes are the body. Answers at once; progress and outcome are the batch’s',
    query: z.object({
      file: z.string(),
      /** The table of a file that has several. */
      member: z.optional(z.string()),
      sheet: z.optional(z.string()),
      /** Kind of fact; guessed from the headings when left out. */
      kind: z.optional(z.string()),
      preset: z.optional(z.string()),
      ...settings,
      replaces: z.optional(z.string()),
      allOrNothing: yesOrNo,
      leaveOutRepeated: yesOrNo,
      leaveOutExisting: yesOrNo,
    }),
    upload: true,
    answer: batch,
  }),
  checkUploaded: endpoint({
    name: 'checkUploaded',
    method: 'POST',
    path: '/files/{id}/check',
    right: 'facts.import',
    summary:
      'Check a file that was uploaded: reads it as an import does, finds what is wrong with it, and keeps nothing',
    params: fileId,
    body: reading,
    answer: batch,
  }),
  importUploaded: endpoint({
    name: 'importUploaded',
    method: 'POST',
    path: '/files/{id}/import',
    right: 'facts.import',
    summary: 'Import a file that was uploaded',
    params: fileId,
    body: reading,
    answer: batch,
  }),
  batch: endpoint({
    name: 'batch',
    method: 'GET',
    path: '/batches/{id}',
    right: 'facts.read',
    summary: 'One import, with what its check found',
    params: batchId,
    answer: batch,
  }),
  batchProgress: endpoint({
    name: 'batchProgress',
    method: 'GET',
    path: '/batches/{id}/progress',
    right: 'facts.read',
    summary: 'The import as server-sent events (data: a batch) until it ends',
    params: batchId,
    answer: z.string(),
    media: 'text/event-stream',
  }),
  keep: endpoint({
    name: 'keep',
    method: 'POST',
    path: '/batches/{id}/keep',
    right: 'facts.import',
    summary:
      'Keep what was checked, or read again what was refused, cancelled or interrupted: queued like any import',
    params: batchId,
    body: z.object(decisions),
    answer: batch,
  }),
  discard: endpoint({
    name: 'discard',
    method: 'POST',
    path: '/batches/{id}/discard',
    right: 'facts.import',
    summary: 'Put away a checked import that is not wanted',
    params: batchId,
    answer: batch,
  }),
  cancel: endpoint({
    name: 'cancel',
    method: 'POST',
    path: '/batches/{id}/cancel',
    right: 'facts.import',
    summary: 'Cancel an import or a check that waits or is being read: nothing of it counts',
    params: batchId,
    answer: batch,
  }),
  problems: endpoint({
    name: 'problems',
    method: 'GET',
    path: '/batches/{id}/problems',
    right: 'facts.read',
    summary: 'Rows that were not kept, with the mend of each; the first 500 from `offset`',
    params: batchId,
    query: z.object({ offset: z._default(z.coerce.number(), 0) }),
    answer: z.object({ total: z.number(), problems: z.array(rowProblem) }),
  }),
  problemFile: endpoint({
    name: 'problemFile',
    method: 'GET',
    path: '/batches/{id}/problems.csv',
    right: 'facts.read',
    summary: 'Rows that were not kept as a file to mend and send again',
    params: batchId,
    answer: z.string(),
    media: 'text/csv',
  }),
  undo: endpoint({
    name: 'undo',
    method: 'POST',
    path: '/batches/{id}/undo',
    right: 'facts.import',
    summary: 'Undo an import: afterwards all is as if it had never been',
    params: batchId,
    answer: batch,
  }),
};
