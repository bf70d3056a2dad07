import type { Day } from '../units/day.ts';

/** Who brought a customer in. */
export interface Referral {
  readonly referrer: string;
  readonly referred: string;
  /** Of the credit for the customer, above 0 and up to 1; several referrers share. */
  readonly share: number;
  /** First and last day on which it counts; without a last one it counts for good. */
  readonly from: Day;
  readonly expires: Day | undefined;
}

export interface ReferralProblem {
  readonly problem:
    | 'self-referral'
    | 'cycle'
    | 'share out of range'
    | 'shares above one'
    | 'stated twice'
    | 'unknown customer'
    | 'listed twice'
    | 'no whole amount';
  readonly customer: string;
  /** The referral that is refused; undefined where the value itself is. */
  readonly referral: Referral | undefined;
  readonly mend: string;
}

export interface ReferralGraph {
  /** Referrals that count, by the customer who was referred. */
  readonly referrersOf: ReadonlyMap<string, readonly Referral[]>;
  readonly problems: readonly ReferralProblem[];
  readonly expired: readonly Referral[];
  readonly pending: readonly Referral[];
}

/**
 * The referrals that count on a day: a graph without cycles in which the shares of a customer's referrers never exceed one. They
 * are taken in by their first day, then in the order given; one that would break it is refused, those before it stay.
 * @param customers whose value is known; a referral of any other cannot be credited
 */
export function activeReferrals(
  referrals: readonly Referral[],
  asOf: Day,
  customers: { has(customer: string): boolean },
): ReferralGraph {
  const referrersOf = new Map<string, Referral[]>();
  const problems: ReferralProblem[] = [];
  const running = referrals.filter(
    ({ from, expires }) => from <= asOf && !(expires !== undefined && expires < asOf),
  );
  for (const referral of running.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const problem = problemWith(referral, referrersOf, customers);
    if (problem === undefined)
      referrersOf.set(referral.referred, [...(referrersOf.get(referral.referred) ?? []), referral]);
    else problems.push({ ...problem, customer: referral.referred, referral });
  }
  return {
    referrersOf,
    problems,
    expired: referrals.filter(({ expires }) => expires !== undefined && expires < asOf),
    pending: referrals.filter(
      ({ from, expires }) => from > asOf && !(expires !== undefined && expires < asOf),
    ),
  };
}

function problemWith(
  { referrer, referred, share }: Referral,
  referrersOf: ReadonlyMap<string, readonly Referral[]>,
  customers: { has(customer: string): boolean },
): Pick<ReferralProblem, 'problem' | 'mend'> | undefined {
  if (referrer === referred)
    return { problem: 'self-referral', mend: 'Name another customer as referrer, or none.' };
  if (!customers.has(referrer) || !customers.has(referred))
    return { problem: 'unknown customer', mend: 'Give a value for both customers.' };
  if (!(share > 0 && share <= 1))
    return { problem: 'share out of range', mend: 'Give a share above 0 and up to 1, such as 0.5.' };
  const already = referrersOf.get(referred) ?? [];
  if (already.some(each => each.referrer === referrer))
    return { problem: 'stated twice', mend: 'State each referrer of a customer once.' };
  // Thirds as people write them may come to a hair above one.
  if (already.reduce((so, each) => so + each.share, share) > 1 + 1e-9)
    return { problem: 'shares above one', mend: 'Lower the shares, so that they sum to at most 1.' };
  if (isAbove(referred, referrer, referrersOf))
    return { problem: 'cycle', mend: 'Take out one of the referrals of the circle.' };
  return undefined;
}

/** Whether `ancestor` brought `customer` in, over any number of generations. */
function isAbove(
  ancestor: string,
  customer: string,
  referrersOf: ReadonlyMap<string, readonly Referral[]>,
): boolean {
  const seen = new Set<string>();
  const open = [customer];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === ancestor) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { referrer } of referrersOf.get(next) ?? []) open.push(referrer);
  }
  return false;
}
