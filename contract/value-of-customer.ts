import * as z from 'zod/mini';
import { customerCard } from './customers.ts';
import { money } from './endpoint.ts';
import { lapse, valueAnswer, valueRow } from './value-forecast.ts';

export const VALUE_INPUT_KINDS = [
  ...(['replacement', 'potential', 'visibility', 'referral', 'spend', 'contract'] as const),
] as const;
export type ValueInputKind = (typeof VALUE_INPUT_KINDS)[number];

/** What somebody stated of a customer, with who and when. Which fields it takes, its kind says. */
const valueInput = z.object({
  id: z.string(),
  kind: z.enum(VALUE_INPUT_KINDS),
  fields: z.record(z.string(), z.nullable(z.union([z.string(), z.number()]))),
  at: z.string(),
  by: z.string(),
  /** Day on which it counts no more; null where it does not expire. */
  expires: z.nullable(z.string()),
  expired: z.boolean(),
  /** Customer that a referral names, as far as who asks may see it; null otherwise. */
  referrer: z.nullable(customerCard),
});
export type ValueInput = z.infer<typeof valueInput>;

const step = z.object({
  name: z.string(),
  formula: z.string(),
  worked: z.nullable(z.string()),
  value: z.nullable(z.number()),
  unit: z.string(),
  /** Where it opens in Explain; null where it does not. */
  figure: z.nullable(z.string()),
});

const part = z.object({
  part: z.string(),
  weight: z.number(),
  value: z.nullable(z.number()),
  points: z.nullable(z.number()),
  reason: z.string(),
});

/** A referral that was stated of `referred`. */
const referral = z.object({
  id: z.string(),
  referrer: customerCard,
  referred: customerCard,
  share: z.number(),
  from: z.string(),
  expires: z.nullable(z.string()),
  reason: z.string(),
  /** Value that it moves to the referrer, what the referred customer brought in turn included; null where it does not count. */
  credit: z.nullable(money),
  /** Why it does not count, as a sentence. */
  problem: z.nullable(z.string()),
  /** Day on which thanks were sent, and how; null where none were. */
  thanks: z.nullable(z.object({ day: z.string(), how: z.nullable(z.string()) })),
});
export type ReferralAnswer = z.infer<typeof referral>;

/** A contract that was stated: it stands beside the value from purchases and is not added to it. */
const contract = z.object({
  id: z.string(),
  first: z.string(),
  everyMonths: z.number(),
  /** Net cash of a period. */
  amount: money,
  last: z.nullable(z.string()),
  source: z.string(),
  /** Renewals made by the last day observed, and the day of the next; null where there is none. */
  renewals: z.number(),
  ended: z.boolean(),
  next: z.nullable(z.string()),
  /** Contracts of the same length that tell how likely a renewal is, by which rule, and why by that. */
  contracts: z.number(),
  by: z.enum(['sBG', 'rate so far', 'nothing']),
  reason: z.string(),
  /** Of the next renewal; its range where it is a rate. */
  probability: z.nullable(z.number()),
  probabilityRange: z.nullable(z.object({ low: z.number(), high: z.number() })),
  /** Within the horizon, and what they bring, discounted. */
  renewalsExpected: z.nullable(z.number()),
  value: z.nullable(money),
  valueRange: z.nullable(z.object({ low: money, high: money })),
  steps: z.array(step),
});
export type ContractAnswer = z.infer<typeof contract>;

export const referralList = z.object({
  state: valueAnswer.def.shape.state,
  currency: z.string(),
  total: z.number(),
  withoutThanks: z.number(),
  /** What all of them move together; over all customers nothing is counted twice. Null without a forecast. */
  credited: z.nullable(money),
  /** Those without thanks first, the most value first. */
  referrals: z.array(referral),
});
export type ReferralList = z.infer<typeof referralList>;

export const customerValue = z.object({
  state: valueAnswer.def.shape.state,
  customer: customerCard,
  currency: z.string(),
  until: z.string(),
  unit: z.enum(['day', 'week']),
  months: z.number(),
  rate: z.number(),
  /** Null where the customer has no purchase that counts. */
  value: z.nullable(
    z.object({
      ...valueRow,
      rank: z.number(),
      of: z.number(),
      /** Where its rank, its predictability and its silence open in Explain. */
      figures: z.object({ rank: z.string(), predictability: z.string(), silence: z.string() }),
      residual: z.nullable(money),
      /** How the value comes about, step by step: expected purchases, amount, margin, cost to serve, discount. */
      steps: z.array(step),
      byMonth: z.array(z.object({ month: z.string(), purchases: z.number(), value: money })),
      /** What the value would be at other terms, one changed at a time. */
      sensitivity: z.array(z.object({ what: z.string(), value: money })),
    }),
  ),
  lapse: z.nullable(lapse),
  predictability: z.object({
    score: z.nullable(z.number()),
    /** Weight of what is known, 0 to 100. */
    known: z.number(),
    parts: z.array(part),
    class: z.nullable(z.string()),
    bucketDays: z.number(),
    adi: z.nullable(z.number()),
    cv2: z.nullable(z.number()),
    regularity: z.nullable(z.number()),
    rule: z.nullable(z.string()),
    skill: z.nullable(z.number()),
    /** What it saves or costs a year, with the formula; null where inputs are missing. */
    stock: z.object({ saved: z.nullable(money), reason: z.string() }),
    expediting: z.object({ saved: z.nullable(money), reason: z.string() }),
  }),
  replacement: z.object({
    months: z.nullable(z.number()),
    money: z.nullable(money),
    steps: z.array(step),
    /** Inputs that are missing or cannot be, each with what is expected. */
    problems: z.array(z.object({ field: z.string(), expected: z.string() })),
  }),
  /** What the relationship has cost to date, by phase; null where nothing was stated of it. */
  spent: z.array(z.object({ phase: z.string(), accrued: z.nullable(money), lastYear: z.nullable(money) })),
  quadrant: z.object({
    current: z.nullable(z.string()),
    potential: z.nullable(z.string()),
    problems: z.array(z.object({ field: z.string(), mend: z.string() })),
  }),
  /** Own value, what referrals add and take, and the value with them: over all customers it sums to the own values. */
  referrals: z.object({
    own: z.nullable(money),
    credited: money,
    attributedAway: money,
    withReferrals: z.nullable(money),
    /** Those that it made, and by which it was referred. */
    stated: z.array(referral),
  }),
  /** The newest first; empty where none was stated. */
  contracts: z.array(contract),
  visibility: z.object({
    rank: z.nullable(z.number()),
    rankWith: z.nullable(z.number()),
    problems: z.array(z.string()),
  }),
  /** The newest first. */
  inputs: z.array(valueInput),
});
export type CustomerValue = z.infer<typeof customerValue>;
