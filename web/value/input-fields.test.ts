import { expect, test } from 'vitest';
import type { ValueInput } from '../../contract/value-of-customer.ts';
import { fieldsToSend, fieldWords, inputText, isWhole } from './input-fields.ts';

const stated = (kind: ValueInput['kind'], fields: ValueInput['fields'], name?: string): ValueInput => ({
  id: 'vin_1',
  kind,
  fields,
  at: '2026-01-05T10:00:00Z',
  by: 'Ada',
  expires: null,
  expired: false,
  referrer: name === undefined ? null : { id: 'cus_1', sourceKey: '7', name, segment: null, country: null },
});

test('percent that is typed is sent as a share, and what is empty is left out', () => {
  expect(fieldsToSend('replacement', { winRate: '7', costPerTry: '15000', monthsToWin: ' ' })).toEqual({
    winRate: 0.07,
    costPerTry: 15_000,
  });
  expect(fieldsToSend('spend', { phase: 'build', day: '2025-03-31', amount: '120.5' })).toEqual({
    phase: 'build',
    day: '2025-03-31',
    amount: 120.5,
  });
});

test('what was stated reads as one line', () => {
  expect(inputText(stated('replacement', { winRate: 0.25, costPerTry: 15_000 }), 'EUR')).toBe(
    'tries that are won 25 %, cost of a try 15,000 EUR',
  );
  expect(inputText(stated('spend', { phase: 'build', day: '2025-03-31', amount: 900 }), 'EUR')).toBe(
    'To build it up, day 2025-03-31, amount 900 EUR',
  );
  const referral = { referrer: '7', share: 0.2, from: '2025-01-01', expires: null, reason: 'told us' };
  expect(inputText(stated('referral', referral, 'Nordhaven Pumps'), 'EUR')).toBe(
    'by Nordhaven Pumps, share of its value 20 %, from 2025-01-01, told us',
  );
  const thanked = { ...referral, thanksSent: '2026-03-12', thanksHow: 'a letter' };
  expect(inputText(stated('referral', thanked, 'Nordhaven Pumps'), 'EUR')).toMatch(
    /, thanks sent 2026-03-12, a letter$/,
  );
});

test('a field that is asked for is named in words', () => {
  expect([fieldWords('costPerTry'), fieldWords('yearlyProfit'), fieldWords('new')]).toEqual([
    'cost of a try',
    'profit of a year',
    'new',
  ]);
});

test.each([
  ['potential', {}, false],
  ['potential', { value: '5000' }, false],
  ['potential', { value: '5000', valueSource: ' ' }, false],
  ['potential', { value: '5000', valueSource: 'A visit' }, true],
  ['potential', { value: '5000', valueSource: 'A visit', cost: '10' }, false],
  ['spend', { phase: 'build', day: '2025-03-31' }, false],
  ['spend', { phase: 'build', day: '2025-03-31', amount: '120' }, true],
] as const)('%s of %j is whole: %s', (kind, typed, whole) => {
  expect(isWhole(kind, typed)).toBe(whole);
});
