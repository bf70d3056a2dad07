import { formatDecimal, parseDecimal } from '../units/amount.ts';
import { currenciesOfSign } from './currency-signs.ts';
import type { RowProblem } from './judge.ts';
import type { Field } from './layout.ts';
import type { FieldMapping, Mapping } from './mapping.ts';
import { isNoDay, readDay, readMonth } from './written-days.ts';
import { currenciesAt, readFigure } from './written-decimals.ts';

type Wrong = Omit<RowProblem, 'field'>;

/** A cell as its mapping reads it. */
export interface ReadCell {
  /** In the layout's writing. */
  readonly text: string;
  readonly wrong?: Wrong;
  /** What the sign at an amount can mean. */
  readonly currencies?: readonly string[];
}

const NOTHING: ReadCell = { text: '' };

export function fieldReader(
  field: Field,
  mapping: Mapping,
  names: readonly string[],
): (cells: readonly string[]) => ReadCell {
  const from = mapping.fields[field.name];
  const otherwise =
    field.name === 'currency' && mapping.currency !== undefined ? { text: mapping.currency } : NOTHING;
  if (!from) return () => otherwise;
  const textOf = textReader(from, names);
  const read = writingReader(field, mapping, from);
  const known = new Map<string, ReadCell>();
  return cells => {
    const text = textOf(cells);
    if (text === '') return otherwise;
    const seen = known.get(text);
    if (seen) return seen;
    const cell = read(text);
    if (known.size >= KNOWN_MOST) known.clear();
    known.set(text, cell);
    return cell;
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

function writingReader(field: Field, mapping: Mapping, from: FieldMapping): (text: string) => ReadCell {
  const { days, decimal } = mapping;
  const readOr = (read: string | undefined, wrong: () => Wrong): ReadCell =>
    read === undefined ? { text: '', wrong: wrong() } : { text: read };
  if (field.name === 'currency') return text => ({ text: currencyWritten(text, mapping.currency) });
  switch (field.type) {
    case 'day':
      return text => (isNoDay(text) ? NOTHING : readOr(readDay(text, days), () => unreadDay(text, days)));
    case 'month':
      return text => (isNoDay(text) ? NOTHING : readOr(readMonth(text, days), () => unreadMonth(text)));
    case 'key':
    case 'text':
    case 'choice':
      return text => ({ text });
    default:
      return text => {
        const figure = readFigure(text, decimal);
        if (figure === undefined) return { text: '', wrong: unreadFigure(text, mapping) };
        const currencies = field.type === 'money' ? currenciesAt(text) : [];
        const written = multiplied(figure, from);
        return currencies.length === 0 ? { text: written } : { text: written, currencies };
      };
  }
}

/** `€` is EUR; a sign that several share is the table's own currency, where that is one of them. */
function currencyWritten(text: string, own: string | undefined): string {
  const meant = currenciesOfSign(text);
  if (meant.length === 1) return meant[0] as string;
  return own !== undefined && meant.includes(own) ? own : text;
}

const DAY_WORDS = { ymd: 'year, month, day', dmy: 'day, month, year', mdy: 'month, day, year' } as const;

function unreadDay(text: string, order: Mapping['days']): Wrong {
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

function unreadMonth(text: string): Wrong {
  return { what: `"${text}" is no month`, mend: 'Write it as YYYY-MM, such as 2025-03.' };
}

function unreadFigure(text: string, { decimal }: Mapping): Wrong {
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
