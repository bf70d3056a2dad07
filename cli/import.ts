import { basename, resolve } from 'node:path';
import type { Batch } from '../contract/batches.ts';
import { type Asked, type Command, EXIT, isJson, type Topic, wholeNumber } from './command.ts';
import { type Connection, connected } from './connection.ts';
import type { Question } from './contract.ts';
import { WrongUsage } from './errors.ts';
import { bytesOf, readableSize, STANDARD_INPUT } from './file-reading.ts';
import { writeWhole } from './file-writing.ts';
import { printHeadlineLine } from './headline.ts';
import { finished, printOutcome } from './import-outcome.ts';

const usage = 'import FILE… [--kind KIND] [--preset PRESET] [--problems FILE]';

export const command: Command = {
  usage,
  does: 'Takes in files of facts, one after the other: CSV, TSV or JSON lines, gzipped or not, Parquet, XLSX, UBL 2.1 or a zip of these; from standard input for "-". Rows that cannot be kept come back with the field, what is wrong and the mend; the others are kept. The same file twice changes nothing.',
  options: {
    kind: { value: 'KIND', does: 'Kind of fact; found by the headings unless given' },
    preset: { value: 'PRESET', does: 'A layout of others, such as online-retail' },
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
    'zcat lines.csv.gz | clientele import - --name lines.csv --kind order-lines',
  ],
  exits: {
    0: 'every row was kept, or the same file is kept already',
    1: 'a file was refused, or its import was interrupted',
    4: 'kept, but without some rows',
  },
  more: layoutHelp,
  run,
};

async function run(asked: Asked): Promise<number> {
  const { operands: files, values, screen } = asked;
  const settings = settingsAsked(asked);
  checkFiles(asked);
  return await connected(asked, async connection => {
    const outcomes: Batch[] = [];
    for (const file of files) {
      const name = (file === STANDARD_INPUT ? values.name : undefined) ?? basename(file);
      const batch = await sent(connection, asked, { file, query: { ...settings, file: name } });
      outcomes.push(batch);
      if (isJson(asked)) screen.json(batch);
      else await printOutcome(screen, connection, { batch, path: file, problemFile: values.problems });
      if (values.problems !== undefined && batch.state === 'kept' && batch.rowsRefused > 0)
        await writeProblems(connection, batch, values.problems);
    }
    if (!isJson(asked) && outcomes.some(({ state }) => state === 'kept'))
      await printHeadlineLine(connection, screen);
    return exitCode(outcomes);
  });
}

export function exitCode(outcomes: readonly Pick<Batch, 'state' | 'rowsRefused'>[]): number {
  if (outcomes.some(({ state }) => state !== 'kept' && state !== 'unchanged')) return EXIT.refused;
  const isWhole = outcomes.every(({ state, rowsRefused }) => state === 'unchanged' || rowsRefused === 0);
  return isWhole ? EXIT.done : EXIT.keptWithRefusedRows;
}

function settingsAsked(asked: Asked): Omit<Question<'importFile'>['query'] & object, 'file'> {
  const { kind, preset, company, currency } = asked.values;
  return {
    kind,
    preset,
    company,
    currency,
    timeZone: asked.values['time-zone'],
    homeCountry: asked.values['home-country'],
    fiscalStartMonth: wholeNumber(asked, 'fiscal-start', { min: 1, max: 12, usage: `clientele ${usage}` }),
  };
}

/** Nothing is sent before all that is named is known to be there. */
function checkFiles({ operands: files, values }: Asked): void {
  if (files.length === 0) throw new WrongUsage('No file is named.', `clientele ${usage}`);
  for (const file of files) readableSize(file);
  const inputs = files.filter(file => file === STANDARD_INPUT).length;
  if (inputs > 0 && values.name === undefined)
    throw new WrongUsage('Standard input has no name: give it one with --name.', `clientele ${usage}`);
  if (inputs > 1) throw new WrongUsage('Standard input can be read only once.');
  const { problems } = values;
  if (problems === undefined) return;
  if (files.length > 1)
    throw new WrongUsage(
      '--problems writes one file, so it goes with one file to import.',
      `clientele ${usage}`,
    );
  if (files.some(file => file !== STANDARD_INPUT && resolve(file) === resolve(problems)))
    throw new WrongUsage('--problems would write over the file to import: give it another name.');
}

async function sent(
  connection: Connection,
  { screen }: Asked,
  { file, query }: { file: string; query: Question<'importFile'>['query'] & object },
): Promise<Batch> {
  screen.progress(`${query.file}   sending`);
  const batch = await connection.upload('importFile', { query }, bytesOf(file));
  return await finished(connection, screen, batch);
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
