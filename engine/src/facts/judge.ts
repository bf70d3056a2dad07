import { formatDecimal, parseDecimal } from '../units/amount.ts';
import { isInFactYears, parseDay, parseMonth, YEAR_FIRST, YEAR_LAST } from '../units/day.ts';
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
 * @param currency the reporting currency: a row in another one is refused, never converted at parity
 */
export function judgeRow(
  fields: readonly Field[],
  cells: readonly (string | undefined)[],
  currency: string,
): { cells: string[] } | { problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const canonical = fields.map((field, index) => {
    const text = (cells[index] ?? '').trim();
    if (text === '') {
      if (field.required)
        problems.push({ field: field.name, what: 'is empty', mend: `Give it: ${field.meaning}.` });
      return '';
    }
    const read = readCell(field, text);
    if (typeof read === 'string') return read;
    problems.push({ field: field.name, ...read });
    return '';
  });
  const cellOf = (name: string) => canonical[fields.findIndex(field => field.name === name)];
  if (cellOf('currency') && cellOf('currency') !== currency) {
    const what = `is ${cellOf('currency')}, the book is kept in ${currency}`;
    problems.push({ field: 'currency', what, mend: `Give the amounts in ${currency}.` });
  }
  const unread = problems.some(({ field }) => field === 'amount' || field === 'unit_price');
  if (cellOf('unit_price') === '' && cellOf('amount') === '' && !unread) {
    problems.push({ field: 'amount', what: 'is empty, and so is unit_price', mend: 'Give one of the two.' });
  }
  return problems.length > 0 ? { problems } : { cells: canonical };
}

type Wrong = Omit<RowProblem, 'field'>;

function readCell(field: Field, text: string): string | Wrong {
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
  const digits = field.type === 'money' ? 6 : 3;
  const value = parseDecimal(text, digits);
  if (value !== undefined && value < 0 && field.positive) {
    return { what: `"${text}" is negative`, mend: `Write it without the minus: ${field.meaning}.` };
  }
  if (value !== undefined) return formatDecimal(value, digits);
  if (/^[+-]?\d*[.]?\d+$/.test(text)) {
    const decimals = text.split('.')[1]?.replace(/0+$/, '').length ?? 0;
    if (decimals > digits)
      return { what: `"${text}" has ${decimals} decimals`, mend: `Round it to ${digits} decimals.` };
    return {
      what: `"${text}" is too large`,
      mend: 'Check the figure: nine billion is the limit of one cell.',
    };
  }
  if (text.includes(',')) {
    return {
      what: `"${text}" has a comma`,
      mend: 'Write a point before the decimals and nothing between thousands: 1234.56.',
    };
  }
  return { what: `"${text}" is no ${noun}`, mend: 'Write digits with a point before the decimals: 1234.56.' };
}
