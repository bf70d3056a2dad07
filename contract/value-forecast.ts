import * as z from 'zod/mini';
import { customerCard } from './customers.ts';
import { money } from './endpoint.ts';

/** What a forecast may come to: one in ten lies below `low`, one in ten above `high`. */
const moneyRange = z.object({ low: money, mid: money, high: money });
const countRange = z.object({ low: z.number(), mid: z.number(), high: z.number() });
export type MoneyRange = z.infer<typeof moneyRange>;
export type CountRange = z.infer<typeof countRange>;

const candidate = z.object({
  name: z.string(),
  chosen: z.boolean(),
  /** In the order of the literature, with their standard errors; none where they are not identified. */
  parameters: z.array(
    z.object({ name: z.string(), value: z.number(), standardError: z.nullable(z.number()) }),
  ),
  logLikelihood: z.nullable(z.number()),
  aic: z.nullable(z.number()),
  /** Condition number of the Hessian. */
  condition: z.nullable(z.number()),
  identified: z.boolean(),
  /** Why they are not, as a sentence. */
  reason: z.nullable(z.string()),
});

/** A forecast of a time that has passed, held against what happened; undefined parts are null. */
const holdOut = z.object({
  /** Last day that the forecast knew, and the last that it was held against. */
  split: z.string(),
  until: z.string(),
  customers: z.number(),
  actual: z.number(),
  /** The model, the customers' last rates, and those rates without who has been silent for long. */
  rules: z.array(
    z.object({
      rule: z.enum(['model', 'last rate', 'hiatus']),
      total: z.number(),
      /** Forecast ÷ actual − 1. */
      error: z.nullable(z.number()),
      mae: z.nullable(z.number()),
      rmse: z.nullable(z.number()),
      topDecileCapture: z.nullable(z.number()),
    }),
  ),
  /** The forecast times what the season did in the years before; null without two years. */
  seasonal: z.nullable(z.object({ index: z.number(), total: z.number(), error: z.nullable(z.number()) })),
  weeks: z.array(z.object({ week: z.number(), expected: z.number(), actual: z.number() })),
  /** From the tenth of whom most was expected to the one of whom least was. */
  deciles: z.array(z.object({ decile: z.number(), expected: z.number(), actual: z.number() })),
  /** By repeat purchases before the split. */
  repeats: z.array(
    z.object({ repeats: z.string(), customers: z.number(), expected: z.number(), actual: z.number() }),
  ),
  /** P(alive) in bins, beside the share that bought. */
  alive: z.array(z.object({ customers: z.number(), stated: z.number(), bought: z.number() })),
  brier: z.nullable(z.number()),
});
export type HoldOutAnswer = z.infer<typeof holdOut>;

const leftOut = z.object({ reason: z.string(), customers: z.number(), count: z.number(), amount: money });

const capped = z.object({
  /** Share of the customers with an amount who stand at the limit or below: mean amounts above it count as it. */
  quantile: z.number(),
  limit: money,
  /** How many were lowered; the largest are listed. */
  customers: z.number(),
  lowered: z.array(z.object({ name: z.string(), from: money, to: money })),
  /** Mean amount over all customers by Gamma–Gamma, capped and as it would be uncapped. */
  mean: z.nullable(money),
  meanUncapped: z.nullable(money),
});
export type CappedAmounts = z.infer<typeof capped>;

const forecast = z.object({
  currency: z.string(),
  until: z.string(),
  unit: z.enum(['day', 'week']),
  months: z.number(),
  rate: z.number(),
  outliers: z.enum(['keep', 'cap']),
  customers: z.number(),
  repeatCustomers: z.number(),
  /** Why this model, for a reader who knows no statistics. */
  reason: z.string(),
  warnings: z.array(z.string()),
  /** The most likely first. */
  candidates: z.array(candidate),
  /** How the amount of a purchase is forecast: Gamma–Gamma, or the customers' own means, with the reason. */
  amounts: z.object({
    model: z.enum(['Gamma–Gamma', 'own means']),
    parameters: z.array(
      z.object({ name: z.string(), value: z.number(), standardError: z.nullable(z.number()) }),
    ),
    reason: z.nullable(z.string()),
    pearson: z.nullable(z.number()),
    spearman: z.nullable(z.number()),
    /**
     * Customers whose purchases are far larger than the others’, of the amounts as they were used, with what they do to the mean;
     * they are in all figures.
     */
    outliers: z.array(z.string()),
    /** What capping did, where it was asked for; null where amounts are as they are. */
    capped: z.nullable(capped),
  }),
  /** Purchases and value of all customers within the horizon. */
  purchases: countRange,
  value: moneyRange,
  /** Where the value opens in Explain; null of purchases that are in no book. */
  figure: z.nullable(z.string()),
  /** Expected value is the sum of these over customers; how far it rests on few of them. */
  concentration: z.object({
    tops: z.array(z.object({ top: z.number(), customers: z.number(), share: z.nullable(z.number()) })),
    customersOfHalf: z.nullable(z.number()),
    losing: z.number(),
    lost: money,
  }),
  /** k of the timing: 1 at random, above 1 the more regular. */
  regularity: z.nullable(z.number()),
  /** Null where too little time has passed to hold a forecast against. */
  holdOut: z.nullable(holdOut),
  /** Customers silent for longer than their rhythm has it. */
  overdue: z.number(),
  leftOut: z.array(leftOut),
  /** The formula of a customer's value, and every assumption in it. */
  formula: z.string(),
  assumptions: z.array(z.string()),
});
export type ValueForecast = z.infer<typeof forecast>;

export const valueAnswer = z.object({
  /** `empty`: nobody bought anything that counts. `stopped`: somebody stopped the fit; `fitValue` begins it again. */
  state: z.enum(['ready', 'working', 'stopped', 'empty']),
  /** While it works: 0 to 1, and what it does. */
  progress: z.nullable(z.object({ share: z.number(), step: z.string() })),
  forecast: z.nullable(forecast),
});
export type ValueAnswer = z.infer<typeof valueAnswer>;

export const lapse = z.object({
  /** "Usually orders every 18 days, now 41. Of silences past 40 days, 31 % ended with an order." */
  sentence: z.string(),
  overdue: z.boolean(),
  /** Whether the rhythm is the customer's own or borrowed from the others. */
  basis: z.enum(['own', 'pooled', 'insufficient']),
  usualDays: z.nullable(z.number()),
  silentDays: z.nullable(z.number()),
  thresholdDays: z.nullable(z.number()),
  falseAlarmRate: z.nullable(z.number()),
});

export const valueRow = {
  ...customerCard.def.shape,
  /** x: repeat purchase days. */
  repeats: z.number(),
  /** t_x and T: from the first purchase to the last, and to the end of what is observed, in `unit`. */
  recency: z.number(),
  age: z.number(),
  /** P(alive); null without a history that a model takes. */
  alive: z.nullable(z.number()),
  purchases: z.nullable(countRange),
  value: z.nullable(moneyRange),
  /** Where the value opens in Explain. */
  figure: z.string(),
  silentDays: z.nullable(z.number()),
  overdue: z.boolean(),
};
export const VALUE_SORTS = ['value', 'alive', 'purchases', 'repeats', 'name', 'silentDays'] as const;

export const valueCustomers = z.object({
  state: valueAnswer.def.shape.state,
  currency: z.string(),
  total: z.number(),
  customers: z.array(z.object(valueRow)),
});
export type ValueCustomers = z.infer<typeof valueCustomers>;

export const lapses = z.object({
  state: valueAnswer.def.shape.state,
  currency: z.string(),
  /** The rule in words, with what it was replayed on. */
  rule: z.string(),
  total: z.number(),
  /** The most value at stake first. */
  customers: z.array(
    z.object({ ...customerCard.def.shape, ...lapse.def.shape, value: z.nullable(moneyRange) }),
  ),
});
export type ValueLapses = z.infer<typeof lapses>;

export const PREDICTABILITY_SORTS = ['score', 'name', 'revenue', 'stockSaved', 'expeditingSaved'] as const;

export const predictabilityList = z.object({
  state: valueAnswer.def.shape.state,
  currency: z.string(),
  /** Of those judged, how many pass the search. */
  total: z.number(),
  /** How many are judged, the largest by net revenue, and of how many. */
  judged: z.number(),
  of: z.number(),
  /** Those of them who are hardest to plan for, and what that costs a year together; null where nothing of it is known. */
  hardest: z.object({
    customers: z.array(customerCard),
    stockSaved: z.nullable(money),
    expeditingSaved: z.nullable(money),
  }),
  /** Those without a value of what they are sorted by last. */
  customers: z.array(
    z.object({
      ...customerCard.def.shape,
      score: z.nullable(z.number()),
      class: z.nullable(z.string()),
      bucketDays: z.number(),
      /** Parts of the score, 0 to 1; null where they are not known. */
      changes: z.nullable(z.number()),
      notice: z.nullable(z.number()),
      returns: z.nullable(z.number()),
      revenue: money,
      /** Against the median customer judged, a year; below zero where it costs. */
      stockSaved: z.nullable(money),
      expeditingSaved: z.nullable(money),
    }),
  ),
});
export type PredictabilityList = z.infer<typeof predictabilityList>;
