import type { Scope } from '@clientele/engine';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { Refusal } from '../errors.ts';
import { addressLimit, limited } from './attempts.ts';
import { type Asking, withCookies } from './auth-answer.ts';
import { addChallenge, countPasskey, holdPasskey, spendChallenge } from './passkey-store.ts';
import { passkeyName, passkeyOrigins } from './passkeys.ts';
import type { PeopleStores } from './people.ts';

/** Of nobody in particular: the passkey says whose it is. */
export async function beginPasskeySignIn(stores: PeopleStores, scope: Scope) {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  const question = await generateAuthenticationOptions({
    rpID: passkeyName(stores),
    userVerification: 'required',
  });
  const { challenge } = question;
  await stores.database.within(scope, store => addChallenge(scope, store, { challenge, userId: null }));
  return { ...question };
}

export async function passkeySignIn(
  stores: PeopleStores,
  scope: Scope,
  { headers, address, signed }: Asking & { readonly signed: { readonly id: string } },
): Promise<Response> {
  const userId = await limited(stores, scope, {
    limits: [addressLimit(address)],
    attempt: () => userOf(stores, scope, signed),
  });
  if (userId === undefined)
    throw new Refusal(
      'passkey-refused',
      'This passkey does not hold here, or its answer came too late: try again, or sign in with the password.',
    );
  const { api } = await stores.people.auth();
  const entered = await api.enter({ body: { userId }, headers, returnHeaders: true });
  return withCookies(entered.headers, { done: true });
}

/** Whose passkey signed what was asked. */
async function userOf(
  stores: PeopleStores,
  scope: Scope,
  signed: { readonly id: string },
): Promise<string | undefined> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const { database } = stores;
  return await database.within(scope, async store => {
    const passkey = await holdPasskey(scope, store, signed.id);
    if (!passkey) return undefined;
    // The library throws at whatever does not fit.
    const found = await verifyAuthenticationResponse({
      response: signed as AuthenticationResponseJSON,
      expectedChallenge: challenge => spendChallenge(scope, store, { challenge, userId: null }),
      expectedOrigin: passkeyOrigins(stores),
      expectedRPID: passkeyName(stores),
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    }).catch(() => undefined);
    if (!found?.verified) return undefined;
    await countPasskey(scope, store, { id: passkey.id, counter: found.authenticationInfo.newCounter });
    return passkey.userId;
  });
}
