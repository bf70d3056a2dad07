import type { ExpediteAnswer } from '../../contract/expedites.ts';
import { countText, shareText } from '../ui/number-text.ts';

/** "38 % of expedite hours went to 12 customers that lose money" */
export function expediteSentence({ losing, costed }: ExpediteAnswer): string {
  const what = costed ? 'expedite hours' : 'expedites';
  if (losing.share === null || losing.customers === 0) return `No ${what} went to customers that lose money`;
  const customers =
    losing.customers === 1
      ? 'one customer that loses money'
      : `${countText(losing.customers)} customers that lose money`;
  return `${shareText(losing.share)} of ${what} went to ${customers}`;
}

/** Hours of exact minutes, to a tenth below a hundred. */
export function hoursText(minutes: string): string {
  const hours = Number(minutes) / 60;
  return countText(hours, Math.abs(hours) < 100 ? 1 : 0);
}
