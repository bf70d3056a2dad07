import * as z from 'zod/mini';
import { endpoint, money, periodText } from './endpoint.ts';

/** What expediting took; minutes as exact decimals, by the time equations of the cost model. */
const taken = {
  expedites: z.number(),
  minutes: z.string(),
  cost: money,
};

/** Expedites of one segment, one reason or one month; null where the facts name none. */
const group = z.object({
  key: z.nullable(z.string()),
  name: z.string(),
  ...taken,
  /** Where its figures open; a month has no share, since its figures are those of another period. */
  figures: z.object({
    expedites: z.string(),
    minutes: z.string(),
    cost: z.string(),
    share: z.nullable(z.string()),
  }),
});

const expediteAnswer = z.object({
  period: z.string(),
  currency: z.string(),
  /** Whether an activity of the cost model counts expedites; without one they take no hours and no money. */
  costed: z.boolean(),
  totals: z.object(taken),
  /** What of it our own mistakes caused. */
  own: z.object(taken),
  /** What of it went to customers that lose money in the period. */
  losing: z.object({
    customers: z.number(),
    ...taken,
    /** Their share of the hours, of the expedites where no hours are known; null without any. */
    share: z.nullable(z.number()),
  }),
  segments: z.array(group),
  reasons: z.array(group),
  months: z.array(group),
  /** How many customers there are, and `limit` of them, those who took most first. */
  customersTotal: z.number(),
  customers: z.array(
    z.object({
      ...group.def.shape,
      /** Public id; null for what has no customer. */
      id: z.nullable(z.string()),
      segment: z.nullable(z.string()),
      profit: z.nullable(money),
    }),
  ),
});
export type ExpediteAnswer = z.infer<typeof expediteAnswer>;
export type ExpediteGroup = z.infer<typeof group>;

export const expediteEndpoints = {
  expedites: endpoint({
    name: 'expedites',
    method: 'GET',
    path: '/expedites',
    right: 'profit.read',
    summary:
      'Hours and money that expedites took, by customer, segment, reason and month, and what of it went to customers that lose money',
    query: z.object({
      period: periodText,
      offset: z._default(z.coerce.number(), 0),
      limit: z._default(z.coerce.number(), 200),
    }),
    answer: expediteAnswer,
  }),
};
