import { type ColumnEvidence, columnEvidence, currencySigns } from './column-evidence.ts';
import { currenciesOfSign } from './currency-signs.ts';
import { currencyInHeading } from './headings.ts';
import { type Field, layoutOf, normalHeading } from './layout.ts';
import { type Mapping, namedHeadings } from './mapping.ts';
import { DAY_ORDERS, type DayOrder, daysWritten } from './written-days.ts';
import { DECIMAL_MARKS, type DecimalMark, decimalMarksOf } from './written-decimals.ts';

/** What the cells of a table leave open: somebody who knows the table has to say it. */
export type MappingQuestion =
  | {
      readonly about: 'days';
      readonly field: string;
      readonly heading: string;
      readonly examples: readonly string[];
      readonly choices: readonly DayOrder[];
    }
  | {
      readonly about: 'decimal';
      readonly field: string;
      readonly heading: string;
      readonly examples: readonly string[];
      readonly choices: readonly DecimalMark[];
    }
  | {
      readonly about: 'currency';
      readonly field: string;
      readonly heading: string | null;
      readonly examples: readonly string[];
      readonly choices: readonly string[];
    };

export interface Table {
  readonly headings: readonly string[];
  /** The first rows: some fifty are enough. */
  readonly rows: readonly (readonly string[])[];
}

/** What the cells of a table decide, in words, and what they leave open. */
export interface Answers {
  readonly days?: DayOrder;
  readonly decimal?: DecimalMark;
  readonly currency?: string;
  readonly because: Readonly<Partial<Record<'days' | 'decimal' | 'currency', string>>>;
  readonly questions: readonly MappingQuestion[];
}

/** The questions that a mapping leaves open on these rows: none where it answers them, or where the cells do. */
export function openQuestions(
  mapping: Mapping,
  table: Table,
  currency: string | null,
): readonly MappingQuestion[] {
  return answersOf(mapping, table, currency).questions.filter(({ about }) => mapping[about] === undefined);
}

export function answersOf(mapping: Mapping, table: Table, currency: string | null): Answers {
  const columns = columnsOf(mapping, table);
  const days = daysAnswer(columns);
  const decimal = decimalAnswer(columns);
  const money = currencyAnswer(columns, mapping, currency);
  return {
    ...(days.answer && { days: days.answer }),
    ...(decimal.answer && { decimal: decimal.answer }),
    ...(money.answer && { currency: money.answer }),
    because: {
      ...(days.because && { days: days.because }),
      ...(decimal.because && { decimal: decimal.because }),
      ...(money.because && { currency: money.because }),
    },
    questions: [days.question, decimal.question, money.question].filter(question => question !== undefined),
  };
}

interface MappedColumn {
  readonly field: Field;
  readonly heading: string;
  readonly evidence: ColumnEvidence;
}

/** The columns that fields come from as they stand: what is split or joined is no day or figure by itself. */
function columnsOf({ kind, fields }: Mapping, { headings, rows }: Table): MappedColumn[] {
  const names = namedHeadings(headings);
  return layoutOf(kind).fields.flatMap(field => {
    const from = fields[field.name];
    const [heading, ...more] = from?.columns ?? [];
    const at = heading === undefined ? -1 : names.indexOf(heading);
    if (heading === undefined || at < 0 || more.length > 0 || from?.split) return [];
    const translated = new Set(Object.keys(from?.values ?? {}).map(text => text.trim()));
    const evidence = columnEvidence(rows, at);
    const cells = evidence.cells.filter(cell => !translated.has(cell));
    return [{ field, heading, evidence: { ...evidence, cells } }];
  });
}

interface Found<T, Q> {
  readonly answer?: T;
  readonly because?: string;
  readonly question?: Q;
}

const EXAMPLES_MOST = 3;

const TWO_DIGIT_YEAR = /^\d{1,2}[-/. ]+\d{1,2}[-/. ]+\d{2}(?!\d)/;

function daysAnswer(columns: readonly MappedColumn[]): Found<DayOrder, MappingQuestion> {
  const written = columns
    .filter(({ field }) => field.type === 'day' || field.type === 'month')
    .flatMap(({ field, heading, evidence }) =>
      evidence.cells.flatMap(cell => {
        const days = daysWritten(cell);
        const orders = DAY_ORDERS.filter(order => days[order] !== undefined);
        return orders.length === 0 || (orders.length === 3 && new Set(Object.values(days)).size === 1)
          ? []
          : { field, heading, cell, orders };
      }),
    );
  const found = decided(written, ({ orders }) => orders, DAY_ORDERS);
  if (!found) return {};
  const { field, heading, cell } = found.example;
  if (found.answer) {
    const only = `"${cell}" in ${heading} can be read in no other order`;
    const isShort = written.some(one => TWO_DIGIT_YEAR.test(one.cell));
    return {
      answer: found.answer,
      because: isShort ? `${only}; two digits of a year mean 1970 to 2069` : only,
    };
  }
  const examples = found.examples.map(({ cell }) => cell);
  return { question: { about: 'days', field: field.name, heading, examples, choices: found.choices } };
}

function decimalAnswer(columns: readonly MappedColumn[]): Found<DecimalMark, MappingQuestion> {
  const written = columns
    .filter(({ field }) => ['money', 'quantity', 'minutes', 'rate'].includes(field.type))
    .flatMap(({ field, heading, evidence }) =>
      evidence.cells.flatMap(cell => {
        const marks = decimalMarksOf(cell);
        // Under the layout's own heading a point alone is what the layout says that it is.
        const isLayouts = normalHeading(heading) === field.name && /^-?\d+\.\d+$/.test(cell);
        return marks.length === 0 || isLayouts ? [] : { field, heading, cell, marks };
      }),
    );
  const found = decided(written, ({ marks }) => marks, DECIMAL_MARKS);
  if (!found) return {};
  const { field, heading } = found.example;
  if (found.answer)
    return {
      answer: found.answer,
      because: `"${found.example.cell}" in ${heading} has its ${found.answer} before the decimals`,
    };
  const examples = found.examples.map(({ cell }) => cell);
  return { question: { about: 'decimal', field: field.name, heading, examples, choices: found.choices } };
}

/**
 * One answer that fits all cells decides, if some cell leaves no other. Where all of them leave several, or no answer
 * fits them all, it is a question.
 */
function decided<W extends { cell: string }, T>(
  written: readonly W[],
  choicesOf: (one: W) => readonly T[],
  order: readonly T[],
): { answer?: T; example: W; examples: readonly W[]; choices: readonly T[] } | undefined {
  const [first] = written;
  if (!first) return undefined;
  const common = order.filter(choice => written.every(one => choicesOf(one).includes(choice)));
  const [only, ...others] = common;
  const example = written.find(one => choicesOf(one).length === 1);
  if (only !== undefined && others.length === 0)
    return { answer: only, example: example ?? first, examples: [], choices: common };
  const any = order.filter(choice => written.some(one => choicesOf(one).includes(choice)));
  const contradicting = any
    .map(choice => written.find(one => !choicesOf(one).includes(choice)))
    .filter(one => one !== undefined);
  const examples = common.length === 0 ? contradicting : written;
  const unlike = [...new Map(examples.map(one => [one.cell, one])).values()];
  return {
    example: unlike[0] ?? first,
    examples: unlike.slice(0, EXAMPLES_MOST),
    choices: common.length > 0 ? common : any,
  };
}

interface Sign {
  readonly field: Field;
  readonly heading: string;
  readonly choices: readonly string[];
  readonly examples: readonly string[];
}

/** Signs at figures, and in headings, say the currency where no column does. */
function currencyAnswer(
  columns: readonly MappedColumn[],
  mapping: Mapping,
  book: string | null,
): Found<string, MappingQuestion> {
  const own = columns.find(({ field }) => field.name === 'currency');
  if (own) return sharedSigns(own);
  if (mapping.fields.currency) return {};
  const signs = columns.filter(({ field }) => field.type === 'money').flatMap(signsOf);
  const [first] = signs;
  if (!first) return {};
  const common = first.choices.filter(choice => signs.every(sign => sign.choices.includes(choice)));
  if (book !== null && common.includes(book)) return {};
  const [only, ...others] = common;
  if (book === null && only !== undefined && others.length === 0)
    return { answer: only, because: `${first.examples[0]} in ${first.heading} says so` };
  const any = [...new Set([...signs.flatMap(({ choices }) => choices), ...(book === null ? [] : [book])])];
  const examples = signs.flatMap(sign => sign.examples.slice(0, 1)).slice(0, EXAMPLES_MOST);
  return {
    question: { about: 'currency', field: 'currency', heading: first.heading, examples, choices: any },
  };
}

function signsOf({ field, heading, evidence }: MappedColumn): Sign[] {
  const atFigures = [...currencySigns(evidence).values()].map(found => ({ field, heading, ...found }));
  const headed = currencyInHeading(heading);
  return headed === undefined
    ? atFigures
    : [...atFigures, { field, heading, choices: [headed], examples: [heading] }];
}

/** A currency column that says `$` leaves open whose dollar it is. */
function sharedSigns({ heading, evidence }: MappedColumn): Found<string, MappingQuestion> {
  const shared = evidence.cells.filter(cell => currenciesOfSign(cell).length > 1);
  const [first] = shared;
  if (first === undefined) return {};
  const examples = [...new Set(shared)].slice(0, EXAMPLES_MOST);
  return {
    question: { about: 'currency', field: 'currency', heading, examples, choices: currenciesOfSign(first) },
  };
}
