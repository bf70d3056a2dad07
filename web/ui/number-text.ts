/** An exact decimal as it comes over the wire, such as "-502.6625"; null or undefined where it is missing. */
export type Decimal = string | null | undefined;

export const MISSING = '–';
const MINUS = '−';

/** Every digit there is, cents in full: what a reader gets on hover and on copy. exactText('-1234.5') → "−1,234.50" */
export function exactText(value: Decimal, locale?: string): string {
  if (isMissing(value)) return MISSING;
  const whole = !value.includes('.');
  return numberText(value, { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 20 }, locale);
}

/**
 * An amount in whole units; cents only for what would read as zero and is not.
 * amountText('6204310.42') → "6,204,310"; amountText('0.4') → "0.40"; amountText(null) → "–"
 */
export function amountText(value: Decimal, digits = 0, locale?: string): string {
  if (isMissing(value)) return MISSING;
  const size = Math.abs(Number(value));
  const vanishes = size > 0 && size < 0.5 * 10 ** -digits;
  const shown = vanishes ? Math.max(2, Math.ceil(-Math.log10(size))) : digits;
  return numberText(value, { minimumFractionDigits: shown, maximumFractionDigits: shown }, locale);
}

/** Three digits and a scale, for headlines and axes: shortText('38212000') → "38.2 M", shortText('-502000') → "−502 k" */
export function shortText(value: Decimal, locale?: string): string {
  if (isMissing(value)) return MISSING;
  const amount = Number(value);
  const [scale, letter] = scaleOf(Math.abs(amount));
  const digits = { maximumSignificantDigits: 3, minimumSignificantDigits: letter === '' ? 1 : 3 };
  const text = numberText(
    String(amount / scale),
    letter === '' ? { maximumSignificantDigits: 3 } : digits,
    locale,
  );
  return letter === '' ? text : `${text} ${letter}`;
}

/** Axis ticks are round already: shortAxisText(4e6) → "4 M" rather than "4.00 M". */
export function shortAxisText(value: number): string {
  return shortText(String(value))
    .replace(/[.,]0+(?=\D|$)/, '')
    .replace(/([.,]\d*[1-9])0+(?=\D|$)/, '$1');
}

/** A count or another plain number: countText(1234.5) → "1,234.5" */
export function countText(value: number | null | undefined, digits = 1, locale?: string): string {
  if (value === null || value === undefined || Number.isNaN(value)) return MISSING;
  return numberText(String(value), { maximumFractionDigits: digits }, locale);
}

/** A share of 0–1 as percent: shareText(1.8) → "180 %" */
export function shareText(value: number | null | undefined, digits = 0, locale?: string): string {
  if (value === null || value === undefined || Number.isNaN(value)) return MISSING;
  return `${numberText(String(value * 100), { maximumFractionDigits: digits }, locale)} %`;
}

export function isNegative(value: Decimal): boolean {
  return typeof value === 'string' && value.startsWith('-') && /[1-9]/.test(value);
}

export function isMissing(value: Decimal): value is null | undefined {
  return value === null || value === undefined || value === '';
}

/** Values just below the next scale belong to it: 999,960 reads "1.00 M", never "1,000 k". */
export function scaleOf(size: number): [number, string] {
  if (size >= 999.5e6) return [1e9, 'bn'];
  if (size >= 999.5e3) return [1e6, 'M'];
  if (size >= 999.5) return [1e3, 'k'];
  return [1, ''];
}

const formats = new Map<string, Intl.NumberFormat>();

export function numberText(value: string, options: Intl.NumberFormatOptions, locale?: string): string {
  const key = `${locale ?? ''}${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { ...options, signDisplay: 'negative' });
    formats.set(key, format);
  }
  // A decimal string keeps every digit; TypeScript only admits literal ones.
  return format.format(value as `${number}`).replace('-', MINUS);
}
