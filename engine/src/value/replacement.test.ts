import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { relationshipCost } from './relationship-cost.ts';
import { type ReplacementInput, replacementOf } from './replacement.ts';

const input: ReplacementInput = {
  winRate: 0.25,
  costPerTry: 15_000,
  monthsToWin: 6,
  rampUpMonths: 6,
  yearlyProfit: 96_000,
  accountsNeeded: 1,
  triesAtOnce: 3,
};

describe('an account is replaced in months and for money', () => {
  test('step by step: four tries, three at once, eight months, and half a ramp', () => {
    const { months, money, steps, problems } = replacementOf(input);
    expect(steps.map(({ step, value }) => [step, value])).toEqual([
      ['tries', 4],
      ['acquisition cost', 60_000],
      ['months until won', 8],
      ['profit missed until won', 64_000],
      ['profit missed in ramp-up', 24_000],
      ['months', 14],
      ['money', 148_000],
    ]);
    expect({ months, money, problems }).toEqual({ months: 14, money: 148_000, problems: [] });
    expect(steps[2]?.worked).toBe('6 × max(1, 4 ÷ 3)');
    expect(steps[6]?.worked).toBe('60000 + 64000 + 24000');
  });

  test('more tries at once than it takes do not make a single one faster', () => {
    expect(replacementOf({ ...input, triesAtOnce: 40 }).steps[2]?.value).toBe(6);
  });

  test('what is missing or cannot be is named, and what does not need it is still worked out', () => {
    const found = replacementOf({
      ...input,
      winRate: undefined,
      rampUpMonths: -1,
      accountsNeeded: Number.NaN,
    });
    expect(found.problems.map(({ field }) => field)).toEqual(['winRate', 'rampUpMonths', 'accountsNeeded']);
    expect(found).toMatchObject({ months: undefined, money: undefined });
    const withoutCost = replacementOf({ ...input, costPerTry: undefined });
    expect(withoutCost).toMatchObject({ months: 14, money: undefined });
    expect(withoutCost.problems).toEqual([
      { field: 'costPerTry', expected: 'money, 0 or more', found: undefined },
    ]);
    expect(replacementOf({ ...input, winRate: 0 }).problems[0]?.expected).toBe('a share above 0, up to 1');
  });

  test('no input makes a number that is none', () => {
    const any = fc.option(fc.double(), { nil: undefined });
    fc.assert(
      fc.property(
        fc.record({
          winRate: any,
          costPerTry: any,
          monthsToWin: any,
          rampUpMonths: any,
          yearlyProfit: any,
          accountsNeeded: any,
          triesAtOnce: any,
        }),
        given => {
          for (const { value } of replacementOf(given).steps)
            expect(value === undefined || Number.isFinite(value)).toBe(true);
        },
      ),
    );
  });
});

describe('a relationship has cost what was spent on it', () => {
  test('by phase, to date and in the last year', () => {
    const found = relationshipCost(
      [
        { phase: 'acquire', day: '2022-03-01', amount: 9000 },
        { phase: 'maintain', day: '2024-06-30', amount: 400 },
        { phase: 'maintain', day: '2024-07-01', amount: 500 },
        { phase: 'maintain', day: '2025-06-30', amount: 600 },
        { phase: 'maintain', day: '2025-07-01', amount: 7000 },
      ],
      '2025-06-30',
    );
    expect(found).toMatchObject({ accrued: 10_500, current: 1100, missing: ['build'] });
    expect(found.phases).toEqual([
      { phase: 'acquire', accrued: 9000, current: 0, entries: 1, firstDay: '2022-03-01' },
      { phase: 'build', accrued: undefined, current: undefined, entries: 0, firstDay: undefined },
      { phase: 'maintain', accrued: 1500, current: 1100, entries: 3, firstDay: '2024-06-30' },
    ]);
    expect(relationshipCost([], '2025-06-30')).toMatchObject({ accrued: undefined, current: undefined });
  });
});
