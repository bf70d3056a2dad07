import { readFileSync } from 'node:fs';
import { localOwner } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { type OidcProvider, startOidcProvider } from '../../test/oidc-provider.ts';
import { cookieByLink, cookieIn, OWNER, posted, throughPort } from '../../test/signed-in.ts';
import { openProvider } from './provider.ts';

let provider: OidcProvider;
let house: TestHouse;
let owner: string;
let said: ReturnType<typeof vi.spyOn>;
const { outside, as } = throughPort(() => house);
const run = (statement: string) =>
  house.stores.database.within(localOwner('test'), store => sql.raw(statement).execute(store));
beforeAll(async () => {
  provider = await startOidcProvider();
  house = await testHouse(undefined, provider.settings);
  house.people.served.at = 'http://127.0.0.1:4747';
  owner = await cookieByLink(outside, (await house.people.welcome()) ?? '');
});
afterAll(async () => {
  await house?.close();
  await provider?.close();
});
beforeEach(() => {
  said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  said.mockRestore();
  await run('DELETE FROM sign_in_attempt');
});

/** Goes to the provider and comes back; what the browser then has is answered. */
async function away(claims: Record<string, unknown>, { forged = false, to = null as string | null } = {}) {
  provider.coming.next = { claims, forged };
  const begun = await outside('/api/sign-in/provider', posted({ to }));
  const { url } = (await begun.json()) as { url: string };
  const back = await fetch(url, { redirect: 'manual' });
  const address = new URL(back.headers.get('Location') ?? '');
  return { url: new URL(url), address, cookie: begun.headers.getSetCookie()[0] ?? '' };
}
const finish = (cookie: string, search: string) =>
  outside('/api/sign-in/provider/finish', posted({ search }, { Cookie: cookie.split(';')[0] ?? '' }));
const comeIn = async (claims: Record<string, unknown>, more: { forged?: boolean; to?: string } = {}) => {
  const { address, cookie } = await away(claims, more);
  return await finish(cookie, address.search);
};
const invite = async (email: string | null, name = 'Planner A') =>
  (await as(owner, '/people', 'POST', { name, email, roles: ['planner'] })).body;
const of = (who: string, more: object = {}) => ({
  ...{ sub: `subject of ${who}`, email: `${who}@example.com`, email_verified: true },
  ...more,
});
/** Why it was refused, which leaves nobody signed in. */
async function refusal(answering: Promise<Response>): Promise<string> {
  const answer = await answering;
  expect(answer.headers.getSetCookie().join()).not.toContain('session_token');
  expect(answer.status).toBe(403);
  return ((await answer.json()) as { code: string }).code;
}

test('who was invited comes in, to the page that was wanted, and the invitation ends', async () => {
  expect(await (await outside('/api/sign-in')).json()).toMatchObject({ provider: 'Work account' });
  const { link } = await invite('anna@example.com', 'Anna');
  const { url, address, cookie } = await away(of('anna', { email: 'Anna@Example.com' }), { to: '/intake' });
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    ...{
      response_type: 'code',
      client_id: 'clientele',
      scope: 'openid email',
      code_challenge_method: 'S256',
    },
    redirect_uri: 'http://127.0.0.1:4747/sign-in/provider',
  });
  expect(cookie).toMatch(
    /^clientele\.visit=[\w-]{43}; Max-Age=600; Path=\/api\/sign-in; HttpOnly; SameSite=Lax$/,
  );
  const answer = await finish(cookie, address.search);
  expect(await answer.clone().json()).toEqual({ to: '/intake' });
  const session = await cookieIn(answer);
  expect((await as(session, '/me')).body).toMatchObject({
    name: 'Anna',
    email: 'anna@example.com',
    roles: ['planner'],
  });
  const token = new URL(link.address, 'http://x').searchParams.get('token');
  expect((await outside('/api/sign-in/link', posted({ token }))).status).toBe(404);
  // What came back is used up, with the cookie of it.
  expect(await refusal(finish(cookie, address.search))).toBe('provider-refused');
});

test('the first owner, who gave an e-mail with the link that npm start printed, comes in by it', async () => {
  const session = await cookieIn(await comeIn(of('owner')));
  expect((await as(session, '/me')).body).toMatchObject({ email: OWNER.email, roles: ['owner'] });
});

test('once bound it is the subject that counts: another e-mail comes in, another subject does not', async () => {
  await invite('bob@example.com', 'Bob');
  await cookieIn(await comeIn(of('bob')));
  const later = await cookieIn(
    await comeIn(of('bob', { email: 'robert@example.com', email_verified: false })),
  );
  expect((await as(later, '/me')).body).toMatchObject({ name: 'Bob', email: 'bob@example.com' });
  expect(await refusal(comeIn(of('bob', { sub: 'somebody else' })))).toBe('not-invited');
  // Nor does the e-mail of somebody else lead to that one.
  await invite('carla@example.com', 'Carla');
  const still = await cookieIn(await comeIn(of('bob', { email: 'carla@example.com' })));
  expect((await as(still, '/me')).body.name).toBe('Bob');
});

test('nobody is made: an e-mail that nobody was invited by is refused, and one that is not confirmed', async () => {
  const before = (await as(owner, '/people')).body.length;
  expect(await refusal(comeIn(of('nobody')))).toBe('not-invited');
  await invite('dora@example.com', 'Dora');
  for (const email_verified of [false, undefined, 'true', 1])
    expect(await refusal(comeIn(of('dora', { email_verified })))).toBe('not-invited');
  expect(await refusal(comeIn(of('dora', { email: undefined })))).toBe('not-invited');
  expect((await as(owner, '/people')).body).toHaveLength(before + 1);
});

test('an e-mail that a person gave does not count until an owner writes another', async () => {
  const { link, person } = await invite(null, 'Emil');
  const who = { email: 'boss@example.com', password: 'the password of a planner' };
  await cookieByLink(outside, link.address, who);
  expect(await refusal(comeIn(of('boss')))).toBe('not-invited');
  // Saved as it is, it is still what the person gave.
  await as(owner, `/people/${person.id}`, 'POST', { email: 'boss@example.com', roles: ['auditor'] });
  expect(await refusal(comeIn(of('boss')))).toBe('not-invited');
  await as(owner, `/people/${person.id}`, 'POST', { email: 'emil@example.com' });
  expect((await comeIn(of('emil'))).status).toBe(200);
});

test('of people from before there was another system the log says who wrote the e-mail', async () => {
  const written = async () =>
    (
      await run(
        'SELECT name, email_by_owner FROM person WHERE left_at IS NULL AND email IS NOT NULL ORDER BY id',
      )
    ).rows;
  const { link } = await invite(null, 'Ida');
  await cookieByLink(outside, link.address, {
    email: 'ida@example.com',
    password: 'the password of a planner',
  });
  const before = await written();
  expect(before).toContainEqual({ name: 'Owner', email_by_owner: true });
  expect(before).toContainEqual({ name: 'Emil', email_by_owner: true });
  expect(before).toContainEqual({ name: 'Ida', email_by_owner: false });
  const migration = readFileSync(
    new URL('../database/migrations/0015_provider.sql', import.meta.url),
    'utf8',
  );
  await run('UPDATE person SET email_by_owner = false');
  await run(/^UPDATE person p [^;]+;/m.exec(migration)?.[0] ?? '');
  expect(await written()).toEqual(before);
});

test('who was removed does not come in, bound or not', async () => {
  const { person } = await invite('finn@example.com', 'Finn');
  const session = await cookieIn(await comeIn(of('finn')));
  await as(owner, `/people/${person.id}`, 'DELETE');
  expect((await as(session, '/me')).status).toBe(401);
  expect(await refusal(comeIn(of('finn')))).toBe('not-invited');
});

test('another browser, another state, a visit of long ago and an error are refused', async () => {
  await invite('gina@example.com', 'Gina');
  const first = await away(of('gina'));
  expect(await refusal(finish('', first.address.search))).toBe('provider-refused');
  const second = await away(of('gina'));
  expect(await refusal(finish(first.cookie, second.address.search))).toBe('provider-refused');
  const search = new URLSearchParams(second.address.search);
  search.set('state', 'another');
  expect(await refusal(finish(second.cookie, search.toString()))).toBe('provider-refused');
  const late = await away(of('gina'));
  await run("UPDATE provider_visit SET ends_at = now() - interval '1 second'");
  expect(await refusal(finish(late.cookie, late.address.search))).toBe('provider-refused');
  const denied = await away(of('gina'));
  const state = denied.address.searchParams.get('state') ?? '';
  expect(await refusal(finish(denied.cookie, `error=access_denied&state=${state}`))).toBe('provider-refused');
  expect((await comeIn(of('gina'))).status).toBe(200);
});

test.each([
  ['a nonce of another visit', { nonce: 'another' }, {}],
  ['no nonce', { nonce: undefined }, {}],
  ['a time that is over', { exp: Math.floor(Date.now() / 1000) - 3600 }, {}],
  ['another client', { aud: 'somebody-else' }, {}],
  ['another issuer', { iss: 'http://127.0.0.1:1' }, {}],
  ['a key that is not the provider’s', {}, { forged: true }],
])('a token with %s is refused', async (_what, claims, more) => {
  expect(await refusal(comeIn({ ...of('owner'), ...claims }, more))).toBe('provider-refused');
  expect(said.mock.calls.flat().join()).toMatch(/^sign-in: the provider was not followed \(/);
  expect(said.mock.calls.flat().join()).not.toMatch(/owner@example|secret|subject of/);
});

test.each([
  ['at another place', (at: string) => ({ jwks_uri: `${at.replace('127.0.0.1', 'localhost')}/keys` })],
  ['that lead on', (at: string) => ({ jwks_uri: `${at}/moved` })],
])('no request goes to addresses %s', async (_what, metadata) => {
  Object.assign(provider.metadata, metadata(provider.at));
  const before = house;
  house = await testHouse(undefined, provider.settings);
  try {
    house.people.served.at = 'http://127.0.0.1:4747';
    await cookieByLink(outside, (await house.people.welcome()) ?? '');
    provider.asked.length = 0;
    expect(await refusal(comeIn(of('owner')))).toBe('provider-refused');
    expect(provider.asked).toContain('POST /token');
    expect(provider.asked).not.toContain('GET /keys');
  } finally {
    await house.close();
    house = before;
    provider.metadata.jwks_uri = `${provider.at}/keys`;
  }
});

test('a provider that does not answer is told, and asked again the next time', async () => {
  const elsewhere = openProvider({ ...provider.settings, CLIENTELE_OIDC_ISSUER: 'http://127.0.0.1:1' });
  expect(await elsewhere?.begin('http://127.0.0.1:4747/sign-in/provider')).toBeUndefined();
  expect(await elsewhere?.begin('http://127.0.0.1:4747/sign-in/provider')).toBeUndefined();
  expect(said).toHaveBeenCalledTimes(2);
});

test.each([
  { CLIENTELE_OIDC_ISSUER: 'https://id.example.com' },
  { CLIENTELE_OIDC_CLIENT_SECRET: 'kept-to-itself' },
  ...['http://id.example.com', 'id.example.com', 'https://user:kept-to-itself@id.example.com'].map(
    issuer => ({
      ...{ CLIENTELE_OIDC_ISSUER: issuer, CLIENTELE_OIDC_CLIENT_ID: 'clientele' },
      CLIENTELE_OIDC_CLIENT_SECRET: 'kept-to-itself',
    }),
  ),
])('settings that cannot be meant are refused: %j', settings => {
  expect(() => openProvider(settings)).toThrow(/CLIENTELE_OIDC_/);
  expect(() => openProvider(settings)).not.toThrow(/kept-to-itself/);
});

test('at an https address people come back there, and the cookie goes over nothing else', async () => {
  const before = house;
  house = await testHouse(undefined, {
    ...provider.settings,
    CLIENTELE_URL: 'https://clientele.example.com',
  });
  try {
    house.people.served.at = 'http://127.0.0.1:4747';
    await cookieByLink(outside, (await house.people.welcome()) ?? '');
    const { url, address, cookie } = await away(of('owner'));
    const back = 'https://clientele.example.com/sign-in/provider';
    expect(url.searchParams.get('redirect_uri')).toBe(back);
    expect(address.href.startsWith(back)).toBe(true);
    expect(cookie).toMatch(/^__Secure-clientele\.visit=[^;]+;.*; HttpOnly; SameSite=Lax; Secure$/);
    const answer = await finish(cookie, address.search);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Secure-clientele\.session_token=[^;]+;.*; Secure/),
      expect.stringMatching(/^__Secure-clientele\.visit=; Max-Age=0;.*; Secure$/),
    ]);
  } finally {
    await house.close();
    house = before;
  }
});

test('without another system there is none to sign in by', async () => {
  const without = await testHouse();
  const there = throughPort(() => without);
  expect(await (await there.outside('/api/sign-in')).json()).toMatchObject({ provider: null });
  const begun = await there.outside('/api/sign-in/provider', posted({}));
  expect(await begun.json()).toMatchObject({ code: 'no-provider' });
  await without.close();
});
