import type { RoleName, Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';

export interface KeptViewing {
  readonly personId: number;
  readonly id: string;
  readonly name: string;
  readonly roles: readonly RoleName[];
  readonly since: Date;
}

/** As whom the person of a session looks at the product. */
export async function viewingOf(
  _scope: Scope,
  store: Store,
  sessionId: string,
): Promise<KeptViewing | undefined> {
  const row = await store
    .selectFrom('viewing')
    .innerJoin('person', 'person.id', 'viewing.viewed_id')
    .select(['person.id as personId', 'public_id as id', 'name', 'roles', 'began_at as since'])
    .where('session_id', '=', sessionId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return row && { ...row, roles: row.roles as RoleName[] };
}

export async function beginViewing(
  _scope: Scope,
  store: Store,
  { sessionId, personId, viewedId }: { sessionId: string; personId: number; viewedId: number },
): Promise<void> {
  const row = { session_id: sessionId, person_id: personId, viewed_id: viewedId, began_at: sql<Date>`now()` };
  await store.insertInto('viewing').values(row).execute();
}

/** What is deleted is written to the log by the store, whatever ended it. */
export async function endViewingOf(_scope: Scope, store: Store, sessionId: string): Promise<void> {
  await store.deleteFrom('viewing').where('session_id', '=', sessionId).execute();
}
