import * as z from 'zod/mini';
import { endpoint, money, periodText } from './endpoint.ts';

const month = z.object({
  month: z.string(),
  /** Minutes: practical capacity, and what was used of it. */
  capacity: z.number(),
  used: z.number(),
  /** Below zero where more was used than there is. */
  unused: money,
  /** Cost of a minute: ledger amount ÷ practical capacity. */
  rate: z.nullable(money),
});

export const capacityEndpoints = {
  capacity: endpoint({
    name: 'capacity',
    method: 'GET',
    path: '/capacity',
    right: 'aggregates.read',
    summary:
      'Practical capacity of each pool by month: used, unused, over-used, the cost of a minute, and which customers make its fullest month',
    query: z.object({ period: periodText }),
    answer: z.object({
      period: z.string(),
      currency: z.string(),
      months: z.array(z.string()),
      pools: z.array(
        z.object({
          pool: z.string(),
          name: z.string(),
          /** In the order of `months`; null where no capacity is known. */
          months: z.array(z.nullable(month)),
          /** The month that is fullest; null without a month of known capacity. */
          peak: z.nullable(
            z.object({
              month: z.string(),
              /** Those that took most beyond their own average month; all in minutes. */
              causes: z.array(
                z.object({ id: z.string(), name: z.string(), minutes: z.number(), average: z.number() }),
              ),
            }),
          ),
        }),
      ),
    }),
  }),
};
