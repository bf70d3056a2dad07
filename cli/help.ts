import type { Command, Option } from './command.ts';
import { COMMANDS } from './commands.ts';

export const GLOBAL_OPTIONS: Readonly<Record<string, Option>> = {
  data: { value: 'FOLDER', does: 'The data folder; otherwise CLIENTELE_DATA, otherwise the usual place' },
  json: { does: 'The answer as JSON, amounts as exact decimals' },
  'no-color': { does: 'No colours; there are none either with NO_COLOR, or outside a terminal' },
  help: { does: 'This help' },
  version: { does: 'The version' },
};

const EXITS = {
  2: 'the command was not understood, or a file that it names cannot be read',
  3: 'something broke; the sentence says where to look',
};

/** The overview of all commands. */
export function overview(): string {
  const commands = Object.entries(COMMANDS).map(([name, { does }]): [string, string] => [name, does]);
  return [
    'clientele COMMAND [options]',
    '',
    'True customer profit: files of order lines in, the profit of every customer out.',
    '',
    'Commands',
    indented(commands),
    '',
    'Options of every command',
    indented(optionRows(GLOBAL_OPTIONS)),
    '',
    'Start with',
    '  clientele example',
    '  clientele portfolio',
    '',
    'clientele COMMAND --help tells more of each.',
  ].join('\n');
}

export async function helpOf(command: Command): Promise<string> {
  const { help, 'no-color': noColor, data, json } = GLOBAL_OPTIONS as Record<string, Option>;
  const everywhere = { data, json, 'no-color': noColor, help } as Record<string, Option>;
  const exits = Object.entries({ ...EXITS, ...command.exits }).map(([code, does]): [string, string] => [
    code,
    does,
  ]);
  const topic = await command.more?.();
  return [
    `clientele ${command.usage}`,
    '',
    wrapped(command.does),
    '',
    'Options',
    indented(optionRows({ ...command.options, ...everywhere })),
    ...(topic ? ['', topic.title, indented(topic.rows)] : []),
    '',
    command.examples.length === 1 ? 'Example' : 'Examples',
    ...command.examples.map(example => `  ${example}`),
    '',
    'Exit codes',
    indented(exits),
  ].join('\n');
}

function optionRows(options: Readonly<Record<string, Option>>): [string, string][] {
  return Object.entries(options).map(([name, { value, does }]) => [
    `--${name}${value === undefined ? '' : ` ${value}`}`,
    does,
  ]);
}

/** Two columns, the second wrapped. */
function indented(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  const blanks = ' '.repeat(width + 4);
  return rows
    .map(
      ([left, right]) =>
        `  ${left.padEnd(width)}  ${wrapped(right, 96 - width).replaceAll('\n', `\n${blanks}`)}`,
    )
    .join('\n');
}

function wrapped(text: string, width = 96): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
