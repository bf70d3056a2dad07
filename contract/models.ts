import * as z from 'zod/mini';
import { costModel, modelCard } from './cost-model.ts';
import { endpoint, money, periodText } from './endpoint.ts';

/** When a version holds: from the first day of a month through the last of one; null is without end on that side. */
const dated = { first: z.nullable(z.string()), last: z.nullable(z.string()) };
const version = z.object({ id: z.string(), name: z.string(), ...dated });

const timeline = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  reason: z.nullable(z.string()),
  versions: z.array(version),
});

/** What moves when a version is put in use, over the period asked for. */
const destination = z.object({ before: money, after: money });
const mover = z.object({
  id: z.string(),
  sourceKey: z.string(),
  name: z.string(),
  before: money,
  after: money,
});
const modelPreview = z.object({
  period: z.string(),
  currency: z.string(),
  problems: z.array(z.object({ where: z.string(), what: z.string(), mend: z.string() })),
  /** The versions as they would stand, and the parts of the book in which none would hold. */
  versions: z.array(version),
  gaps: z.array(z.object({ from: z.string(), through: z.string() })),
  /** Numbers of customers that exceptions name and the book does not know: they wait for them. */
  unknownCustomers: z.array(z.string()),
  /**
   * Where the cost of all pools goes; the five add up to the same before and after, but for what fixed rates charge. Null, and
   * no pools, for who does not see the whole company.
   */
  totals: z.nullable(
    z.object({
      customers: destination,
      unassigned: destination,
      ownMistakes: destination,
      unused: destination,
      sustaining: destination,
    }),
  ),
  profitCustomers: destination,
  unprofitable: z.object({ before: z.number(), after: z.number() }),
  entersRed: z.array(mover),
  leavesRed: z.array(mover),
  /** Those whose profit moves most, up or down. */
  movesMost: z.array(mover),
  moved: z.number(),
  /** How many fall below zero and rise above it; the lists name the largest of them. */
  crossing: z.object({ enters: z.number(), leaves: z.number() }),
  pools: z.array(
    z.object({
      pool: z.string(),
      name: z.string(),
      customers: destination,
      unused: destination,
      usedMinutes: z.object({ before: z.nullable(z.number()), after: z.nullable(z.number()) }),
      capacityMinutes: z.object({ before: z.nullable(z.number()), after: z.nullable(z.number()) }),
    }),
  ),
  differences: z.array(
    z.object({
      what: z.string(),
      before: z.nullable(z.string()),
      after: z.nullable(z.string()),
    }),
  ),
});
export type ModelPreview = z.infer<typeof modelPreview>;

const when = {
  /** The first and the last day; left out: without end on that side. */
  first: z.optional(z.string()),
  last: z.optional(z.string()),
};

/** A column of doubles, little-endian, as base64. */
const column = z.string();
const unattributed = { customers: z.number(), nobody: z.number(), own: z.number() };
const recostingAnswer = z.object({
  period: z.string(),
  currency: z.string(),
  /** Whether who asks sees the whole company: else no pools, and nothing of what is unused or nobody's. */
  whole: z.boolean(),
  /** Whether the columns came along: not for more than 20,000 customers, whose drafts `/models/preview` answers. */
  columns: z.boolean(),
  customers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Micro-units, over the customers. */
  contribution: column,
  terms: z.array(
    z.object({
      activity: z.number(),
      term: z.number(),
      counted: z.number(),
      perMinute: column,
      exceptions: z.array(
        z.object({ row: z.number(), minutes: z.number(), counted: z.number(), own: z.number() }),
      ),
      ...unattributed,
    }),
  ),
  money: z.array(z.object({ activity: z.number(), amounts: column, ...unattributed })),
  pools: z.array(
    z.object({
      pool: z.string(),
      kind: z.enum(['time', 'rate', 'money', 'sustaining']),
      amount: z.number(),
      capacity: z.number(),
    }),
  ),
});

const letter = z.enum(['A', 'B', 'C', 'D']);

export const modelEndpoints = {
  measurements: endpoint({
    name: 'measurements',
    method: 'GET',
    path: '/measurements',
    right: 'models.read',
    summary:
      'What to measure first, so that the grade of the most money rises: at most three, each chosen with those before it made',
    query: z.object({ period: periodText }),
    answer: z.object({
      period: z.string(),
      currency: z.string(),
      measurements: z.array(
        z.object({
          kind: z.enum(['productCost', 'activity', 'pool']),
          /** Key of the activity or pool; empty for product cost. */
          key: z.string(),
          name: z.string(),
          how: z.string(),
          /** Customers whose grade would rise, and what they bought. */
          customers: z.number(),
          revenue: money,
          raises: z.array(z.object({ from: letter, to: letter, customers: z.number() })),
          /** Cost that would rest on no assumption any more, and all that rests on this one. */
          freed: money,
          touched: money,
        }),
      ),
    }),
  }),
  models: endpoint({
    name: 'models',
    method: 'GET',
    path: '/models',
    right: 'models.read',
    summary: 'Cost models, newest first',
    answer: z.array(modelCard),
  }),
  startingModels: endpoint({
    name: 'startingModels',
    method: 'GET',
    path: '/models/starting',
    right: 'models.read',
    summary:
      'Cost models to start with, in the book’s currency: order lines are enough, and every figure is assumed',
    answer: z.array(z.object({ key: z.string(), name: z.string(), covers: z.string(), model: costModel })),
  }),
  model: endpoint({
    name: 'model',
    method: 'GET',
    path: '/models/{id}',
    right: 'models.read',
    summary: 'One cost model; {id} may be `current`, the latest version in use',
    params: z.object({ id: z.string() }),
    answer: z.object({ ...modelCard.shape, model: costModel }),
  }),
  useModel: endpoint({
    name: 'useModel',
    method: 'POST',
    path: '/models',
    right: 'models.write',
    summary:
      'Check a cost model and use it: from `first` through `last`, days at the ends of months, or for ever where they are left out; what held there before gives way. `base` is the timeline that the change was made from: another one meanwhile refuses it',
    query: z.object({ ...when, reason: z.optional(z.string()), base: z.optional(z.string()) }),
    body: costModel,
    answer: modelCard,
  }),
  timeline: endpoint({
    name: 'timeline',
    method: 'GET',
    path: '/model-timeline',
    right: 'models.read',
    summary: 'Which versions of the cost model hold when, the gaps between them, and every earlier state',
    answer: z.object({
      ...timeline.shape,
      gaps: z.array(z.object({ from: z.string(), through: z.string() })),
      history: z.array(timeline),
    }),
  }),
  returnToTimeline: endpoint({
    name: 'returnToTimeline',
    method: 'POST',
    path: '/model-timeline/{id}',
    right: 'models.write',
    summary: 'Put an earlier state of the versions back in use',
    params: z.object({ id: z.string() }),
    query: z.object({ reason: z.optional(z.string()) }),
    answer: timeline,
  }),
  compareModels: endpoint({
    name: 'compareModels',
    method: 'GET',
    path: '/models/{id}/differences',
    right: 'models.read',
    summary: 'What another cost model says otherwise',
    params: z.object({ id: z.string() }),
    query: z.object({ with: z.string() }),
    answer: modelPreview.shape.differences,
  }),
  previewModel: endpoint({
    name: 'previewModel',
    method: 'POST',
    path: '/models/preview',
    right: 'profit.read',
    whileViewing: true,
    summary:
      'What a cost model would change before it is used: who enters and who leaves the red, and what moves between customers, unused and sustaining; nothing is kept',
    query: z.object({ period: periodText, ...when }),
    body: costModel,
    answer: modelPreview,
  }),
  recosting: endpoint({
    name: 'recosting',
    method: 'POST',
    path: '/models/recosting',
    right: 'profit.read',
    whileViewing: true,
    summary:
      'What one minute of each term of a cost model costs each customer over a period, so that other minutes can be tried without asking again; nothing is kept',
    query: z.object({ period: periodText }),
    body: costModel,
    answer: recostingAnswer,
  }),
};
