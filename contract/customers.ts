import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';

export const customerCard = z.object({
  id: z.string(),
  sourceKey: z.string(),
  name: z.string(),
  segment: z.nullable(z.string()),
  country: z.nullable(z.string()),
});

export const customerEndpoints = {
  findCustomers: endpoint({
    name: 'findCustomers',
    method: 'GET',
    path: '/customers',
    right: 'customers.read',
    summary: 'Customers whose name or number contains the text; at most 20',
    query: z.object({ search: z._default(z.string(), '') }),
    answer: z.array(customerCard),
  }),
};
