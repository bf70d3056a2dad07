import * as z from 'zod/mini';
import { endpoint, money, periodText } from './endpoint.ts';

const forWhom = {
  segment: z.optional(z.string()),
  country: z.optional(z.string()),
  /** Public id of one customer. */
  customer: z.optional(z.string()),
  /** Values of any field: several of one field widen, several fields narrow; null is not stated. */
  where: z.optional(z.array(z.object({ field: z.string(), value: z.nullable(z.string()) }))),
  sign: z.optional(z.enum(['loss', 'gain'])),
  largest: z.optional(z.number()),
};
const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('price'), share: z.number(), ...forWhom }),
  z.object({ kind: z.literal('discount'), points: z.number(), ...forWhom }),
  z.object({ kind: z.literal('volume'), share: z.number(), ...forWhom }),
  z.object({ kind: z.literal('fee'), each: z.enum(['order', 'delivery']), amount: z.number(), ...forWhom }),
  z.object({ kind: z.literal('minimumOrder'), value: z.number(), ...forWhom }),
  z.object({ kind: z.literal('dropSize'), share: z.number(), ...forWhom }),
  z.object({ kind: z.literal('paymentTerms'), days: z.number(), yearlyRate: z.number(), ...forWhom }),
  z.object({ kind: z.literal('service'), activity: z.string(), share: z.number(), ...forWhom }),
  z.object({
    ...{ kind: z.literal('minutes'), activity: z.string(), term: z.number(), minutes: z.number() },
    ...forWhom,
  }),
  z.object({ kind: z.literal('rate'), pool: z.string(), share: z.number(), ...forWhom }),
]);
export const scenario = z.object({
  changes: z.array(change),
  /** How quantity answers price, per cent for each per cent; both zero: not at all. */
  reaction: z.object({ low: z.number(), high: z.number() }),
});

const scenarioCard = z.object({
  id: z.string(),
  name: z.string(),
  note: z.nullable(z.string()),
  revision: z.number(),
  at: z.string(),
  by: z.string(),
  scenario,
  /** Customers that it is about: it stands on their pages. */
  customers: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ScenarioCard = z.infer<typeof scenarioCard>;

/** A column of doubles over the customers, little-endian, as base64; amounts in micro-units. */
const column = z.string();
const range = z.object({ before: money, low: money, high: money });

export const scenarioEndpoints = {
  scenarios: endpoint({
    name: 'scenarios',
    method: 'GET',
    path: '/scenarios',
    right: 'profit.read',
    summary: 'Scenarios that were saved, by name',
    answer: z.array(scenarioCard),
  }),
  saveScenario: endpoint({
    name: 'saveScenario',
    method: 'POST',
    path: '/scenarios',
    right: 'scenarios.write',
    summary:
      'Save a scenario under a name; with `id` and the `revision` that it was changed from, in the place of that one',
    body: z.object({
      id: z.optional(z.string()),
      revision: z.optional(z.number()),
      name: z.string(),
      note: z.optional(z.string()),
      scenario,
      /** Ids or source keys of customers that it is about; left out, those of before. */
      customers: z.optional(z.array(z.string())),
    }),
    answer: scenarioCard,
  }),
  removeScenario: endpoint({
    name: 'removeScenario',
    method: 'DELETE',
    path: '/scenarios/{id}',
    right: 'scenarios.write',
    summary: 'Remove a saved scenario',
    params: z.object({ id: z.string() }),
    answer: z.array(scenarioCard),
  }),
  runScenario: endpoint({
    name: 'runScenario',
    method: 'POST',
    path: '/scenarios/run',
    right: 'profit.read',
    whileViewing: true,
    summary:
      'What a scenario would come to over a period, in total and for the customers that it moves most; actuals stay untouched',
    query: z.object({ period: periodText }),
    body: scenario,
    answer: z.object({
      period: z.string(),
      currency: z.string(),
      profitCustomers: range,
      revenue: range,
      /** Cost of time that is no longer taken, and what the company earns more at once without it. */
      freed: z.object({ low: money, high: money }),
      company: z.object({ low: money, high: money }),
      unprofitable: z.object({ before: z.number(), low: z.number(), high: z.number() }),
      /** How many customers’ profit moves; the list names those that move most. */
      moved: z.number(),
      /** What each change brings to the profit of customers, after those before it; they add up to the whole. */
      gains: z.array(z.object({ low: money, high: money })),
      /** How many customers each change meets. */
      met: z.array(z.number()),
      movesMost: z.array(
        z.object({ id: z.string(), name: z.string(), before: money, low: money, high: money }),
      ),
    }),
  }),
  scenarioBasis: endpoint({
    name: 'scenarioBasis',
    method: 'GET',
    path: '/scenarios/basis',
    right: 'profit.read',
    summary: 'A period in columns over the customers, so that scenarios can be run without asking again',
    query: z.object({ period: periodText }),
    answer: z.object({
      period: z.string(),
      currency: z.string(),
      /** Whether the columns came along: not for more than 20,000 customers, whose scenarios `/scenarios/run` runs. */
      columns: z.boolean(),
      segments: z.array(z.string()),
      countries: z.array(z.string()),
      customers: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          segment: z.nullable(z.string()),
          country: z.nullable(z.string()),
        }),
      ),
      /** Fields that changes may ask for: a code a customer, 0 where nothing is stated, else one more than the place. */
      fields: z.array(z.object({ field: z.string(), values: z.array(z.string()), codes: column })),
      revenue: column,
      listAmount: column,
      productCost: column,
      orders: column,
      deliveries: column,
      costs: z.array(
        z.object({
          activity: z.string(),
          pool: z.string(),
          term: z.nullable(z.number()),
          driver: z.string(),
          minutes: z.nullable(z.number()),
          exceptions: z.array(z.object({ row: z.number(), minutes: z.number() })),
          amounts: column,
        }),
      ),
      activities: z.array(z.object({ key: z.string(), name: z.string() })),
      pools: z.array(z.object({ key: z.string(), name: z.string() })),
    }),
  }),
};
