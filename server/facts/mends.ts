import { Readable } from 'node:stream';
import type { Scope } from '@clientele/engine';
import type { RowToMend } from '../../contract/mends.ts';
import { Refusal } from '../errors.ts';
import { batchLayout } from './batch-layout.ts';
import { addBatch, type BatchRow, batchBy } from './batch-store.ts';
import { delimiterOf } from './formats/text-table.ts';
import { guardedRecord, timesGuarded, unguarded } from './guarded-text.ts';
import { dropMend, listOpenRows, type OpenRow, openRow, passMends, writeMend } from './mend-store.ts';
import { keepOriginal } from './originals.ts';
import { problemsOfRows } from './problem-store.ts';
import type { IntakeStores } from './reading.ts';
import { delimitedText, splitRecord } from './record-scanner.ts';
import { RowReading } from './row-reading.ts';
import { recordChange } from './store.ts';

type MendStores = Pick<IntakeStores, 'database' | 'folder'>;
type FieldProblem = { field: string; what: string; mend: string };

const ROWS_MOST = 200;
const CAN_BE_MENDED = ['checked', 'refused', 'kept', 'cancelled', 'interrupted'];

/** Rows to mend, cell by cell under the headings of the file. */
export async function rowsToMend(
  { database }: MendStores,
  scope: Scope,
  { id, offset }: { id: string; offset: number },
) {
  return await database.within(scope, async store => {
    const batch = existing(await batchBy(scope, store, id), id);
    const headed = headedOf(batch);
    const { total, mended, rows } = await listOpenRows(scope, store, batch.id, { offset, limit: ROWS_MOST });
    const problems = await problemsOfRows(scope, store, batch.id, { rows: rows.map(({ row }) => row) });
    const shown = rows.map(
      (open): RowToMend => ({
        row: open.row,
        cells: cellsOf(open, headed),
        problems: problems.filter(({ row }) => row === open.row).map(problemAnswer),
        mended:
          open.cells === null
            ? null
            : { cells: [...open.cells], at: (open.at as Date).toISOString(), by: String(open.by) },
      }),
    );
    return { headings: [...headed.headings], total, mended, rows: shown };
  });
}

/** Mends cells of a row by heading, on top of how it was mended before; kept when no problem is left. */
export async function mendRow(
  { database }: MendStores,
  scope: Scope,
  { id, row, cells: given }: { id: string; row: number; cells: Readonly<Record<string, string>> },
): Promise<{ problems: FieldProblem[] }> {
  return await database.within(scope, async store => {
    const batch = mendable(await batchBy(scope, store, id), id);
    const open = existingRow(await openRow(scope, store, { batch: batch.id, row }), row, batch);
    const headed = headedOf(batch);
    const unknown = Object.keys(given).find(heading => !headed.headings.includes(heading));
    if (unknown !== undefined)
      throw new Refusal(
        'not-asked-right',
        `There is no column "${unknown}" in ${batch.file_name}: it has ${headed.headings.join(', ')}.`,
      );
    const stood = open.cells ?? cellsOf(open, headed);
    const cells = headed.headings.map((heading, i) => given[heading] ?? (stood[i] as string));
    const { layout, settings, rates } = await batchLayout(scope, store, batch, headed.headings);
    const reading = new RowReading({
      heading: () => {
        const changes = { mends: new Map([[row, cells]]) };
        return Promise.resolve({ layout, currency: settings.currency, rates, changes });
      },
      before: () => Promise.resolve(undefined),
      rows: () => undefined,
      progress: () => undefined,
    });
    await reading.heading(headed);
    reading.texts(row, cells);
    const { problems } = await reading.end();
    if (problems.length === 0) {
      await writeMend(scope, store, { batch: batch.id, row, cells, text: open.text });
      const [before, after] = [
        { batch: batch.public_id, row, cells: open.cells },
        { batch: batch.public_id, row, cells },
      ];
      await recordChange(scope, store, { what: 'row mended', before, after });
    }
    return { problems: problems.map(problemAnswer) };
  });
}

/** Takes the mend of a row back; answers the problems that it has without it. */
export async function unmendRow(
  { database }: MendStores,
  scope: Scope,
  { id, row }: { id: string; row: number },
): Promise<{ problems: FieldProblem[] }> {
  return await database.within(scope, async store => {
    const batch = mendable(await batchBy(scope, store, id), id);
    const open = existingRow(await openRow(scope, store, { batch: batch.id, row }), row, batch);
    await dropMend(scope, store, { batch: batch.id, row });
    const before = { batch: batch.public_id, row, cells: open.cells };
    if (open.cells) await recordChange(scope, store, { what: 'mend taken back', before, after: null });
    const problems = await problemsOfRows(scope, store, batch.id, { rows: [row] });
    return { problems: problems.map(problemAnswer) };
  });
}

/** Makes the mended rows of a kept import a file of their own, under its heading; answers the batch that imports it. */
export async function batchOfMends(
  { database, folder }: MendStores,
  scope: Scope,
  id: string,
): Promise<BatchRow> {
  const { batch, rows } = await database.within(scope, async store => {
    const batch = mendable(await batchBy(scope, store, id), id);
    const all = { offset: 0, limit: Number.MAX_SAFE_INTEGER };
    const { rows } = await listOpenRows(scope, store, batch.id, all);
    return { batch, rows: rows.filter(({ cells }) => cells !== null) };
  });
  if (batch.state !== 'kept')
    throw new Refusal(
      'not-kept',
      `${batch.file_name} is ${batch.state}: keep it, and its mended rows come with it.`,
    );
  if (rows.length === 0)
    throw new Refusal('nothing-mended', `No row of ${batch.file_name} is mended yet: mend one first.`);
  const original = await keepOriginal(folder, Readable.from([Buffer.from(fileOf(batch, rows))]));
  return await database.within(scope, async store => {
    const { allOrNothing: _, leaveOutRepeated: __, leaveOutExisting: ___, ...options } = batch.options;
    const added = await addBatch(scope, store, {
      ...original,
      file: `${batch.file_name.replace(/\.\w+(\.gz)?$/i, '')} mended.csv`,
      preset: batch.preset,
      example: batch.example,
      options: { ...options, ...(batch.kind !== null && { kind: batch.kind }) },
      part: null,
      mapping: batch.mapping,
      rehearsed: false,
      replaces: null,
      mendsOf: batch.id,
    });
    const passed = rows.map(({ row }, i) => ({ from: row, to: i + 2 }));
    await passMends(scope, store, { batch: batch.id, into: added.id, rows: passed });
    return added;
  });
}

function fileOf(batch: BatchRow, rows: readonly OpenRow[]): string {
  const { text, delimiter, headings } = headedOf(batch);
  const times = timesGuarded(headings);
  const lines = rows.map(({ cells }) => {
    let line = delimitedText(cells ?? [], delimiter);
    for (let i = 0; i < times; i++) line = guardedRecord(line, delimiter);
    // A row of one empty cell would be no row.
    return line === '' ? '""' : line;
  });
  return `${[text, ...lines].join('\n')}\n`;
}

function headedOf({ heading }: BatchRow) {
  const text = heading ?? '';
  const delimiter = delimiterOf(text);
  const written = splitRecord(text, delimiter);
  const headings = written.map(cell => unguarded(cell, timesGuarded(written)));
  return { text, delimiter, headings };
}

/** The cells of a row as it stands, one a heading, whatever is wrong with it. */
function cellsOf({ text }: OpenRow, { headings, delimiter }: ReturnType<typeof headedOf>): string[] {
  const times = timesGuarded(headings);
  const cells = splitRecord(text, delimiter);
  return headings.map((_, i) => unguarded(cells[i] ?? '', times));
}

function problemAnswer({ field, what, mend }: FieldProblem): FieldProblem {
  return { field, what, mend };
}

function existing(batch: BatchRow | undefined, id: string): BatchRow {
  if (!batch) throw new Refusal('not-found', `There is no import "${id}".`);
  return batch;
}

function mendable(found: BatchRow | undefined, id: string): BatchRow {
  const batch = existing(found, id);
  if (CAN_BE_MENDED.includes(batch.state)) return batch;
  throw new Refusal('not-to-mend', `The rows of ${batch.file_name} cannot be mended: it is ${batch.state}.`);
}

function existingRow(open: OpenRow | undefined, row: number, { file_name }: BatchRow): OpenRow {
  if (open) return open;
  throw new Refusal(
    'not-found',
    `Row ${row} of ${file_name} has nothing to mend: choose one that the list of rows to mend shows.`,
  );
}
