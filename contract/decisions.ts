import * as z from 'zod/mini';
import { customerCard } from './customers.ts';
import { endpoint, money, periodText } from './endpoint.ts';

const answered = {
  /** Is its profit enough for special care? */
  enough: z.boolean(),
  /** What is to be done; may be empty where it is enough. */
  action: z.string(),
  /** Who sees to it. */
  owner: z.string(),
  /** By when it is looked at again. */
  reviewOn: z.string(),
};

const decision = z.object({ ...answered, at: z.string(), by: z.string() });
export type Decision = z.infer<typeof decision>;

const standing = {
  revenue: money,
  profit: money,
  rank: z.number(),
  revenueRank: z.number(),
};

/** Why it is asked: loses money, or ranks by profit half the list lower; null where it is not asked any more. */
const why = z.nullable(z.enum(['loses', 'ranks lower']));
/** `open`: asked and not answered; `due`: the review day has come; `decided`: answered, and not due yet. */
const state = z.enum(['open', 'due', 'decided']);

const decisions = z.object({
  period: z.string(),
  currency: z.string(),
  /** The rule in words. */
  rule: z.string(),
  /** How many are asked, and of all those how many stand open or due. */
  asked: z.number(),
  open: z.number(),
  due: z.number(),
  total: z.number(),
  /** Open first, then due, each with the least profit first. */
  customers: z.array(
    z.object({ ...customerCard.def.shape, ...standing, why, state, decision: z.nullable(decision) }),
  ),
});
export type Decisions = z.infer<typeof decisions>;

const customerDecisions = z.object({
  customer: customerCard,
  rule: z.string(),
  why,
  /** Null where there is nothing to decide. */
  state: z.nullable(state),
  /** The newest first. */
  history: z.array(decision),
});
export type CustomerDecisions = z.infer<typeof customerDecisions>;

export const decisionEndpoints = {
  decisions: endpoint({
    name: 'decisions',
    method: 'GET',
    path: '/decisions',
    right: 'profit.read',
    summary:
      'Customers that are large in revenue and small in profit, with what was decided of them: open ones, those due for review, decided ones',
    query: z.object({
      period: periodText,
      state: z.optional(state),
      offset: z._default(z.coerce.number(), 0),
      limit: z._default(z.coerce.number(), 200),
    }),
    answer: decisions,
  }),
  customerDecisions: endpoint({
    name: 'customerDecisions',
    method: 'GET',
    path: '/customers/{id}/decisions',
    right: 'profit.read',
    summary:
      'Whether a decision is asked of a customer, and all that was decided; {id} is an id or a source key',
    params: z.object({ id: z.string() }),
    query: z.object({ period: periodText }),
    answer: customerDecisions,
  }),
  decide: endpoint({
    name: 'decide',
    method: 'POST',
    path: '/customers/{id}/decisions',
    right: 'decisions.write',
    summary: 'Decide about a customer; what was decided before stays in its history, and no figure changes',
    params: z.object({ id: z.string() }),
    query: z.object({ period: periodText }),
    body: z.object(answered),
    answer: customerDecisions,
  }),
};
