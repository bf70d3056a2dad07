import type { Amount } from '../units/amount.ts';
import { largestRemainder } from '../units/rounding.ts';
import { activeReferrals, type Referral, type ReferralProblem } from './referral-graph.ts';

/** A value of one's own, before anything is credited, in whole micro-units. */
export interface OwnValue {
  readonly customer: string;
  readonly value: Amount;
}

export interface ReferralSettings {
  /** Share of a referred customer's value that goes to those who referred it, 0 to 1. */
  readonly credited: number;
  /** Share of what a referrer gets that goes on to those who referred it in turn, 0 to 1: the discount by generation. */
  readonly passedOn: number;
  /** Generations that value is passed up, 1 to 8. */
  readonly generations: number;
}

/** Value that moves from the customer who earns it to one who brought it in. */
export interface ReferralCredit {
  readonly referrer: string;
  /** Whose own value it is part of. */
  readonly origin: string;
  /** Whom the referrer referred itself: the origin, or the one through whom it came. */
  readonly through: string;
  /** 1 where the referrer referred the origin itself. */
  readonly generation: number;
  /** What stays with the referrer of it; negative where the origin loses money. */
  readonly amount: Amount;
}

export interface CreditedValue {
  readonly customer: string;
  readonly own: Amount;
  /** From customers that it brought in. */
  readonly credited: Amount;
  /** To those who brought it in. */
  readonly attributedAway: Amount;
  /** own + credited − attributedAway. */
  readonly value: Amount;
}

export interface ReferralValue {
  /** In the order of the values given. Their sum is that of their own values, exactly. */
  readonly customers: readonly CreditedValue[];
  readonly credits: readonly ReferralCredit[];
  /** Referrals, or values, that do not count, each with why. */
  readonly problems: readonly ReferralProblem[];
  /** Referrals that have expired by the day asked about, or have not begun. */
  readonly expired: readonly Referral[];
  readonly pending: readonly Referral[];
}

/** Shares are taken in millionths. */
const PARTS = 1_000_000;
const GENERATIONS_MOST = 8;

/**
 * Value with referrals, each customer's value counted once. Of the own value of a referred customer `credited` × the share of
 * each referrer moves to it; of what a referrer gets, `passedOn` × share moves on to whoever referred it in turn. So what
 * is credited and what stays always sum to what there was: parts are allocated by largest remainder, to the micro-unit. A loss
 * moves up in the same way. Several referrers share; together they never have more than the whole.
 *
 * Kumar, Petersen & Leone (2010), Journal of Marketing 74(5), set the value of referrals beside the lifetime value of those who
 * were referred; the two cannot be added up over customers. What is credited here can.
 *
 * Example: A (100) referred B (60), credited 0.5: A 130, B 30, together 160.
 * @param values each customer once; a later row of the same customer, and one that is no safe integer or lifts the sum of sizes
 * beyond one, is a problem
 * @param asOf `YYYY-MM-DD`
 */
export function referralValue(
  values: readonly OwnValue[],
  referrals: readonly Referral[],
  asOf: string,
  settings: ReferralSettings,
): ReferralValue {
  const own = new Map<string, Amount>();
  const problems: ReferralProblem[] = [];
  let size = 0;
  for (const { customer, value } of values) {
    if (own.has(customer))
      problems.push(problemOf(customer, 'listed twice', 'Give one value for each customer.'));
    // All that one customer could ever be credited has to stay exact too.
    else if (!Number.isSafeInteger(value) || !Number.isSafeInteger(size + Math.abs(value)))
      problems.push(
        problemOf(
          customer,
          'no whole amount',
          'Give whole micro-units, within the safe range and with the others in it.',
        ),
      );
    else {
      own.set(customer, value);
      size += Math.abs(value);
    }
  }
  const graph = activeReferrals(referrals, asOf, own);
  const credits: ReferralCredit[] = [];
  for (const [origin, value] of own) pass({ origin, holder: origin, amount: value, generation: 1 });
  return {
    customers: creditedValues(own, credits),
    credits: credits.filter(({ amount }) => amount !== 0),
    problems: [...problems, ...graph.problems],
    expired: graph.expired,
    pending: graph.pending,
  };

  function pass(held: { origin: string; holder: string; amount: Amount; generation: number }): Amount {
    const { origin, holder, amount, generation } = held;
    const referrers = graph.referrersOf.get(holder);
    if (
      referrers === undefined ||
      amount === 0 ||
      generation > Math.min(settings.generations, GENERATIONS_MOST)
    )
      return amount;
    const rate = clamped(generation === 1 ? settings.credited : settings.passedOn);
    const weights = referrers.map(({ share }) => Math.floor(PARTS * rate * share));
    const kept = Math.max(0, PARTS - weights.reduce((so, weight) => so + weight, 0));
    const parts = largestRemainder(amount, [...weights, kept]);
    for (const [i, { referrer }] of referrers.entries()) {
      const part = parts[i] as Amount;
      const stays = pass({ origin, holder: referrer, amount: part, generation: generation + 1 });
      credits.push({ referrer, origin, through: holder, generation, amount: stays });
    }
    return parts[referrers.length] as Amount;
  }
}

function creditedValues(
  own: ReadonlyMap<string, Amount>,
  credits: readonly ReferralCredit[],
): CreditedValue[] {
  const got = new Map<string, Amount>();
  const gave = new Map<string, Amount>();
  for (const { referrer, origin, amount } of credits) {
    got.set(referrer, (got.get(referrer) ?? 0) + amount);
    gave.set(origin, (gave.get(origin) ?? 0) + amount);
  }
  return [...own].map(([customer, value]) => {
    const credited = got.get(customer) ?? 0;
    const attributedAway = gave.get(customer) ?? 0;
    return { customer, own: value, credited, attributedAway, value: value + credited - attributedAway };
  });
}

function problemOf(
  customer: string,
  problem: 'listed twice' | 'no whole amount',
  mend: string,
): ReferralProblem {
  return { problem, customer, referral: undefined, mend };
}

function clamped(share: number): number {
  return share > 0 ? Math.min(1, share) : 0;
}
