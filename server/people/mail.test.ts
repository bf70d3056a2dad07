import { localOwner } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { type MailServer, startMailServer } from '../../test/mail-server.ts';
import { cookieByLink, cookieByPassword, OWNER, posted, throughPort } from '../../test/signed-in.ts';
import { totpCode } from '../../test/totp.ts';
import { Refusal } from '../errors.ts';
import { openMail } from './mail.ts';
import { statedAddress } from './own-address.ts';

const AT = 'http://localhost:4747';
let mail: MailServer;
let house: TestHouse;
let owner: string;
const { outside, as } = throughPort(() => house);
beforeAll(async () => {
  mail = await startMailServer();
  house = await testHouse(undefined, {
    CLIENTELE_SMTP_URL: mail.url.replace('//', '//clientele:p%40ss@'),
    CLIENTELE_MAIL_FROM: 'Clientele <clientele@example.com>',
    CLIENTELE_URL: AT,
  });
  owner = await cookieByLink(outside, (await house.people.welcome()) ?? '');
});
afterAll(async () => {
  await house?.close();
  await mail?.close();
});
beforeEach(async () => {
  mail.letters.length = 0;
  mail.turned.away = false;
  await house.stores.database.within(localOwner('test'), store =>
    sql`DELETE FROM sign_in_attempt`.execute(store),
  );
});

const invite = (name: string, email: string | null, more: object = {}) =>
  as(owner, '/people', 'POST', { name, email, roles: ['planner'], ...more });
const linkIn = (text: string) =>
  /^http:\/\/localhost:4747(\/welcome\?token=[\w-]{43})$/m.exec(text)?.[1] ?? null;
const forget = (email: string) => outside('/api/sign-in/forgotten', posted({ email }));

test('an invitation is mailed and shown to nobody else; its link works', async () => {
  const { body } = await invite('Planner A', 'planner.a@example.com');
  expect(body.link).toMatchObject({ mail: 'sent', address: null, url: null, kind: 'invitation' });
  const [letter] = await mail.arrived(1);
  expect(letter).toMatchObject({ to: ['planner.a@example.com'], subject: 'Clientele: you are invited' });
  expect(letter?.text).toMatch(
    /^For Planner A\.\n\nYou are invited to work with Clientele\. It works once, until /,
  );
  expect(letter?.raw).toMatch(/^Content-Type: text\/plain/m);
  expect(mail.signedIn).toContain('clientele p@ss');
  const cookie = await cookieByLink(outside, linkIn(letter?.text ?? ''), {
    password: 'a planner’s password',
  });
  expect((await as(cookie, '/me')).body.name).toBe('Planner A');
});

test('a link is answered where it is asked for by hand, or there is no e-mail', async () => {
  const byHand = await invite('Planner B', 'planner.b@example.com', { byHand: true });
  expect(byHand.body.link).toMatchObject({ mail: 'none', url: AT + byHand.body.link.address });
  expect((await invite('Planner C', null)).body.link).toMatchObject({
    mail: 'none',
    url: expect.any(String),
  });
  expect(mail.letters).toEqual([]);
});

test('a letter that cannot be sent is no fault: the link is answered, and the console names nobody', async () => {
  mail.turned.away = true;
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { status, body } = await invite('Planner D', 'planner.d@example.com');
  const words = said.mock.calls.flat().join();
  said.mockRestore();
  expect(status).toBe(200);
  expect(body.link).toMatchObject({ mail: 'failed', url: AT + body.link.address });
  expect(words).toBe('mail: a letter could not be sent (451)');
});

test('one address gets the letter, whatever is written in it', async () => {
  const email = '<other>,planner.e@example.com';
  expect((await invite('Planner E', email)).body.link.mail).not.toBe('none');
  expect(mail.letters.flatMap(({ to }) => to).join()).not.toMatch(/^(other|planner\.e@example\.com)$/);
});

test('who forgot a password gets a link; for any e-mail the answer is the same', async () => {
  expect(await (await outside('/api/sign-in')).json()).toMatchObject({ mail: true });
  await invite('Planner F', 'planner.f@example.com', { byHand: true });
  const answers = await Promise.all(
    [` ${OWNER.email.toUpperCase()}`, 'nobody@example.com', 'planner.f@example.com', 'no e-mail'].map(forget),
  );
  const told = await Promise.all(
    answers.map(async answer => [answer.status, await answer.text(), [...answer.headers]]),
  );
  expect(new Set(told.map(one => JSON.stringify(one))).size).toBe(1);
  const [letter] = await mail.arrived(1);
  expect(letter).toMatchObject({ to: [OWNER.email], subject: 'Clientele: set a new password' });
  const other = await cookieByPassword(outside);
  owner = await cookieByLink(outside, linkIn(letter?.text ?? ''), { password: OWNER.password });
  expect((await as(other, '/me')).status).toBe(401);
  const [, change] = await mail.arrived(2);
  expect(change).toMatchObject({ to: [OWNER.email], subject: 'Clientele: your password was changed' });
  // Nobody but who signs in already: an invitation is an owner's to renew.
  expect(mail.letters).toHaveLength(2);
});

test('how often mail is asked for is limited, and signing in does not wait for it', async () => {
  for (let i = 0; i < 5; i++) expect((await forget(OWNER.email)).status).toBe(200);
  expect((await forget(OWNER.email)).status).toBe(429);
  expect((await outside('/api/sign-in', posted(OWNER))).status).toBe(200);
  await mail.arrived(5);
});

test('people are told of what changes in how they sign in', async () => {
  const change = { current: OWNER.password, password: 'another long password' };
  const changed = await outside('/api/me/password', posted(change, { Cookie: owner }));
  expect(changed.status).toBe(200);
  owner = await cookieByPassword(outside, { ...OWNER, password: 'another long password' });
  const begun = await as(owner, '/me/second-factor', 'POST', { password: 'another long password' });
  const confirm = { code: totpCode(begun.body.secret) };
  const confirmed = await outside('/api/me/second-factor/confirm', posted(confirm, { Cookie: owner }));
  owner = confirmed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  await as(owner, '/me/second-factor/end', 'POST', { password: 'another long password' });
  await mail.arrived(3);
  expect(mail.letters.map(({ subject }) => subject).sort()).toEqual([
    'Clientele: a second factor was set',
    'Clientele: your password was changed',
    'Clientele: your second factor was ended',
  ]);
  expect(mail.letters.flatMap(({ to }) => to)).toEqual(Array(3).fill(OWNER.email));
});

test('another e-mail is told to the old one and the new one', async () => {
  const { body } = await house.ask('/people');
  const { id } = body.find(({ email }: { email: string }) => email === 'planner.a@example.com');
  await house.ask(`/people/${id}`, 'POST', { email: 'planner.z@example.com' });
  await mail.arrived(2);
  expect(mail.letters.flatMap(({ to }) => to).sort()).toEqual([
    'planner.a@example.com',
    'planner.z@example.com',
  ]);
  expect(mail.letters[0]?.subject).toBe('Clientele: your e-mail was changed');
});

test('a lost second factor that an owner takes away is told', async () => {
  const cookie = await cookieByPassword(outside, {
    ...{ name: '', email: 'planner.z@example.com', password: 'a planner’s password' },
  });
  const { body } = await as(cookie, '/me/second-factor', 'POST', { password: 'a planner’s password' });
  await as(cookie, '/me/second-factor/confirm', 'POST', { code: totpCode(body.secret) });
  const people = (await house.ask('/people')).body as { id: string; email: string }[];
  const id = people.find(({ email }) => email === 'planner.z@example.com')?.id;
  await house.ask(`/people/${id}/reset`, 'POST', { withoutSecondFactor: true });
  await mail.arrived(3);
  expect(mail.letters.map(({ subject }) => subject).sort()).toEqual([
    'Clientele: a second factor was set',
    'Clientele: set a new password',
    'Clientele: your second factor was ended',
  ]);
});

test.each([
  { CLIENTELE_SMTP_URL: 'smtp://127.0.0.1' },
  { CLIENTELE_MAIL_FROM: 'clientele@example.com' },
  {
    CLIENTELE_SMTP_URL: 'http://user:secret-of-mail@127.0.0.1',
    CLIENTELE_MAIL_FROM: 'clientele@example.com',
  },
  { CLIENTELE_SMTP_URL: 'secret-of-mail', CLIENTELE_MAIL_FROM: 'clientele@example.com' },
  { CLIENTELE_SMTP_URL: 'smtp://127.0.0.1', CLIENTELE_MAIL_FROM: 'Clientele' },
  { CLIENTELE_URL: 'http://clientele.example.com' },
  { CLIENTELE_URL: 'https://clientele.example.com/here' },
  { CLIENTELE_URL: 'https://user:secret-of-mail@clientele.example.com' },
  { CLIENTELE_URL: 'http://localhost:4747/here' },
  { CLIENTELE_URL: 'here' },
])('settings that cannot be meant are refused, without telling a password: %j', settings => {
  const told = (open: () => unknown) => {
    try {
      open();
      return '';
    } catch (error) {
      return error instanceof Refusal ? error.message : String(error);
    }
  };
  const sentence = told(() => openMail(settings)) + told(() => statedAddress(settings));
  expect(sentence).toMatch(/^(Mail takes )?CLIENTELE_/);
  expect(sentence).not.toContain('secret-of-mail');
});

test('without mail there is none to be asked for', async () => {
  const without = await testHouse();
  const there = throughPort(() => without);
  expect(await (await there.outside('/api/sign-in')).json()).toMatchObject({ mail: false });
  const answer = await there.outside('/api/sign-in/forgotten', posted({ email: OWNER.email }));
  expect(await answer.json()).toMatchObject({ code: 'no-mail' });
  await without.close();
});
