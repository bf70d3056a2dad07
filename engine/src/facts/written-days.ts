import {
  type Day,
  dayOfNumber,
  daysIn,
  isInFactYears,
  type Month,
  parseDay,
  parseMonth,
  YEAR_FIRST,
  YEAR_LAST,
} from '../units/day.ts';
import { monthNamed } from './month-names.ts';
import { asciiDigits } from './written-digits.ts';

/** Which part of a day stands first where it is written in digits. */
export type DayOrder = 'ymd' | 'dmy' | 'mdy';
export const DAY_ORDERS: readonly DayOrder[] = ['ymd', 'dmy', 'mdy'];

/** Two digits of a year mean 1970 to 2069. */
const TWO_DIGIT_YEARS_FROM = 1970;

/** Nothing longer is a day or a month. */
const WRITTEN_MOST = 64;
const FOREIGN_DIGIT = /\p{Nd}/u;

/** Spreadsheets number the days from 1900-01-01, with a 1900-02-29 that never was: 25569 is 1970-01-01. */
const SERIAL_OF_1970 = 25_569;
const SERIAL_LAST = 73_050;

/**
 * Every day that a text can mean, by the order in which it is read. One order or one day decides it; a text that names
 * its month, begins with a year of four digits, or is a spreadsheet's number of a day means the same in every order.
 * A time after it, also with a zone, is cut off: the day stays as written.
 * Example: daysWritten('03/04/2025') → { dmy: '2025-04-03', mdy: '2025-03-04' }
 */
export function daysWritten(text: string): Readonly<Partial<Record<DayOrder, Day>>> {
  if (text.length > WRITTEN_MOST || (!/\d/.test(text) && !FOREIGN_DIGIT.test(text))) return {};
  const written = withoutTime(asciiDigits(text).trim());
  const iso = parseDay(written);
  if (iso !== undefined && !isInFactYears(iso)) return {};
  const sure = iso ?? yearFirst(written) ?? dayWithName(written) ?? serialDay(written);
  if (sure !== undefined) return { ymd: sure, dmy: sure, mdy: sure };
  const parts = partsOf(written);
  if (!parts) return {};
  const [first, second, third] = parts;
  const found: Partial<Record<DayOrder, Day>> = {};
  const dmy = dayOf(third, second, first);
  if (dmy) found.dmy = dmy;
  const mdy = dayOf(third, first, second);
  if (mdy) found.mdy = mdy;
  // Only hyphens stand in 25-01-31; with strokes and points the year is last everywhere.
  const ymd = third.length === 2 && written.includes('-') ? dayOf(first, second, third) : undefined;
  if (ymd) found.ymd = ymd;
  return found;
}

/**
 * The day that a text means in an order; without one, only what reads in one way.
 * Example: readDay('31.01.2025', undefined) → '2025-01-31'; readDay('03/04/2025', undefined) → undefined
 */
export function readDay(text: string, order: DayOrder | undefined): Day | undefined {
  const days = daysWritten(text);
  if (order !== undefined) return days[order];
  const distinct = new Set(Object.values(days));
  return distinct.size === 1 ? Object.values(days)[0] : undefined;
}

/** `2025-03`, `03/2025`, `3.2025`, `202503`, `2025/003`, `March 2025`, or a day, whose month it is. */
export function readMonth(text: string, order: DayOrder | undefined): Month | undefined {
  if (text.length > WRITTEN_MOST) return undefined;
  const written = asciiDigits(text).trim();
  const sure = parseMonth(written);
  if (sure !== undefined) return isInFactYears(sure) ? sure : undefined;
  const [, year, month] = /^(\d{4})[-/. ]?0?(\d{1,2})$/.exec(written) ?? [];
  if (year !== undefined && month !== undefined) return monthText(year, month);
  const [, first, last] = /^(\d{1,2})[-/. ](\d{4})$/.exec(written) ?? [];
  if (first !== undefined && last !== undefined) return monthText(last, first);
  const [, name, named] = /^([\p{L}.]+)[-/ .']+(\d{4}|\d{2})$/u.exec(written) ?? [];
  if (name !== undefined && named !== undefined) return monthText(named, String(monthNamed(name) ?? 0));
  return readDay(written, order)?.slice(0, 7);
}

const NO_DAY = /^0{8}$|^0{4}-00-00$|^00([./-])00\1(00|0000)$/;

/** How systems write that there is no day. */
export function isNoDay(text: string): boolean {
  return text.startsWith('00') && text.length <= WRITTEN_MOST && NO_DAY.test(withoutTime(text.trim()));
}

function withoutTime(text: string): string {
  return text.replace(
    /(?:T|,? +)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$/,
    '',
  );
}

/** `2025/01/31`, `2025.1.31`, `20250131`; and `31012025`, which no year can begin. */
function yearFirst(text: string): Day | undefined {
  const [, year, , month, day] = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})\.?$/.exec(text) ?? [];
  if (year !== undefined) return dayOf(year, month as string, day as string);
  if (!/^\d{8}$/.test(text)) return undefined;
  return dayOf(text.slice(0, 4), text.slice(4, 6), text.slice(6));
}

/** Three numbers with the same sign between them, or eight digits in a row. */
function partsOf(text: string): readonly [string, string, string] | undefined {
  const [, first, , second, third] =
    /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/.exec(spacedPoints(text)) ?? [];
  if (first !== undefined) return [first, second as string, third as string];
  if (!/^\d{8}$/.test(text)) return undefined;
  return [text.slice(0, 2), text.slice(2, 4), text.slice(4)];
}

/** `31. 1. 2025` as `31.1.2025`. */
function spacedPoints(text: string): string {
  return text.replace(/\. +/g, '.');
}

/** `31-Jan-25`, `Jan 31, 2025`, `31. Januar 2025`, `31 de enero de 2025`, `Friday, 31 January 2025`. */
function dayWithName(text: string): Day | undefined {
  if (!/\p{L}{3}/u.test(text)) return undefined;
  const words = text
    .split(/[\s,./'-]+/)
    .filter(word => word !== '' && !/^(de|del|of|the|den|le)$/i.test(word));
  const named = words.map(word => (/\p{L}/u.test(word) ? monthNamed(word) : undefined));
  const at = named.findIndex(month => month !== undefined);
  const month = named[at];
  const numbers = words
    .filter(word => /^\d/.test(word))
    .map(word => word.replace(/(?<=\d)(st|nd|rd|th|er|º|°)$/i, ''));
  if (month === undefined || numbers.length !== 2 || words.length > 4) return undefined;
  const [first = '', second = ''] = numbers;
  const [year, day] = first.length === 4 ? [first, second] : [second, first];
  return dayOf(year, String(month), day);
}

function serialDay(text: string): Day | undefined {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return undefined;
  const serial = Number(text.slice(0, 5));
  if (serial < SERIAL_OF_1970 || serial > SERIAL_LAST) return undefined;
  return dayOfNumber(serial - SERIAL_OF_1970);
}

function dayOf(writtenYear: string, writtenMonth: string, writtenDay: string): Day | undefined {
  if (!/^\d{1,2}$/.test(writtenDay)) return undefined;
  const month = monthText(writtenYear, writtenMonth);
  const day = Number(writtenDay);
  if (month === undefined || day < 1 || day > daysIn(Number(month.slice(0, 4)), Number(month.slice(5))))
    return undefined;
  return `${month}-${twoDigits(day)}`;
}

function monthText(writtenYear: string, writtenMonth: string): Month | undefined {
  const year = yearOf(writtenYear);
  const month = Number(writtenMonth);
  if (year === undefined || !(month >= 1 && month <= 12)) return undefined;
  return `${year}-${twoDigits(month)}`;
}

function yearOf(written: string): number | undefined {
  if (!/^(\d{2}|\d{4})$/.test(written)) return undefined;
  const number = Number(written);
  if (written.length === 2) return number + (number < TWO_DIGIT_YEARS_FROM % 100 ? 2000 : 1900);
  return number >= YEAR_FIRST && number <= YEAR_LAST ? number : undefined;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
