import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReferralSettings, type ReferralValue, referralValue } from './referral.ts';
import type { Referral } from './referral-graph.ts';

const TODAY = '2025-06-30';
const half: ReferralSettings = { credited: 0.5, passedOn: 0.5, generations: 3 };
const referral = (referrer: string, referred: string, more: Partial<Referral> = {}): Referral => ({
  referrer,
  referred,
  share: 1,
  from: '2024-01-01',
  expires: undefined,
  ...more,
});
const own = (values: Record<string, number>) =>
  Object.entries(values).map(([customer, value]) => ({ customer, value }));
const valuesOf = (found: ReferralValue) =>
  Object.fromEntries(found.customers.map(({ customer, value }) => [customer, value]));

describe('value moves to who brought it in, and is counted once', () => {
  test('one referrer, and the generation above it', () => {
    // C earns 80: half of it, 40, goes to B, and half of that on to A. B earns 60, of which half goes to A.
    const found = referralValue(
      own({ A: 100, B: 60, C: 80 }),
      [referral('A', 'B'), referral('B', 'C')],
      TODAY,
      half,
    );
    expect(found.credits).toEqual([
      { referrer: 'A', origin: 'B', through: 'B', generation: 1, amount: 30 },
      { referrer: 'A', origin: 'C', through: 'B', generation: 2, amount: 20 },
      { referrer: 'B', origin: 'C', through: 'C', generation: 1, amount: 20 },
    ]);
    expect(found.customers[1]).toEqual({
      customer: 'B',
      own: 60,
      credited: 20,
      attributedAway: 30,
      value: 50,
    });
    expect(valuesOf(found)).toEqual({ A: 150, B: 50, C: 40 });
  });

  test('several share, to the last unit, and a loss moves up as well', () => {
    const thirds = ['X', 'Y', 'Z'].map(who => referral(who, 'C', { share: 1 / 3 }));
    const found = referralValue(own({ X: 0, Y: 0, Z: 0, C: -100 }), thirds, TODAY, { ...half, credited: 1 });
    expect(found.problems).toEqual([]);
    const { X = 0, Y = 0, Z = 0, C = 0 } = valuesOf(found);
    expect(X + Y + Z + C).toBe(-100);
    expect([X, Y, Z].every(part => part === -33 || part === -34)).toBe(true);
  });

  test('generations end where they are told to', () => {
    const chain = [referral('A', 'B'), referral('B', 'C')];
    expect(
      valuesOf(referralValue(own({ A: 0, B: 0, C: 80 }), chain, TODAY, { ...half, generations: 1 })),
    ).toEqual({
      A: 0,
      B: 40,
      C: 40,
    });
  });

  test('the sum is that of own values, whatever the graph', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const anyReferral = fc.record({
      referrer: fc.constantFrom(...names, 'unknown'),
      referred: fc.constantFrom(...names),
      share: fc.double({ min: -0.1, max: 1.1, noNaN: true }),
      from: fc.constantFrom('2024-01-01', '2025-01-01', '2025-12-01'),
      expires: fc.constantFrom(undefined, '2025-02-01', '2026-01-01'),
    });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), { minLength: 6, maxLength: 6 }),
        fc.array(anyReferral, { maxLength: 25 }),
        fc.record({ credited: share, passedOn: share, generations: fc.integer({ min: 0, max: 9 }) }),
        (amounts, referrals, settings) => {
          const values = names.map((customer, i) => ({ customer, value: amounts[i] as number }));
          const found = referralValue(values, referrals, TODAY, settings);
          const total = found.customers.reduce((so, { value }) => so + BigInt(value), 0n);
          expect(total).toBe(amounts.reduce((so, value) => so + BigInt(value), 0n));
          for (const { own: value, attributedAway } of found.customers)
            expect(Math.abs(attributedAway)).toBeLessThanOrEqual(Math.abs(value));
        },
      ),
    );
  });
});

describe('what cannot be is refused by name', () => {
  const refused = (referrals: readonly Referral[]) =>
    referralValue(own({ A: 10, B: 10, C: 10 }), referrals, TODAY, half).problems.map(each => [
      each.problem,
      each.referral?.referrer,
    ]);

  test.each<[string, Referral[], (string | undefined)[][]]>([
    ['oneself', [referral('A', 'A')], [['self-referral', 'A']]],
    ['a circle', [referral('A', 'B'), referral('B', 'C'), referral('C', 'A')], [['cycle', 'C']]],
    [
      'the later one of a circle',
      [referral('A', 'B', { from: '2025-01-01' }), referral('B', 'A')],
      [['cycle', 'A']],
    ],
    [
      'more than the whole',
      [referral('A', 'C', { share: 0.7 }), referral('B', 'C', { share: 0.4 })],
      [['shares above one', 'B']],
    ],
    ['no share', [referral('A', 'C', { share: Number.NaN })], [['share out of range', 'A']]],
    [
      'the same twice',
      [referral('A', 'C', { share: 0.1 }), referral('A', 'C', { share: 0.1 })],
      [['stated twice', 'A']],
    ],
    ['nobody we know', [referral('Q', 'C')], [['unknown customer', 'Q']]],
    ['a circle that has expired', [referral('A', 'B', { expires: '2025-06-29' }), referral('B', 'A')], []],
  ])('%s', (_what, referrals, expected) => {
    expect(refused(referrals)).toEqual(expected);
  });

  test('a value that is no whole amount, or comes twice, is left out and said', () => {
    const values = [...own({ A: 0.5, B: 10 }), { customer: 'B', value: 20 }];
    const found = referralValue(values, [], TODAY, half);
    expect(found.problems.map(({ problem, customer }) => [problem, customer])).toEqual([
      ['no whole amount', 'A'],
      ['listed twice', 'B'],
    ]);
    expect(valuesOf(found)).toEqual({ B: 10 });
  });
});

test('a referral counts through its last day, and is listed from the next', () => {
  const on = (asOf: string) =>
    referralValue(
      own({ A: 0, B: 10 }),
      [referral('A', 'B', { from: '2025-01-01', expires: '2025-06-30' })],
      asOf,
      half,
    );
  expect(valuesOf(on('2025-06-30')).A).toBe(5);
  expect(valuesOf(on('2025-07-01')).A).toBe(0);
  expect(on('2025-07-01').expired).toHaveLength(1);
  expect(on('2024-12-31')).toMatchObject({ expired: [], pending: [{ referrer: 'A' }] });
});
