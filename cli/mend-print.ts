import type { Batch } from '../contract/batches.ts';
import type { RowToMend } from '../contract/mends.ts';
import { counted, countText } from './amounts.ts';
import type { Answer } from './contract.ts';
import { plain, type Screen } from './screen.ts';
import { type Cell, figures, printTable, spare, words } from './table.ts';

/** Whoever mends a row needs to read all of it. */
const SENTENCE_WIDTH_MAX = 160;

interface Listed {
  readonly batch: Batch;
  readonly offset: number;
  readonly answer: Answer<'rowsToMend'>;
}

/** The rows to mend, a line for each problem with the cell that it is about; mended ones with their mend. */
export async function printRowsToMend(screen: Screen, { batch, offset, answer }: Listed): Promise<void> {
  const { headings, total, mended, rows } = answer;
  const file = plain(batch.file);
  if (total === 0) {
    screen.line(`${file}   no row is left to mend.`);
    return;
  }
  const isMended = mended === 0 ? '' : `, ${countText(mended)} of them mended`;
  screen.line(`${file}   ${counted(total, 'row')} to mend${isMended}   ${screen.tone('dim', batch.id)}`);
  screen.line(`Headings: ${plain(headings.join(' · '))}`);
  if (rows.length === 0) {
    screen.line(`There are no more after ${countText(offset)}.`);
    return;
  }
  screen.line();
  const cellOf = await cellsOfProblems(headings, batch.mapping);
  printTable(
    screen,
    [
      ...LISTED_BEFORE_CELL,
      words('cell'),
      words('what is wrong', SENTENCE_WIDTH_MAX),
      words('mend', SENTENCE_WIDTH_MAX),
    ],
    rows.flatMap(row => (row.mended ? [mendedLine(headings, row)] : problemLines(row, cellOf))),
  );
  screen.line();
  const left = total - offset - rows.length;
  if (left > 0)
    screen.line(`and ${countText(left)} more: clientele mend ${batch.id} --offset ${offset + rows.length}`);
  printWayOn(screen, batch, mended);
}

const LISTED_BEFORE_CELL = [figures('row'), spare(1, words('field', 20)), words('heading', 30)];

type CellOf = (row: RowToMend, field: string) => { heading: string; cell: string };

/** Where the cells of a field stand; a problem of the whole row is shown with all of them. */
async function cellsOfProblems(headings: readonly string[], mapping: Batch['mapping']): Promise<CellOf> {
  const { columnsOfField } = await import('../engine/src/facts/mapping.ts');
  return ({ cells }, field) => {
    const columns = columnsOfField(headings, field, mapping ?? null);
    const joined = (texts: readonly string[], by: string) =>
      columns.map(column => texts[column] ?? '').join(by);
    return columns.length === 0
      ? { heading: '', cell: cells.join(' · ') }
      : { heading: joined(headings, ' + '), cell: joined(cells, ' · ') };
  };
}

function problemLines(row: RowToMend, cellOf: CellOf): Cell[][] {
  return row.problems.map(({ field, what, mend }, index) => {
    const { heading, cell } = cellOf(row, field);
    return [index === 0 ? String(row.row) : '', field, heading, cell, what, mend];
  });
}

function mendedLine(headings: readonly string[], { row, cells, mended }: RowToMend): Cell[] {
  const altered = headings.flatMap((heading, column) => {
    const now = mended?.cells[column] ?? '';
    return now === cells[column] ? [] : [`${heading}=${now}`];
  });
  return [String(row), '', '', '', { text: 'mended', tone: 'green' }, altered.join(' · ')];
}

const READ_AGAIN: readonly Batch['state'][] = ['checked', 'refused', 'cancelled', 'interrupted'];

function printWayOn(screen: Screen, { id, state }: Batch, mended: number): void {
  const isKept = state === 'kept';
  if (!isKept && !READ_AGAIN.includes(state)) return;
  screen.line(`Mend one with: clientele mend ${id} --row N "Heading=value"`);
  if (mended === 0) return;
  screen.line(
    isKept
      ? `Import what is mended with: clientele mend ${id} --import`
      : `What is mended comes in with the others: clientele keep ${id}`,
  );
}

/** What is wrong with a row after it was mended, or after its mend was taken back. */
export function printProblemsOfRow(
  screen: Screen,
  { row, problems, takenBack }: { row: number; problems: RowToMend['problems']; takenBack: boolean },
): void {
  if (takenBack) screen.line(`Row ${row} is as it stands in the file again.`);
  else if (problems.length === 0) screen.line(`Row ${row} is ${screen.tone('green', 'mended')}.`);
  else screen.line(`Row ${row} is not mended, and stays as it was: something is still wrong with it.`);
  if (problems.length === 0) return;
  printTable(
    screen,
    [words('field', 20), words('what is wrong', SENTENCE_WIDTH_MAX), words('mend', SENTENCE_WIDTH_MAX)],
    problems.map(({ field, what, mend }) => [field, what, mend]),
  );
}
