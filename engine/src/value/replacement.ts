/** What replacing a key account is worked out from. Money in whole currency; what nobody knows stays undefined. */
export interface ReplacementInput {
  /** Tries that end in an account, of all tries: above 0, up to 1. */
  readonly winRate: number | undefined;
  /** Spent on one try, whether won or lost. */
  readonly costPerTry: number | undefined;
  /** Months from the start of a try to the first order. */
  readonly monthsToWin: number | undefined;
  /** Months from the first order to full volume. */
  readonly rampUpMonths: number | undefined;
  /** Profit that the account earns in a year, after its cost to serve. */
  readonly yearlyProfit: number | undefined;
  /** Accounts of the size that can be won which it takes to make up for it: 1 or more, not necessarily whole. */
  readonly accountsNeeded: number | undefined;
  /** Tries that sales can pursue at the same time, 1 or more. */
  readonly triesAtOnce: number | undefined;
}

export type ReplacementStepName =
  | 'tries'
  | 'acquisition cost'
  | 'months until won'
  | 'profit missed until won'
  | 'profit missed in ramp-up'
  | 'months'
  | 'money';

export interface ReplacementStep {
  readonly step: ReplacementStepName;
  readonly formula: string;
  /** The formula with its numbers; undefined where one is missing. */
  readonly worked: string | undefined;
  readonly value: number | undefined;
  readonly unit: 'tries' | 'months' | 'money';
}

export interface ReplacementProblem {
  readonly field: keyof ReplacementInput;
  readonly expected: string;
  readonly found: number | undefined;
}

export interface Replacement {
  /** Until the profit is fully made up for. */
  readonly months: number | undefined;
  readonly money: number | undefined;
  readonly steps: readonly ReplacementStep[];
  /** Inputs that are missing or cannot be; steps that need them have no value. */
  readonly problems: readonly ReplacementProblem[];
}

const BOUNDS: Record<keyof ReplacementInput, readonly [string, (value: number) => boolean]> = {
  winRate: ['a share above 0, up to 1', value => value > 0 && value <= 1],
  costPerTry: ['money, 0 or more', value => value >= 0],
  monthsToWin: ['months, 0 or more', value => value >= 0],
  rampUpMonths: ['months, 0 or more', value => value >= 0],
  yearlyProfit: ['money', () => true],
  accountsNeeded: ['accounts, 1 or more', value => value >= 1],
  triesAtOnce: ['tries, 1 or more', value => value >= 1],
};

/**
 * Months and money that it takes to replace an account, on average, with each step.
 *
 * tries = accounts needed ÷ win rate; months until won = months to win × (tries ÷ tries at once, at least 1). Profit is missed in
 * full until won, and by half in the ramp-up, which is taken as a straight line. An account that loses money is worth
 * nothing to replace: its missed profit is below zero, and shown so. Nothing is discounted: the time is within a year or two.
 *
 * Example: 1 in 4 won, 15,000 a try, 6 months, 3 tries at once, 6 months of ramp-up, 96,000 a year → 14 months, 148,000
 */
export function replacementOf(input: ReplacementInput): Replacement {
  const problems = (Object.keys(BOUNDS) as (keyof ReplacementInput)[]).flatMap(
    (field): ReplacementProblem[] => {
      const [expected, holds] = BOUNDS[field];
      const found = input[field];
      return found !== undefined && Number.isFinite(found) && holds(found)
        ? []
        : [{ field, expected, found }];
    },
  );
  const known = (field: keyof ReplacementInput): number | undefined =>
    problems.some(problem => problem.field === field) ? undefined : input[field];
  const steps = stepsOf(known);
  const valueAt = (name: ReplacementStepName) => steps.find(({ step }) => step === name)?.value;
  return { months: valueAt('months'), money: valueAt('money'), steps, problems };
}

function stepsOf(known: (field: keyof ReplacementInput) => number | undefined): ReplacementStep[] {
  const yearlyProfit = known('yearlyProfit');
  const monthsToWin = known('monthsToWin');
  const rampUpMonths = known('rampUpMonths');
  const tries = step('tries', 'accounts needed ÷ win rate', 'tries', {
    given: [known('accountsNeeded'), known('winRate')],
    value: (needed, winRate) => needed / winRate,
    worked: (needed, winRate) => `${needed} ÷ ${winRate}`,
  });
  const acquisition = step('acquisition cost', 'tries × cost per try', 'money', {
    given: [tries.value, known('costPerTry')],
    value: (count, cost) => count * cost,
    worked: (count, cost) => `${count} × ${cost}`,
  });
  const untilWon = step(
    'months until won',
    'months to win × tries ÷ tries at once, at least months to win',
    'months',
    {
      given: [monthsToWin, tries.value, known('triesAtOnce')],
      value: (months, count, atOnce) => months * Math.max(1, count / atOnce),
      worked: (months, count, atOnce) => `${months} × max(1, ${count} ÷ ${atOnce})`,
    },
  );
  const missed = step('profit missed until won', 'profit a year ÷ 12 × months until won', 'money', {
    given: [yearlyProfit, untilWon.value],
    value: (profit, months) => (profit / 12) * months,
    worked: (profit, months) => `${profit} ÷ 12 × ${months}`,
  });
  const rampUp = step('profit missed in ramp-up', 'profit a year ÷ 12 × ramp-up months ÷ 2', 'money', {
    given: [yearlyProfit, rampUpMonths],
    value: (profit, months) => ((profit / 12) * months) / 2,
    worked: (profit, months) => `${profit} ÷ 12 × ${months} ÷ 2`,
  });
  const months = step('months', 'months until won + ramp-up months', 'months', {
    given: [untilWon.value, rampUpMonths],
    value: (won, ramp) => won + ramp,
    worked: (won, ramp) => `${won} + ${ramp}`,
  });
  const money = step(
    'money',
    'acquisition cost + profit missed until won + profit missed in ramp-up',
    'money',
    {
      given: [acquisition.value, missed.value, rampUp.value],
      value: (cost, won, ramp) => cost + won + ramp,
      worked: (cost, won, ramp) => `${cost} + ${won} + ${ramp}`,
    },
  );
  return [tries, acquisition, untilWon, missed, rampUp, months, money];
}

interface Calculation {
  readonly given: readonly (number | undefined)[];
  readonly value: (...given: [number, number, number]) => number;
  readonly worked: (...shown: [string, string, string]) => string;
}

function step(
  name: ReplacementStepName,
  formula: string,
  unit: ReplacementStep['unit'],
  { given, value, worked }: Calculation,
): ReplacementStep {
  const [first, second, third = 0] = given;
  const isKnown = first !== undefined && second !== undefined && !given.includes(undefined);
  const known: [number, number, number] | undefined = isKnown ? [first, second, third] : undefined;
  const found = known && value(...known);
  // Inputs may each be finite and their product not.
  if (!known || found === undefined || !Number.isFinite(found))
    return { step: name, formula, worked: undefined, value: undefined, unit };
  return {
    step: name,
    formula,
    worked: worked(shown(known[0]), shown(known[1]), shown(known[2])),
    value: found,
    unit,
  };
}

function shown(value: number): string {
  return String(Math.round(value * 100) / 100);
}
