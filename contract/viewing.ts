import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';

/** As whom somebody looks at the product, and since when. */
export const viewing = z.object({ id: z.string(), name: z.string(), since: z.string() });

const viewed = z.object({ viewing: z.nullable(viewing) });

export const viewingEndpoints = {
  viewAs: endpoint({
    name: 'viewAs',
    method: 'POST',
    path: '/me/viewing',
    right: 'people.view',
    summary:
      'Look at the product as another person from now on, for as long as the session lasts: what both may see, and no change',
    body: z.object({ person: z.string() }),
    answer: viewed,
  }),
  endViewing: endpoint({
    name: 'endViewing',
    method: 'DELETE',
    path: '/me/viewing',
    right: 'book.read',
    whileViewing: true,
    summary: 'Look at the product as oneself again',
    answer: viewed,
  }),
};
