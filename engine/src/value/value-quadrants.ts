import { median } from '../profit/ranking.ts';

/**
 * Where an account stands by what it is worth and what it takes to satisfy it. The words are those of Shapiro, Rangan, Moriarty &
 * Ross (1987), Manage customers for profits (not just sales), Harvard Business Review 65(5): 'passive' is worth much and takes
 * little, 'carriage trade' much and much, 'bargain basement' little and little, 'aggressive' little and much.
 */
export type ValueQuadrant = 'passive' | 'carriage trade' | 'bargain basement' | 'aggressive';

/** Of one account, money of the same horizon in the same currency. */
export interface QuadrantInput {
  readonly customer: string;
  readonly currentValue: number | undefined;
  readonly currentCost: number | undefined;
  readonly potentialValue: number | undefined;
  readonly potentialCost: number | undefined;
  /** Where the potential comes from, such as "share of wallet, visit of 3 March". A potential without one is refused. */
  readonly potentialValueSource: string | undefined;
  readonly potentialCostSource: string | undefined;
}

export interface QuadrantThresholds {
  /** More than this is much. */
  readonly value: number | undefined;
  readonly cost: number | undefined;
  /** 'median' of current values and costs where it was not stated; 'zero' where that median is a loss, which nobody is worth much by. */
  readonly valueFrom: 'stated' | 'median' | 'zero';
  readonly costFrom: 'stated' | 'median';
}

export interface QuadrantProblem {
  readonly customer: string;
  readonly field: keyof QuadrantInput;
  readonly mend: string;
}

export interface AccountQuadrant {
  readonly customer: string;
  readonly current: ValueQuadrant | undefined;
  /** By potential value and cost; where only one of them has a potential, the other stays as it is. Undefined without any. */
  readonly potential: ValueQuadrant | undefined;
  /** Whether the potential lies in another quadrant; undefined where one of the two is not known. */
  readonly moves: boolean | undefined;
  /** potential value − current value, and the same of the cost; undefined without a potential. */
  readonly valueGained: number | undefined;
  readonly costGained: number | undefined;
}

export interface QuadrantMove {
  readonly from: ValueQuadrant;
  readonly to: ValueQuadrant;
  readonly customers: number;
}

export interface ValueQuadrants {
  readonly thresholds: QuadrantThresholds;
  /** In the order given. */
  readonly accounts: readonly AccountQuadrant[];
  readonly moves: readonly QuadrantMove[];
  readonly problems: readonly QuadrantProblem[];
}

/**
 * Current and potential value against current and potential cost of satisfying, in four quadrants. Both are measured at the same
 * thresholds, those of today, so that a move is the account's own and not that of a line.
 *
 * @param stated thresholds; the median of current values, or costs, where one is not stated, and never a loss
 */
export function valueQuadrants(
  inputs: readonly QuadrantInput[],
  stated: { readonly value?: number | undefined; readonly cost?: number | undefined } = {},
): ValueQuadrants {
  const problems = inputs.flatMap(problemsOf);
  const middle = median(numbers(inputs, 'currentValue'));
  const loses = stated.value === undefined && middle !== undefined && middle < 0;
  const thresholds: QuadrantThresholds = {
    value: loses ? 0 : (stated.value ?? middle),
    cost: stated.cost ?? median(numbers(inputs, 'currentCost')),
    valueFrom: loses ? 'zero' : stated.value === undefined ? 'median' : 'stated',
    costFrom: stated.cost === undefined ? 'median' : 'stated',
  };
  const accounts = inputs.map(input => accountOf(input, thresholds));
  return { thresholds, accounts, moves: movesOf(accounts), problems };
}

/** Fields of an account that cannot count as they are, each with its mend: what is no number, and potentials without a source. */
function problemsOf(input: QuadrantInput): QuadrantProblem[] {
  const { customer } = input;
  const notNumbers = (['currentValue', 'currentCost', 'potentialValue', 'potentialCost'] as const)
    .filter(field => input[field] !== undefined && !Number.isFinite(input[field]))

    .map((field): QuadrantProblem => ({ customer, field, mend: 'Give a number, or leave it out.' }));
  const unsourced = (['potentialValue', 'potentialCost'] as const)
    .filter(field => input[field] !== undefined && !isSourced(input, field))

    .map(
      (field): QuadrantProblem => ({
        customer,
        field: sourceField(field),
        mend: 'Say where the potential comes from.',
      }),
    );
  return [...notNumbers, ...unsourced];
}

function accountOf(input: QuadrantInput, thresholds: QuadrantThresholds): AccountQuadrant {
  const currentValue = finite(input.currentValue);
  const currentCost = finite(input.currentCost);
  const potentialValue = isSourced(input, 'potentialValue') ? finite(input.potentialValue) : undefined;
  const potentialCost = isSourced(input, 'potentialCost') ? finite(input.potentialCost) : undefined;
  const hasPotential = potentialValue !== undefined || potentialCost !== undefined;
  const current = quadrantOf(currentValue, currentCost, thresholds);
  const potential = hasPotential
    ? quadrantOf(potentialValue ?? currentValue, potentialCost ?? currentCost, thresholds)
    : undefined;
  return {
    customer: input.customer,
    current,
    potential,
    moves: current === undefined || potential === undefined ? undefined : current !== potential,
    valueGained: difference(potentialValue, currentValue),
    costGained: difference(potentialCost, currentCost),
  };
}

function quadrantOf(
  value: number | undefined,
  cost: number | undefined,
  thresholds: QuadrantThresholds,
): ValueQuadrant | undefined {
  if (value === undefined || cost === undefined) return undefined;
  if (thresholds.value === undefined || thresholds.cost === undefined) return undefined;
  if (value > thresholds.value) return cost > thresholds.cost ? 'carriage trade' : 'passive';
  return cost > thresholds.cost ? 'aggressive' : 'bargain basement';
}

function movesOf(accounts: readonly AccountQuadrant[]): QuadrantMove[] {
  const moves = new Map<string, QuadrantMove>();
  for (const { current: from, potential: to } of accounts) {
    if (from === undefined || to === undefined || from === to) continue;
    const key = `${from}|${to}`;
    moves.set(key, { from, to, customers: (moves.get(key)?.customers ?? 0) + 1 });
  }
  return [...moves.values()].sort((a, b) => b.customers - a.customers);
}

function sourceField(field: 'potentialValue' | 'potentialCost') {
  return field === 'potentialValue' ? 'potentialValueSource' : 'potentialCostSource';
}

function isSourced(input: QuadrantInput, field: 'potentialValue' | 'potentialCost'): boolean {
  return (input[sourceField(field)] ?? '').trim() !== '';
}

function numbers(inputs: readonly QuadrantInput[], field: 'currentValue' | 'currentCost'): number[] {
  return inputs.flatMap(input => finite(input[field]) ?? []);
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function difference(after: number | undefined, before: number | undefined): number | undefined {
  return after === undefined || before === undefined ? undefined : after - before;
}
