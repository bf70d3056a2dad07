import type { Scope } from '@clientele/engine';
import type { Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import { addressLimit, limited } from './attempts.ts';
import { type Asking, withCookies } from './auth-answer.ts';
import { accountOf } from './auth-store.ts';
import type { Addressee } from './letters.ts';
import { endLinks } from './link-store.ts';
import { tellChange } from './links.ts';
import type { PeopleStores } from './people.ts';
import type { Claims, Provider } from './provider.ts';
import { addVisit, bindUser, boundUser, spendVisit } from './provider-store.ts';
import { personByEmail } from './store.ts';

/** Path of the page that browsers come back to. */
const PROVIDER_PAGE = '/sign-in/provider';
const COOKIE = 'clientele.visit';
const COOKIE_SECONDS = 600;

/** Sends the browser away, with a cookie by which it is the one that comes back. */
export async function beginProviderSignIn(
  stores: PeopleStores,
  scope: Scope,
  { headers, address, to = null }: Asking & { readonly to?: string | null | undefined },
): Promise<Response> {
  const provider = providerOf(stores);
  const begun = await limited(stores, scope, {
    limits: [addressLimit(address)],
    attempt: () => provider.begin(pageAt(stores, headers) + PROVIDER_PAGE),
  });
  if (!begun)
    throw new Refusal(
      'provider-refused',
      `${provider.name} does not answer as it should: sign in with the password, or try again later. The log says more.`,
    );
  const kept = await stores.database.within(scope, store =>
    addVisit(scope, store, { ...begun.visit, wanted: to }),
  );
  const cookie = visitCookie(stores, { value: kept, seconds: COOKIE_SECONDS });
  return withCookies(new Headers([['Set-Cookie', cookie]]), { url: begun.url });
}

/** Signs in whom the provider signed in, if it is somebody of ours; nobody is made by it. */
export async function finishProviderSignIn(
  stores: PeopleStores,
  scope: Scope,
  { headers, address, search }: Asking & { readonly search: string },
): Promise<Response> {
  const provider = providerOf(stores);
  const token = new RegExp(`(?:^|; *)${cookieName(stores)}=([\\w-]+)`).exec(headers.get('Cookie') ?? '')?.[1];
  const back = await limited(stores, scope, {
    limits: [addressLimit(address)],
    attempt: async () => {
      const visit = token && (await stores.database.within(scope, store => spendVisit(scope, store, token)));
      if (!visit) return undefined;
      const claims = await provider.finish(visit, search);
      return claims && { claims, wanted: visit.wanted };
    },
  });
  if (!back)
    throw new Refusal(
      'provider-refused',
      `Signing in by ${provider.name} did not come to its end: begin anew on the sign-in page.`,
    );
  const { userId, bound } = await stores.database.within(scope, store =>
    userOf(scope, store, { claims: back.claims, provider }),
  );
  if (bound) tellChange(stores.people, [bound], 'provider');
  const { api } = await stores.people.auth();
  const entered = await api.enter({ body: { userId }, headers, returnHeaders: true });
  entered.headers.append('Set-Cookie', visitCookie(stores, { value: '', seconds: 0 }));
  return withCookies(entered.headers, { to: back.wanted });
}

/** The bound account; the first time that of whom an owner wrote the e-mail for, which is bound to it for good. */
async function userOf(
  scope: Scope,
  store: Store,
  { claims, provider: { name } }: { claims: Claims; provider: Provider },
): Promise<{ userId: string; bound?: Addressee }> {
  const known = await boundUser(scope, store, claims);
  if (known !== undefined) return { userId: known };
  const { email } = claims;
  if (email === undefined)
    throw new Refusal(
      'not-invited',
      `${name} does not say that your e-mail is yours: have it confirmed there, or sign in with the password.`,
    );
  const person = await personByEmail(scope, store, { email, not: 0 });
  const userId = person?.emailByOwner && (await accountOf(scope, store, { ...person, email }));
  if (!person || !userId || !(await bindUser(scope, store, { ...claims, userId })))
    throw new Refusal(
      'not-invited',
      `Nobody is invited here as ${email}, or somebody else signed in by ${name} with it: ask an owner.`,
    );
  // A link that was not needed ends.
  await endLinks(scope, store, person.id);
  await recordChange({ ...scope, personId: person.id, person: person.name }, store, {
    what: 'account bound',
    before: null,
    after: { person: person.publicId, issuer: claims.issuer },
    customers: [],
  });
  return { userId, bound: { name: person.name, email } };
}

function providerOf({ people: { provider } }: PeopleStores): Provider {
  if (provider) return provider;
  throw new Refusal('no-provider', 'No other system signs people in here: use e-mail and password.');
}

function cookieName({ people: { secure } }: PeopleStores): string {
  return secure ? `__Secure-${COOKIE}` : COOKIE;
}

function visitCookie(stores: PeopleStores, { value, seconds }: { value: string; seconds: number }): string {
  const kept = `${cookieName(stores)}=${value}; Max-Age=${seconds}; Path=/api/sign-in; HttpOnly; SameSite=Lax`;
  return stores.people.secure ? `${kept}; Secure` : kept;
}

/** Where the browser is, if that is us: the cookie is of there. */
function pageAt({ people }: PeopleStores, headers: Headers): string {
  const origin = headers.get('Origin');
  const [first, ...others] = people.addresses();
  if (first === undefined)
    throw new Refusal('no-provider', 'No server is reached from here: signing in takes a browser.');
  return others.find(at => at === origin) ?? first;
}
