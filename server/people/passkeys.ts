import type { Scope } from '@clientele/engine';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Passkey } from '../../contract/passkeys.ts';
import { PASSWORD_MOST } from '../../contract/sign-in.ts';
import { Refusal } from '../errors.ts';
import { changed, type Headed, ofOwn, signedIn, WRONG_PASSWORD } from './own-account.ts';
import {
  addChallenge,
  addPasskey,
  credentialIds,
  listPasskeys,
  removePasskey,
  spendChallenge,
} from './passkey-store.ts';
import type { PeopleStores } from './people.ts';

/** Ed25519, ES256 and RS256, as COSE numbers them: what devices make today. */
const ALGORITHMS = [-8, -7, -257];
const NAME_LETTERS_MOST = 80;

/**
 * The name that passkeys hold at. A browser takes them at no number, and over http at this machine only, which has one name
 * everywhere.
 */
export function passkeyName({ people }: Pick<PeopleStores, 'people'>): string {
  return people.secure && people.stated ? new URL(people.stated).hostname : 'localhost';
}

/** Where a passkey may have been asked for: where this server is, by that name. */
export function passkeyOrigins(stores: Pick<PeopleStores, 'people'>): string[] {
  const name = passkeyName(stores);
  return stores.people.addresses().filter(at => new URL(at).hostname === name);
}

export async function passkeysAnswer(stores: PeopleStores, scope: Scope, from: Headed): Promise<Passkey[]> {
  const { user } = await signedIn(stores, scope, from);
  return await stores.database.within(scope, store => listPasskeys(scope, store, user.id));
}

/** Takes the password: whoever finds a browser open could otherwise come back at any time. */
export async function beginPasskey(
  stores: PeopleStores,
  scope: Scope,
  { headers, password }: Headed & { readonly password: string },
) {
  const { user } = await signedIn(stores, scope, { headers });
  const { api } = await stores.people.auth();
  const body = { password: password.slice(0, PASSWORD_MOST) };
  if (!(await ofOwn(stores, scope, () => api.verifyPassword({ body, headers })))) throw WRONG_PASSWORD;
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const known = await stores.database.within(scope, store => credentialIds(scope, store, user.id));
  const question = await generateRegistrationOptions({
    rpName: 'Clientele',
    rpID: passkeyName(stores),
    userName: user.email,
    userDisplayName: user.name,
    userID: Uint8Array.from(Buffer.from(user.id)),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(id => ({ id })),
    // Found without an e-mail, and opened by finger, face or PIN: two factors in one.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const { challenge } = question;
  await stores.database.within(scope, store => addChallenge(scope, store, { challenge, userId: user.id }));
  return { ...question };
}

export async function keepPasskey(
  stores: PeopleStores,
  scope: Scope,
  { headers, name, made }: Headed & { readonly name: string; readonly made: object },
): Promise<Passkey[]> {
  const { user } = await signedIn(stores, scope, { headers });
  const called = name.trim().slice(0, NAME_LETTERS_MOST);
  if (called === '') throw new Refusal('not-asked-right', 'Name the passkey, such as by its device.');
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  // The library throws at whatever does not fit.
  const found = await verifyRegistrationResponse({
    response: made as RegistrationResponseJSON,
    expectedChallenge: challenge =>
      stores.database.within(scope, store => spendChallenge(scope, store, { challenge, userId: user.id })),
    expectedOrigin: passkeyOrigins(stores),
    expectedRPID: passkeyName(stores),
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined);
  const added =
    found?.verified &&
    (await stores.database.within(scope, store =>
      addPasskey(scope, store, {
        ...{ userId: user.id, name: called },
        credentialId: found.registrationInfo.credential.id,
        publicKey: Buffer.from(found.registrationInfo.credential.publicKey).toString('base64url'),
        counter: found.registrationInfo.credential.counter,
      }),
    ));
  if (!added)
    throw new Refusal(
      'passkey-refused',
      'The passkey was not added: it came too late, or from another page.',
    );
  await changed(stores, scope, { user, what: 'passkey added', told: 'passkey added' });
  return await passkeysAnswer(stores, scope, { headers });
}

export async function dropPasskey(
  stores: PeopleStores,
  scope: Scope,
  { headers, id }: Headed & { readonly id: string },
): Promise<Passkey[]> {
  const { user } = await signedIn(stores, scope, { headers });
  const removed = await stores.database.within(scope, store =>
    removePasskey(scope, store, { userId: user.id, id }),
  );
  if (!removed) throw new Refusal('not-found', 'This passkey was removed already.');
  await changed(stores, scope, { user, what: 'passkey removed', told: 'passkey removed' });
  return await passkeysAnswer(stores, scope, { headers });
}
