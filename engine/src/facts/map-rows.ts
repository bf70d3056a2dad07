import { formatDecimal, parseDecimal } from '../units/amount.ts';
import { currenciesOfSign } from './currency-signs.ts';
import { judgeRow, type RowProblem } from './judge.ts';
import { type Field, layoutOf } from './layout.ts';
import { type FieldMapping, type Mapping, namedHeadings } from './mapping.ts';
import { isNoDay, readDay, readMonth } from './written-days.ts';
import { readFigure } from './written-decimals.ts';

/** A row in the layout's order: each cell as the layout writes it, or the text that could not be read and why. */
export interface MappedRow {
  readonly cells: string[];
  readonly problems: readonly RowProblem[];
}

/** Cells of a file's row → cells in the order of the layout's fields, then those of the mapping's own fields. */
export function mappedCells(
  mapping: Mapping,
  headings: readonly string[],
): (cells: readonly string[]) => string[] {
  const mapRow = rowMapper(mapping, headings);
  return cells => mapRow(cells).cells;
}

/** The same with what cannot be read; cells that cannot are kept as they stand in the file. */
export function rowMapper(
  mapping: Mapping,
  headings: readonly string[],
): (cells: readonly string[]) => MappedRow {
  const names = namedHeadings(headings);
  const fields = layoutOf(mapping.kind).fields.map(field => fieldReader(field, mapping, names));
  const custom = Object.values(mapping.custom ?? {}).map(heading => names.indexOf(heading));
  return cells => {
    const problems: RowProblem[] = [];
    const mapped = fields.map(read => read(cells, problems));
    for (const column of custom) mapped.push((cells[column] ?? '').trim());
    return { cells: mapped, problems };
  };
}

/**
 * Judges a row of a file by its mapping: every cell in canonical writing, or all problems of the row, each with the
 * heading of its column.
 */
export function mappedJudge(mapping: Mapping, headings: readonly string[], currency: string) {
  const { fields } = layoutOf(mapping.kind);
  const mapRow = rowMapper(mapping, headings);
  return (cells: readonly string[]): { cells: string[] } | { problems: RowProblem[] } => {
    const { cells: mapped, problems } = mapRow(cells);
    const unread = new Set(problems.map(({ field }) => field));
    const readable = fields.map(({ name }, i) => (unread.has(name) ? '' : mapped[i]));
    const verdict = judgeRow(fields, readable, currency);
    if ('cells' in verdict && problems.length === 0)
      return { cells: [...verdict.cells, ...mapped.slice(fields.length)] };
    const judged = 'problems' in verdict ? verdict.problems : [];
    const all = [...problems, ...judged.filter(problem => !isOfUnread(problem, unread))];
    return { problems: all.map(problem => withHeading(problem, mapping)) };
  };
}

/** What the judge says of a cell that the mapping could not read, or of the pair that it belongs to. */
function isOfUnread({ field, what }: RowProblem, unread: ReadonlySet<string>): boolean {
  return unread.has(field) || (what === 'is empty, and so is unit_price' && unread.has('unit_price'));
}

function withHeading(problem: RowProblem, { fields }: Mapping): RowProblem {
  const columns = fields[problem.field]?.columns ?? [];
  if (columns.length === 0 || (columns.length === 1 && columns[0] === problem.field)) return problem;
  return { ...problem, what: `${problem.what} (column ${columns.join(' + ')})` };
}

type FieldReader = (cells: readonly string[], problems: RowProblem[]) => string;

function fieldReader(field: Field, mapping: Mapping, names: readonly string[]): FieldReader {
  const from = mapping.fields[field.name];
  if (!from) {
    const fixed = field.name === 'currency' ? (mapping.currency ?? '') : '';
    return () => fixed;
  }
  const text = textReader(from, names);
  const written = writingReader(field, mapping, from);
  const known = new Map<string, string | Omit<RowProblem, 'field'>>();
  return (cells, problems) => {
    const found = text(cells);
    if (found === '') return field.name === 'currency' ? (mapping.currency ?? '') : '';
    let read = known.get(found);
    if (read === undefined) {
      read = written(found);
      if (known.size >= KNOWN_MOST) known.clear();
      known.set(found, read);
    }
    if (typeof read === 'string') return read;
    problems.push({ field: field.name, ...read });
    return found;
  };
}

/** Days and prices come again and again in a file. */
const KNOWN_MOST = 4096;

function textReader(from: FieldMapping, names: readonly string[]): (cells: readonly string[]) => string {
  const { columns = [], joinWith = ' ', split, values = {}, constant = '' } = from;
  const places = columns.map(heading => names.indexOf(heading)).filter(place => place >= 0);
  const table = new Map(Object.entries(values).map(([written, meant]) => [written.trim(), meant]));
  return cells => {
    let text =
      places.length === 1
        ? (cells[places[0] as number] ?? '').trim()
        : places
            .map(place => (cells[place] ?? '').trim())
            .filter(part => part !== '')
            .join(joinWith);
    if (split && text !== '')
      text = (text.split(split.by).at(split.take > 0 ? split.take - 1 : split.take) ?? '').trim();
    text = table.get(text) ?? text;
    return text === '' ? constant : text;
  };
}

type Read = string | Omit<RowProblem, 'field'>;

function writingReader(field: Field, mapping: Mapping, from: FieldMapping): (text: string) => Read {
  const { days, decimal } = mapping;
  switch (field.type) {
    case 'day':
      return text => (isNoDay(text) ? '' : (readDay(text, days) ?? unreadDay(text, days)));
    case 'month':
      return text => (isNoDay(text) ? '' : (readMonth(text, days) ?? unreadMonth(text)));
    case 'key':
    case 'text':
    case 'choice':
      return field.name === 'currency' ? currencyWritten : text => text;
    default:
      return text => {
        const figure = readFigure(text, decimal);
        return figure === undefined ? unreadFigure(text, mapping) : multiplied(figure, from);
      };
  }
}

/** `€` is EUR; `$` is several and stays for the value table. */
function currencyWritten(text: string): string {
  const [only, ...others] = currenciesOfSign(text);
  return only !== undefined && others.length === 0 ? only : text;
}

const DAY_WORDS = { ymd: 'year, month, day', dmy: 'day, month, year', mdy: 'month, day, year' } as const;

function unreadDay(text: string, order: Mapping['days']): Omit<RowProblem, 'field'> {
  if (order !== undefined)
    return {
      what: `"${text}" is no day that is written ${DAY_WORDS[order]}`,
      mend: 'Correct it, or write it as YYYY-MM-DD, such as 2025-03-31.',
    };
  return {
    what: `"${text}" is no day that can be read in one way only`,
    mend: 'Say in the mapping how days are written, or write it as YYYY-MM-DD, such as 2025-03-31.',
  };
}

function unreadMonth(text: string): Omit<RowProblem, 'field'> {
  return { what: `"${text}" is no month`, mend: 'Write it as YYYY-MM, such as 2025-03.' };
}

function unreadFigure(text: string, { decimal }: Mapping): Omit<RowProblem, 'field'> {
  const example = decimal === 'comma' ? '1234,56' : '1234.56';
  if (readFigure(text, 'point') !== undefined && readFigure(text, 'comma') !== undefined)
    return {
      what: `"${text}" can be read with its comma or point before thousands or before decimals`,
      mend: 'Say in the mapping which sign stands before the decimals.',
    };
  return {
    what: `"${text}" is no figure${decimal ? ` with a ${decimal} before the decimals` : ''}`,
    mend: `Write digits such as ${example}, without an exponent or a unit.`,
  };
}

/** Exact: digits that this brings beyond what the field holds are a problem of the row and are not rounded. */
function multiplied(figure: string, { factor, negate }: FieldMapping): string {
  const product = factor === undefined ? figure : timesExactly(figure, factor);
  if (!negate || /^0$/.test(product)) return product;
  return product.startsWith('-') ? product.slice(1) : `-${product}`;
}

/** The product of two plain decimals: timesExactly('12.5', '0.001') → '0.0125'. */
function timesExactly(left: string, right: string): string {
  const [a, b] = [wholeOf(left), wholeOf(right)];
  return formatDecimal(a.whole * b.whole, a.digits + b.digits);
}

function wholeOf(text: string): { whole: bigint; digits: number } {
  const [whole = '', fraction = ''] = text.split('.');
  return { whole: BigInt(`${whole}${fraction}`), digits: fraction.length };
}

/** Whether a text is a factor: a plain decimal other than zero. */
export function isFactor(text: string): boolean {
  const value = parseDecimal(text, 9);
  return value !== undefined && value !== 0 && /^-?\d+(\.\d+)?$/.test(text);
}
