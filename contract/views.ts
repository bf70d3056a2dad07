import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';

/** Pages that a view can be of, as the web's paths have them; each needs a word for what is shown there. */
export const VIEWED_PAGES = {
  '/': 'Portfolio',
  '/customers/$id': 'Customer',
  '/customers/$id/statement': 'Statement',
  '/customers/$id/value': 'Value of a customer',
  '/model': 'Cost model',
  '/scenarios': 'Scenarios',
  '/expedites': 'Expedites',
  '/products': 'Customers × products',
  '/value': 'Value',
} as const;
export type ViewedPage = keyof typeof VIEWED_PAGES;

/** What of an address is of the moment: an open explanation, and which view it came from. */
export const NOT_IN_VIEWS = ['explain', 'view'];

/**
 * The page of a path, and what stands for `$id` in it: `/customers/cus_1` → `/customers/$id` and `cus_1`. Undefined where
 * no view can be of it.
 */
export function viewedPage(path: string): { page: ViewedPage; id: string | undefined } | undefined {
  for (const page of Object.keys(VIEWED_PAGES) as ViewedPage[]) {
    const [before = '', after] = page.split('$id');
    if (after === undefined) {
      if (path === page) return { page, id: undefined };
      continue;
    }
    const id = path.slice(before.length, path.length - after.length);
    if (id !== '' && !id.includes('/') && path === before + id + after) return { page, id };
  }
  return undefined;
}

const view = z.object({
  id: z.string(),
  name: z.string(),
  /** Path and search of a page of the product, such as `/?period=2025&sign=loss`. */
  address: z.string(),
  note: z.nullable(z.string()),
  /** What the page shows: Portfolio, Customer; null where it is none of this version's. */
  page: z.nullable(z.string()),
  /** Why it cannot be opened, as a sentence: its page, its customer or its scenario is gone. Null where it can be. */
  gone: z.nullable(z.string()),
  revision: z.number(),
  at: z.string(),
  by: z.string(),
});
export type View = z.infer<typeof view>;

export const viewEndpoints = {
  views: endpoint({
    name: 'views',
    method: 'GET',
    path: '/views',
    right: 'views.read',
    summary: 'Views that were saved, by name',
    answer: z.array(view),
  }),
  saveView: endpoint({
    name: 'saveView',
    method: 'POST',
    path: '/views',
    right: 'views.write',
    summary:
      'Save the address of a page under a name that no other view has; with `id` and the `revision` that it was changed from, in the place of that one',
    body: z.object({
      id: z.optional(z.string()),
      revision: z.optional(z.number()),
      name: z.string(),
      note: z.optional(z.nullable(z.string())),
      address: z.string(),
    }),
    answer: view,
  }),
  removeView: endpoint({
    name: 'removeView',
    method: 'DELETE',
    path: '/views/{id}',
    right: 'views.write',
    summary: 'Remove a saved view; what it shows stays',
    params: z.object({ id: z.string() }),
    answer: z.array(view),
  }),
};
