import { GRADES } from '@clientele/engine';
import * as z from 'zod/mini';
import { customerCard } from './customers.ts';
import { money } from './endpoint.ts';

const nullableRatio = z.nullable(z.number());

/** How sure a figure is, from A for what rests on records to D for what rests on assumed rates, and why. */
const grade = z.enum(GRADES);
const graded = {
  grade,
  gradeReason: z.string(),
  /** Share of the cost, product cost and cost to serve by size, that rests on assumed rates, 0–1; null without cost. */
  assumedShare: nullableRatio,
};

/** A cost line of the profit and loss: the activities of the model that are booked to it. */
const costLine = z.object({
  key: z.string(),
  name: z.string(),
  activities: z.array(z.object({ key: z.string(), name: z.string(), assumed: z.boolean() })),
});

const poolLine = z.object({
  pool: z.string(),
  name: z.string(),
  kind: z.enum(['time', 'rate', 'money', 'sustaining', 'not in the model']),
  ledger: money,
  customers: money,
  unassigned: money,
  ownMistakes: money,
  unused: money,
  sustaining: money,
  unexplained: money,
  /** Minutes, for pools of time. */
  capacityMinutes: z.nullable(z.number()),
  usedMinutes: z.nullable(z.number()),
});

export const reconciliation = z.object({
  period: z.string(),
  currency: z.string(),
  /** Net revenue of customers and of lines without one, and what the kept files add up to. */
  revenue: z.object({ customers: money, unassigned: money, total: money, files: money, difference: money }),
  pools: z.array(poolLine),
  profitOfCustomers: money,
  profitUnassigned: money,
  ownMistakes: money,
  unused: money,
  sustaining: money,
  notInTheModel: money,
  companyProfit: money,
  ledgerProfit: money,
  difference: money,
  /** Everything adds up exactly. */
  reconciled: z.boolean(),
  /** Activities that no equation covers, counted; pools without an amount or a capacity in some month. */
  uncosted: z.array(z.object({ activity: z.string(), events: z.number() })),
  warnings: z.array(z.string()),
});
export type Reconciliation = z.infer<typeof reconciliation>;

const whale = z.object({
  peak: money,
  peakCustomers: z.number(),
  end: money,
  peakOverEnd: nullableRatio,
  unprofitable: z.number(),
  zero: z.number(),
  topShares: z.array(z.object({ top: z.number(), share: nullableRatio })),
  /** At most 600 points of the curve, the peak and both ends always among them. */
  points: z.array(
    z.object({
      customers: z.number(),
      cumulative: money,
      id: z.nullable(z.string()),
      name: z.nullable(z.string()),
      profit: money,
    }),
  ),
});

export const portfolio = z.object({
  period: z.string(),
  currency: z.string(),
  revision: z.number(),
  model: z.object({ id: z.string(), name: z.string(), assumed: z.boolean() }),
  totals: z.object({
    customers: z.number(),
    lines: z.number(),
    revenue: money,
    revenueCustomers: money,
    revenueUnassigned: money,
    contribution: money,
    costToServe: money,
    profitCustomers: money,
    profitUnassigned: money,
    /** Customers and unassigned together, before unused and sustaining cost. */
    profitTotal: money,
    ownMistakes: money,
    unused: money,
    sustaining: money,
    /** Pools that the ledger books and the model does not name. */
    notInTheModel: money,
    companyProfit: money,
    minutes: z.string(),
  }),
  /** Of the whole: customers and unassigned together. */
  ...graded,
  /**
   * Whether these are the figures of the company. Else they are of the customers that who asks sees, and neither a company's
   * profit nor anything that could be held against the ledger: `reconciled` is false then, and `difference` says nothing.
   */
  whole: z.boolean(),
  reconciled: z.boolean(),
  difference: money,
  whale,
  gini: z.object({ revenuePositiveOnly: nullableRatio, profitAll: nullableRatio }),
  costLines: z.array(costLine),
  segments: z.array(z.string()),
  countries: z.array(z.string()),
});
export type Portfolio = z.infer<typeof portfolio>;

/** A row of the ranking. Ranks are among all customers of the period, whatever the filter. */
export const portfolioCustomer = z.object({
  id: z.string(),
  sourceKey: z.string(),
  name: z.string(),
  segment: z.nullable(z.string()),
  country: z.nullable(z.string()),
  revenue: money,
  productCost: money,
  contribution: money,
  /** Cost of each activity by its key, and of each cost line by its key; positive. */
  activities: z.record(z.string(), money),
  costLines: z.record(z.string(), money),
  costToServe: money,
  profit: money,
  rank: z.number(),
  revenueRank: z.number(),
  /** revenueRank − rank: far below zero means large in revenue and poor in profit. */
  rankGap: z.number(),
  ownMistakes: money,
  ...graded,
});
export type PortfolioCustomer = z.infer<typeof portfolioCustomer>;

export const sortKey = z.enum([
  'rank',
  'grade',
  'revenueRank',
  'rankGap',
  'name',
  'segment',
  'country',
  'revenue',
  'contribution',
  'costToServe',
  'profit',
]);

export const statement = z.object({
  list: money,
  discounts: money,
  priceCorrections: money,
  rebates: money,
  returns: money,
  netRevenue: money,
  productCost: money,
  contribution: money,
  /** Zero or negative, in the order of the model's cost lines. */
  costLines: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      amount: money,
      activities: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          amount: money,
          minutes: z.string(),
          assumed: z.boolean(),
        }),
      ),
    }),
  ),
  costToServe: money,
  profit: money,
  /** What our own mistakes cost with this customer; not part of its profit. */
  ownMistakes: money,
});
export type Statement = z.infer<typeof statement>;

export const customerPage = z.object({
  customer: customerCard,
  period: z.string(),
  currency: z.string(),
  since: z.nullable(z.string()),
  owner: z.nullable(z.string()),
  parent: z.nullable(z.string()),
  /** What customers files state of it beyond the layout, by their headings. */
  custom: z.record(z.string(), z.string()),
  statement,
  rank: z.number(),
  revenueRank: z.number(),
  customers: z.number(),
  ...graded,
  /** Statements by month, quarter or year; they add to the period's, but for what counts over a whole period. */
  grain: z.enum(['month', 'quarter', 'year']),
  periods: z.array(
    z.object({
      period: z.string(),
      /** The months of it that lie in the period asked for: what its figures are explained in. */
      explains: z.string(),
      statement,
    }),
  ),
  /** Activities that count distinct things over the whole period, so that shorter periods do not add up. */
  notAdditive: z.array(z.string()),
  peers: z.object({ of: z.string(), customers: z.number() }),
  drivers: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      value: z.number(),
      unit: z.string(),
      /** Median of the peers in the same period; null without peers. */
      peerMedian: nullableRatio,
      /** Per order, and the peers' median of that. */
      perOrder: nullableRatio,
      peerMedianPerOrder: nullableRatio,
    }),
  ),
});
export type CustomerPage = z.infer<typeof customerPage>;

/**
 * How a figure came about. `figure` is its address, such as `customer/cus_x/profit`, `customer/cus_x/cost/order-entry`,
 * `customer/cus_x/driver/orders`, `ranking/profit?sign=loss`, `pool/desk/unused`, `pools/unused`, `portfolio/peak`,
 * `reconciliation/ledgerProfit`, `batch/bat_x/amount`. With `@2025-03` after it, it is that of another period.
 */
export const explanation = z.object({
  figure: z.string(),
  title: z.string(),
  value: z.string(),
  unit: z.string(),
  period: z.string(),
  formula: z.string(),
  /** Why it may be less sure than it looks: an assumed rate, a missing amount. */
  caution: z.nullable(z.string()),
  /** How sure it is: A for what is counted or booked, else by what of the cost behind it rests on assumed rates. */
  grade,
  gradeReason: z.string(),
  inputs: z.array(
    z.object({
      label: z.string(),
      value: z.string(),
      unit: z.string(),
      /** Where it opens in turn; that explanation has the same value. */
      figure: z.nullable(z.string()),
      note: z.nullable(z.string()),
      /**
       * How it enters a sum: where any input says so, the value is exactly all that are added less all that are
       * subtracted. Null: enters a formula otherwise, or stands there to compare with.
       */
      sign: z.nullable(z.enum(['+', '-'])),
    }),
  ),
  /** Facts behind it, largest first: at most 50 of `factsTotal`, after the first `factsFrom`. */
  factsTotal: z.number(),
  factsFrom: z.number(),
  /** What all the facts come to, shown or not, where they add up to the value; null where they do not. */
  factsValue: z.nullable(z.string()),
  /** The facts after those shown: how many, what they come to where they add up, and where they open. */
  factsRest: z.nullable(
    z.object({ count: z.number(), value: z.nullable(z.string()), unit: z.string(), figure: z.string() }),
  ),
  facts: z.array(
    z.object({
      text: z.string(),
      value: z.string(),
      unit: z.string(),
      day: z.string(),
      file: z.string(),
      row: z.number(),
      batch: z.string(),
    }),
  ),
  asOf: z.nullable(z.string()),
});
export type Explanation = z.infer<typeof explanation>;
