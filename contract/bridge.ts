import * as z from 'zod/mini';
import { endpoint, money } from './endpoint.ts';
import { filters } from './selection.ts';

/** One step from the profit of before to that of now. */
const bridgeStep = z.object({
  /** `volume`, `price`, `mix`, `unsplit`, `special`, `returns`, `productCost`, `cost/KEY` of an activity, `rest` … */
  key: z.string(),
  name: z.string(),
  /** Signed change of profit. */
  amount: money,
  /** Address of the figure, which is that of the later period. */
  figure: z.string(),
  /** Rests on an assumed rate. */
  assumed: z.boolean(),
});

const bridgeEnd = z.object({ period: z.string(), profit: money, figure: z.string() });

const bridge = z.object({
  currency: z.string(),
  /** Whose profit: one customer's, that of some or all customers, or the company's. */
  of: z.enum(['customer', 'customers', 'company']),
  name: z.string(),
  before: bridgeEnd,
  after: bridgeEnd,
  /** After less before; the steps sum to it exactly. */
  difference: money,
  steps: z.array(bridgeStep),
});
export type Bridge = z.infer<typeof bridge>;

export const bridgeEndpoints = {
  bridge: endpoint({
    name: 'bridge',
    method: 'GET',
    path: '/bridge',
    right: 'aggregates.read',
    summary:
      'From the profit of one period to that of another, step by step: of a customer, of those that pass a filter, or of the company. `to` is the last year with facts unless given, `from` a year earlier',
    query: z.object({
      from: z.optional(z.string()),
      to: z.optional(z.string()),
      customer: z.optional(z.string()),
      where: filters.shape.where,
      segment: filters.shape.segment,
      country: filters.shape.country,
    }),
    answer: bridge,
  }),
};
