import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { InspectedTable, Inspection, MappingGuess } from '../contract/mapping.ts';
import { counted, shareText } from './amounts.ts';
import { type Asked, type Command, EXIT, isJson, onlyOperand } from './command.ts';
import { connected } from './connection.ts';
import { WrongUsage } from './errors.ts';
import { bytesOf, readableSize } from './file-reading.ts';
import { writeWhole } from './file-writing.ts';
import { plain, type Screen } from './screen.ts';
import { printTable, words } from './table.ts';
import { PART_OPTIONS, tableAsked } from './table-asked.ts';

const usage = 'inspect FILE [--sheet NAME] [--member NAME] [--mapping FILE]';

export const command: Command = {
  usage,
  does: 'Looks at a file and imports nothing: which tables it holds, what each of them seems to be and how sure that is, which column becomes which field, and what has to be answered first.',
  options: {
    ...PART_OPTIONS,
    mapping: { value: 'FILE', does: 'Write the guessed mapping to this file, to correct and import with' },
    force: { does: 'Replace that file if it is there' },
  },
  examples: [
    'clientele inspect "Umsätze 2025.xlsx" --sheet Januar --mapping umsatz.json',
    'clientele import "Umsätze 2025.xlsx" --sheet Januar --mapping umsatz.json',
  ],
  exits: { 0: 'looked at', 1: 'refused: it holds no table, or no mapping can be guessed' },
  run,
};

async function run(asked: Asked): Promise<number> {
  const path = onlyOperand(asked, { what: 'FILE', usage: `clientele ${usage}` });
  readableSize(path);
  const { screen, values, flags } = asked;
  return await connected(asked, async connection => {
    screen.progress(`${basename(path)}   reading`);
    const inspection = await connection.upload(
      'inspectFile',
      { query: { file: basename(path) } },
      bytesOf(path),
    );
    screen.progress('');
    if (values.mapping !== undefined) {
      const { guess, name } = tableAsked(inspection, values);
      if (!guess) throw new WrongUsage(`What ${name} holds cannot be guessed: write the mapping by hand.`);
      const text = `${JSON.stringify(guess.mapping, null, 2)}\n`;
      await writeWhole(values.mapping, Readable.from([text]), { replace: flags.has('force') });
    }
    if (isJson(asked)) screen.json(inspection);
    else printInspection(screen, inspection);
    if (!isJson(asked) && values.mapping !== undefined)
      screen.line(`The guessed mapping stands in ${plain(values.mapping)}.`);
    return EXIT.done;
  });
}

function printInspection(screen: Screen, { file, format, encoding, tables, sentence }: Inspection): void {
  screen.line(`${plain(file)}   ${format}, ${encoding}   ${counted(tables.length, 'table')}`);
  if (sentence) screen.line(plain(sentence));
  for (const table of tables) printInspected(screen, table);
}

function printInspected(screen: Screen, table: InspectedTable): void {
  const { name, guess, keptAs, sentence } = table;
  screen.line();
  screen.line(screen.tone('bold', plain(name)));
  if (sentence) screen.line(plain(sentence));
  if (keptAs.length > 0) screen.line(`Kept already as ${keptAs.join(', ')}.`);
  if (!guess) {
    screen.line('What it holds cannot be guessed: name the kind with --kind, or give a mapping.');
    return;
  }
  screen.line(`${guess.kind}, ${shareText(guess.confidence, 0)} sure: ${plain(guess.reason)}`);
  printTable(
    screen,
    [words('column', 32), words('field'), words('sure'), words('first cells', 60)],
    columnRows(table, guess),
  );
  for (const question of guess.questions) screen.line(screen.tone('yellow', questionText(question)));
  if (guess.missing.length > 0)
    screen.line(screen.tone('yellow', `No column was found for ${guess.missing.join(', ')}.`));
}

function columnRows({ headings, rows }: InspectedTable, guess: MappingGuess): string[][] {
  const takers = Object.entries(guess.mapping.fields);
  return headings.map((heading, at) => {
    const field = takers.find(([, { columns }]) => columns?.includes(heading))?.[0];
    const sure = field === undefined ? undefined : guess.fields[field]?.confidence;
    const cells = rows.slice(0, 3).map(cells => cells[at] ?? '');
    return [heading, field ?? '', sure === undefined ? '' : shareText(sure, 0), cells.join(' · ')];
  });
}

const ASKED: Readonly<Record<MappingGuess['questions'][number]['about'], string>> = {
  days: 'How are the days written?',
  decimal: 'Which sign stands before the decimals?',
  currency: 'In which currency are the amounts?',
};

function questionText({ about, field, examples, choices }: MappingGuess['questions'][number]): string {
  const shown = examples.slice(0, 3).map(example => `"${plain(example)}"`);
  return `${ASKED[about]} ${field} has ${shown.join(', ')}. Answer in the mapping: "${about}": ${choices.map(choice => `"${choice}"`).join(' or ')}.`;
}
