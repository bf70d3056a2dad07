import { basename, resolve } from 'node:path';
import type { Batch } from '../contract/batches.ts';
import { type Asked, type Command, EXIT, isJson, type Topic } from './command.ts';
import { type Connection, connected } from './connection.ts';
import { WrongUsage } from './errors.ts';
import { filesAt, STANDARD_INPUT } from './file-reading.ts';
import { writeWhole } from './file-writing.ts';
import { printHeadlineLine } from './headline.ts';
import { printOutcome } from './import-outcome.ts';
import { readingAsked, sentAndRead } from './import-sending.ts';
import { PART_OPTIONS } from './table-asked.ts';

const usage = 'import FILE… [--kind KIND | --preset PRESET | --mapping FILE] [--check] [--problems FILE]';

export const command: Command = {
  usage,
  does: 'Takes in files of facts, one after the other: CSV, TSV, JSON lines, workbooks, Parquet or UBL, also gzipped or in a zip; a folder stands for the files in it, and "-" for standard input. Rows that cannot be kept come back with the field, what is wrong and the mend; the others are kept. The same file twice changes nothing.',
  options: {
    kind: { value: 'KIND', does: 'Kind of fact; found by the headings unless given' },
    preset: { value: 'PRESET', does: 'A saved mapping, or a layout of others such as online-retail' },
    mapping: { value: 'FILE', does: 'Which column becomes which field, as inspect writes it' },
    ...PART_OPTIONS,
    check: { does: 'Read it like an import, say what would come of it, and keep nothing yet' },
    'all-or-nothing': { does: 'Keep nothing when one row cannot be kept' },
    'leave-out': {
      value: 'WHAT',
      does: 'repeated: rows that an earlier row says already; existing: rows that another import has',
    },
    replaces: { value: 'BATCH', does: 'The import whose place this file takes' },
    problems: { value: 'FILE', does: 'Write the rows that were not kept to this file, to mend and import' },
    name: { value: 'NAME', does: 'Name of what comes from standard input' },
    company: { value: 'NAME', does: 'The company. This and the next four are fixed by the first import' },
    currency: { value: 'CODE', does: 'Reporting currency, such as EUR' },
    'home-country': { value: 'COUNTRY', does: 'Orders to any other country are exports' },
    'time-zone': { value: 'ZONE', does: 'Time zone, such as Europe/Berlin' },
    'fiscal-start': { value: 'N', does: 'Month in which the fiscal year starts, 1 to 12' },
  },
  examples: [
    'clientele import customers.csv order-lines.csv.gz --currency EUR',
    'clientele import online-retail.csv.gz --preset online-retail',
    'clientele import Umsatz.xlsx --sheet Januar --mapping umsatz.json --check',
    'zcat lines.csv.gz | clientele import - --name lines.csv --kind order-lines',
  ],
  exits: {
    0: 'every row was kept or could be, or the same file is kept already',
    1: 'a file was refused or cancelled, or its import was interrupted',
    4: 'kept, but without some rows; or a check found such rows',
  },
  more: layoutHelp,
  run,
};

async function run(asked: Asked): Promise<number> {
  const { values, screen } = asked;
  const files = checkedFiles(asked);
  const reading = await readingAsked(asked, `clientele ${usage}`);
  return await connected(asked, async connection => {
    const outcomes: Batch[] = [];
    for (const path of files) {
      const name = (path === STANDARD_INPUT ? values.name : undefined) ?? basename(path);
      for (const batch of await sentAndRead(connection, asked, { path, name, reading })) {
        outcomes.push(batch);
        if (isJson(asked)) screen.json(batch);
        else await printOutcome(screen, connection, { batch, path, problemFile: values.problems });
        if (values.problems !== undefined && hasProblemRows(batch))
          await writeProblems(connection, batch, values.problems);
      }
    }
    if (!isJson(asked) && outcomes.some(({ state }) => state === 'kept'))
      await printHeadlineLine(connection, screen);
    return exitCode(outcomes);
  });
}

function hasProblemRows({ state, rowsRefused }: Batch): boolean {
  return (state === 'kept' || state === 'checked') && rowsRefused > 0;
}

const ENDED_WELL = new Set<Batch['state']>(['kept', 'unchanged', 'checked']);

export function exitCode(outcomes: readonly Pick<Batch, 'state' | 'rowsRefused'>[]): number {
  if (outcomes.some(({ state }) => !ENDED_WELL.has(state))) return EXIT.refused;
  const isWhole = outcomes.every(({ state, rowsRefused }) => state === 'unchanged' || rowsRefused === 0);
  return isWhole ? EXIT.done : EXIT.keptWithRefusedRows;
}

/** Nothing is sent before all that is named is known to be there. A folder stands for the files in it, by name. */
function checkedFiles({ operands, values }: Asked): string[] {
  if (operands.length === 0) throw new WrongUsage('No file is named.', `clientele ${usage}`);
  const files = operands.flatMap(filesAt);
  const inputs = files.filter(file => file === STANDARD_INPUT).length;
  if (inputs > 0 && values.name === undefined)
    throw new WrongUsage('Standard input has no name: give it one with --name.', `clientele ${usage}`);
  if (inputs > 1) throw new WrongUsage('Standard input can be read only once.');
  const { problems, replaces } = values;
  if (replaces !== undefined && files.length > 1)
    throw new WrongUsage('--replaces goes with one file to import.', `clientele ${usage}`);
  if (problems === undefined) return files;
  if (files.length > 1)
    throw new WrongUsage(
      '--problems writes one file, so it goes with one file to import.',
      `clientele ${usage}`,
    );
  if (files.some(file => file !== STANDARD_INPUT && resolve(file) === resolve(problems)))
    throw new WrongUsage('--problems would write over the file to import: give it another name.');
  return files;
}

async function writeProblems(connection: Connection, { id }: Batch, path: string): Promise<void> {
  await writeWhole(path, await connection.stream('problemFile', { params: { id } }), { replace: true });
}

/** Kinds and headings as the engine declares them. */
async function layoutHelp(): Promise<Topic> {
  const { LAYOUTS } = await import('../engine/src/facts/layout.ts');
  return {
    title: 'Kinds and their headings (* has to be there)',
    rows: LAYOUTS.map(({ kind, fields }) => [
      kind,
      fields.map(({ name, required }) => (required ? `${name}*` : name)).join(', '),
    ]),
  };
}
