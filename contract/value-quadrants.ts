import * as z from 'zod/mini';
import { customerCard } from './customers.ts';
import { money } from './endpoint.ts';
import { valueAnswer } from './value-forecast.ts';

/** Worth much first, and of these what takes little: the order in which they are listed. */
export const VALUE_QUADRANTS = ['passive', 'carriage trade', 'bargain basement', 'aggressive'] as const;
const valueQuadrant = z.enum(VALUE_QUADRANTS);
export type ValueQuadrant = z.infer<typeof valueQuadrant>;

const threshold = z.object({
  /** More than this is much; null without a customer. */
  above: z.nullable(money),
  /** `zero`: the median customer loses. */
  from: z.enum(['stated', 'median', 'zero']),
});

/** What was stated that it could be worth, or cost. What was not stated stays as it is today. */
const potential = z.object({
  value: z.nullable(money),
  valueSource: z.nullable(z.string()),
  cost: z.nullable(money),
  costSource: z.nullable(z.string()),
  quadrant: z.nullable(valueQuadrant),
});

const account = z.object({
  ...customerCard.def.shape,
  value: money,
  /** Cost to serve over the same horizon, discounted as the value is. */
  cost: money,
  quadrant: z.nullable(valueQuadrant),
  potential: z.nullable(potential),
});
export type QuadrantAccount = z.infer<typeof account>;

export const quadrantList = z.object({
  state: valueAnswer.def.shape.state,
  currency: z.string(),
  /** Customers of the forecast, all of whom count in the thresholds and sums. */
  total: z.number(),
  thresholds: z.object({ value: threshold, cost: threshold }),
  /** All four, as customers stand today. */
  quadrants: z.array(z.object({ quadrant: valueQuadrant, customers: z.number(), value: money, cost: money })),
  /** How many customers could move from one to another, by their potential. */
  moves: z.array(z.object({ from: valueQuadrant, to: valueQuadrant, customers: z.number() })),
  /** Customers with a potential. */
  withPotential: z.number(),
  /** Those of the largest value or loss, and every one with a potential; the most value first. */
  accounts: z.array(account),
});
export type QuadrantList = z.infer<typeof quadrantList>;
