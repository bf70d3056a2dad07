import { formatDecimal, parseDecimal } from '../units/amount.ts';
import {
  dayNumber,
  isInFactYears,
  lastDayOf,
  parseDay,
  parseMonth,
  YEAR_FIRST,
  YEAR_LAST,
} from '../units/day.ts';
import { RATE_DAYS_MOST, RATE_DIGITS, type RateOn } from './exchange-rates.ts';
import type { Field } from './layout.ts';

/** What is wrong with a row, in which field, and how to mend it. */
export interface RowProblem {
  readonly field: string;
  readonly what: string;
  readonly mend: string;
}

/**
 * Judges the cells of one row that the fast path did not take as plainly right. Either every cell comes back in its
 * canonical writing (blanks cut, `+5` as `5`, choices in lower case), or all problems of the row do.
 *
 * @param cells cell of each field in the order of `fields`; undefined where the file has no such column
 * @param currency the reporting currency: a row in another one needs an exchange rate, and never converts at parity
 * @param rateOn exchange rates; none where they are left out
 */
export function judgeRow(
  fields: readonly Field[],
  cells: readonly (string | undefined)[],
  currency: string,
  rateOn?: RateOn,
): { cells: string[] } | { problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const canonical = fields.map((field, index) => {
    const text = (cells[index] ?? '').trim();
    if (text === '') {
      if (field.required)
        problems.push({ field: field.name, what: 'is empty', mend: `Give it: ${field.meaning}.` });
      return '';
    }
    const read = readCell(field, text, currency);
    if (typeof read === 'string') return read;
    problems.push({ field: field.name, ...read });
    return '';
  });
  const row: JudgedRow = { fields, cells: canonical, problems };
  problems.push(...missingOfTwo(row, 'unit_price', 'amount'), ...missingOfTwo(row, 'actual', 'promised'));
  problems.push(...ownParent(row));
  if (!problems.some(({ field }) => field === 'currency'))
    problems.push(...wrongCurrency(row, currency, rateOn));
  return problems.length > 0 ? { problems } : { cells: canonical };
}

interface JudgedRow {
  readonly fields: readonly Field[];
  /** In canonical writing; empty where nothing stands, or nothing that could be read. */
  readonly cells: readonly string[];
  readonly problems: readonly RowProblem[];
}

/** Of two fields one has to be there. */
function missingOfTwo({ fields, cells, problems }: JudgedRow, one: string, other: string): RowProblem[] {
  const [first, second] = [one, other].map(name => cells[fields.findIndex(field => field.name === name)]);
  const unread = problems.some(({ field }) => field === one || field === other);
  if (first !== '' || second !== '' || unread) return [];
  return [{ field: other, what: `is empty, and so is ${one}`, mend: 'Give one of the two.' }];
}

/** Nobody belongs to itself. */
function ownParent({ fields, cells }: JudgedRow): RowProblem[] {
  const [customer, parent] = ['customer', 'parent'].map(
    name => cells[fields.findIndex(field => field.name === name)],
  );
  if (!parent || parent !== customer) return [];
  const mend = 'Give the number of the company that it belongs to, or leave it empty.';
  return [{ field: 'parent', what: 'is the customer itself', mend }];
}

/** A row with money in another currency has to have an exchange rate of its day. */
function wrongCurrency(row: JudgedRow, reporting: string, rateOn: RateOn | undefined): RowProblem[] {
  const { fields, cells } = row;
  const index = fields.findIndex(({ type }) => type === 'currency');
  const currency = cells[index] ?? '';
  const field = fields[index]?.name ?? '';
  if (fields.some(({ type }) => type === 'rate')) {
    if (currency !== reporting) return [];
    const what = `is ${currency}, in which the book is kept`;
    return [{ field, what, mend: 'Delete the row: the reporting currency needs no rate.' }];
  }
  const hasMoney = fields.some(({ type }, i) => type === 'money' && cells[i] !== '');
  const day = dayOf(row);
  if (currency === '' || currency === reporting || !hasMoney || day === undefined) return [];
  if (rateOn?.(currency, dayNumber(day))) return [];
  return [
    {
      field,
      what: `is ${currency}, the book is kept in ${reporting}, and no exchange rate of ${currency} is known for ${day} or the ${RATE_DAYS_MOST} days before`,
      mend: `Import an exchange rate of ${currency} that reaches ${day}, or give the amounts in ${reporting}.`,
    },
  ];
}

/** When the row happened; a month counts by its last day. */
function dayOf({ fields, cells }: JudgedRow): string | undefined {
  const index = fields.findLastIndex(({ dates }, i) => dates && cells[i] !== '');
  const text = cells[index];
  return fields[index]?.type === 'month' && text ? lastDayOf(text) : text;
}

type Wrong = Omit<RowProblem, 'field'>;

function readCell(field: Field, text: string, currency: string): string | Wrong {
  switch (field.type) {
    case 'key':
    case 'text':
      return text;
    case 'choice':
      return readChoice(field, text);
    case 'day':
      return inFactYears(parseDay(text)) ?? wrongDay(text);
    case 'month':
      return inFactYears(parseMonth(text)) ?? wrongMonth(text);
    case 'currency':
      return readCurrency(text, currency);
    case 'rate':
      return readRate(field, text);
    case 'money':
      return readDecimal(field, text, 'amount');
    case 'quantity':
      return readDecimal(field, text, 'quantity');
    case 'minutes':
      return readDecimal(field, text, 'number of minutes');
  }
}

function readChoice(field: Field, text: string): string | Wrong {
  const lower = text.toLowerCase();
  if (field.choices?.includes(lower)) return lower;
  return {
    what: `"${text}" is not known here`,
    mend: `Write ${field.choices?.join(' or ')}, or leave it empty.`,
  };
}

function inFactYears(read: string | undefined): string | undefined {
  return read !== undefined && isInFactYears(read) ? read : undefined;
}

function otherYear(text: string): Wrong {
  const what = `"${text}" lies outside the years ${YEAR_FIRST} to ${YEAR_LAST}`;
  return { what, mend: 'Correct the year, or leave the cell empty where it stands for none.' };
}

function wrongMonth(text: string): Wrong {
  if (parseMonth(text)) return otherYear(text);
  return { what: `"${text}" is no month`, mend: 'Write it as YYYY-MM, such as 2025-03.' };
}

function readCurrency(text: string, reporting: string): string | Wrong {
  if (text === reporting) return text;
  if (/^[a-z]{3}$/i.test(text)) return text.toUpperCase();
  return { what: `"${text}" is no currency`, mend: 'Write its three letters, such as USD.' };
}

function readRate(field: Field, text: string): string | Wrong {
  const read = readDecimal(field, text, 'rate');
  if (typeof read !== 'string' || !/^(-.*|0)$/.test(read)) return read;
  return { what: `"${text}" is not above zero`, mend: `Give it: ${field.meaning}.` };
}

function wrongDay(text: string): Wrong {
  if (parseDay(text)) return otherYear(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) {
    return { what: `"${text}" does not exist in the calendar`, mend: 'Correct the day or the time.' };
  }
  return {
    what: `"${text}" is no day that can be read in one way only`,
    mend: 'Write it as YYYY-MM-DD, such as 2025-03-31.',
  };
}

function readDecimal(field: Field, text: string, noun: string): string | Wrong {
  const digits = { money: 6, rate: RATE_DIGITS }[field.type as string] ?? 3;
  const value = parseDecimal(text, digits);
  if (value !== undefined && value < 0 && field.positive) {
    return { what: `"${text}" is negative`, mend: `Write it without the minus: ${field.meaning}.` };
  }
  if (value !== undefined) return formatDecimal(value, digits);
  if (/^[+-]?\d*[.]?\d+$/.test(text)) {
    const decimals = text.split('.')[1]?.replace(/0+$/, '').length ?? 0;
    if (decimals > digits)
      return { what: `"${text}" has ${decimals} decimals`, mend: `Round it to ${digits} decimals.` };
    const most =
      field.type === 'rate' ? '900,000 is the limit of a rate' : 'nine billion is the limit of one cell';
    return { what: `"${text}" is too large`, mend: `Check the figure: ${most}.` };
  }
  if (text.includes(',')) {
    return {
      what: `"${text}" has a comma`,
      mend: 'Write a point before the decimals and nothing between thousands: 1234.56.',
    };
  }
  return { what: `"${text}" is no ${noun}`, mend: 'Write digits with a point before the decimals: 1234.56.' };
}
