import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Passkey } from '../../contract/passkeys.ts';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';
import { tokenHash } from './secret-token.ts';

const MINUTES = 10;

export interface KeptPasskey {
  readonly id: number;
  readonly userId: string;
  /** Both in base64url. */
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
}

export async function listPasskeys(_scope: Scope, store: Store, userId: string): Promise<Passkey[]> {
  const rows = await store
    .selectFrom('passkey')
    .select(['public_id', 'name', 'made_at', 'used_at'])
    .where('user_id', '=', userId)
    .orderBy('id')
    .execute();
  return rows.map(row => ({
    id: row.public_id,
    name: row.name,
    madeAt: row.made_at.toISOString(),
    usedAt: row.used_at?.toISOString() ?? null,
  }));
}

export async function credentialIds(_scope: Scope, store: Store, userId: string): Promise<string[]> {
  const rows = await store
    .selectFrom('passkey')
    .select('credential_id')
    .where('user_id', '=', userId)
    .execute();
  return rows.map(row => row.credential_id);
}

/** False where somebody has it already. */
export async function addPasskey(
  _scope: Scope,
  store: Store,
  given: Omit<KeptPasskey, 'id'> & { readonly name: string },
): Promise<boolean> {
  const { userId, name, credentialId, publicKey, counter } = given;
  const added = await store
    .insertInto('passkey')
    .values({
      ...{ public_id: publicId('pky'), user_id: userId, name },
      ...{ credential_id: credentialId, public_key: publicKey, counter },
    })
    .onConflict(conflict => conflict.column('credential_id').doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function removePasskey(
  _scope: Scope,
  store: Store,
  { userId, id }: { userId: string; id: string },
): Promise<boolean> {
  const done = await store
    .deleteFrom('passkey')
    .where('user_id', '=', userId)
    .where('public_id', '=', id)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** All of a person: what was on a lost device. Answers how many there were. */
export async function takePasskeys(_scope: Scope, store: Store, personId: number): Promise<number> {
  const done = await store
    .deleteFrom('passkey')
    .where('user_id', 'in', store.selectFrom('auth_user').select('id').where('person_id', '=', personId))
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** Held until the transaction ends: of two answers with one count, the later one finds it used. */
export async function holdPasskey(
  _scope: Scope,
  store: Store,
  credentialId: string,
): Promise<KeptPasskey | undefined> {
  const row = await store
    .selectFrom('passkey')
    .selectAll()
    .where('credential_id', '=', credentialId)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      ...{ id: row.id, userId: row.user_id, credentialId },
      ...{ publicKey: row.public_key, counter: row.counter },
    }
  );
}

export async function countPasskey(
  _scope: Scope,
  store: Store,
  { id, counter }: { id: number; counter: number },
): Promise<void> {
  await store.updateTable('passkey').set({ counter, used_at: new Date() }).where('id', '=', id).execute();
}

/** Keeps what a browser is asked to sign; that of signing in is nobody's yet. */
export async function addChallenge(
  _scope: Scope,
  store: Store,
  { challenge, userId }: { challenge: string; userId: string | null },
): Promise<void> {
  await sql`DELETE FROM passkey_challenge WHERE ends_at < now()`.execute(store);
  await store
    .insertInto('passkey_challenge')
    .values({
      challenge_hash: tokenHash(challenge),
      user_id: userId,
      ends_at: sql<Date>`now() + make_interval(mins => ${MINUTES})` as never,
    })
    .execute();
}

/** Whether it was asked of whom it is said to be, and not answered yet. It is used up by this. */
export async function spendChallenge(
  _scope: Scope,
  store: Store,
  { challenge, userId }: { challenge: string; userId: string | null },
): Promise<boolean> {
  const row = await store
    .deleteFrom('passkey_challenge')
    .where('challenge_hash', '=', tokenHash(challenge))
    .where('ends_at', '>', sql<Date>`now()`)
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined && row.user_id === userId;
}
