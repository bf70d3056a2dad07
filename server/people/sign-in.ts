import type { Scope } from '@clientele/engine';
import type { OneTimeLink } from '../../contract/people.ts';
import { PASSWORD_MOST } from '../../contract/sign-in.ts';
import type { Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import { accountLimit, addressLimit, limited } from './attempts.ts';
import { type Asking, asked, withCookies } from './auth-answer.ts';
import { endSessionOf, ownerCameIn, setPassword, spendCode } from './auth-store.ts';
import { readLink, spendLink } from './link-store.ts';
import { tellChange } from './links.ts';
import { refuseWeak } from './new-password.ts';
import { passwordHash } from './password-hash.ts';
import { emailOf, type PeopleStores } from './people.ts';
import { personByEmail, readPerson, writePerson } from './store.ts';

const WRONG = new Refusal(
  'wrong-password',
  'E-mail and password do not belong together. Try again, or ask an owner for a new link.',
);

export function waysAnswer({ people: { mail, provider } }: PeopleStores) {
  return { mail: mail !== undefined, provider: provider?.name ?? null };
}

/** The same answer, after the same work, whether the e-mail is unknown or the password wrong. */
export async function signIn(
  stores: PeopleStores,
  scope: Scope,
  { headers, address, email, password }: Asking & { readonly email: string; readonly password: string },
): Promise<Response> {
  const known = email.trim().toLowerCase();
  const answer = await limited(stores, scope, {
    limits: [addressLimit(address), accountLimit(known)],
    attempt: async () => {
      const { api } = await stores.people.auth();
      const body = { email: known, password: password.slice(0, PASSWORD_MOST) };
      return await asked(api.signInEmail({ body, headers, returnHeaders: true }));
    },
  });
  if (!answer) throw WRONG;
  return withCookies(answer.headers, { secondFactor: 'twoFactorRedirect' in answer.response });
}

/**
 * How often a code may be tried is limited by better-auth, in the store: five times a challenge, ten an account. One that
 * was right is taken once.
 */
export async function finishSignIn(
  { database, people }: PeopleStores,
  scope: Scope,
  { headers, code }: Pick<Asking, 'headers'> & { readonly code: string },
): Promise<Response> {
  const { api } = await people.auth();
  const body = { code: code.replace(/\s/g, '') };
  const answer = await asked(api.verifyTOTP({ body, headers, returnHeaders: true }));
  const { user, token } = answer?.response ?? {};
  const fresh =
    user &&
    (await database.within(scope, async store => {
      const first = await spendCode(scope, store, { userId: user.id, code: body.code });
      // Two may have shown it at once, and better-auth has begun a session for both.
      if (!first && token) await endSessionOf(scope, store, token);
      return first;
    }));
  if (!answer || !fresh)
    throw new Refusal(
      'wrong-code',
      'The code does not fit, or came too late. Enter the one that the authenticator shows now, or sign in anew.',
    );
  return withCookies(answer.headers, { secondFactor: false });
}

export async function signOut(
  { people }: PeopleStores,
  { headers }: Pick<Asking, 'headers'>,
): Promise<Response> {
  const { api } = await people.auth();
  const answer = await asked(api.signOut({ headers, returnHeaders: true }));
  return withCookies(answer?.headers ?? new Headers(), { done: true });
}

export function seeLink(
  { database }: PeopleStores,
  scope: Scope,
  token: string,
): Promise<{ kind: OneTimeLink['kind']; name: string; email: string | null }> {
  return database.within(scope, async store => {
    const link = await readLink(scope, store, token);
    const person = link && (await readPerson(scope, store, { id: link.personId }));
    if (!person) throw await linkOver(scope, store);
    return { kind: link.kind, name: person.name, email: person.email };
  });
}

/** Sets the password of whom the link is for and signs in; refused halves leave the link as it was. */
export async function redeemLink(
  stores: PeopleStores,
  scope: Scope,
  given: Asking & {
    readonly token: string;
    readonly password: string;
    readonly name?: string | undefined;
    readonly email?: string | undefined;
  },
): Promise<Response> {
  // Who has no link does not have us look at passwords.
  await seeLink(stores, scope, given.token);
  await refuseWeak(given.password);
  const hash = await passwordHash(given.password);
  const { kind, name, email } = await stores.database.within(scope, async store => {
    const link = await spendLink(scope, store, given.token);
    const before = link && (await readPerson(scope, store, { id: link.personId }));
    if (!before) throw await linkOver(scope, store);
    const name = link.kind === 'reset' ? before.name : given.name?.trim() || before.name;
    // Whom an owner invited by an e-mail keeps it: the link may have gone astray.
    const email = before.email ?? emailOf(given.email ?? null);
    if (email === null) throw new Refusal('not-asked-right', 'Give the e-mail that you will sign in with.');
    if (await personByEmail(scope, store, { email, not: before.id }))
      throw new Refusal('email-taken', `Somebody else signs in with ${email}: give another one.`);
    // Of whom a link has no e-mail only the first owner's own word counts.
    const emailByOwner = before.email === null ? link.kind === 'owner' : before.emailByOwner;
    await writePerson(scope, store, { ...before, name, email, emailByOwner });
    await setPassword(scope, store, { personId: before.id, name, email, passwordHash: hash });
    await recordChange({ ...scope, personId: before.id, person: name }, store, {
      what: 'sign-in link used',
      before: null,
      after: { person: before.publicId, kind: link.kind },
      customers: [],
    });
    return { kind: link.kind, name, email };
  });
  if (kind === 'reset') tellChange(stores.people, [{ name, email }], 'password');
  return await signIn(stores, scope, { ...given, email });
}

/** Until an owner has come in, each start prints a link. */
async function linkOver(scope: Scope, store: Store): Promise<Refusal> {
  const mend = (await ownerCameIn(scope, store))
    ? 'Ask an owner for another.'
    : 'Start Clientele again: it prints another.';
  return new Refusal('link-over', `This link does not hold any more: it works once, for 24 hours. ${mend}`);
}
