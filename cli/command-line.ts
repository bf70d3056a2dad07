import { parseArgs } from 'node:util';
import type { Command, Option } from './command.ts';
import { COMMANDS } from './commands.ts';
import { errorCode, WrongUsage } from './errors.ts';
import { GLOBAL_OPTIONS } from './help.ts';
import { nearest } from './nearest.ts';

export interface Parsed {
  readonly operands: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly lists: Readonly<Record<string, readonly string[] | undefined>>;
  readonly flags: ReadonlySet<string>;
}

/** Global options may stand before the command; one that takes a value is known here, so that its value is none. */
const BEFORE_THE_COMMAND: Readonly<Record<string, Option>> = {
  ...GLOBAL_OPTIONS,
  period: { value: 'PERIOD', does: '' },
};

/** Finds the command, and what else stands on the line. */
export function splitCommandLine(line: readonly string[]): { name: string | undefined; rest: string[] } {
  const { tokens } = parseArgs({
    args: [...line],
    options: parserOptions(BEFORE_THE_COMMAND),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const command = tokens.find(token => token.kind === 'positional');
  if (!command) return { name: undefined, rest: [...line] };
  return { name: command.value, rest: line.filter((_, index) => index !== command.index) };
}

export async function commandNamed(name: string): Promise<Command> {
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry) return (await entry.load()).command;
  const meant = nearest(name, Object.keys(COMMANDS));
  throw new WrongUsage(
    `There is no command "${name}"${meant === undefined ? '' : `; ${meant} is near it`}.`,
    `clientele ${Object.keys(COMMANDS).join(' | ')}`,
  );
}

/** Reads what follows a command by the options that it knows. */
export function parseCommandLine(
  rest: readonly string[],
  command: Pick<Command, 'options' | 'usage'>,
): Parsed {
  const options = { ...command.options, ...GLOBAL_OPTIONS };
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: parserOptions(options),
      allowPositionals: true,
    });
    const given = Object.entries(values);
    return {
      operands: positionals,
      values: Object.fromEntries(
        given.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      ),
      lists: Object.fromEntries(
        given.flatMap(([name, value]) => (Array.isArray(value) ? [[name, value.map(String)]] : [])),
      ),
      flags: new Set(given.flatMap(([name, value]) => (value === true ? [name] : []))),
    };
  } catch (error) {
    throw new WrongUsage(misreading(error, options), `clientele ${command.usage}`);
  }
}

type ParserOption = { type: 'string' | 'boolean'; short?: string; multiple?: boolean };

function parserOptions(options: Readonly<Record<string, Option>>): Record<string, ParserOption> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { value, many = false }]): [string, ParserOption] => {
      const type = value === undefined ? 'boolean' : 'string';
      return [name, name === 'help' ? { type, short: 'h' } : { type, multiple: many }];
    }),
  );
}

function misreading(error: unknown, options: Readonly<Record<string, Option>>): string {
  const said = error instanceof Error ? error.message : String(error);
  const option = /'(?:-\w, )?(--?[^'\s=]+)/.exec(said)?.[1] ?? '';
  const name = option.replace(/^-+/, '');
  if (errorCode(error) === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const meant = nearest(name, Object.keys(options));
    return `There is no option ${option}${meant === undefined ? '' : `; --${meant} is near it`}.`;
  }
  const value = Object.hasOwn(options, name) ? options[name]?.value : undefined;
  return value === undefined ? `${option} takes no value.` : `${option} takes a value: ${option} ${value}.`;
}
