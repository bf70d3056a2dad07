import { expect, test } from 'vitest';
import {
  type Contract,
  contractState,
  renewalsAhead,
  renewalsValue,
  retentionOf,
} from './contract-renewals.ts';
import { fitContracts, retentionRate } from './contracts.ts';

const yearly = (first: string, last?: string): Contract => ({ first, everyMonths: 12, last });

test.each<[string, Contract, string, ReturnType<typeof contractState>]>([
  ['runs', yearly('2023-01-31'), '2025-06-30', { renewals: 2, ended: false, next: '2026-01-31' }],
  [
    'on the day of a renewal',
    yearly('2023-01-01'),
    '2024-01-01',
    { renewals: 1, ended: false, next: '2025-01-01' },
  ],
  [
    'ended with its first year',
    yearly('2023-01-01', '2023-12-31'),
    '2025-06-30',
    { renewals: 0, ended: true, next: undefined },
  ],
  [
    'ends before the next renewal',
    yearly('2023-01-01', '2025-12-31'),
    '2025-06-30',
    { renewals: 2, ended: false, next: undefined },
  ],
  [
    'of a short month',
    { first: '2024-11-30', everyMonths: 3, last: undefined },
    '2025-02-28',
    { renewals: 1, ended: false, next: '2025-05-30' },
  ],
])('a contract that %s', (_what, contract, asOf, state) => {
  expect(contractState(contract, asOf)).toEqual(state);
});

// Fader & Hardie 2007, high end, a contract each: those lost in year t, and who was left after seven.
const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491];
const contracts = HIGH_END.flatMap((count, t) => {
  const after = HIGH_END[t + 1];
  const lost = after === undefined ? count : count - after;
  const end = after === undefined ? undefined : `${2000 + t}-12-31`;
  return Array.from({ length: lost }, () => yearly('2000-01-01', end));
});

test('contracts one by one have the fit of the paper, and renewals ahead its survival', () => {
  const found = retentionOf(contracts, '2007-06-30');
  const fit = fitContracts([HIGH_END]);
  if (found.by !== 'sBG') throw new Error(found.reason);
  expect(found.contracts).toBe(1000);
  expect(found.fit.model.alpha).toBeCloseTo(0.668, 3);
  expect(found.fit.model.beta).toBeCloseTo(3.806, 3);
  const ahead = renewalsAhead(yearly('2000-01-01'), {
    ...{ asOf: '2007-06-30', months: 36 },
    retention: t => retentionRate(found.fit.model, t) as number,
  });
  expect(ahead.map(({ day }) => day)).toEqual(['2008-01-01', '2009-01-01', '2010-01-01']);
  const rates = [8, 9, 10].map(
    t => retentionRate(fit?.model as { alpha: number; beta: number }, t) as number,
  );
  expect(ahead[0]?.probability).toBeCloseTo(rates[0] as number, 6);
  expect(ahead[2]?.probability).toBeCloseTo(
    rates.reduce((so, rate) => so * rate),
    6,
  );
  const value = renewalsValue(ahead, { amount: 1000, annualRate: 0.1 });
  expect(value).toBeCloseTo(
    ahead.reduce((sum, { probability, months }) => sum + (1000 * probability) / 1.1 ** (months / 12), 0),
    9,
  );
  expect(ahead[0]?.months).toBeCloseTo(6.08, 2);
});

test('few contracts give the rate so far with its range, and none that was due gives nothing', () => {
  const few = [yearly('2020-01-01'), yearly('2022-01-01'), yearly('2021-01-01', '2021-12-31')];
  const found = retentionOf(few, '2025-06-30');
  expect(found).toMatchObject({ by: 'rate so far', renewed: 8, due: 9, rate: 8 / 9, contracts: 3 });
  if (found.by !== 'rate so far') return;
  expect(found.reason).toContain('Fewer than 20');
  expect([found.low, found.high].map(one => one.toFixed(3))).toEqual(['0.692', '0.966']);
  expect(retentionOf([yearly('2025-01-01')], '2025-06-30').by).toBe('nothing');
  expect(retentionOf([yearly('2026-01-01')], '2025-06-30')).toMatchObject({ by: 'nothing', contracts: 0 });
  // Nobody ended: no model, and the rate is no certainty.
  const stayed = retentionOf(
    Array.from({ length: 30 }, () => yearly('2020-01-01')),
    '2025-06-30',
  );
  expect(stayed).toMatchObject({ by: 'rate so far', rate: 1, high: expect.closeTo(1, 12) });
  expect((stayed as { low: number }).low).toBeLessThan(1);
});

test('renewals ahead by a rate end with the horizon and with the contract', () => {
  const asked = { asOf: '2025-06-30', months: 30, retention: 0.8 };
  expect(renewalsAhead(yearly('2023-01-01'), asked).map(({ probability }) => probability)).toEqual([
    0.8,
    expect.closeTo(0.64, 12),
  ]);
  expect(renewalsAhead(yearly('2023-01-01', '2026-06-30'), asked)).toHaveLength(1);
  expect(renewalsAhead(yearly('2023-01-01', '2024-06-30'), asked)).toEqual([]);
});
