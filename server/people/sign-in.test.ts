import { localOwner } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import {
  cookieByLink,
  cookieByPassword,
  cookieIn,
  OWNER,
  posted,
  throughPort,
} from '../../test/signed-in.ts';
import { earlierCode, nextCode, totpCode } from '../../test/totp.ts';

let house: TestHouse;
let owner: string;
const { outside, as } = throughPort(() => house);
beforeAll(async () => {
  house = await testHouse();
  owner = await cookieByLink(outside, (await house.people.welcome()) ?? '');
});
afterAll(() => house.close());

const signIn = (email: string, password: string) => outside('/api/sign-in', posted({ email, password }));
const run = (statement: string) =>
  house.stores.database.within(localOwner('test'), store => sql.raw(statement).execute(store));

test('a wrong password, an unknown e-mail and what is none get the same answer', async () => {
  const answers = [
    await signIn(OWNER.email, 'x'),
    await signIn('nobody@example.com', 'x'),
    await signIn('no e-mail', 'x'),
  ];
  const told = await Promise.all(
    answers.map(async answer => [answer.status, await answer.text(), [...answer.headers.keys()]]),
  );
  expect(new Set(told.map(one => JSON.stringify(one))).size).toBe(1);
  expect((await signIn(` ${OWNER.email.toUpperCase()} `, OWNER.password)).status).toBe(200);
});

test('after five failures an account waits, longer each time, whoever asks and whatever restarts', async () => {
  const attempt = () => signIn('planner@example.com', 'not the password');
  // Many at once get no more than one after the other.
  const many = await Promise.all(Array.from({ length: 12 }, attempt));
  expect(many.filter(({ status }) => status === 403)).toHaveLength(5);
  expect(await (await attempt()).json()).toMatchObject({
    code: 'too-many-attempts',
    sentence: expect.stringMatching(/try again in \d+ seconds\.$/),
  });
  expect((await attempt()).status).toBe(429);
  const { folder } = house;
  await house.leave();
  house = await testHouse(folder);
  expect((await attempt()).status).toBe(429);
  // Another account does not wait.
  expect((await signIn(OWNER.email, OWNER.password)).status).toBe(200);
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    await run('UPDATE sign_in_attempt SET blocked_until = now()');
    expect((await attempt()).status).toBe(403);
    const { rows } = await house.stores.database.within(localOwner('test'), store =>
      sql<{
        wait: number;
      }>`SELECT round(extract(epoch FROM max(blocked_until) - now()))::integer AS wait FROM sign_in_attempt`.execute(
        store,
      ),
    );
    // Seconds may pass until it is read.
    waits.push(Math.round((rows[0]?.wait as number) / 15) * 15);
  }
  expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
});

test('what was right is forgiven, and neither e-mail nor address is kept in clear', async () => {
  await run('DELETE FROM sign_in_attempt');
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 4; j++) expect((await signIn(OWNER.email, 'x')).status).toBe(403);
    expect((await signIn(OWNER.email, OWNER.password)).status).toBe(200);
  }
  await signIn('typed a password here', 'x');
  const { rows } = await house.stores.database.within(localOwner('test'), store =>
    sql<{ key: string }>`SELECT key FROM sign_in_attempt`.execute(store),
  );
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/typed|here|owner/);
});

test('an address that fails over and over waits too', async () => {
  await run('DELETE FROM sign_in_attempt');
  for (let i = 0; i < 50; i++) await signIn(`person${i}@example.com`, 'x');
  expect((await signIn('one.more@example.com', 'x')).status).toBe(429);
  await run('DELETE FROM sign_in_attempt');
});

test('sessions are listed and ended; signing out ends one’s own', async () => {
  const other = await cookieByPassword(outside);
  const { body } = await as(owner, '/me/sessions');
  expect(body.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
  expect(JSON.stringify(body)).not.toContain(decodeURIComponent(owner.split('=')[1] as string).split('.')[0]);
  const { body: seen } = await as(other, '/me/sessions');
  const id = seen.find(({ current }: { current: boolean }) => current).id;
  expect((await as(owner, `/me/sessions/${id}`, 'DELETE')).status).toBe(200);
  expect((await as(other, '/book')).status).toBe(401);
  expect((await as(owner, `/me/sessions/${id}`, 'DELETE')).status).toBe(404);
  const third = await cookieByPassword(outside);
  const out = await outside('/api/sign-out', { method: 'POST', headers: { Cookie: third } });
  expect(out.headers.getSetCookie().join()).toMatch(/session_token=; Max-Age=0/);
  expect((await as(third, '/book')).status).toBe(401);
  await run(
    "UPDATE auth_session SET expires_at = now() - interval '1 second' WHERE token <> (SELECT token FROM auth_session ORDER BY created_at LIMIT 1)",
  );
  expect((await as(owner, '/me/sessions')).body).toHaveLength(1);
});

test('a session goes on from the last visit, in the store and in the browser', async () => {
  const visit = () => outside('/api/book', { headers: { Cookie: owner } });
  expect((await visit()).headers.getSetCookie()).toEqual([]);
  await run("UPDATE auth_session SET expires_at = now() + interval '5 days'");
  expect((await visit()).headers.getSetCookie()).toEqual([
    expect.stringMatching(/^clientele\.session_token=.*Max-Age=1209600/),
  ]);
  const { body } = await as(owner, '/me/sessions');
  const mine = body.find(({ current }: { current: boolean }) => current);
  expect(Date.parse(mine.endsAt) - Date.now()).toBeGreaterThan(13 * 86_400_000);
});

test('another password ends all other sessions, and is asked for the present one', async () => {
  const other = await cookieByPassword(outside);
  const change = (current: string, password: string) =>
    outside('/api/me/password', posted({ current, password }, { Cookie: owner }));
  expect((await change('not the password', 'another long password')).status).toBe(403);
  expect((await change(OWNER.password, 'short')).status).toBe(400);
  expect((await change(OWNER.password, 'passwordpassword')).status).toBe(400);
  for (let i = 0; i < 4; i++) await change('not the password', 'another long password');
  expect((await change(OWNER.password, 'another long password')).status).toBe(429);
  await run('DELETE FROM sign_in_attempt');
  const changed = await change(OWNER.password, 'another long password');
  owner = await cookieIn(changed);
  expect((await as(owner, '/book')).status).toBe(200);
  expect((await as(other, '/book')).status).toBe(401);
  expect((await signIn(OWNER.email, OWNER.password)).status).toBe(403);
  owner = await cookieIn(
    await outside(
      '/api/me/password',
      posted({ current: 'another long password', password: OWNER.password }, { Cookie: owner }),
    ),
  );
});

test('a second factor is asked for once its first code was confirmed, and ends with the password or by an owner', async () => {
  expect((await as(owner, '/me/second-factor', 'POST', { password: 'wrong' })).status).toBe(403);
  const { body } = await as(owner, '/me/second-factor', 'POST', { password: OWNER.password });
  expect(body.link).toMatch(/^otpauth:\/\/totp\/Clientele/);
  // Not confirmed: signing in goes on without.
  expect(await (await signIn(OWNER.email, OWNER.password)).json()).toEqual({ secondFactor: false });
  expect((await as(owner, '/me/second-factor/confirm', 'POST', { code: '000000' })).status).toBe(403);
  owner = await cookieIn(
    await outside(
      '/api/me/second-factor/confirm',
      posted({ code: totpCode(body.secret) }, { Cookie: owner }),
    ),
  );
  expect((await as(owner, '/me')).body.secondFactor).toBe(true);
  const half = await signIn(OWNER.email, OWNER.password);
  const challenge = await cookieIn(half);
  expect(await as(challenge, '/book')).toMatchObject({ status: 401 });
  const code = (text: string) =>
    outside('/api/sign-in/second-factor', posted({ code: text }, { Cookie: challenge }));
  expect((await code('000000')).status).toBe(403);
  const whole = await cookieIn(await code(nextCode(body.secret)));
  expect((await as(whole, '/book')).status).toBe(200);
  // A challenge is used up.
  expect((await code(earlierCode(body.secret))).status).toBe(403);
  const guessed = await cookieIn(await signIn(OWNER.email, OWNER.password));
  const guess = (text: string) =>
    outside('/api/sign-in/second-factor', posted({ code: text }, { Cookie: guessed }));
  for (let i = 0; i < 5; i++) await guess('000000');
  expect((await guess(earlierCode(body.secret))).status).toBe(403);
  const ended = await outside(
    '/api/me/second-factor/end',
    posted({ password: OWNER.password }, { Cookie: owner }),
  );
  owner = await cookieIn(ended);
  expect(await (await signIn(OWNER.email, OWNER.password)).json()).toEqual({ secondFactor: false });
});

test('a code is taken once, also of two at once', async () => {
  const { body } = await as(owner, '/me/second-factor', 'POST', { password: OWNER.password });
  const first = { code: totpCode(body.secret) };
  owner = await cookieIn(await outside('/api/me/second-factor/confirm', posted(first, { Cookie: owner })));
  const enter = async (code: string) => {
    const challenge = await cookieIn(await signIn(OWNER.email, OWNER.password));
    return await outside('/api/sign-in/second-factor', posted({ code }, { Cookie: challenge }));
  };
  const sessions = async () => (await as(owner, '/me/sessions')).body.length;
  const before = await sessions();
  expect(await (await enter(first.code)).json()).toMatchObject({ code: 'wrong-code' });
  const both = await Promise.all([enter(nextCode(body.secret)), enter(nextCode(body.secret))]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
  expect((await enter(nextCode(body.secret))).headers.getSetCookie()).toEqual([]);
  expect(await sessions()).toBe(before + 1);
  owner = await cookieIn(
    await outside('/api/me/second-factor/end', posted({ password: OWNER.password }, { Cookie: owner })),
  );
});

test('a new link may take a lost second factor away', async () => {
  const { body } = await as(owner, '/me/second-factor', 'POST', { password: OWNER.password });
  await as(owner, '/me/second-factor/confirm', 'POST', { code: totpCode(body.secret) });
  const [{ id }] = await house.get('/people');
  const link = async (withoutSecondFactor: boolean) =>
    new URL(
      (await house.ask(`/people/${id}/reset`, 'POST', { withoutSecondFactor })).body.address,
      'http://x',
    ).searchParams.get('token');
  const use = async (token: string | null) =>
    await outside('/api/sign-in/link/use', posted({ token, password: OWNER.password }));
  expect(await (await use(await link(false))).json()).toEqual({ secondFactor: true });
  const again = await use(await link(true));
  expect(await again.clone().json()).toEqual({ secondFactor: false });
  owner = await cookieIn(again);
});

test('an API key may what it was made for, no more than its owner, and through its last day', async () => {
  const make = (body: object) =>
    as(owner, '/me/keys', 'POST', {
      name: 'Reports',
      rights: ['book.read', 'people.read'],
      lastDay: '2999-12-31',
      ...body,
    });
  const { body } = await make({});
  expect(body.key).toMatch(/^clk_[\w-]{43}$/);
  const by = (path: string, init: RequestInit = {}) =>
    outside(`/api${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${body.key}`, 'Content-Type': 'application/json' },
    });
  expect((await by('/people')).status).toBe(200);
  expect((await by('/portfolio')).status).toBe(403);
  expect(await (await by('/me')).json()).toMatchObject({
    rights: { 'book.read': 'all', 'people.read': 'all' },
  });
  // Sessions, keys and passwords are for the person itself.
  for (const [path, init] of [
    ['/me/sessions', {}],
    ['/me/keys', {}],
    ['/me/keys', posted({ name: 'More', rights: ['people.write'], lastDay: '2999-12-31' })],
    ['/me/password', posted({ current: OWNER.password, password: 'another long password' })],
  ] as const)
    expect((await by(path, init)).status).toBe(403);
  expect((await make({ lastDay: '2020-01-01' })).status).toBe(400);
  expect((await make({ lastDay: '2026-02-30' })).status).toBe(400);
  expect((await make({ rights: [] })).status).toBe(400);
  const { body: keys } = await as(owner, '/me/keys');
  expect(keys).toMatchObject([{ name: 'Reports', ended: false, usedAt: expect.any(String) }]);
  expect(JSON.stringify(keys)).not.toContain('clk_');
  await run('UPDATE api_key SET last_day = current_date - 2');
  expect((await by('/people')).status).toBe(401);
  await run('UPDATE api_key SET last_day = current_date + 2');
  expect((await by('/people')).status).toBe(200);
  expect((await as(owner, `/me/keys/${keys[0].id}`, 'DELETE')).body).toEqual([]);
  expect((await by('/people')).status).toBe(401);
});

test('nothing that was secret is said on the console', async () => {
  const said: unknown[] = [];
  const spies = (['log', 'error', 'warn', 'info', 'debug'] as const).map(name =>
    vi.spyOn(console, name).mockImplementation((...words) => void said.push(...words)),
  );
  await signIn(OWNER.email, 'a wrong password');
  await signIn('nobody@example.com', 'a wrong password');
  await outside('/api/sign-in/link', posted({ token: 'no-such-token' }));
  for (const spy of spies) spy.mockRestore();
  expect(said).toEqual([]);
});
