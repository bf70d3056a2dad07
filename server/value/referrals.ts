import {
  type Day,
  type Referral,
  type ReferralProblem,
  type ReferralValue,
  referralValue,
  type Scope,
} from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import { cardAnswer, type Made, moneyText } from './forecast-row.ts';
import { inputsThatHold, type KeptInput } from './input-store.ts';
import { expiryOf, referrersOf, todayIn } from './inputs.ts';
import { numberOf, ownValues, textOf } from './stated-worth.ts';
import type { TermsAsked, ValueStores } from './terms.ts';
import { standing } from './value-answer.ts';

/** Half of a referred customer's value is credited, a quarter of that goes on to the generation before. */
const REFERRAL_TERMS = { credited: 0.5, passedOn: 0.25, generations: 4 } as const;
const MICRO = 1e6;
const ROWS_MOST = 5000;

interface StatedReferral {
  readonly input: KeptInput;
  readonly referrer: KnownCustomer;
  readonly referred: KnownCustomer;
  readonly referral: Referral;
}

/** What referrals come to on a day, as far as there is a forecast. */
interface CountedReferrals {
  readonly stated: readonly StatedReferral[];
  readonly today: Day;
  readonly counted: ReferralValue | undefined;
  readonly credits: ReadonlyMap<string, number>;
  readonly problems: ReadonlyMap<Referral | undefined, ReferralProblem>;
}

/** Who referred whom, what is credited for it, and whether thanks were sent: those without thanks first. */
export async function referralsAnswer(
  stores: ValueStores,
  scope: Scope,
  asked: TermsAsked & { readonly offset: number; readonly limit: number },
) {
  const [stood, everything] = await Promise.all([
    standing(stores, scope, asked),
    stores.database.within(scope, store => inputsThatHold(scope, store)),
  ]);
  const made = stood.state === 'ready' ? stood.made : undefined;
  const known = await referrersOf(stores, scope, everything);
  const all = countedReferrals(everything, made, { known, today: todayIn(made) });
  const rows = all.stated.map(stated => ({ stated, credit: creditOf(all, stated) }));
  const isThanked = ({ stated }: (typeof rows)[number]) =>
    Number(textOf(stated.input, 'thanksSent') !== undefined);
  rows.sort((a, b) => isThanked(a) - isThanked(b) || (b.credit ?? 0) - (a.credit ?? 0));
  const from = Math.max(0, asked.offset);
  return {
    state: stood.state,
    currency: made?.read.ranked.settings.currency ?? '',
    total: rows.length,
    withoutThanks: rows.filter(row => isThanked(row) === 0).length,
    credited: made ? moneyOf(rows.reduce((sum, { credit }) => sum + (credit ?? 0), 0)) : null,
    referrals: rows
      .slice(from, from + Math.min(ROWS_MOST, Math.max(0, asked.limit)))
      .map(({ stated }) => referralAnswer(all, stated)),
  };
}

/** What referrals add to a customer's value and take from it; over all customers nothing is counted twice. */
export function referralsOf(
  inputs: readonly KeptInput[],
  made: Made | undefined,
  { customer, ...given }: { customer: KnownCustomer; known: ReadonlyMap<number, KnownCustomer>; today: Day },
) {
  const all = countedReferrals(inputs, made, given, customer);
  const mine = all.counted?.customers.find(one => one.customer === customer.publicId);
  return {
    own: mine ? moneyOf(mine.own) : null,
    credited: moneyOf(mine?.credited ?? 0),
    attributedAway: moneyOf(mine?.attributedAway ?? 0),
    withReferrals: mine ? moneyOf(mine.value) : null,
    stated: all.stated
      .filter(({ referrer, referred }) => referrer.id === customer.id || referred.id === customer.id)
      .map(stated => referralAnswer(all, stated)),
  };
}

function countedReferrals(
  inputs: readonly KeptInput[],
  made: Made | undefined,
  { known, today }: { known: ReadonlyMap<number, KnownCustomer>; today: Day },
  customer?: KnownCustomer,
): CountedReferrals {
  const stated = inputs.flatMap((input): StatedReferral[] => {
    const [referrer, referred] = [known.get(input.referrer ?? -1), known.get(input.customer)];
    if (input.kind !== 'referral' || !referrer || !referred) return [];
    const referral = {
      referrer: referrer.publicId,
      referred: referred.publicId,
      share: numberOf(input, 'share') ?? 0,
      from: textOf(input, 'from') ?? today,
      expires: expiryOf(input),
    };
    return [{ input, referrer, referred, referral }];
  });
  if (!made) return { stated, today, counted: undefined, credits: new Map(), problems: new Map() };
  const taking = new Set(stated.flatMap(({ referral }) => [referral.referrer, referral.referred]));
  if (customer) taking.add(customer.publicId);
  const values = ownValues(made)
    .filter(one => taking.has(one.customer))
    .map(one => ({ customer: one.customer, value: Math.round(one.value * MICRO) }));
  const referrals = stated.map(({ referral }) => referral);
  const counted = referralValue(values, referrals, today, REFERRAL_TERMS);
  const problems = new Map(counted.problems.map(one => [one.referral, one]));
  return { stated, today, counted, credits: creditsOf(counted), problems };
}

/** What each pair moves: to its referrer, with what came through whom it referred. */
function creditsOf({ credits }: ReferralValue): ReadonlyMap<string, number> {
  const moved = new Map<string, number>();
  for (const { referrer, through, amount } of credits) {
    const pair = pairOf(referrer, through);
    moved.set(pair, (moved.get(pair) ?? 0) + amount);
  }
  return moved;
}

function pairOf(referrer: string, referred: string): string {
  return `${referrer} ${referred}`;
}

/** Undefined where the referral does not count, or nothing is known yet. */
function creditOf({ counted, credits, problems, today }: CountedReferrals, { referral }: StatedReferral) {
  if (!counted || !isRunning(referral, today) || problems.has(referral)) return undefined;
  return credits.get(pairOf(referral.referrer, referral.referred)) ?? 0;
}

function isRunning({ from, expires }: Referral, today: Day): boolean {
  return from <= today && !(expires !== undefined && expires < today);
}

function referralAnswer(all: CountedReferrals, stated: StatedReferral) {
  const { input, referrer, referred, referral } = stated;
  const credit = creditOf(all, stated);
  const day = textOf(input, 'thanksSent');
  return {
    id: input.id,
    referrer: cardAnswer(referrer),
    referred: cardAnswer(referred),
    share: referral.share,
    from: referral.from,
    expires: referral.expires ?? null,
    reason: textOf(input, 'reason') ?? '',
    credit: credit === undefined ? null : moneyOf(credit),
    problem: problemOf(all, stated) ?? null,
    thanks: day === undefined ? null : { day, how: textOf(input, 'thanksHow') ?? null },
  };
}

/** Why a referral does not count, as a sentence. */
function problemOf({ problems, today }: CountedReferrals, { referral }: StatedReferral): string | undefined {
  const { from, expires } = referral;
  if (from > today) return `It counts from ${from} on.`;
  if (expires !== undefined && expires < today) return `It counted until ${expires}.`;
  const found = problems.get(referral);
  if (!found) return undefined;
  return found.problem === 'unknown customer'
    ? 'This referral does not count: one of the two has bought nothing that a forecast counts.'
    : `This referral does not count: ${found.problem}. ${found.mend}`;
}

function moneyOf(amount: number): string {
  return moneyText(amount / MICRO);
}
