import { expect, test } from 'vitest';
import type { Decisions } from '../../contract/decisions.ts';
import { decidedText, decisionsText } from './decision-text.ts';

const none: Decisions = {
  period: '2025',
  currency: 'EUR',
  rule: '',
  asked: 0,
  open: 0,
  due: 0,
  total: 0,
  customers: [],
};

test.each([
  [{}, 'no customer'],
  [{ asked: 12, open: 10, due: 2 }, '12 customers: 10 without a decision, 2 due for review'],
  [{ asked: 1, open: 1 }, '1 customer: 1 without a decision'],
  [{ asked: 3 }, '3 customers: all decided'],
])('%j reads "%s"', (counts, sentence) => {
  expect(decisionsText({ ...none, ...counts })).toBe(sentence);
});

test('says in one line what was decided', () => {
  expect(decidedText({ enough: true, action: '' })).toBe('Profit is enough');
  expect(decidedText({ enough: false, action: 'Minimum order' })).toBe('Minimum order');
});
