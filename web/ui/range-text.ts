import { MISSING, numberText, scaleOf } from './number-text.ts';

/** What a figure may come to, from low to high; decimals of the server or plain numbers. */
export interface Range {
  readonly low: string | number;
  readonly mid: string | number;
  readonly high: string | number;
}

/**
 * Both ends at one scale, with no more digits than a range deserves; "to" where a minus would run into the dash.
 * rangeText({ low: '12100', high: '17800' }) → "12–18 k"; rangeText({ low: '-200000', high: '1234000' }) → "−0.2 to 1.2 M"
 */
export function rangeText(range: Pick<Range, 'low' | 'high'> | null | undefined, locale?: string): string {
  if (!range) return MISSING;
  const [low, high] = [Number(range.low), Number(range.high)];
  const size = Math.max(Math.abs(low), Math.abs(high));
  const [scale, letter] = scaleOf(size);
  const digits = size / scale < 9.95 ? 1 : 0;
  const end = (value: number) =>
    numberText(
      String(value / scale),
      { minimumFractionDigits: 0, maximumFractionDigits: digits },
      locale,
    ).replace(/^−0$/, '0');
  const [from, through] = [end(low), end(high)];
  const unit = letter === '' ? '' : ` ${letter}`;
  if (from === through) return from + unit;
  return `${from}${low < 0 ? ' to ' : '–'}${through}${unit}`;
}
