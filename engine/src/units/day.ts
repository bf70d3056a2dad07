/** A calendar day, `YYYY-MM-DD`, in the book's time zone. Text, never a Date: a Date has a zone of its own. */
export type Day = string & { readonly __day?: never };
/** A calendar month, `YYYY-MM`. */
export type Month = string & { readonly __month?: never };

/** Reads `YYYY-MM-DD` (a time after it is cut off: the day stays as written); undefined for days that do not exist. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  return isRealDay(Number(year), Number(month), Number(day)) ? `${year}-${month}-${day}` : undefined;
}

export function parseMonth(text: string): Month | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(text);
  return match && Number(match[2]) >= 1 && Number(match[2]) <= 12 ? text : undefined;
}

/** Years that facts may lie in: systems write 9999 for ever and 0001 for never. */
export const YEAR_FIRST = 1900;
export const YEAR_LAST = 2199;

/** Whether a day or a month lies in a year that facts may lie in. */
export function isInFactYears(text: Day | Month): boolean {
  const year = Number(text.slice(0, 4));
  return year >= YEAR_FIRST && year <= YEAR_LAST;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** Days since 1970-01-01; the proleptic Gregorian calendar (days-from-civil, H. Hinnant). */
export function dayNumber(day: Day): number {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

/** The day that lies so many days after 1970-01-01: undoes `dayNumber` (civil-from-days, H. Hinnant). */
export function dayOfNumber(number: number): Day {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** `count` months after `month`: addMonths('2011-11', 3) → '2012-02'. */
export function addMonths(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function lastDayOf(month: Month): Day {
  return `${month}-${String(daysIn(Number(month.slice(0, 4)), Number(month.slice(5, 7)))).padStart(2, '0')}`;
}

function isRealDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** Days of a month: daysIn(2024, 2) → 29. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
