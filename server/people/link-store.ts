import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { OneTimeLink } from '../../contract/people.ts';
import type { Store } from '../database/open.ts';
import { secretToken, tokenHash } from './secret-token.ts';

export type LinkKind = OneTimeLink['kind'];

const HOURS = 24;

/** A new link for a person; those that were not used end. The token is answered here and kept nowhere. */
export async function addLink(
  scope: Scope,
  store: Store,
  { personId, kind }: { personId: number; kind: LinkKind },
): Promise<{ token: string; endsAt: Date }> {
  await endLinks(scope, store, personId);
  const token = secretToken();
  const row = await store
    .insertInto('sign_in_link')
    .values({
      token_hash: tokenHash(token),
      person_id: personId,
      kind,
      made_by: scope.person,
      ends_at: sql<Date>`now() + make_interval(hours => ${HOURS})` as never,
    })
    .returning('ends_at')
    .executeTakeFirstOrThrow();
  return { token, endsAt: row.ends_at };
}

/** Those that were not used. */
export async function endLinks(_scope: Scope, store: Store, personId: number): Promise<void> {
  await store
    .deleteFrom('sign_in_link')
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .execute();
}

export interface StandingLink {
  readonly personId: number;
  readonly kind: LinkKind;
}

/** A link that may still be used. */
export async function readLink(
  _scope: Scope,
  store: Store,
  token: string,
): Promise<StandingLink | undefined> {
  const row = await store
    .selectFrom('sign_in_link')
    .select(['person_id', 'kind'])
    .where('token_hash', '=', tokenHash(token))
    .where('used_at', 'is', null)
    .where('ends_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row && { personId: row.person_id, kind: row.kind };
}

/** Uses a link up; of two at once only one gets it. */
export async function spendLink(
  _scope: Scope,
  store: Store,
  token: string,
): Promise<StandingLink | undefined> {
  const row = await store
    .updateTable('sign_in_link')
    .set({ used_at: new Date() })
    .where('token_hash', '=', tokenHash(token))
    .where('used_at', 'is', null)
    .where('ends_at', '>', sql<Date>`now()`)
    .returning(['person_id', 'kind'])
    .executeTakeFirst();
  return row && { personId: row.person_id, kind: row.kind };
}
