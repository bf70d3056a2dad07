import { addMonths, type Month, parseMonth } from './day.ts';

/** Whole months, both ends inclusive. */
export interface Period {
  readonly from: Month;
  readonly through: Month;
}

/**
 * Reads a period as people write it in an address or on the command line: `2011`, `2011-Q3`, `2011-03`,
 * `2011-02..2011-07`. `all` is every month there are facts for and stands as undefined.
 * @returns 'refused' where the text is none of these
 */
export function parsePeriod(text: string, fiscalStartMonth = 1): Period | undefined | 'refused' {
  if (text === 'all' || text === '') return undefined;
  const year = /^(\d{4})$/.exec(text)?.[1];
  if (year) return monthsFrom(fiscalStart(year, fiscalStartMonth), 12);
  const quarter = /^(\d{4})-Q([1-4])$/i.exec(text);
  if (quarter) {
    return monthsFrom(
      addMonths(fiscalStart(quarter[1] as string, fiscalStartMonth), (Number(quarter[2]) - 1) * 3),
      3,
    );
  }
  const month = parseMonth(text);
  if (month) return { from: month, through: month };
  const [from, through, ...rest] = text.split('..').map(parseMonth);
  return from && through && rest.length === 0 && from <= through ? { from, through } : 'refused';
}

/** The months of a period in order; a period of 1,200 months or more is refused by `parsePeriod`'s callers. */
export function monthsOf(period: Period): Month[] {
  const months: Month[] = [];
  for (let month = period.from; month <= period.through; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** The period that `month` falls into at a grain: its own month, fiscal quarter or fiscal year, as text. */
export function grainOf(month: Month, grain: 'month' | 'quarter' | 'year', fiscalStartMonth = 1): string {
  if (grain === 'month') return month;
  const shifted = addMonths(month, fiscalStartMonth === 1 ? 0 : 1 - fiscalStartMonth);
  const year = shifted.slice(0, 4);
  return grain === 'year' ? year : `${year}-Q${Math.ceil(Number(shifted.slice(5, 7)) / 3)}`;
}

function fiscalStart(year: string, fiscalStartMonth: number): Month {
  return `${year}-${String(fiscalStartMonth).padStart(2, '0')}`;
}

function monthsFrom(from: Month, count: number): Period {
  return { from, through: addMonths(from, count - 1) };
}
