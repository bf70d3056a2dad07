import {
  ABSENT,
  type Day,
  type DecimalMark,
  dayNumber,
  dayOfNumber,
  judgeRow,
  layoutOf,
  mappedJudge,
  type PurchaseColumns,
  type RowProblem,
  readDay,
} from '@clientele/engine';
import type { Cells } from '../server/facts/cells.ts';
import { EMPTY, KeyIndex } from '../server/facts/key-index.ts';
import type { PurchaseLayout } from './purchase-layout.ts';

/** What is wrong in a row of the file, and how to mend it. */
export interface PurchaseProblem extends RowProblem {
  readonly row: number;
}

/** Rows beyond are counted, and not said what is wrong with them. */
const PROBLEMS_MOST = 1_000_000;
const MONEY_DIGITS = 6;
const QUANTITY_DIGITS = 3;
const WITH_COMMA = /^-?\d{1,9}(?:,\d{1,3})?$/;
const KNOWN_DAYS_MOST = 100_000;
/** Mends as the import has them → as they are here, without a mapping. */
const MENDS: readonly (readonly [RegExp, string])[] = [
  [/^Say in the mapping how days are written/, 'Say with --days how days are written'],
  [/^Say in the mapping which/, 'Say with --decimal which'],
  [
    /^Map a column that holds the currency.*/,
    'Give all amounts in one currency: they are summed as they stand.',
  ],
];

type Verdict = { readonly cells: readonly string[] } | { readonly problems: readonly RowProblem[] };

/** Gathers purchases row by row, as columns; what cannot be read is a problem of its row, and the others count. */
export class PurchaseRows {
  rows = 0;
  refused = 0;
  readonly problems: PurchaseProblem[] = [];
  /** Of all amounts, as far as the file says it. */
  currency: string | undefined;
  readonly #layout: PurchaseLayout;
  readonly #judge: (cells: readonly string[]) => Verdict;
  readonly #places: Readonly<Record<string, number>>;
  readonly #keys = new KeyIndex();
  readonly #days = new Map<number | string, number>();
  readonly #customer: number[] = [];
  readonly #day: number[] = [];
  readonly #amount: number[] = [];

  constructor(layout: PurchaseLayout) {
    const { mapping, headings, fields } = layout;
    this.#layout = layout;
    this.currency = mapping.currency;
    const order = layoutOf(mapping.kind).fields.map(({ name }) => name);
    const from = fields.map(({ name }) => order.indexOf(name));
    this.#places = Object.fromEntries(fields.map(({ name }, i) => [name, i]));
    this.#judge = mappedJudge(mapping, headings, {
      currency: mapping.currency ?? null,
      judge: cells =>
        judgeRow(
          fields,
          from.map(place => cells[place]),
          mapping.currency ?? '',
        ),
    });
  }

  /** A record that stands in bytes: what is plainly right is read straight from them. */
  bytes(cells: Cells): void {
    const { columns, mapping } = this.#layout;
    const day = this.#plainDay(cells);
    const amount = plainAmount(cells, columns, mapping.decimal);
    const isPlain = columns.currency < 0 && Number.isFinite(day) && Number.isFinite(amount);
    const customer = isPlain ? cells.key(columns.customer, this.#keys) : EMPTY;
    if (customer === EMPTY) {
      this.texts(cells.row, cells.texts());
      return;
    }
    this.rows += 1;
    this.#take(customer, day, amount);
  }

  texts(row: number, cells: readonly string[]): void {
    this.rows += 1;
    const verdict = this.#judge(cells);
    if ('problems' in verdict) {
      this.#refuse(row, verdict.problems);
      return;
    }
    const cell = (name: string) => verdict.cells[this.#places[name] ?? -1];
    const problem = this.#otherCurrency(cell('currency') ?? '');
    if (problem) {
      this.#refuse(row, [problem]);
      return;
    }
    const key = Buffer.from(cell('customer') as string);
    const [amount, quantity, price] = [cell('amount'), cell('quantity'), cell('unit_price')];
    const paid = amount === undefined ? Number(quantity ?? 1) * Number(price ?? 1) : Number(amount);
    this.#take(this.#keys.of(key, 0, key.length), dayNumber(cell('day') as Day), paid);
  }

  /** A row that is no row. */
  broken(row: number, problem: Omit<RowProblem, 'field'>): void {
    this.rows += 1;
    this.#refuse(row, [{ field: 'row', ...problem }]);
  }

  /** Customers in the order of their keys. */
  columns(): PurchaseColumns {
    const { texts } = this.#keys;
    const order = texts
      .map((_, i) => i)
      .sort((a, b) => ((texts[a] as string) < (texts[b] as string) ? -1 : 1));
    const position = new Uint32Array(texts.length);
    for (const [at, key] of order.entries()) position[key] = at;
    return {
      customers: order.map(key => texts[key] as string),
      customer: Uint32Array.from(this.#customer, key => position[key] as number),
      day: Int32Array.from(this.#day),
      amount: Float64Array.from(this.#amount),
    };
  }

  lastDay(): Day | undefined {
    if (this.#day.length === 0) return undefined;
    return dayOfNumber(this.#day.reduce((last, day) => Math.max(last, day)));
  }

  #take(customer: number, day: number, amount: number): void {
    this.#customer.push(customer);
    this.#day.push(day);
    this.#amount.push(amount);
  }

  #refuse(row: number, problems: readonly RowProblem[]): void {
    this.refused += 1;
    if (this.problems.length >= PROBLEMS_MOST) return;
    for (const { field, what, mend } of problems)
      this.problems.push({ row, field, what, mend: mendHere(mend) });
  }

  #otherCurrency(currency: string): RowProblem | undefined {
    if (currency === '') return undefined;
    this.currency ??= currency;
    if (currency === this.currency) return undefined;
    return {
      field: 'currency',
      what: `is ${currency}, and the rows before it are in ${this.currency}`,
      mend: 'Give all amounts in one currency: they are summed as they stand.',
    };
  }

  /** Days come again and again; NaN for what has to be judged. */
  #plainDay(cells: Cells): number {
    const { columns, mapping } = this.#layout;
    const written = cells.day(columns.day);
    if (written === ABSENT) return Number.NaN;
    const key = Number.isNaN(written) ? (cells.text(columns.day) ?? '') : written;
    const known = this.#days.get(key);
    if (known !== undefined) return known;
    const text = String(key);
    const day =
      typeof key === 'number'
        ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
        : readDay(text, mapping.days);
    const number = day === undefined ? Number.NaN : dayNumber(day);
    if (this.#days.size >= KNOWN_DAYS_MOST) this.#days.clear();
    this.#days.set(key, number);
    return number;
  }
}

/** NaN for what has to be judged. */
function plainAmount(
  cells: Cells,
  { amount, quantity, unit_price }: PurchaseLayout['columns'],
  mark: DecimalMark | undefined,
): number {
  const figure = (column: number, digits: number) => {
    if (mark !== 'comma') return cells.decimal(column, digits) / 10 ** digits;
    const text = cells.text(column) ?? '';
    return WITH_COMMA.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  };
  if (amount >= 0) return figure(amount, MONEY_DIGITS);
  return quantity < 0 ? 1 : figure(quantity, QUANTITY_DIGITS) * figure(unit_price, MONEY_DIGITS);
}

function mendHere(mend: string): string {
  return MENDS.reduce((text, [written, here]) => text.replace(written, here), mend);
}
