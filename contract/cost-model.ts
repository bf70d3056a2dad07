import * as z from 'zod/mini';

const numberText = z.string();
const term = z.object({
  driver: z.string(),
  minutes: numberText,
  when: z.optional(z.string()),
  over: z.optional(z.enum(['month', 'period'])),
  exceptions: z.optional(
    z.array(z.object({ customer: z.string(), minutes: numberText, reason: z.string() })),
  ),
});
export const costModel = z.object({
  name: z.string(),
  note: z.optional(z.string()),
  currency: z.string(),
  productCost: z.optional(
    z.object({
      shareOfNetRevenue: numberText,
      assumed: z.optional(z.boolean()),
      source: z.optional(z.string()),
    }),
  ),
  pools: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      kind: z.enum(['time', 'rate', 'money', 'sustaining']),
      ratePerMinute: z.optional(numberText),
      capacityMinutes: z.optional(numberText),
      assumed: z.optional(z.boolean()),
      source: z.optional(z.string()),
    }),
  ),
  activities: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      line: z.enum([
        'orders',
        'picking',
        'delivery',
        'returns',
        'expedites',
        'quality',
        'service',
        'sales',
        'finance',
        'range',
      ]),
      pool: z.string(),
      minutes: z.optional(z.array(term)),
      money: z.optional(z.array(z.string())),
      assumed: z.optional(z.boolean()),
      source: z.optional(z.string()),
    }),
  ),
});
export const modelCard = z.object({
  id: z.string(),
  name: z.string(),
  at: z.string(),
  by: z.string(),
  inUse: z.boolean(),
});
