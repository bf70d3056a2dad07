import { currenciesOfSign, withoutCurrencySign } from './currency-signs.ts';
import { asciiDigits } from './written-digits.ts';

/** The sign before the decimals. */
export type DecimalMark = 'point' | 'comma';
export const DECIMAL_MARKS: readonly DecimalMark[] = ['point', 'comma'];

/**
 * A figure as the plain decimal that it means under a mark: thousands and a currency sign taken out, a minus behind or
 * parentheses as a minus in front. Without a mark only what reads in one way, and a point alone is read as the layouts
 * write it. No exponents: `1e308` is no figure.
 * Examples: readFigure('1.234,56- €', 'comma') → '-1234.56'; readFigure('1,234', undefined) → undefined
 */
export function readFigure(text: string, mark: DecimalMark | undefined): string | undefined {
  const figure = figureOf(text);
  if (!figure) return undefined;
  const digits = digitsUnder(figure.figures, mark ?? onlyMarkOf(figure.figures));
  if (digits === undefined) return undefined;
  return figure.negative && digits !== '0' ? `-${digits}` : digits;
}

/**
 * Under which marks a text with a point or a comma is a figure: one decides, two make a question. None where it has
 * neither or is no figure, and so says nothing.
 * Examples: '1.234,56' → ['comma']; '1,234' → ['point', 'comma']; '1234' → []
 */
export function decimalMarksOf(text: string): readonly DecimalMark[] {
  const figure = figureOf(text);
  return figure ? marksOf(figure.figures) : [];
}

/** The currencies that the sign at a figure can mean: one for `€`, several for `$`, none without a sign. */
export function currenciesAt(text: string): readonly string[] {
  const sign = figureOf(text)?.sign;
  return sign === undefined ? [] : currenciesOfSign(sign);
}

interface Figure {
  readonly negative: boolean;
  /** Digits and the signs between them. */
  readonly figures: string;
  readonly sign: string | undefined;
}

/** What stands in a cell around the digits is taken off from the outside: sign, minus or parentheses, sign. */
/** Nothing longer is a figure. */
const WRITTEN_MOST = 64;

function figureOf(text: string): Figure | undefined {
  if (text.length > WRITTEN_MOST) return undefined;
  if (/^\d[\d.,]*$/.test(text)) return { negative: false, figures: text, sign: undefined };
  const outer = withoutCurrencySign(asciiDigits(text).trim());
  const { rest: unsigned, negative } = withoutMinus(outer.rest);
  const inner =
    outer.sign === undefined ? withoutCurrencySign(unsigned) : { rest: unsigned, sign: outer.sign };
  if (!/^[\d.,٫٬' ]*\d[\d.,٫٬' ]*$/.test(inner.rest)) return undefined;
  return { negative, figures: inner.rest, sign: inner.sign };
}

function withoutMinus(text: string): { rest: string; negative: boolean } {
  const inside = /^\((.*)\)$/.exec(text)?.[1];
  if (inside !== undefined) return { rest: inside.trim(), negative: true };
  const [, before, rest] = /^([-+]) ?(.*)$/.exec(text) ?? [];
  if (before !== undefined) return { rest: rest as string, negative: before === '-' };
  const [, front, behind] = /^(.*?) ?([-+])$/.exec(text) ?? [];
  return behind === undefined
    ? { rest: text, negative: false }
    : { rest: front as string, negative: behind === '-' };
}

function onlyMarkOf(figures: string): DecimalMark | undefined {
  const marks = marksOf(figures);
  if (marks.length === 1) return marks[0];
  return marks.length === 0 || /^\d+\.\d+$/.test(figures) ? 'point' : undefined;
}

function marksOf(figures: string): readonly DecimalMark[] {
  if (!/[.,]/.test(figures)) return [];
  return DECIMAL_MARKS.filter(mark => digitsUnder(figures, mark) !== undefined);
}

const ARABIC = { decimal: '٫', thousands: '٬' };
const MARKS = { point: { decimal: '.', thousands: ',' }, comma: { decimal: ',', thousands: '.' } };

function digitsUnder(written: string, mark: DecimalMark | undefined): string | undefined {
  if (mark === undefined) return undefined;
  const { decimal, thousands } = /[٫٬]/.test(written) ? ARABIC : MARKS[mark];
  const [whole = '', fraction = '', ...more] = written.split(decimal);
  if (more.length > 0 || !/^\d*$/.test(fraction)) return undefined;
  const separator = [thousands, "'", ' '].find(sign => whole.includes(sign));
  const groups = separator === undefined ? [whole] : whole.split(separator);
  if (!areThousands(groups) || `${whole}${fraction}` === '') return undefined;
  const digits = groups.join('').replace(/^0+(?=\d)/, '') || '0';
  const decimals = fraction.replace(/0+$/, '');
  return decimals === '' ? digits : `${digits}.${decimals}`;
}

/** 1 234 567, and 12,34,567 as India groups: the last group has three digits. A figure with groups does not begin with 0. */
function areThousands([first = '', ...others]: readonly string[]): boolean {
  if (!/^\d*$/.test(first)) return false;
  if (others.length === 0) return true;
  return (
    /^[1-9]\d{0,2}$/.test(first) &&
    others.every((group, i) => (i < others.length - 1 ? /^\d{2,3}$/ : /^\d{3}$/).test(group))
  );
}
