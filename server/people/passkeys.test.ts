import { localOwner } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authenticator } from '../../test/authenticator.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { cookieByLink, cookieIn, OWNER, posted, throughPort } from '../../test/signed-in.ts';
import { totpCode } from '../../test/totp.ts';

const AT = 'http://localhost:4747';
let house: TestHouse;
let owner: string;
const { outside, as } = throughPort(() => house);
beforeAll(async () => {
  house = await testHouse();
  house.people.served.at = 'http://127.0.0.1:4747';
  owner = await cookieByLink(outside, (await house.people.welcome()) ?? '');
});
afterAll(() => house.close());

const asked = async (cookie = owner, password = OWNER.password): Promise<string> =>
  (await as(cookie, '/me/passkeys/begin', 'POST', { password })).body.challenge;
const question = async (): Promise<string> =>
  ((await (await outside('/api/sign-in/passkey/begin', posted({}))).json()) as { challenge: string })
    .challenge;
const signIn = (signed: object) => outside('/api/sign-in/passkey', posted({ signed }));
const add = (made: object, name = 'Laptop') => as(owner, '/me/passkeys', 'POST', { name, made });
const refused = { status: 403, body: { code: 'passkey-refused' } };

async function added(name = 'Laptop') {
  const device = authenticator();
  const { status, body } = await add(device.made({ challenge: await asked(), origin: AT }), name);
  expect(status).toBe(200);
  return { device, id: body.find((one: { name: string }) => one.name === name).id as string };
}

test('a passkey is asked for with the password, and signs in without a code although one is set', async () => {
  expect((await as(owner, '/me/passkeys/begin', 'POST', { password: 'wrong' })).status).toBe(403);
  const { body: begun } = await as(owner, '/me/second-factor', 'POST', { password: OWNER.password });
  owner = await cookieIn(
    await outside(
      '/api/me/second-factor/confirm',
      posted({ code: totpCode(begun.secret) }, { Cookie: owner }),
    ),
  );
  const { device } = await added();
  expect((await as(owner, '/me/passkeys')).body).toMatchObject([{ name: 'Laptop', usedAt: null }]);
  const answer = await signIn(device.signed({ challenge: await question(), origin: AT }));
  expect(answer.status).toBe(200);
  const cookie = await cookieIn(answer);
  expect((await as(cookie, '/me')).body).toMatchObject({ name: 'Owner', secondFactor: true });
  expect((await as(owner, '/me/passkeys')).body[0].usedAt).toMatch(/^\d{4}/);
  expect((await as(owner, '/people')).body[0]).toMatchObject({ passkeys: 1, secondFactor: true });
  expect(answer.headers.getSetCookie().join()).toMatch(
    /^clientele\.session_token=[^;]+;.*HttpOnly; SameSite=Lax$/,
  );
});

test('a passkey is not added that was made elsewhere, without finger or PIN, or for another question', async () => {
  const made = (more: object) =>
    asked().then(challenge => authenticator().made({ challenge, origin: AT, ...more }));
  expect(await add(await made({ origin: 'http://127.0.0.1:4747' }))).toMatchObject(refused);
  expect(await add(await made({ origin: 'http://localhost:4748' }))).toMatchObject(refused);
  expect(await add(await made({ name: 'elsewhere.example' }))).toMatchObject(refused);
  expect(await add(await made({ verified: false }))).toMatchObject(refused);
  expect(await add(authenticator().made({ challenge: 'nobody-asked', origin: AT }))).toMatchObject(refused);
  // What anybody can have asked is no question for adding.
  expect(await add(authenticator().made({ challenge: await question(), origin: AT }))).toMatchObject(refused);
  const twice = authenticator();
  const challenge = await asked();
  expect((await add(twice.made({ challenge, origin: AT }), 'Phone')).status).toBe(200);
  expect(await add(authenticator().made({ challenge, origin: AT }))).toMatchObject(refused);
  // The same one again, to an honest question.
  expect(await add(twice.made({ challenge: await asked(), origin: AT }))).toMatchObject(refused);
  expect(await add(await made({}), '  ')).toMatchObject({ status: 400 });
  expect((await as(owner, '/me/passkeys')).body).toHaveLength(2);
});

test('nobody signs in by what was signed elsewhere, before, by another key, or by a copy', async () => {
  const { device } = await added('Tablet');
  const signed = (more: object = {}) =>
    question().then(challenge => device.signed({ challenge, origin: AT, count: 1, ...more }));
  const right = await signed();
  expect((await signIn(right)).status).toBe(200);
  expect((await signIn(right)).status).toBe(403);
  for (const wrong of [
    await signed({ origin: 'http://localhost:9999', count: 2 }),
    await signed({ name: 'elsewhere.example', count: 2 }),
    await signed({ verified: false, count: 2 }),
    device.signed({ challenge: 'nobody-asked', origin: AT, count: 2 }),
    device.signed({ challenge: await asked(), origin: AT, count: 2 }),
    // As many uses as before, or fewer.
    await signed({ count: 1 }),
    authenticator().signed({ challenge: await question(), origin: AT, count: 2 }),
    { ...authenticator().signed({ challenge: await question(), origin: AT, count: 2 }), id: right.id },
  ]) {
    const answer = await signIn(wrong);
    expect(await answer.json()).toMatchObject({ code: 'passkey-refused' });
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  expect((await signIn(await signed({ count: 2 }))).status).toBe(200);
  await house.stores.database.within(localOwner('test'), store =>
    sql`DELETE FROM sign_in_attempt`.execute(store),
  );
});

test('a question holds for ten minutes', async () => {
  const { device } = await added('Watch');
  const challenge = await question();
  await house.stores.database.within(localOwner('test'), store =>
    sql`UPDATE passkey_challenge SET ends_at = now() - interval '1 second'`.execute(store),
  );
  expect((await signIn(device.signed({ challenge, origin: AT }))).status).toBe(403);
});

test('a removed passkey signs nobody in; one of somebody else cannot be removed', async () => {
  const { device, id } = await added('Old phone');
  const { body } = await as(owner, '/people', 'POST', {
    name: 'Planner A',
    email: 'a@example.com',
    roles: ['planner'],
  });
  const planner = await cookieByLink(outside, body.link.address, { password: 'the password of a planner' });
  expect((await as(planner, `/me/passkeys/${id}`, 'DELETE')).status).toBe(404);
  expect((await as(planner, '/me/passkeys')).body).toEqual([]);
  const { body: left } = await as(owner, `/me/passkeys/${id}`, 'DELETE');
  expect(left.map(({ name }: { name: string }) => name)).not.toContain('Old phone');
  expect((await signIn(device.signed({ challenge: await question(), origin: AT }))).status).toBe(403);
});

test('who is removed, or lost a phone, signs in by no passkey', async () => {
  const { body } = await as(owner, '/people', 'POST', {
    name: 'Planner B',
    email: 'b@example.com',
    roles: ['planner'],
  });
  const password = 'the password of a planner';
  const planner = await cookieByLink(outside, body.link.address, { password });
  const addedBy = async () => {
    const device = authenticator();
    const made = device.made({ challenge: await asked(planner, password), origin: AT });
    expect((await as(planner, '/me/passkeys', 'POST', { name: 'Phone', made })).status).toBe(200);
    return device;
  };
  const enters = async (device: ReturnType<typeof authenticator>) =>
    (await signIn(device.signed({ challenge: await question(), origin: AT }))).status;
  const lost = await addedBy();
  await as(owner, `/people/${body.person.id}/reset`, 'POST', {});
  expect(await enters(lost)).toBe(200);
  await as(owner, `/people/${body.person.id}/reset`, 'POST', { withoutSecondFactor: true });
  expect(await enters(lost)).toBe(403);
  const next = await addedBy();
  expect(await enters(next)).toBe(200);
  await as(owner, `/people/${body.person.id}`, 'DELETE');
  expect(await enters(next)).toBe(403);
});

test('passkeys go into a backup, and what was asked does not', async () => {
  const bytes = Buffer.from(await (await house.fetched('/backups', { method: 'POST' })).arrayBuffer());
  expect(bytes.includes('"Tablet"')).toBe(true);
  expect(bytes.includes('challenge_hash')).toBe(false);
});
