import type { FixWords } from '../../contract/cell-fix-text.ts';
import { amountText, countText, shareText } from '../ui/number-text.ts';
import { hoursText } from './expedite-sentence.ts';

/** Numbers of a fix as the reader writes them; small amounts with their cents. */
export function fixWords(currency: string): FixWords {
  return {
    amount: exact => `${amountText(exact, Math.abs(Number(exact)) < 1000 ? 2 : 0)} ${currency}`,
    count: count => countText(count, 3),
    share: share => shareText(share, 1),
    hours: hoursText,
  };
}

/** Name and number of a product; the number alone where it has no name. */
export function productText({ key, name }: { readonly key: string; readonly name: string | null }): string {
  return name === null ? key : `${name} (${key})`;
}
