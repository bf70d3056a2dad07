import { daysIn, YEAR_FIRST, YEAR_LAST } from '../units/day.ts';

/**
 * What is plainly right is read straight from a file's bytes; `judgeRow` reads everything else and says what is wrong
 * with it. A cell that these readers take means the same to both.
 */

/** The cell is empty. */
export const ABSENT = Number.POSITIVE_INFINITY;

const MINUS = 45;
const POINT = 46;
const COLON = 58;
const BLANK = 32;
const LETTER_T = 84;

/**
 * `-12.5` as an integer at `digits` decimals. NaN when it is written in any other way, has more decimals or leaves the
 * safe range; ABSENT when there is nothing.
 */
export function plainDecimal(bytes: Uint8Array, from: number, until: number, digits: number): number {
  if (from >= until) return ABSENT;
  const negative = bytes[from] === MINUS;
  let value = 0;
  let whole = 0;
  let i = negative ? from + 1 : from;
  for (; i < until; i++) {
    const digit = (bytes[i] as number) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
    whole += 1;
  }
  if (whole === 0) return Number.NaN;
  let decimals = 0;
  if (i < until) {
    if (bytes[i] !== POINT || until - i - 1 > digits || i + 1 === until) return Number.NaN;
    for (i += 1; i < until; i++) {
      const digit = (bytes[i] as number) - 48;
      if (digit < 0 || digit > 9) return Number.NaN;
      value = value * 10 + digit;
      decimals += 1;
    }
  }
  for (; decimals < digits; decimals++) value *= 10;
  if (value > Number.MAX_SAFE_INTEGER) return Number.NaN;
  return negative && value !== 0 ? -value : value;
}

/** `2025-03-31`, with a time after it or none, as 20250331. NaN for what does not exist or is written otherwise. */
export function plainDay(bytes: Uint8Array, from: number, until: number): number {
  if (from >= until) return ABSENT;
  const length = until - from;
  if (length !== 10 && !(isTime(bytes, from + 10, until) && (length === 16 || length === 19)))
    return Number.NaN;
  const month = plainMonth(bytes, from, from + 7);
  const day = twoDigits(bytes, from + 8);
  if (bytes[from + 7] !== MINUS || !(day >= 1 && day <= daysIn(Math.floor(month / 100), month % 100)))
    return Number.NaN;
  return month * 100 + day;
}

/** `2025-03` as 202503. */
export function plainMonth(bytes: Uint8Array, from: number, until: number): number {
  if (from >= until) return ABSENT;
  const month = twoDigits(bytes, from + 5);
  if (until - from !== 7 || bytes[from + 4] !== MINUS || !(month >= 1 && month <= 12)) return Number.NaN;
  const year = twoDigits(bytes, from) * 100 + twoDigits(bytes, from + 2);
  return year >= YEAR_FIRST && year <= YEAR_LAST ? year * 100 + month : Number.NaN;
}

/** ` 12:30` or `T12:30:59`; as in `parseDay`, what the clock says is not looked at. */
function isTime(bytes: Uint8Array, from: number, until: number): boolean {
  if (bytes[from] !== BLANK && bytes[from] !== LETTER_T) return false;
  for (let i = from + 1; i < until; i += 3) {
    if (Number.isNaN(twoDigits(bytes, i)) || (i + 2 < until && bytes[i + 2] !== COLON)) return false;
  }
  return true;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 48;
  const ones = (bytes[at + 1] as number) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
