import * as z from 'zod/mini';
import { endpoint, money, periodText } from './endpoint.ts';

/** Counts of one driver; money drivers carry an exact decimal. */
const driverCounts = z.record(z.string(), z.number());

const customerDrivers = z.object({
  sourceKey: z.string(),
  /** Net revenue, and its two parts: sale lines and returns. */
  revenue: money,
  gross: money,
  returned: money,
  drivers: driverCounts,
  first: z.nullable(z.string()),
  last: z.nullable(z.string()),
  recencyDays: z.nullable(z.number()),
  demand: z.nullable(
    z.object({
      nonzero: z.number(),
      periods: z.number(),
      adi: z.number(),
      cv2: z.number(),
      class: z.string(),
    }),
  ),
});
export type CustomerDrivers = z.infer<typeof customerDrivers>;

export const measureEndpoints = {
  drivers: endpoint({
    name: 'drivers',
    method: 'GET',
    path: '/drivers',
    right: 'customers.read',
    summary: 'Driver counts in total and per customer, with recency and demand class (buckets of 7 days)',
    query: z.object({ period: periodText }),
    answer: z.object({
      period: z.string(),
      asOf: z.nullable(z.string()),
      /** All lines, those without a customer included. */
      totals: driverCounts,
      unassigned: driverCounts,
      demandClasses: z.record(z.string(), z.number()),
      customers: z.array(customerDrivers),
    }),
  }),
};
