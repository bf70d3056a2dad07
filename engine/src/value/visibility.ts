import type { Day } from '../units/day.ts';

/** What being able to name a customer is held to be worth: a judgement of somebody, with its reason, for a time. */
export interface VisibilityInput {
  readonly customer: string;
  /** 0 to 5 points, or money a year in whole currency: one of the two. */
  readonly score: number | undefined;
  readonly amount: number | undefined;
  readonly reason: string;
  /** Who stands by it. */
  readonly owner: string;
  /** Last day on which it counts. */
  readonly expires: Day;
}

export interface VisibilityProblem {
  readonly input: VisibilityInput;
  readonly field: 'score' | 'amount' | 'reason' | 'owner' | 'expires' | 'customer' | 'amountPerPoint';
  readonly mend: string;
}

export interface VisibilityRank {
  readonly customer: string;
  readonly value: number | undefined;
  /** Money that the visibility counts for; undefined where none is stated or it does not count. */
  readonly visibility: number | undefined;
  /** 1 for the most; undefined without a value. Ties by the order given. */
  readonly rank: number | undefined;
  readonly rankWith: number | undefined;
}

export interface VisibilityRanking {
  /** In the order of the values given. */
  readonly customers: readonly VisibilityRank[];
  readonly expired: readonly VisibilityInput[];
  readonly problems: readonly VisibilityProblem[];
}

/**
 * Ranks by value without and with visibility. The value itself stays as it is: visibility is a separate input, no money that
 * anybody pays, so it is never part of a sum of values.
 *
 * @param values whole currency; undefined where it is not known
 * @param amountPerPoint what a point of a score is held to be worth, in the money of the values; without it scores are a
 * problem, as no rank can come of them
 */
export function rankWithVisibility(
  values: readonly { readonly customer: string; readonly value: number | undefined }[],
  inputs: readonly VisibilityInput[],
  asOf: Day,
  amountPerPoint: number | undefined,
): VisibilityRanking {
  const expired = inputs.filter(input => input.expires !== '' && input.expires < asOf);
  const problems: VisibilityProblem[] = [];
  const counted = new Map<string, number>();
  const known = new Set(values.map(({ customer }) => customer));
  for (const input of inputs) {
    if (expired.includes(input)) continue;
    const problem = problemOf(input, { amountPerPoint, known, counted });
    if (problem) problems.push({ input, ...problem });
    else counted.set(input.customer, input.amount ?? (input.score as number) * (amountPerPoint as number));
  }
  const without = rankBy(values.map(({ value }) => value));
  const plus = values.map(({ customer, value }) =>
    value === undefined ? undefined : value + (counted.get(customer) ?? 0),
  );
  const withIt = rankBy(plus);
  const customers = values.map(({ customer, value }, i) => ({
    customer,
    value,
    visibility: counted.get(customer),
    rank: without[i],
    rankWith: withIt[i],
  }));
  return { customers, expired, problems };
}

function problemOf(
  { customer, score, amount, reason, owner, expires }: VisibilityInput,
  given: {
    amountPerPoint: number | undefined;
    known: ReadonlySet<string>;
    counted: ReadonlyMap<string, number>;
  },
): Omit<VisibilityProblem, 'input'> | undefined {
  const { amountPerPoint, known, counted } = given;
  if (!known.has(customer)) return { field: 'customer', mend: 'Name a customer of the list.' };
  if (counted.has(customer))
    return { field: 'customer', mend: 'State the visibility of a customer once at a time.' };
  if (reason.trim() === '') return { field: 'reason', mend: 'Say what makes the customer worth naming.' };
  if (owner.trim() === '') return { field: 'owner', mend: 'Name who stands by it.' };
  if (expires === '') return { field: 'expires', mend: 'Give the last day on which it counts.' };
  if (score === undefined && amount === undefined)
    return { field: 'score', mend: 'Give 0 to 5 points, or money.' };
  if (score !== undefined && amount !== undefined)
    return { field: 'amount', mend: 'Give points or money, not both.' };
  if (amount !== undefined && !(amount >= 0 && Number.isFinite(amount)))
    return { field: 'amount', mend: 'Give money of 0 or more.' };
  if (score !== undefined && !(score >= 0 && score <= 5))
    return { field: 'score', mend: 'Give 0 to 5 points.' };
  if (
    score !== undefined &&
    !(amountPerPoint !== undefined && amountPerPoint >= 0 && Number.isFinite(amountPerPoint))
  )
    return { field: 'amountPerPoint', mend: 'State what a point is worth, or give money.' };
  return undefined;
}

function rankBy(values: readonly (number | undefined)[]): (number | undefined)[] {
  const ranked: (number | undefined)[] = values.map(() => undefined);
  const order = [...values.keys()].filter(i => values[i] !== undefined && !Number.isNaN(values[i]));
  order.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
  for (const [place, i] of order.entries()) ranked[i] = place + 1;
  return ranked;
}
