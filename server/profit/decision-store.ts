import type { Scope } from '@clientele/engine';
import type { Store } from '../database/open.ts';
import { visible } from '../database/visible.ts';

export interface KeptDecision {
  readonly customer: number;
  readonly enough: boolean;
  readonly action: string;
  readonly owner: string;
  readonly reviewOn: string;
  readonly at: string;
  readonly by: string;
}

/** The newest decision of each customer in scope. */
export async function newestDecisions(scope: Scope, store: Store): Promise<KeptDecision[]> {
  const rows = await inScope(scope, store)
    .distinctOn('customer_id')
    .orderBy('customer_id')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(keptDecision);
}

/** All that was decided about a customer, the newest first. */
export async function decisionsOf(scope: Scope, store: Store, customer: number): Promise<KeptDecision[]> {
  const rows = await inScope(scope, store)
    .where('customer_id', '=', customer)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(keptDecision);
}

export async function addDecision(
  scope: Scope,
  store: Store,
  { customer, enough, action, owner, reviewOn }: Omit<KeptDecision, 'at' | 'by'>,
): Promise<void> {
  await store
    .insertInto('decision')
    .values({ customer_id: customer, enough, action, owner, review_on: reviewOn, made_by: scope.person })
    .execute();
}

function inScope(scope: Scope, store: Store) {
  return store.selectFrom('decision').selectAll().where(visible(scope, 'customer_id'));
}

function keptDecision(row: Awaited<ReturnType<ReturnType<typeof inScope>['execute']>>[number]): KeptDecision {
  const { customer_id, enough, action, owner, review_on, made_at, made_by } = row;
  return {
    customer: customer_id,
    enough,
    action,
    owner,
    reviewOn: review_on,
    at: made_at.toISOString(),
    by: made_by,
  };
}
