import * as z from 'zod/mini';
import { money } from './endpoint.ts';

export const lineKind = z.enum(['sale', 'return', 'activity', 'delivery', 'payment']);

export const customerLine = z.object({
  kind: lineKind,
  /** Of a delivery or a payment that is still to come, the day on which it is promised or due. */
  day: z.string(),
  /** Number of the order, return, delivery or payment, or the kind of activity. */
  reference: z.string(),
  product: z.nullable(z.string()),
  productName: z.nullable(z.string()),
  quantity: z.nullable(z.number()),
  amount: z.nullable(money),
  cost: z.nullable(money),
  minutes: z.nullable(z.number()),
  note: z.nullable(z.string()),
  batch: z.string(),
  file: z.string(),
  row: z.number(),
});
export type CustomerLine = z.infer<typeof customerLine>;
