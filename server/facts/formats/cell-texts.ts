/** How a cell's number is meant, by its number format. */
export type NumberStyle = 'number' | 'day' | 'time' | 'duration' | { readonly digits: number };

const SECONDS = 86_400;
/** 9999-12-31. */
const SERIAL_MOST = 2_958_466;
const DAYS_1900_TO_1904 = 1462;
/** The day that 1900 did not have and spreadsheets count nonetheless. */
const FALSE_LEAP_DAY = 60;
const DAY_MS = 86_400_000;

/** Built-in formats of days and times that files do not spell out, some of them of East Asian editions. */
function builtInStyle(id: number): NumberStyle {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58))
    return 'day';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return 'time';
  return id === 46 ? 'duration' : 'number';
}

/** @param code as the workbook spells the format out; undefined for one that is built in */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) return builtInStyle(id);
  const [first = ''] = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';');
  const plain = first.toLowerCase();
  if (/\[(h+|m+|s+)\]/.test(plain)) return 'duration';
  const letters = plain.replace(/\[[^\]]*\]/g, '').replace(/general|am\/pm|a\/p/g, '');
  if (/^0{2,}$/.test(letters)) return { digits: letters.length };
  if (/[yd]/.test(letters) || (/m/.test(letters) && !/[hs]/.test(letters))) return 'day';
  return /[hs]/.test(letters) ? 'time' : 'number';
}

/**
 * A number as a person reads it in the cell: at most 15 significant digits, as spreadsheets have them, so that 0.1 + 0.2 is
 * 0.3; no exponent. A day is `2025-03-31`, with its time behind it where it has one.
 *
 * @param written as the sheet writes it
 */
export function numberText(written: string, style: NumberStyle, is1904: boolean): string {
  const value = Number(written);
  if (written.trim() === '' || !Number.isFinite(value)) return written;
  if (typeof style === 'object')
    return Number.isInteger(value) && value >= 0
      ? exactText(written, value).padStart(style.digits, '0')
      : exactText(written, value);
  if (style === 'number' || value < 0 || value >= SERIAL_MOST) return exactText(written, value);
  return style === 'duration' ? durationText(value) : dayText(value, style, is1904);
}

const PLAIN = /^-?(?:0|[1-9]\d{0,14})$/;

function exactText(written: string, value: number): string {
  if (PLAIN.test(written)) return written;
  return decimalText(Number(value.toPrecision(15)));
}

/** The shortest decimal of a double, without an exponent: 1e-7 is 0.0000001. */
export function decimalText(value: number): string {
  const text = String(value);
  const [mantissa = '', exponent] = text.split('e');
  if (exponent === undefined) return text;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (Number(exponent) > 0) return `${sign}${digits.padEnd(Number(exponent) + 1, '0')}`;
  return `${sign}0.${'0'.repeat(-Number(exponent) - 1)}${digits}`;
}

function dayText(serial: number, style: NumberStyle, is1904: boolean): string {
  const seconds = Math.round(serial * SECONDS);
  const clock = clockText(seconds % SECONDS);
  if (style === 'time' && seconds < SECONDS) return clock;
  const days = Math.floor(seconds / SECONDS) + (is1904 ? DAYS_1900_TO_1904 : 0);
  const day = calendarDay(days);
  return seconds % SECONDS === 0 ? day : `${day} ${clock}`;
}

/** Days counted from 1900-01-01 as 1. What spreadsheets count and the calendar does not have is written as they show it. */
function calendarDay(days: number): string {
  if (days === 0) return '1900-01-00';
  if (days === FALSE_LEAP_DAY) return '1900-02-29';
  const since1900 = days < FALSE_LEAP_DAY ? days - 1 : days - 2;
  return new Date(Date.UTC(1900, 0, 1) + since1900 * DAY_MS).toISOString().slice(0, 10);
}

function durationText(days: number): string {
  const seconds = Math.round(days * SECONDS);
  const hours = Math.floor(seconds / 3600);
  return hours < 24 ? clockText(seconds) : `${hours}${clockText(seconds % 3600).slice(2)}`;
}

function clockText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}

/** A day that is written as a text of ISO 8601, as strict workbooks do. */
export function isoText(written: string): string {
  return written
    .replace(/(?:T00:00(?::00(?:\.0+)?)?)?Z?$/, '')
    .replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d).*$/, '$1 $2');
}

/** `_x000D_` stands for a character that XML cannot hold; `_x005F_` for the underscore of such a text itself. */
export function unescapedCell(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)).replace('\0', ''),
  );
}

/** Column of a reference such as `BC12`, from 0; NaN where it is none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i);
    const letter = code >= 97 ? code - 96 : code - 64;
    if (letter < 1 || letter > 26) return i > 0 ? column - 1 : Number.NaN;
    column = column * 26 + letter;
  }
  return Number.NaN;
}

/** Letters of a column, from 0: 28 is AC. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return `${rest >= 0 ? columnName(rest) : ''}${String.fromCharCode(65 + (column % 26))}`;
}
