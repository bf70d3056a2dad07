import {
  answersOf,
  type DayOrder,
  type DecimalMark,
  daysWritten,
  type Field,
  type FieldMapping,
  guessAs,
  type Mapping,
  type MappingQuestion,
  namedHeadings,
  readFigure,
} from '@clientele/engine';
import { headingScore, headingWords } from '../engine/src/facts/headings.ts';
import { WrongUsage } from './errors.ts';

type PurchaseField = 'customer' | 'day' | 'amount' | 'quantity' | 'unit_price' | 'currency';

/** How whoever asks says that the file is written, where its cells leave it open. */
export interface WrittenAs {
  readonly days: DayOrder | undefined;
  readonly decimal: DecimalMark | undefined;
}

/** Which column of a file of purchases is what, and how its cells are read. */
export interface PurchaseLayout {
  readonly headings: readonly string[];
  readonly mapping: Mapping;
  readonly fields: readonly Field[];
  /** Column of each field; -1 where there is none. */
  readonly columns: Readonly<Record<PurchaseField, number>>;
  /** What whoever reads the figures should know of how the file was read. */
  readonly notes: readonly string[];
}

const KIND = 'order-lines';
const NAMES_SURELY = 0.9;
const IN_ORDER = ['customer', 'date', 'amount'] as const;
const field = (name: PurchaseField, type: Field['type'], meaning: string): Field => ({
  name,
  type,
  required: name !== 'currency',
  meaning,
});
const FIELDS: readonly Field[] = [
  field('customer', 'key', 'who bought'),
  field('day', 'day', 'when, such as 2025-03-31'),
  field('amount', 'money', 'what was paid, below zero for what came back'),
  field('quantity', 'quantity', 'how many were bought'),
  field('unit_price', 'money', 'the price of one'),
  field('currency', 'text', 'of the amount'),
];

/** Whether the first line of a file names its columns: no cell of it is a day or a figure. */
export function namesColumns(line: readonly string[]): boolean {
  return !line.some(cell => isDay(cell) || isFigure(cell));
}

/** Headings of a file without any: customer, date and amount in this order, what follows is not read. */
export function headingsInOrder(count: number): string[] {
  return Array.from({ length: count }, (_, i) => IN_ORDER[i] ?? `column ${i + 1}`);
}

/**
 * Columns by their headings, else by their order; how days and figures are written by the cells. Refuses what it would have
 * to guess.
 * @param rows the first rows
 */
export function purchaseLayout(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  asked: WrittenAs,
): PurchaseLayout {
  if (headings.length < 2)
    throw new WrongUsage(
      'The file has one column: separate customer, date and amount by commas, semicolons or tabs.',
    );
  const named = fieldsNamed(headings, rows);
  const fields = named ?? fieldsInOrder(headings, rows);
  const names = namedHeadings(headings);
  const columnOf = (name: PurchaseField) => names.indexOf(fields[name]?.columns?.[0] ?? '');
  const columns = Object.fromEntries(FIELDS.map(({ name }) => [name, columnOf(name as PurchaseField)]));
  const { days, decimal, currency, questions } = answersOf({ kind: KIND, fields }, { headings, rows }, null);
  const mapping: Mapping = {
    kind: KIND,
    fields,
    ...given('days', asked.days ?? days),
    ...given('decimal', asked.decimal ?? decimal),
    ...given('currency', currency),
  };
  for (const question of questions)
    if (question.about !== 'currency' && mapping[question.about] === undefined) throw leftOpen(question);
  return {
    headings,
    mapping,
    fields: FIELDS.filter(({ name }) => fields[name] !== undefined),
    columns: columns as Record<PurchaseField, number>,
    notes: notesOf(fields, named === undefined),
  };
}

type Fields = Mapping['fields'];
type Rows = readonly (readonly string[])[];

/** By headings, in the words of several languages; undefined where no heading names the customer, or none the day. */
function fieldsNamed(headings: readonly string[], rows: Rows): Fields | undefined {
  const guessed = guessAs(KIND, { headings, rows, currency: null }).mapping.fields;
  const { day, amount, quantity, unit_price, currency } = guessed;
  const customer = guessed.customer ?? columnNamed('customer', headings);
  if (!customer || !day) return undefined;
  const taken = { customer, day, ...(currency && { currency }) };
  if (amount) return { ...taken, amount };
  if (quantity && unit_price) return { ...taken, quantity, unit_price };
  return { ...taken, ...thirdColumn(headings, rows, taken) };
}

/** Whatever its cells look like: "17850.0" may be a customer, where the heading says so. */
function columnNamed(name: PurchaseField, headings: readonly string[]): FieldMapping | undefined {
  const at = headings.findIndex(heading => headingScore(KIND, name, headingWords(heading)) >= NAMES_SURELY);
  return at < 0 ? undefined : { columns: [namedHeadings(headings)[at] as string] };
}

function fieldsInOrder(headings: readonly string[], rows: Rows): Fields {
  const [customer = '', day = ''] = namedHeadings(headings);
  const days = rows.map(cells => cells[1] ?? '').filter(cell => isDay(cell) && !isSerial(cell));
  if (days.length * 2 < rows.length || days.length === 0)
    throw new WrongUsage(
      `No heading names customer and date (there are ${headings.join(', ')}), and the second column holds no days: name the columns customer, date and amount, or put them in this order.`,
    );
  const taken = { customer: { columns: [customer] }, day: { columns: [day] } };
  return { ...taken, ...thirdColumn(headings, rows, taken) };
}

/** The third column as the amount, where nothing else is read from it and figures stand there. */
function thirdColumn(headings: readonly string[], rows: Rows, taken: Fields): Fields {
  const third = namedHeadings(headings)[2];
  const used = Object.values(taken).flatMap(({ columns = [] }) => columns);
  if (third === undefined || used.includes(third) || !rows.some(cells => isFigure(cells[2] ?? ''))) return {};
  return { amount: { columns: [third] } };
}

function notesOf(fields: Fields, inOrder: boolean): string[] {
  const named = (name: PurchaseField) => `"${fields[name]?.columns?.[0]}"`;
  const notes: string[] = [];
  if (inOrder) notes.push('Columns are taken in the order customer, date, amount.');
  else
    notes.push(
      `Customer is ${named('customer')}, date ${named('day')}${fields.amount ? `, amount ${named('amount')}` : ''}.`,
    );
  if (fields.quantity) notes.push(`The amount is ${named('quantity')} times ${named('unit_price')}.`);
  if (!fields.amount && !fields.quantity)
    notes.push('There is no column of amounts: every purchase counts 1, and value is a count of purchases.');
  return notes;
}

function leftOpen({ about, heading, examples, choices }: MappingQuestion): WrongUsage {
  const shown = examples.map(example => `"${example}"`).join(', ');
  return new WrongUsage(
    `${shown} in ${heading} can be read in more than one way: say which with --${about} ${choices.join(' or ')}.`,
  );
}

function given<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<K, V>>;
}

function isDay(cell: string): boolean {
  return Object.keys(daysWritten(cell)).length > 0;
}

/** A spreadsheet's number of a day, which any number of five digits may be. */
function isSerial(cell: string): boolean {
  return /^\s*\d{5}(?:[.,]\d+)?\s*$/.test(cell);
}

function isFigure(cell: string): boolean {
  return readFigure(cell, 'point') !== undefined || readFigure(cell, 'comma') !== undefined;
}
