import { LAYOUTS } from '@clientele/engine';
import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';

const factKind = z.enum(LAYOUTS.map(({ kind }) => kind));

/** Where a field comes from; what is stated happens in the order in which it stands here. */
const fieldMapping = z.strictObject({
  /** Headings; what several hold is joined. */
  columns: z.optional(z.array(z.string())),
  /** Between joined texts; a blank unless stated. */
  joinWith: z.optional(z.string()),
  /** Takes one part of the text: 1 is the first, -1 the last. */
  split: z.optional(z.strictObject({ by: z.string(), take: z.number() })),
  /** The value table: written → meant; what is not in it stays as it is. */
  values: z.optional(z.record(z.string(), z.string())),
  /** What every row has; with columns, what stands where they are empty. */
  constant: z.optional(z.string()),
  /** Turns the sign. */
  negate: z.optional(z.literal(true)),
  /** The unit: an exact decimal that figures are multiplied by. */
  factor: z.optional(z.string()),
});

const dayOrder = z.enum(['ymd', 'dmy', 'mdy']);
const decimalMark = z.enum(['point', 'comma']);

/** How the columns of a foreign table become the fields of a layout. */
export const mapping = z.strictObject({
  kind: factKind,
  /** How days are written in digits; without it only those that can be read in one way. */
  days: z.optional(dayOrder),
  /** The sign before the decimals; without it only figures that can be read in one way. */
  decimal: z.optional(decimalMark),
  /** Of the whole table, where no column says it. */
  currency: z.optional(z.string()),
  /** By the name of the layout's field. */
  fields: z.record(z.string(), fieldMapping),
  /** Of customers: a field of the company's own → the heading that holds it. */
  custom: z.optional(z.record(z.string(), z.string())),
});
export type MappingAsked = z.infer<typeof mapping>;

const asked = { field: z.string(), examples: z.array(z.string()) };
const question = z.discriminatedUnion('about', [
  z.object({ about: z.literal('days'), ...asked, heading: z.string(), choices: z.array(dayOrder) }),
  z.object({ about: z.literal('decimal'), ...asked, heading: z.string(), choices: z.array(decimalMark) }),
  z.object({
    about: z.literal('currency'),
    ...asked,
    heading: z.nullable(z.string()),
    choices: z.array(z.string()),
  }),
]);

/** 0 to 1, and why in words. */
const confidence = { confidence: z.number(), reason: z.string() };
const guess = z.object({
  kind: factKind,
  ...confidence,
  mapping,
  /** By field. */
  fields: z.record(z.string(), z.object(confidence)),
  /** Headings that nothing takes. */
  unused: z.array(z.string()),
  /** Fields that have to be there and have no column. */
  missing: z.array(z.string()),
  /** What the cells leave open: an import is refused until the mapping says it. */
  questions: z.array(question),
});
export type MappingGuess = z.infer<typeof guess>;

/** Which table of a file that may hold several; null where it cannot hold more than one. */
const part = z.nullable(z.object({ member: z.optional(z.string()), sheet: z.optional(z.string()) }));

const table = z.object({
  part,
  name: z.string(),
  /** As a mapping names them: a second "Name" is "Name (2)", an empty one "column 5". */
  headings: z.array(z.string()),
  delimiter: z.nullable(z.string()),
  /** The first 50, with the number of each as a spreadsheet numbers it. */
  rows: z.array(z.array(z.string())),
  rowNumbers: z.array(z.number()),
  firstRow: z.number(),
  /** What has to be known of how it is read. */
  sentence: z.optional(z.string()),
  guess: z.nullable(guess),
  /** All kinds, the likeliest first. */
  alternatives: z.array(z.object({ kind: factKind, confidence: z.number() })),
  /** Saved presets whose headings are all there, the one that takes most of them first. */
  presets: z.array(z.string()),
  /** Kept batches of the same bytes and table. */
  keptAs: z.array(z.string()),
});
export type InspectedTable = z.infer<typeof table>;

const inspection = z.object({
  /** Content address of the file. */
  id: z.string(),
  file: z.string(),
  bytes: z.number(),
  format: z.string(),
  encoding: z.string(),
  tables: z.array(table),
  /** What of the file is no table. */
  sentence: z.optional(z.string()),
});
export type Inspection = z.infer<typeof inspection>;

const problem = z.object({ field: z.string(), what: z.string(), mend: z.string() });
const preview = z.object({
  mapping,
  /** Names of the fields, in the order of the cells. */
  fields: z.array(z.string()),
  rows: z.array(z.object({ row: z.number(), cells: z.array(z.string()), problems: z.array(problem) })),
  /** What is still open on these rows. */
  questions: z.array(question),
  /** Headings that nothing takes. */
  unused: z.array(z.string()),
});
export type Preview = z.infer<typeof preview>;

const preset = z.object({ name: z.string(), mapping, at: z.string(), by: z.string() });
export type Preset = z.infer<typeof preset>;

/** A preset as a file: readable, and with a version, so that one of today is understood tomorrow. */
const presetFile = z.strictObject({
  clientele: z.literal('mapping preset'),
  version: z.literal(1),
  name: z.string(),
  mapping,
});
export type PresetFile = z.infer<typeof presetFile>;

const fileId = z.object({ id: z.string() });
const presetName = z.object({ name: z.string() });

export const mappingEndpoints = {
  inspectFile: endpoint({
    name: 'inspectFile',
    method: 'POST',
    path: '/files',
    right: 'facts.import',
    summary:
      'Look at a file without importing it: its bytes are the body. Answers its tables, each with a guessed mapping',
    query: z.object({ file: z.string() }),
    upload: true,
    answer: inspection,
  }),
  inspection: endpoint({
    name: 'inspection',
    method: 'GET',
    path: '/files/{id}',
    right: 'facts.read',
    summary: 'The same for a file that was sent before',
    params: fileId,
    query: z.object({ file: z.optional(z.string()) }),
    answer: inspection,
  }),
  guessMapping: endpoint({
    name: 'guessMapping',
    method: 'POST',
    path: '/files/{id}/guess',
    right: 'facts.import',
    summary: 'The guessed mapping where the kind is known',
    params: fileId,
    body: z.object({ part: z.optional(part), kind: factKind }),
    answer: guess,
  }),
  preview: endpoint({
    name: 'preview',
    method: 'POST',
    path: '/files/{id}/preview',
    right: 'facts.import',
    summary: 'The first rows as a mapping or a preset reads them, each with its problems',
    params: fileId,
    body: z.object({ part: z.optional(part), mapping: z.optional(mapping), preset: z.optional(z.string()) }),
    answer: preview,
  }),
  presets: endpoint({
    name: 'presets',
    method: 'GET',
    path: '/presets',
    right: 'facts.read',
    summary: 'Saved mappings by name',
    answer: z.array(preset),
  }),
  savePreset: endpoint({
    name: 'savePreset',
    method: 'POST',
    path: '/presets',
    right: 'facts.import',
    summary: 'Save a mapping under a name; one of the same name is replaced',
    body: z.object({ name: z.string(), mapping }),
    answer: preset,
  }),
  removePreset: endpoint({
    name: 'removePreset',
    method: 'DELETE',
    path: '/presets/{name}',
    right: 'facts.import',
    summary: 'Remove a preset; imports that it read keep their mapping',
    params: presetName,
    answer: z.array(preset),
  }),
  presetFile: endpoint({
    name: 'presetFile',
    method: 'GET',
    path: '/presets/{name}/file',
    right: 'facts.read',
    summary: 'A preset as a file to keep or hand on',
    params: presetName,
    answer: z.string(),
    media: 'application/json',
  }),
  importPreset: endpoint({
    name: 'importPreset',
    method: 'POST',
    path: '/presets/file',
    right: 'facts.import',
    summary: 'Save a preset from such a file',
    body: presetFile,
    answer: preset,
  }),
};
