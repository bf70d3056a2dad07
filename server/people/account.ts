import type { Scope } from '@clientele/engine';
import type { Me } from '../../contract/people.ts';
import { PASSWORD_MOST, type Session } from '../../contract/sign-in.ts';
import { Refusal } from '../errors.ts';
import { asked, withCookies } from './auth-answer.ts';
import { endSession, listSessions, spendCode } from './auth-store.ts';
import type { Identity } from './identity.ts';
import { refuseWeak } from './new-password.ts';
import { changed, type Headed, ofOwn, signedIn, WRONG_PASSWORD } from './own-account.ts';
import type { PeopleStores } from './people.ts';
import { listPeople, readPerson } from './store.ts';

export function meAnswer(
  { database }: PeopleStores,
  scope: Scope,
  { rights, viewing }: Pick<Identity, 'rights' | 'viewing'>,
): Promise<Me> {
  return database.within(scope, async store => {
    const known = await readPerson(scope, store, { id: scope.personId });
    const person = (await listPeople(scope, store)).find(({ id }) => id === known?.publicId);
    return {
      name: scope.person,
      email: person?.email ?? null,
      roles: person?.roles ?? ['owner'],
      rights: { ...rights },
      secondFactor: person?.secondFactor ?? false,
      account: person !== undefined,
      viewing: viewing ? { id: viewing.id, name: viewing.person, since: viewing.since } : null,
    };
  });
}

export async function sessionsAnswer(stores: PeopleStores, scope: Scope, from: Headed): Promise<Session[]> {
  const { user, session } = await signedIn(stores, scope, from);
  const sessions = await stores.database.within(scope, store => listSessions(scope, store, user.id));
  return sessions.map(one => ({
    id: one.id,
    since: one.created_at.toISOString(),
    seenAt: one.updated_at.toISOString(),
    endsAt: one.expires_at.toISOString(),
    browser: one.user_agent || null,
    current: one.id === session.id,
  }));
}

export async function dropSession(
  stores: PeopleStores,
  scope: Scope,
  from: Headed & { readonly id: string },
): Promise<Session[]> {
  const { user, session } = await signedIn(stores, scope, from);
  const ended = await stores.database.within(scope, store =>
    endSession(scope, store, { userId: user.id, id: from.id }),
  );
  if (!ended) throw new Refusal('not-found', 'This session has ended already.');
  return from.id === session.id ? [] : await sessionsAnswer(stores, scope, from);
}

export async function changePassword(
  stores: PeopleStores,
  scope: Scope,
  { headers, current, password }: Headed & { readonly current: string; readonly password: string },
): Promise<Response> {
  const { user } = await signedIn(stores, scope, { headers });
  await refuseWeak(password);
  const { api } = await stores.people.auth();
  const body = {
    currentPassword: current.slice(0, PASSWORD_MOST),
    newPassword: password,
    revokeOtherSessions: true,
  };
  const answer = await ofOwn(stores, scope, () => api.changePassword({ body, headers, returnHeaders: true }));
  if (!answer) throw WRONG_PASSWORD;
  await changed(stores, scope, { user, what: 'password changed', told: 'password' });
  return withCookies(answer.headers, { done: true });
}

export async function beginSecondFactor(
  stores: PeopleStores,
  scope: Scope,
  { headers, password }: Headed & { readonly password: string },
): Promise<{ secret: string; link: string }> {
  const { user } = await signedIn(stores, scope, { headers });
  if (user.twoFactorEnabled)
    throw new Refusal('second-factor-on', 'There is a second factor already: end it first.');
  const { api } = await stores.people.auth();
  const answer = await ofOwn(stores, scope, () =>
    api.enableTwoFactor({ body: { password: password.slice(0, PASSWORD_MOST), method: 'totp' }, headers }),
  );
  if (!answer || !('totpURI' in answer)) throw WRONG_PASSWORD;
  const secret = new URL(answer.totpURI).searchParams.get('secret') ?? '';
  return { secret, link: answer.totpURI };
}

export async function confirmSecondFactor(
  stores: PeopleStores,
  scope: Scope,
  { headers, code }: Headed & { readonly code: string },
): Promise<Response> {
  const { user } = await signedIn(stores, scope, { headers });
  const { api } = await stores.people.auth();
  const body = { code: code.replace(/\s/g, '') };
  const answer = await asked(api.verifyTOTP({ body, headers, returnHeaders: true }));
  if (!answer)
    throw new Refusal('wrong-code', 'The code does not fit. Enter the one that the authenticator shows now.');
  await stores.database.within(scope, store => spendCode(scope, store, { userId: user.id, code: body.code }));
  await changed(stores, scope, { user, what: 'second factor set', told: 'second factor set' });
  return withCookies(answer.headers, { done: true });
}

export async function endSecondFactor(
  stores: PeopleStores,
  scope: Scope,
  { headers, password }: Headed & { readonly password: string },
): Promise<Response> {
  const { user } = await signedIn(stores, scope, { headers });
  const { api } = await stores.people.auth();
  const body = { password: password.slice(0, PASSWORD_MOST) };
  const answer = await ofOwn(stores, scope, () =>
    api.disableTwoFactor({ body, headers, returnHeaders: true }),
  );
  if (!answer) throw WRONG_PASSWORD;
  await changed(stores, scope, { user, what: 'second factor ended', told: 'second factor ended' });
  return withCookies(answer.headers, { done: true });
}
