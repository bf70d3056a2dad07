import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import {
  lapses,
  PREDICTABILITY_SORTS,
  predictabilityList,
  VALUE_SORTS,
  valueAnswer,
  valueCustomers,
} from './value-forecast.ts';
import { customerValue, referralList, VALUE_INPUT_KINDS } from './value-of-customer.ts';
import { quadrantList } from './value-quadrants.ts';

/** What a forecast is asked for; it stands in the address. */
const asked = {
  /** Last day that is observed, `YYYY-MM-DD`; the last day with facts unless stated. */
  until: z.optional(z.string()),
  unit: z._default(z.enum(['day', 'week']), 'day'),
  /** Months of the horizon, 1 to 120. */
  months: z._default(z.coerce.number(), 36),
  /** Discount of a year as a share, 0.001 to 1. */
  rate: z._default(z.coerce.number(), 0.1),
  /** Amounts far above the others: as they are, or capped at a quantile that the answer states. */
  outliers: z._default(z.enum(['keep', 'cap']), 'keep'),
  /** Seconds to wait for a forecast that is under way, 0 to 60; then the answer says how far it is. */
  wait: z._default(z.coerce.number(), 1.5),
};

const paging = { offset: z._default(z.coerce.number(), 0), limit: z._default(z.coerce.number(), 100) };
const ofCustomer = z.object({ id: z.string() });

export const valueEndpoints = {
  value: endpoint({
    name: 'value',
    method: 'GET',
    path: '/value',
    right: 'profit.read',
    summary:
      'What customers will be worth over a horizon, with its range: the model and why it was chosen, how it did on a time that has passed, and what it rests on. While a fit takes long, how far it is',
    query: z.object(asked),
    answer: valueAnswer,
  }),
  valueCustomers: endpoint({
    name: 'valueCustomers',
    method: 'GET',
    path: '/value/customers',
    right: 'profit.read',
    summary: 'Customers with x, t_x, T, P(alive), expected purchases and value, each as a range',
    query: z.object({
      ...asked,
      ...paging,
      sort: z._default(z.enum(VALUE_SORTS), 'value'),
      direction: z._default(z.enum(['ascending', 'descending']), 'descending'),
      /** A part of the name or number. */
      search: z.optional(z.string()),
    }),
    answer: valueCustomers,
  }),
  valueLapses: endpoint({
    name: 'valueLapses',
    method: 'GET',
    path: '/value/lapses',
    right: 'profit.read',
    summary:
      'Customers that have been silent for longer than their own rhythm has it, with how often such a silence ended with an order',
    query: z.object({ ...asked, ...paging }),
    answer: lapses,
  }),
  valuePredictability: endpoint({
    name: 'valuePredictability',
    method: 'GET',
    path: '/value/predictability',
    right: 'profit.read',
    summary:
      'How well the orders of the largest customers can be planned for, which are the hardest, and what that costs in stock and expediting',
    query: z.object({
      ...asked,
      ...paging,
      sort: z._default(z.enum(PREDICTABILITY_SORTS), 'score'),
      direction: z._default(z.enum(['ascending', 'descending']), 'ascending'),
      /** A part of the name or number. */
      search: z.optional(z.string()),
    }),
    answer: predictabilityList,
  }),
  valueQuadrants: endpoint({
    name: 'valueQuadrants',
    method: 'GET',
    path: '/value/quadrants',
    right: 'profit.read',
    summary:
      'Customers by what they are worth and what satisfying them costs, today and by their potential: how many stand in each of the four quadrants, which could move, and those of the largest value or loss',
    query: z.object({
      ...asked,
      /** Customers of the largest value or loss, up to 2000; every one with a potential comes besides. */
      limit: z._default(z.coerce.number(), 600),
    }),
    answer: quadrantList,
  }),
  valueReferrals: endpoint({
    name: 'valueReferrals',
    method: 'GET',
    path: '/value/referrals',
    right: 'profit.read',
    summary:
      'Who referred whom, by what share and for how long, the value that is credited for it, and whether thanks were sent: those without thanks first',
    query: z.object({ ...asked, ...paging }),
    answer: referralList,
  }),
  fitValue: endpoint({
    name: 'fitValue',
    method: 'POST',
    path: '/value/fit',
    right: 'profit.read',
    whileViewing: true,
    summary: 'Begin a fit again that was stopped',
    query: z.object(asked),
    answer: valueAnswer,
  }),
  stopValue: endpoint({
    name: 'stopValue',
    method: 'POST',
    path: '/value/stop',
    right: 'profit.read',
    whileViewing: true,
    summary: 'Stop the fit of a forecast that is under way',
    query: z.object(asked),
    answer: valueAnswer,
  }),
  customerValue: endpoint({
    name: 'customerValue',
    method: 'GET',
    path: '/customers/{id}/value',
    right: 'profit.read',
    summary:
      'What a customer will be worth and how that comes about, its rhythm and predictability, what replacing it would take, and what was stated of it',
    params: ofCustomer,
    query: z.object(asked),
    answer: customerValue,
  }),
  stateValueInput: endpoint({
    name: 'stateValueInput',
    method: 'POST',
    path: '/customers/{id}/value-inputs',
    right: 'decisions.write',
    summary:
      'State what no fact tells of a customer: what replacing it takes, its potential, its visibility, who referred it, what the relationship cost, its contracts. The one before of the same kind gives way: of referrals one by the same referrer, of contracts one that began on the same day, of money spent none',
    params: ofCustomer,
    query: z.object(asked),
    body: z.object({
      kind: z.enum(VALUE_INPUT_KINDS),
      fields: z.record(z.string(), z.nullable(z.union([z.string(), z.number()]))),
    }),
    answer: customerValue,
  }),
  withdrawValueInput: endpoint({
    name: 'withdrawValueInput',
    method: 'POST',
    path: '/customers/{id}/value-inputs/{input}/withdraw',
    right: 'decisions.write',
    summary: 'Take back what was stated of a customer; it stays in the log',
    params: z.object({ id: z.string(), input: z.string() }),
    query: z.object(asked),
    answer: customerValue,
  }),
};
