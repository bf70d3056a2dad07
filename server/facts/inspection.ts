import { basename, join } from 'node:path';
import {
  checkMapping,
  type FactKind,
  guessAs,
  guessesByKind,
  judgeRow,
  layoutOf,
  type Mapping,
  mappedJudge,
  namedHeadings,
  openQuestions,
  ratesByDay,
  rowMapper,
  type Scope,
} from '@clientele/engine';
import type {
  InspectedTable,
  Inspection,
  MappingAsked,
  MappingGuess,
  Preview,
} from '../../contract/mapping.ts';
import type { Database } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { existingPreset } from './batch-mapping.ts';
import { type BatchRow, listBatches } from './batch-store.ts';
import type { FileTables } from './file-tables.ts';
import type { FileThread } from './file-thread.ts';
import type { FileFolders } from './originals.ts';
import { listPresets, type MappingPreset } from './preset-store.ts';
import { keptRates } from './rate-store.ts';
import { readableOriginal } from './readable-original.ts';
import { mappedLayout } from './source-layout.ts';
import { readBook } from './store.ts';
import { chosenTable, type TablePart } from './table-part.ts';

export interface InspectionStores {
  readonly database: Database;
  readonly folder: FileFolders;
  readonly thread: Pick<FileThread, 'tables'>;
}

/** A kind below this is not proposed by itself. */
const CONFIDENCE_LEAST = 0.3;

/**
 * Looks at a file that is kept in `files/`: its tables, how each would be read, and what is open.
 * @param id content address
 * @param file its name; that of the newest batch of it where none is given
 */
export async function inspectionAnswer(
  stores: InspectionStores,
  scope: Scope,
  { id, file }: { id: string; file?: string | undefined },
): Promise<Inspection> {
  const { bytes } = await readableOriginal(stores, scope, id);
  const known = await stores.database.within(scope, async store => ({
    currency: (await readBook(scope, store)).settings?.currency ?? null,
    presets: await listPresets(scope, store),
    batches: (await listBatches(scope, store)).filter(({ sha256 }) => sha256 === id),
  }));
  const name = basename(file ?? known.batches[0]?.file_name ?? '') || 'unnamed';
  const { tables, ...told } = await stores.thread.tables({ path: join(stores.folder.files, id), name });
  return { id, file: name, bytes, ...told, tables: tables.map(table => inspected(table, known)) };
}

type Table = FileTables['tables'][number];

interface Known {
  readonly currency: string | null;
  readonly presets: readonly MappingPreset[];
  readonly batches: readonly BatchRow[];
}

function inspected(table: Table, { currency, presets, batches }: Known): InspectedTable {
  const { headings, rows } = table;
  const guesses = guessesByKind({ headings, rows, currency });
  const [best] = guesses;
  return {
    ...table,
    headings: namedHeadings(headings),
    rows: rows.map(cells => [...cells]),
    rowNumbers: [...table.rowNumbers],
    guess: best && best.confidence >= CONFIDENCE_LEAST ? guessAnswer(best) : null,
    alternatives: guesses.map(({ kind, confidence }) => ({ kind, confidence })),
    presets: fittingPresets(headings, presets),
    keptAs: batches
      .filter(({ state, part }) => state === 'kept' && isSamePart(part, table.part))
      .map(({ public_id }) => public_id),
  };
}

function isSamePart(one: TablePart | null, other: TablePart | null): boolean {
  return one?.member === other?.member && one?.sheet === other?.sheet;
}

function guessAnswer(guess: ReturnType<typeof guessAs>): MappingGuess {
  return guess as unknown as MappingGuess;
}

/** Names of the presets that this table has all headings of, those that take most of them first. */
function fittingPresets(headings: readonly string[], presets: readonly MappingPreset[]): string[] {
  const taken = ({ mapping }: MappingPreset) =>
    new Set(Object.values(mapping.fields).flatMap(({ columns = [] }) => columns)).size;
  return presets
    .filter(preset => taken(preset) > 0 && checkMapping(preset.mapping, headings).length === 0)
    .sort((a, b) => taken(b) - taken(a))
    .map(({ name }) => name);
}

interface Asked {
  readonly id: string;
  readonly part?: { member?: string | undefined; sheet?: string | undefined } | null | undefined;
}

/** One table of a file that is kept, with the book's currency and its exchange rates. */
async function tableOf(stores: InspectionStores, scope: Scope, { id, part }: Asked) {
  await readableOriginal(stores, scope, id);
  const { settings, rates } = await stores.database.within(scope, async store => ({
    settings: (await readBook(scope, store)).settings,
    rates: await keptRates(scope, store),
  }));
  const { tables } = await stores.thread.tables({ path: join(stores.folder.files, id), name: id });
  return {
    table: chosenTable(tables, part as TablePart | null | undefined),
    currency: settings?.currency ?? null,
    rates,
  };
}

/** The guess where somebody knows the kind better. */
export async function guessAnswerAs(
  stores: InspectionStores,
  scope: Scope,
  { kind, ...asked }: Asked & { kind: FactKind },
): Promise<MappingGuess> {
  const { table, currency } = await tableOf(stores, scope, asked);
  return guessAnswer(guessAs(kind, { headings: table.headings, rows: table.rows, currency }));
}

/** The first rows as a mapping or a preset reads them. */
export async function previewAnswer(
  stores: InspectionStores,
  scope: Scope,
  asked: Asked & { mapping?: MappingAsked | undefined; preset?: string | undefined },
): Promise<Preview> {
  const { table, currency, rates } = await tableOf(stores, scope, asked);
  const mapping = await mappingAsked(stores, scope, asked);
  const { headings, rows, rowNumbers } = table;
  const layout = mappedLayout(headings, mapping);
  const { fields } = layoutOf(mapping.kind);
  const book = currency ?? mapping.currency ?? null;
  const mapRow = rowMapper(mapping, headings, book);
  const rateOn = ratesByDay(rates);
  const judge = mappedJudge(mapping, headings, {
    currency: book,
    judge: cells => judgeRow(fields, cells, book ?? '', rateOn),
  });
  return {
    mapping: mapping as MappingAsked,
    fields: [...fields.map(({ name }) => name), ...Object.keys(mapping.custom ?? {})],
    rows: rows.map((cells, i) => {
      const verdict = judge(cells);
      return {
        row: rowNumbers[i] ?? 0,
        cells: 'cells' in verdict ? verdict.cells : mapRow(cells).cells,
        problems: 'problems' in verdict ? verdict.problems : [],
      };
    }),
    questions: openQuestions(mapping, table, currency) as unknown as Preview['questions'],
    unused: [...layout.ignored],
  };
}

async function mappingAsked(
  { database }: InspectionStores,
  scope: Scope,
  { mapping, preset }: { mapping?: MappingAsked | undefined; preset?: string | undefined },
): Promise<Mapping> {
  if (mapping) return mapping as Mapping;
  if (preset === undefined)
    throw new Refusal(
      'not-asked-right',
      'Say how the rows are read: give a mapping or the name of a preset.',
    );
  return (await database.within(scope, store => existingPreset(scope, store, preset))).mapping;
}
