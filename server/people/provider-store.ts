import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import type { Claims, Visit } from './provider.ts';
import { secretToken, tokenHash } from './secret-token.ts';

const MINUTES = 10;

/** Keeps a visit; answers what the browser is to hold meanwhile. */
export async function addVisit(
  _scope: Scope,
  store: Store,
  { state, nonce, verifier, redirect, wanted }: Visit & { readonly wanted: string | null },
): Promise<string> {
  await sql`DELETE FROM provider_visit WHERE ends_at < now()`.execute(store);
  const token = secretToken();
  await store
    .insertInto('provider_visit')
    .values({
      ...{ browser_hash: tokenHash(token), state, nonce, verifier, redirect, wanted },
      ends_at: sql<Date>`now() + make_interval(mins => ${MINUTES})` as never,
    })
    .execute();
  return token;
}

/** The visit of a browser that came back; it does so once. */
export async function spendVisit(
  _scope: Scope,
  store: Store,
  token: string,
): Promise<(Visit & { readonly wanted: string | null }) | undefined> {
  return await store
    .deleteFrom('provider_visit')
    .where('browser_hash', '=', tokenHash(token))
    .where('ends_at', '>', sql<Date>`now()`)
    .returning(['state', 'nonce', 'verifier', 'redirect', 'wanted'])
    .executeTakeFirst();
}

/** The account that was bound to whom the provider signed in. */
export async function boundUser(
  _scope: Scope,
  store: Store,
  { issuer, subject }: Claims,
): Promise<string | undefined> {
  const row = await store
    .selectFrom('provider_account')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.user_id;
}

/** False where either is bound to another. */
export async function bindUser(
  _scope: Scope,
  store: Store,
  { issuer, subject, userId }: Claims & { readonly userId: string },
): Promise<boolean> {
  const bound = await store
    .insertInto('provider_account')
    .values({ issuer, subject, user_id: userId })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  return (bound.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
