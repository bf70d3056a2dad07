import { type Asked, type Command, EXIT, isJson, onlyOperand, wholeNumber } from './command.ts';
import { type Connection, connected } from './connection.ts';
import { WrongUsage } from './errors.ts';
import { printHeadlineLine } from './headline.ts';
import { exitCode } from './import.ts';
import { finished, printOutcome } from './import-outcome.ts';
import { printProblemsOfRow, printRowsToMend } from './mend-print.ts';

const usage = 'mend BATCH [--row N HEADING=VALUE… | --row N --back | --import]';
const ROW_LAST = 1_000_000_000;

export const command: Command = {
  usage,
  does: 'Lists the rows of an import that were not kept, with what is wrong and how to mend it; mends cells of a row by the headings of its file, takes a mend back, and imports the mended rows of an import that is kept. Of one that is not, keep reads them as they were mended.',
  options: {
    row: { value: 'N', does: 'The row, by the number that the list shows' },
    back: { does: 'Take the mend of the row back' },
    import: { does: 'Import the mended rows, as an import of their own' },
    offset: { value: 'N', does: 'Begin the list after so many rows' },
  },
  examples: [
    'clientele mend bat_7k2m9x4q1n3z',
    'clientele mend bat_7k2m9x4q1n3z --row 3 "Belegdatum=2025-02-28" "Menge=2"',
    'clientele mend bat_7k2m9x4q1n3z --import',
  ],
  exits: {
    0: 'listed, mended, taken back, or every mended row was imported',
    1: 'refused; or the row is not mended, because something is still wrong with it',
    4: 'imported, but without some rows',
  },
  run,
};

type Way =
  | { readonly way: 'list'; readonly offset: number }
  | { readonly way: 'mend'; readonly row: number; readonly written: readonly string[] }
  | { readonly way: 'back'; readonly row: number }
  | { readonly way: 'import' };

async function run(asked: Asked): Promise<number> {
  const [batch, ...written] = asked.operands;
  const operands = batch === undefined ? [] : [batch];
  const id = onlyOperand({ ...asked, operands }, { what: 'BATCH', usage: `clientele ${usage}` });
  const way = wayAsked(asked, written);
  return await connected(asked, async connection => {
    if (way.way === 'import') return await importMended(connection, asked, id);
    if (way.way === 'list') return await list(connection, asked, { id, offset: way.offset });
    const { row } = way;
    const { problems } =
      way.way === 'back'
        ? await connection.call('unmendRow', { params: { id, row } })
        : await connection.call('mendRow', {
            params: { id },
            body: { row, cells: await cellsWritten(connection, id, way.written) },
          });
    if (isJson(asked)) asked.screen.json({ problems });
    else printProblemsOfRow(asked.screen, { row, problems, takenBack: way.way === 'back' });
    return way.way === 'back' || problems.length === 0 ? EXIT.done : EXIT.refused;
  });
}

function wayAsked(asked: Asked, written: readonly string[]): Way {
  const { flags } = asked;
  const wrong = (sentence: string) => new WrongUsage(sentence, `clientele ${usage}`);
  const row = wholeNumber(asked, 'row', { min: 1, max: ROW_LAST, usage: `clientele ${usage}` });
  const offset = wholeNumber(asked, 'offset', { min: 0, max: ROW_LAST, usage: `clientele ${usage}` });
  if (offset !== undefined && (row !== undefined || flags.has('back') || flags.has('import')))
    throw wrong('--offset goes with the list of rows, and with nothing else.');
  if (flags.has('import')) {
    if (row === undefined && written.length === 0 && !flags.has('back')) return { way: 'import' };
    throw wrong('--import takes all mended rows: mend them first, one after the other, then import.');
  }
  if (row === undefined) {
    if (written.length === 0 && !flags.has('back')) return { way: 'list', offset: offset ?? 0 };
    throw wrong(`Which row is meant? Name it with --row N, as the list shows it.`);
  }
  if (flags.has('back')) {
    if (written.length === 0) return { way: 'back', row };
    throw wrong(`--back takes the whole mend back, and "${written[0]}" is one word too many.`);
  }
  if (written.length === 0)
    throw wrong(`Nothing is said of row ${row}: write its cells as "Heading=value", or --back.`);
  const unequal = written.find(cell => !cell.includes('='));
  if (unequal === undefined) return { way: 'mend', row, written };
  throw wrong(`"${unequal}" is no cell: write the heading, an equals sign and the value, in quotes.`);
}

/** Cells by heading; a heading may hold an equals sign itself. */
async function cellsWritten(
  connection: Connection,
  id: string,
  written: readonly string[],
): Promise<Record<string, string>> {
  const { headings } = await connection.call('rowsToMend', { params: { id } });
  const cells = new Map<string, string>();
  for (const cell of written) {
    const [meant] = headings
      .filter(heading => cell.startsWith(`${heading}=`))
      .sort((one, other) => other.length - one.length);
    const heading = meant ?? cell.slice(0, cell.indexOf('='));
    if (cells.has(heading))
      throw new WrongUsage(`"${heading}" is given twice: give it once.`, `clientele ${usage}`);
    cells.set(heading, cell.slice(heading.length + 1));
  }
  return Object.fromEntries(cells);
}

async function list(
  connection: Connection,
  asked: Asked,
  { id, offset }: { id: string; offset: number },
): Promise<number> {
  const answer = await connection.call('rowsToMend', { params: { id }, query: { offset } });
  if (isJson(asked)) asked.screen.json(answer);
  else {
    const batch = await connection.call('batch', { params: { id } });
    await printRowsToMend(asked.screen, { batch, offset, answer });
  }
  return EXIT.done;
}

async function importMended(connection: Connection, asked: Asked, id: string): Promise<number> {
  const { screen } = asked;
  const batch = await finished(connection, screen, await connection.call('importMends', { params: { id } }));
  if (isJson(asked)) screen.json(batch);
  else {
    await printOutcome(screen, connection, { batch, path: batch.file, problemFile: undefined });
    if (batch.state === 'kept') await printHeadlineLine(connection, screen);
  }
  return exitCode([batch]);
}
