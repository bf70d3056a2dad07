import { expect, test } from 'vitest';
import type { ContractAnswer } from '../../contract/value-of-customer.ts';
import { contractSentence } from './contract-text.ts';

const contract: ContractAnswer = {
  ...{ id: 'vin_1', first: '2020-01-01', everyMonths: 12, amount: '1000.00', last: null, source: 'Frame' },
  ...{ renewals: 5, ended: false, next: '2026-01-01', contracts: 3, by: 'rate so far', reason: '' },
  ...{ probability: 0.875, probabilityRange: null, renewalsExpected: 2.3, value: '24100.00' },
  ...{ valueRange: null, steps: [] },
};
const said = (more: Partial<ContractAnswer>) =>
  contractSentence({ ...contract, ...more }, { currency: 'EUR', months: 36 });

test('what a contract comes to stands in its title', () => {
  expect(said({})).toBe('Its contract: 2.3 renewals expected within 36 months, worth 24.1 k EUR');
  expect(said({ renewalsExpected: 1 })).toContain('1 renewal expected');
  expect(said({ ended: true, last: '2024-12-31', renewals: 1, value: null })).toBe(
    'Its contract ended on 2024-12-31 after one renewal',
  );
  expect(said({ next: null, last: '2025-12-31' })).toBe(
    'Its contract ends on 2025-12-31: no renewal is to come',
  );
  expect(said({ value: null })).toBe('Its contract: how likely renewals are is not known yet');
});
