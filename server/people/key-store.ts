import type { Right, Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { ApiKey } from '../../contract/sign-in.ts';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';
import { secretToken, tokenHash } from './secret-token.ts';

/** By which a key is known for one where it turns up by mistake. */
const KEY_PREFIX = 'clk_';
/** A last day ends where the book is. */
const TODAY = sql<string>`(now() AT TIME ZONE coalesce((SELECT time_zone FROM book), 'UTC'))::date`;

export async function listKeys(_scope: Scope, store: Store, personId: number): Promise<ApiKey[]> {
  const rows = await store
    .selectFrom('api_key')
    .selectAll()
    .select(sql<boolean>`last_day < ${TODAY}`.as('ended'))
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
  return rows.map(row => ({
    id: row.public_id,
    name: row.name,
    rights: row.rights,
    lastDay: row.last_day,
    ended: row.ended,
    madeAt: row.made_at.toISOString(),
    usedAt: row.used_at?.toISOString() ?? null,
  }));
}

/** The key itself is answered here and kept nowhere. */
export async function addKey(
  _scope: Scope,
  store: Store,
  given: {
    readonly personId: number;
    readonly name: string;
    readonly rights: readonly Right[];
    readonly lastDay: string;
  },
): Promise<{ id: string; key: string }> {
  const key = secretToken(KEY_PREFIX);
  const { personId, name, rights, lastDay } = given;
  const { public_id: id } = await store
    .insertInto('api_key')
    .values({
      public_id: publicId('key'),
      person_id: personId,
      name,
      key_hash: tokenHash(key),
      rights: [...rights],
      last_day: lastDay,
    })
    .returning('public_id')
    .executeTakeFirstOrThrow();
  return { id, key };
}

export async function removeKey(
  _scope: Scope,
  store: Store,
  { personId, id }: { personId: number; id: string },
): Promise<boolean> {
  const done = await store
    .deleteFrom('api_key')
    .where('person_id', '=', personId)
    .where('public_id', '=', id)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Whose key it is and what it may do, as long as it holds; writes down now and then that it was used. */
export async function keyBy(
  _scope: Scope,
  store: Store,
  key: string,
): Promise<{ personId: number; rights: readonly Right[] } | undefined> {
  const row = await store
    .selectFrom('api_key')
    .select(['id', 'person_id', 'rights'])
    .select(sql<boolean>`coalesce(used_at < now() - interval '5 minutes', true)`.as('stale'))
    .where('key_hash', '=', tokenHash(key))
    .where('last_day', '>=', TODAY)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.stale)
    await store.updateTable('api_key').set({ used_at: new Date() }).where('id', '=', row.id).execute();
  return { personId: row.person_id, rights: row.rights as Right[] };
}
