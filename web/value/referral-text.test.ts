import { expect, test } from 'vitest';
import { referralsSentence, thanksText } from './referral-text.ts';

test.each([
  [3, '1240000.00', 2, '3 referrals, worth 1.24 M EUR together; no thanks were sent yet for 2'],
  [3, '1240000.00', 3, '3 referrals, worth 1.24 M EUR together; no thanks were sent yet for any of them'],
  [3, null, 0, '3 referrals; thanks were sent for all of them'],
  [1, '5000.00', 1, 'One referral, worth 5.00 k EUR; no thanks were sent yet'],
  [1, '5000.00', 0, 'One referral, worth 5.00 k EUR; thanks were sent'],
])('%i, worth %s, %i without thanks', (total, credited, withoutThanks, sentence) => {
  const list = { state: 'ready' as const, currency: 'EUR', referrals: [], total, credited, withoutThanks };
  expect(referralsSentence(list)).toBe(sentence);
});

test('thanks, by day and how', () => {
  expect(thanksText({ thanks: null })).toBe('no thanks sent yet');
  const on = (how: string | null) => thanksText({ thanks: { day: '2026-03-12', how } }, 'en-GB');
  expect(on(null)).toBe('thanks sent 12 March 2026');
  expect(on('a letter')).toBe('thanks sent 12 March 2026, a letter');
});
