import {
  type Day,
  firstAtLeast,
  RELATIONSHIP_PHASES,
  type RelationshipPhase,
  rankWithVisibility,
  relationshipCost,
  replacementOf,
  type VisibilityInput,
  type VisibilityRanking,
} from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { Recent } from '../recent.ts';
import { type Made, moneyText, rowOfCustomer } from './forecast-row.ts';
import type { KeptInput } from './input-store.ts';

type Inputs = readonly KeptInput[];

export function numberOf(input: KeptInput | undefined, field: string): number | undefined {
  const value = input?.fields[field];
  return typeof value === 'number' ? value : undefined;
}

export function textOf(input: KeptInput | undefined, field: string): string | undefined {
  const value = input?.fields[field];
  return typeof value === 'string' ? value : undefined;
}

/** Months and money that it takes to replace the account; its profit a year is that of the facts. */
export function replacementAnswer(inputs: Inputs, made: Made | undefined, customer: KnownCustomer) {
  const stated = inputs.find(({ kind }) => kind === 'replacement');
  const { months, money, steps, problems } = replacementOf({
    winRate: numberOf(stated, 'winRate'),
    costPerTry: numberOf(stated, 'costPerTry'),
    monthsToWin: numberOf(stated, 'monthsToWin'),
    rampUpMonths: numberOf(stated, 'rampUpMonths'),
    yearlyProfit: made && yearlyOf(made, customer.publicId)?.profit,
    accountsNeeded: numberOf(stated, 'accountsNeeded') ?? (stated ? 1 : undefined),
    triesAtOnce: numberOf(stated, 'triesAtOnce') ?? (stated ? 1 : undefined),
  });
  return {
    months: months ?? null,
    money: money === undefined ? null : moneyText(money),
    steps: steps.map(({ step, formula, worked, value, unit }) => ({
      ...{ name: step, formula, unit },
      worked: worked ?? null,
      value: value ?? null,
      figure: null,
    })),
    problems: problems.map(({ field, expected }) => ({ field, expected })),
  };
}

/** What the relationship cost to date and in the last year, by phase. */
export function spentOf(inputs: Inputs, today: Day) {
  const spends = inputs.flatMap(input => {
    const phase = textOf(input, 'phase');
    const [day, amount] = [textOf(input, 'day'), numberOf(input, 'amount')];
    return input.kind === 'spend' && day !== undefined && amount !== undefined
      ? [{ phase: phase as RelationshipPhase, day, amount }]
      : [];
  });
  const { phases } = relationshipCost(spends, today);
  return RELATIONSHIP_PHASES.map(phase => {
    const of = phases.find(one => one.phase === phase);
    return {
      phase,
      accrued: of?.accrued === undefined ? null : moneyText(of.accrued),
      lastYear: of?.current === undefined ? null : moneyText(of.current),
    };
  });
}

/** To rank 100,000 customers twice takes longer than all else on a customer's page. */
const recent = new Recent<MadeRanks>(4);

/** By the rows of the forecast, 0 where there is none: an object a customer would keep a collector of garbage busy. */
interface MadeRanks {
  readonly without: Uint32Array;
  readonly withIt: Uint32Array;
  readonly problems: VisibilityRanking['problems'];
}

/** Rank by value without and with what being able to name a customer is held to be worth. */
export async function visibilityOf(
  all: Inputs,
  made: Made | undefined,
  { customer, today }: { customer: KnownCustomer; today: Day },
) {
  if (!made) return { rank: null, rankWith: null, problems: [] };
  const stated = visibilityStated(all, made);
  const ranks = await recent.get(made.forecast, JSON.stringify([today, stated]), () =>
    ranksOf(made, stated, today),
  );
  const row = rowOfCustomer(made, customer.publicId) ?? -1;
  return {
    rank: ranks.without[row] || null,
    rankWith: ranks.withIt[row] || null,
    problems: ranks.problems
      .filter(({ input }) => input.customer === customer.publicId)
      .map(({ field, mend }) => `${field}: ${mend}`),
  };
}

function ranksOf(made: Made, stated: readonly VisibilityInput[], today: Day): MadeRanks {
  const values = ownValues(made);
  const { customers, problems } = rankWithVisibility(values, stated, today, pointWorth(values));
  return {
    without: Uint32Array.from(customers, ({ rank }) => rank ?? 0),
    withIt: Uint32Array.from(customers, ({ rankWith }) => rankWith ?? 0),
    problems,
  };
}

function visibilityStated(all: Inputs, made: Made): VisibilityInput[] {
  const years = made.terms.months / 12;
  const inputs = all.filter(({ kind }) => kind === 'visibility');
  const meant = new Set(inputs.map(input => input.customer));
  const known = new Map(
    made.read.cards.filter(({ id }) => meant.has(id)).map(({ id, publicId }) => [id, publicId]),
  );
  return inputs.flatMap((input): VisibilityInput[] => {
    const customer = known.get(input.customer);
    if (customer === undefined) return [];
    const yearly = numberOf(input, 'amount');
    return [
      {
        customer,
        score: numberOf(input, 'score'),
        amount: yearly === undefined ? undefined : yearly * years,
        reason: textOf(input, 'reason') ?? '',
        owner: textOf(input, 'owner') ?? '',
        expires: textOf(input, 'expires') ?? '',
      },
    ];
  });
}

/** A point of visibility counts for a tenth of the mean value of customers above zero. */
function pointWorth(values: readonly { value: number }[]): number | undefined {
  const positive = values.filter(({ value }) => value > 0);
  if (positive.length === 0) return undefined;
  return positive.reduce((sum, { value }) => sum + value, 0) / positive.length / 10;
}

export function ownValues({ forecast }: Made): { customer: string; value: number }[] {
  return forecast.histories.customers.map((customer, row) => ({
    customer,
    value: forecast.value[row] as number,
  }));
}

/** Profit that a customer earned in a year, over the time of the facts. */
function yearlyOf({ read, terms }: Made, publicId: string): { profit: number } | undefined {
  const position = read.purchases.customers.indexOf(publicId);
  if (position < 0) return undefined;
  const { contribution, costToServe } = read.trade;
  // Rows come by customer and day.
  const first = read.purchases.day[firstAtLeast(read.purchases.customer, position)] as number;
  const days = Date.parse(terms.until) / 86_400_000 - first + 1;
  const earned = (contribution[position] as number) - (costToServe[position] as number);
  return { profit: earned / Math.max(1, days / 365.25) };
}
