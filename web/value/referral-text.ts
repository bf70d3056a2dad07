import type { ReferralAnswer, ReferralList } from '../../contract/value-of-customer.ts';
import { countText, shortText } from '../ui/number-text.ts';

/** "3 referrals, worth 1.24 M EUR together; no thanks were sent yet for 2" */
export function referralsSentence({ total, credited, currency, withoutThanks }: ReferralList): string {
  const what = total === 1 ? 'One referral' : `${countText(total)} referrals`;
  const together = total === 1 ? '' : ' together';
  const worth = credited === null ? '' : `, worth ${shortText(credited)} ${currency}${together}`;
  const ofMany = (count: string) => (total === 1 ? '' : ` for ${count}`);
  return withoutThanks === 0
    ? `${what}${worth}; thanks were sent${ofMany('all of them')}`
    : `${what}${worth}; no thanks were sent yet${ofMany(withoutThanks === total ? 'any of them' : countText(withoutThanks))}`;
}

/** "thanks sent 12 March 2026, a letter" */
export function thanksText({ thanks }: Pick<ReferralAnswer, 'thanks'>, locale?: string): string {
  if (!thanks) return 'no thanks sent yet';
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${thanks.day}T00:00:00Z`),
  );
  return `thanks sent ${day}${thanks.how === null ? '' : `, ${thanks.how}`}`;
}
