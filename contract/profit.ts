import * as z from 'zod/mini';
import { customerLine, lineKind } from './customer-line.ts';
import { endpoint, money, periodText } from './endpoint.ts';
import {
  customerPage,
  explanation,
  portfolio,
  portfolioCustomer,
  reconciliation,
  sortKey,
} from './profit-answers.ts';
import { filters } from './selection.ts';

const periodQuery = z.object({ period: periodText });
const page = { offset: z._default(z.coerce.number(), 0), limit: z._default(z.coerce.number(), 200) };

export const profitEndpoints = {
  portfolio: endpoint({
    name: 'portfolio',
    method: 'GET',
    path: '/portfolio',
    right: 'aggregates.read',
    summary: 'Headline, whale curve and concentration of a period',
    query: periodQuery,
    answer: portfolio,
  }),
  ranking: endpoint({
    name: 'ranking',
    method: 'GET',
    path: '/portfolio/customers',
    right: 'profit.read',
    summary: 'The ranked customers, filtered and sorted, `limit` of them from `offset`',
    query: z.object({
      period: periodText,
      ...filters.shape,
      sort: z._default(sortKey, 'rank'),
      direction: z._default(z.enum(['ascending', 'descending']), 'ascending'),
      ...page,
    }),
    answer: z.object({
      total: z.number(),
      /** Sums over all rows that pass the filter. */
      sums: z.object({ revenue: money, contribution: money, costToServe: money, profit: money }),
      customers: z.array(portfolioCustomer),
    }),
  }),
  rankingFile: endpoint({
    name: 'rankingFile',
    method: 'GET',
    path: '/portfolio/customers/file',
    right: 'profit.read',
    summary:
      'The ranked customers as a file, filtered and sorted the same: CSV with every digit, or an Excel workbook',
    query: z.object({
      period: periodText,
      ...filters.shape,
      sort: z._default(sortKey, 'rank'),
      direction: z._default(z.enum(['ascending', 'descending']), 'ascending'),
      format: z._default(z.enum(['csv', 'xlsx']), 'csv'),
    }),
    answer: z.string(),
    media: 'text/csv',
  }),
  customer: endpoint({
    name: 'customer',
    method: 'GET',
    path: '/customers/{id}',
    right: 'profit.read',
    summary:
      'Profit and loss of a customer, by period, with drivers against the peers; {id} is an id or a source key',
    params: z.object({ id: z.string() }),
    query: z.object({ period: periodText, grain: z._default(z.enum(['month', 'quarter', 'year']), 'month') }),
    answer: customerPage,
  }),
  customerLines: endpoint({
    name: 'customerLines',
    method: 'GET',
    path: '/customers/{id}/lines',
    right: 'customers.read',
    summary: 'Order lines, returns, activities, deliveries and payments of a customer, newest first',
    params: z.object({ id: z.string() }),
    query: z.object({
      period: periodText,
      kind: z.optional(lineKind),
      ...page,
    }),
    answer: z.object({ total: z.number(), lines: z.array(customerLine) }),
  }),
  explain: endpoint({
    name: 'explain',
    method: 'GET',
    path: '/explain',
    right: 'profit.read',
    summary: 'How a figure came about: formula, inputs, facts down to file and row',
    query: z.object({ figure: z.string(), period: periodText }),
    answer: explanation,
  }),
  reconciliation: endpoint({
    name: 'reconciliation',
    method: 'GET',
    path: '/reconciliation',
    right: 'aggregates.read',
    summary:
      'Customers, unassigned, own mistakes, unused and sustaining against the ledger, to the last digit',
    query: periodQuery,
    answer: reconciliation,
  }),
};
