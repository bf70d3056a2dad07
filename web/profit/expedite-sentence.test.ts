import { expect, test } from 'vitest';
import type { ExpediteAnswer } from '../../contract/expedites.ts';
import { expediteSentence, hoursText } from './expedite-sentence.ts';

const taken = { expedites: 0, minutes: '0', cost: '0' };
const answer: ExpediteAnswer = {
  period: '2025',
  currency: 'EUR',
  costed: true,
  totals: taken,
  own: taken,
  losing: { ...taken, customers: 12, share: 0.381 },
  segments: [],
  reasons: [],
  months: [],
  customersTotal: 0,
  customers: [],
};

test('says how much of the expediting went to customers that lose money', () => {
  expect(expediteSentence(answer)).toBe('38 % of expedite hours went to 12 customers that lose money');
  expect(expediteSentence({ ...answer, costed: false, losing: { ...answer.losing, customers: 1 } })).toBe(
    '38 % of expedites went to one customer that loses money',
  );
  expect(expediteSentence({ ...answer, losing: { ...taken, customers: 0, share: 0 } })).toBe(
    'No expedite hours went to customers that lose money',
  );
});

test('writes minutes as hours', () => {
  expect([hoursText('90'), hoursText('60000')]).toEqual(['1.5', '1,000']);
});
