import { parseDay } from '@clientele/engine';
import type { Asked } from './command.ts';
import { wholeNumber } from './command.ts';
import { WrongUsage } from './errors.ts';

const MONTHS_MAX = 120;
const RATE = { min: 0.001, max: 1 } as const;
const MONTHS = 36;
const YEARLY_RATE = 0.1;

/** What a forecast is asked for, as the contract has it. */
export interface ValueTermsAsked {
  readonly until: string | undefined;
  readonly unit: 'day' | 'week';
  readonly months: number;
  readonly rate: number;
  readonly outliers: 'keep' | 'cap';
}
export type TermsOption = keyof ValueTermsAsked;

export function termsAsked(asked: Asked, usage: string): ValueTermsAsked {
  const { until, unit = 'day', rate } = asked.values;
  if (until !== undefined && parseDay(until) !== until)
    throw new WrongUsage(`--until takes a day such as 2025-03-31, not "${until}".`, usage);
  if (unit !== 'day' && unit !== 'week')
    throw new WrongUsage(`--unit takes day or week, not "${unit}".`, usage);
  const share = rate === undefined ? YEARLY_RATE : Number(rate);
  if (rate?.trim() === '' || !(share >= RATE.min && share <= RATE.max))
    throw new WrongUsage(
      `--rate takes a share from ${RATE.min} to ${RATE.max} (0.1 is 10 % a year), not "${rate}".`,
      usage,
    );
  const months = wholeNumber(asked, 'months', { min: 1, max: MONTHS_MAX, usage }) ?? MONTHS;
  const outliers = wordOf(asked, 'outliers', { words: ['keep', 'cap'], usage }) ?? 'keep';
  return { until, unit, months, rate: share, outliers };
}

/** One of the words that an option takes; undefined where it is not given. */
export function wordOf<W extends string>(
  { values }: Asked,
  option: string,
  { words, usage }: { words: readonly W[]; usage: string },
): W | undefined {
  const text = values[option];
  if (text === undefined) return undefined;
  const word = words.find(each => each === text);
  if (word === undefined)
    throw new WrongUsage(`--${option} takes ${words.join(' or ')}, not "${text}".`, usage);
  return word;
}
