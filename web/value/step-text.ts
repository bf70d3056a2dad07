import { amountText, countText, MISSING, shareText } from '../ui/number-text.ts';

/** The value of a step in its unit: money in the book's currency, shares as percent. */
export function stepText(
  { value, unit }: { readonly value: number | null; readonly unit: string },
  currency: string,
): string {
  if (value === null) return MISSING;
  if (unit === 'money' || unit === currency) return `${amountText(String(value))} ${currency}`;
  if (unit === 'share') return shareText(value, 1);
  return unit === '' ? countText(value, 2) : `${countText(value, 2)} ${unit}`;
}
