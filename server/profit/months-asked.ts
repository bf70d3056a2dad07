import { lastDayOf, type Month, monthOf, parseDay } from '@clientele/engine';
import { Refusal } from '../errors.ts';

/** The months that a version is asked to hold for; undefined is without end on that side. */
export interface MonthsAsked {
  readonly first: Month | undefined;
  readonly last: Month | undefined;
}

/** The months that a version is asked to hold for, from days: it begins and ends with a month, as pools are booked. */
export function monthsAsked({
  first,
  last,
}: {
  first?: string | undefined;
  last?: string | undefined;
}): MonthsAsked {
  const day = (text: string | undefined, which: 'first' | 'last') => {
    if (text === undefined || text === '') return undefined;
    const read = parseDay(text);
    const month = read && monthOf(read);
    const right = month && (which === 'first' ? `${month}-01` : lastDayOf(month));
    if (read && read === right) return month;
    const mend = right ? `Write ${right}.` : 'Write a day such as 2025-03-01.';
    throw new Refusal(
      'not-asked-right',
      `"${text}" is not the ${which} day of a month: pools are booked by the month, and so a version begins and ends with one. ${mend}`,
    );
  };
  const months = { first: day(first, 'first'), last: day(last, 'last') };
  if (months.first !== undefined && months.last !== undefined && months.first > months.last)
    throw new Refusal('not-asked-right', `The last day, ${last}, lies before the first, ${first}.`);
  return months;
}
