import { addMonths, type Day, dayNumber, lastDayOf, monthOf } from '../units/day.ts';
import { type Cohort, type ContractFit, fitContracts } from './contracts.ts';
import { normalQuantile } from './normal-quantile.ts';

/** A contract that is renewed every so many months until it ends. */
export interface Contract {
  readonly first: Day;
  /** Whole months, 1 or more. */
  readonly everyMonths: number;
  /** Last day that it ran; undefined while it runs. */
  readonly last: Day | undefined;
}

export interface ContractState {
  /** Renewals that were made by the day asked about. */
  readonly renewals: number;
  /** Whether it had ended by then. */
  readonly ended: boolean;
  /** Day of the next renewal; undefined once it has ended, and where it ends before that day. */
  readonly next: Day | undefined;
}

/** How likely renewals are: by a model of contracts of the same length, or by their rate so far where these tell too little. */
export type Retention =
  | { readonly by: 'sBG'; readonly fit: ContractFit; readonly contracts: number }
  | {
      readonly by: 'rate so far';
      readonly renewed: number;
      readonly due: number;
      readonly rate: number;
      /** One in ten rates lies below, one in ten above. */
      readonly low: number;
      readonly high: number;
      readonly contracts: number;
      /** Why no model is used, as a sentence. */
      readonly reason: string;
    }
  | { readonly by: 'nothing'; readonly contracts: number; readonly reason: string };

export interface RenewalAhead {
  readonly day: Day;
  readonly months: number;
  /** Probability that it and all before it are made. */
  readonly probability: number;
}

/** Fewer say too little of how much customers differ. */
export const CONTRACTS_MIN = 20;
const RANGE = 0.9;

/**
 * Where a contract stands at the end of a day. It is renewed on the day of the month on which it began, or on the last of a
 * shorter month. Example: from 2023-01-31 every 12 months, on 2025-06-30 → 2 renewals, the next on 2026-01-31
 */
export function contractState({ first, everyMonths, last }: Contract, asOf: Day): ContractState {
  const through = last !== undefined && last < asOf ? last : asOf;
  let renewals = 0;
  while (dayAfterMonths(first, (renewals + 1) * everyMonths) <= through) renewals += 1;
  const next = dayAfterMonths(first, (renewals + 1) * everyMonths);
  const ended = last !== undefined && last <= asOf;
  return { renewals, ended, next: ended || (last !== undefined && last < next) ? undefined : next };
}

/**
 * Retention of contracts of one length: sBG over each of them, from its begin to the day asked about; the rate so far, renewed ÷
 * due, with its Wilson range, where there are few or sBG is not identified. A contract that has ended was due once more than it
 * was renewed. Contracts that begin later are not counted.
 */
export function retentionOf(contracts: readonly Contract[], asOf: Day): Retention {
  const begun = contracts.filter(({ first }) => first <= asOf).map(one => contractState(one, asOf));
  const renewed = begun.reduce((sum, { renewals }) => sum + renewals, 0);
  const due = renewed + begun.filter(({ ended }) => ended).length;
  if (due === 0)
    return {
      by: 'nothing',
      contracts: begun.length,
      reason: 'No contract of this length has come to a renewal yet.',
    };
  const fit = begun.length < CONTRACTS_MIN ? undefined : fitContracts(begun.map(cohortOf));
  if (fit?.identified) return { by: 'sBG', fit, contracts: begun.length };
  const reason =
    begun.length < CONTRACTS_MIN
      ? `Fewer than ${CONTRACTS_MIN} contracts are too few for a model of how customers differ.`
      : (fit?.reason ?? 'A model needs contracts that ended, and renewals that were made.');
  return { by: 'rate so far', renewed, due, ...rateOf(renewed, due), contracts: begun.length, reason };
}

/**
 * Renewals from a day until so many months later, each with the probability that the contract gets there: the product of the
 * retention rates from the next renewal to it.
 *
 * @param retention the rate at the t-th renewal, such as `retentionRate` of sBG, or one for all
 */
export function renewalsAhead(
  contract: Contract,
  {
    asOf,
    months,
    retention,
  }: {
    readonly asOf: Day;
    readonly months: number;
    readonly retention: number | ((renewal: number) => number);
  },
): RenewalAhead[] {
  const { renewals, next } = contractState(contract, asOf);
  if (next === undefined) return [];
  const until = dayAfterMonths(asOf, months);
  const ahead: RenewalAhead[] = [];
  let probability = 1;
  for (let t = renewals + 1; ; t++) {
    const day = dayAfterMonths(contract.first, t * contract.everyMonths);
    if (day > until || (contract.last !== undefined && day > contract.last)) return ahead;
    probability *= typeof retention === 'number' ? retention : retention(t);
    ahead.push({ day, months: (dayNumber(day) - dayNumber(asOf)) / (365.25 / 12), probability });
  }
}

/** Σ of probability × amount ÷ (1+i)^(months ÷ 12): money comes on the day of the renewal, that of the running period is past. */
export function renewalsValue(
  ahead: readonly RenewalAhead[],
  { amount, annualRate }: { readonly amount: number; readonly annualRate: number },
): number {
  return ahead.reduce(
    (sum, { probability, months }) => sum + (probability * amount) / (1 + annualRate) ** (months / 12),
    0,
  );
}

function cohortOf({ renewals, ended }: ContractState): Cohort {
  return [...new Array<number>(renewals + 1).fill(1), ...(ended ? [0] : [])];
}

/** Wilson's range of a rate. */
function rateOf(renewed: number, due: number) {
  const rate = renewed / due;
  const z = normalQuantile(RANGE) as number;
  const middle = (rate + z ** 2 / (2 * due)) / (1 + z ** 2 / due);
  const wide = (z * Math.sqrt((rate * (1 - rate)) / due + (z / (2 * due)) ** 2)) / (1 + z ** 2 / due);
  return { rate, low: Math.max(0, middle - wide), high: Math.min(1, middle + wide) };
}

function dayAfterMonths(day: Day, months: number): Day {
  const month = addMonths(monthOf(day), months);
  const same = `${month}${day.slice(7)}`;
  const last = lastDayOf(month);
  return same < last ? same : last;
}
