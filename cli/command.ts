import { WrongUsage } from './errors.ts';
import type { Screen } from './screen.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What stood on the command line, and where to answer. */
export interface Asked {
  readonly operands: readonly string[];
  /** Options with a value. */
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Options that may be given several times, each value of theirs. */
  readonly lists: Readonly<Record<string, readonly string[] | undefined>>;
  /** Options without one that were given. */
  readonly flags: ReadonlySet<string>;
  readonly env: Environment;
  readonly screen: Screen;
}

export interface Option {
  /** What stands for the value in the help, such as FILE; undefined for an option that takes none. */
  readonly value?: string;
  /** May be given several times: its values are among the lists. */
  readonly many?: true;
  readonly does: string;
}

/** Two columns under a title in the help. */
export interface Topic {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
}

export interface Command {
  /** Everything after `clientele`, such as `undo BATCH`. */
  readonly usage: string;
  readonly does: string;
  readonly options: Readonly<Record<string, Option>>;
  readonly examples: readonly string[];
  /** Exit codes in its own words; 2 and 3 mean the same everywhere. */
  readonly exits: Readonly<Record<number, string>>;
  /** Further help that has to be looked up first. */
  readonly more?: () => Promise<Topic>;
  readonly run: (asked: Asked) => Promise<number>;
}

export const EXIT = { done: 0, refused: 1, wrongUsage: 2, fault: 3, keptWithRefusedRows: 4 } as const;

export const PERIOD: Option = {
  value: 'PERIOD',
  does: 'all (the default), 2025, 2025-Q3, 2025-03 or 2025-02..2025-07',
};

export const WHERE: Option = {
  value: 'FIELD:VALUE',
  many: true,
  does: 'Only customers of this field: segment:Rail, country:DE, grade:C, custom.Tier:Gold; segment: for those without one. Several of one field widen, several fields narrow',
};

export function isJson({ flags }: Asked): boolean {
  return flags.has('json');
}

/** The only operand of a command that takes exactly one. */
export function onlyOperand({ operands }: Asked, named: { what: string; usage: string }): string {
  const [operand, another] = operands;
  if (operand === undefined || operand === '') throw new WrongUsage(`${named.what} is missing.`, named.usage);
  if (another !== undefined)
    throw new WrongUsage(`One ${named.what} is taken, and "${another}" is another.`, named.usage);
  return operand;
}

export function noOperands({ operands }: Asked, usage: string): void {
  if (operands.length > 0) throw new WrongUsage(`"${operands[0]}" is one word too many.`, usage);
}

/** A whole number given as the value of an option. */
export function wholeNumber(
  { values }: Asked,
  option: string,
  { min, max, usage }: { min: number; max: number; usage: string },
): number | undefined {
  const text = values[option];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new WrongUsage(`--${option} takes a whole number from ${min} to ${max}, not "${text}".`, usage);
}
