import { countText, exactText, shareText } from './number-text.ts';

/**
 * A value with its unit as Explain writes it: to the last digit, a currency or unit after it.
 * A number that is a name, such as that of an order, comes as `text` and stays as it is.
 * valueText('-502.6625', 'EUR') → "−502.6625 EUR", valueText('0.5', 'min') → "0.5 min", valueText('0.62', 'share') → "62 %"
 */
export function valueText(value: string, unit: string): string {
  if (unit === 'text') return value;
  if (!/^-?\d+(\.\d+)?$/.test(value)) return unit === '' ? value : `${value} ${unit}`;
  if (unit === 'share') return shareText(Number(value), 2);
  if (unit === 'rank') return countText(Number(value));
  if (/^[A-Z]{3}$/.test(unit)) return `${exactText(inCents(value))} ${unit}`;
  const text = countText(Number(value), 6);
  return unit === '' ? text : `${text} ${unit}`;
}

/** Amounts under each other show their cents, whole ones too; zero is 0. */
function inCents(value: string): string {
  return value.includes('.') || Number(value) === 0 ? value : `${value}.00`;
}
