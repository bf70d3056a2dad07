import type { ContractAnswer } from '../../contract/value-of-customer.ts';
import { countText, shortText } from '../ui/number-text.ts';

/** "Its contract: 2.4 renewals expected within 36 months, worth 24.1 k EUR" */
export function contractSentence(
  { ended, last, renewals, renewalsExpected, value, next }: ContractAnswer,
  { currency, months }: { readonly currency: string; readonly months: number },
): string {
  const times = renewals === 1 ? 'one renewal' : `${countText(renewals)} renewals`;
  if (ended) return `Its contract ended on ${last} after ${times}`;
  if (next === null) return `Its contract ends on ${last}: no renewal is to come`;
  if (value === null || renewalsExpected === null)
    return 'Its contract: how likely renewals are is not known yet';
  const expected = `${countText(renewalsExpected)} ${renewalsExpected === 1 ? 'renewal' : 'renewals'}`;
  return `Its contract: ${expected} expected within ${countText(months)} months, worth ${shortText(value)} ${currency}`;
}
