import { randomBytes } from 'node:crypto';
import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import { tokenHash } from './secret-token.ts';

const CODE_KEPT = '10 minutes';

/** Made at the first call, and the same ever after. */
export async function authSecret(_scope: Scope, store: Store): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await store
    .insertInto('auth_secret')
    .values({ secret })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  return (await store.selectFrom('auth_secret').select('secret').executeTakeFirstOrThrow()).secret;
}

/** The person whom a session's account belongs to. */
export async function personOfUser(_scope: Scope, store: Store, userId: string): Promise<number | undefined> {
  const row = await store
    .selectFrom('auth_user')
    .select('person_id')
    .where('id', '=', userId)
    .executeTakeFirst();
  return row?.person_id;
}

/** Whether the person ever came in. */
export async function hasAccount(_scope: Scope, store: Store, personId: number): Promise<boolean> {
  const row = await store
    .selectFrom('auth_user')
    .select('id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether any owner ever came in. */
export async function ownerCameIn(_scope: Scope, store: Store): Promise<boolean> {
  const row = await store
    .selectFrom('person as p')
    .innerJoin('auth_user as u', 'u.person_id', 'p.id')
    .select('p.id')
    .where('p.left_at', 'is', null)
    .where(sql<boolean>`'owner' = ANY (p.roles)`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives a person a password, and an account if it has none yet; all its sessions end. */
export async function setPassword(
  scope: Scope,
  store: Store,
  given: {
    readonly personId: number;
    readonly name: string;
    readonly email: string;
    readonly passwordHash: string;
  },
): Promise<void> {
  const { personId, name, email, passwordHash } = given;
  const id = await accountOf(scope, store, { id: personId, name, email });
  await store
    .insertInto('auth_account')
    .values({
      id: randomBytes(16).toString('hex'),
      user_id: id,
      account_id: id,
      provider_id: 'credential',
      password: passwordHash,
    })
    .onConflict(conflict =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: passwordHash }),
    )
    .execute();
  await store.deleteFrom('auth_session').where('user_id', '=', id).execute();
}

/** The account of a person, made if there is none yet. */
export async function accountOf(
  _scope: Scope,
  store: Store,
  { id: personId, name, email }: { readonly id: number; readonly name: string; readonly email: string },
): Promise<string> {
  const { id } = await store
    .insertInto('auth_user')
    .values({ id: randomBytes(16).toString('hex'), person_id: personId, name, email })
    .onConflict(conflict => conflict.column('person_id').doUpdateSet({ name, email }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What stands with the person stands with its account. */
export async function renameAccount(
  _scope: Scope,
  store: Store,
  { personId, name, email }: { personId: number; name: string; email: string | null },
): Promise<void> {
  await store
    .updateTable('auth_user')
    .set(email === null ? { name } : { name, email })
    .where('person_id', '=', personId)
    .execute();
}

/** Whether there was one. */
export async function takeSecondFactor(_scope: Scope, store: Store, personId: number): Promise<boolean> {
  await store
    .deleteFrom('auth_two_factor')
    .where('user_id', 'in', store.selectFrom('auth_user').select('id').where('person_id', '=', personId))
    .execute();
  const taken = await store
    .updateTable('auth_user')
    .set({ two_factor_enabled: false })
    .where('person_id', '=', personId)
    .where('two_factor_enabled', '=', true)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

/** Account, sessions, second factor, links and keys of a person, at once. */
export async function endAccess(_scope: Scope, store: Store, personId: number): Promise<void> {
  await store.deleteFrom('auth_user').where('person_id', '=', personId).execute();
  await store.deleteFrom('sign_in_link').where('person_id', '=', personId).execute();
  await store.deleteFrom('api_key').where('person_id', '=', personId).execute();
}

export interface KeptSession {
  readonly id: string;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly expires_at: Date;
  readonly user_agent: string | null;
}

export async function listSessions(_scope: Scope, store: Store, userId: string): Promise<KeptSession[]> {
  return await store
    .selectFrom('auth_session')
    .select(['id', 'created_at', 'updated_at', 'expires_at', 'user_agent'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc')
    .execute();
}

export async function endSession(
  _scope: Scope,
  store: Store,
  { userId, id }: { userId: string; id: string },
): Promise<boolean> {
  const done = await store
    .deleteFrom('auth_session')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

export async function endSessionOf(_scope: Scope, store: Store, token: string): Promise<void> {
  await store.deleteFrom('auth_session').where('token', '=', token).execute();
}

/** Whether a code that was right was not taken before: it stays right for a minute or two. */
export async function spendCode(
  _scope: Scope,
  store: Store,
  { userId, code }: { userId: string; code: string },
): Promise<boolean> {
  await sql`
    DELETE FROM second_factor_code
    WHERE user_id = ${userId} AND used_at < now() - ${CODE_KEPT}::interval`.execute(store);
  const spent = await store
    .insertInto('second_factor_code')
    .values({ user_id: userId, code_hash: tokenHash(`${userId} ${code}`) })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  return (spent.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Sessions and challenges that are over. */
export async function sweepEnded(_scope: Scope, store: Store): Promise<void> {
  await store.deleteFrom('auth_session').where('expires_at', '<', sql<Date>`now()`).execute();
  await sql`DELETE FROM auth_verification WHERE expires_at < now()`.execute(store);
  await sql`DELETE FROM sign_in_link WHERE ends_at < now() - interval '30 days'`.execute(store);
  await sql`DELETE FROM sign_in_attempt WHERE last_at < now() - interval '30 days'`.execute(store);
}
