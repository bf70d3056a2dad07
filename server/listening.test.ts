import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { localOwner } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { authenticator } from '../test/authenticator.ts';
import { OWNER } from '../test/signed-in.ts';
import { totpCode } from '../test/totp.ts';
import type { Refusal } from './errors.ts';
import { hostIn, type Listening } from './listening.ts';
import { tokenHash } from './people/secret-token.ts';
import { type Serving, startServing } from './serve.ts';

// Another address than 127.0.0.1 that no other machine reaches; macOS has it only where it was set up.
const ANOTHER = '127.0.0.2';
const lacksAnother = await new Promise<boolean>(resolve => {
  const probe = createServer().once('error', () => resolve(true));
  probe.listen(0, ANOTHER, () => probe.close(() => resolve(false)));
});
const PUBLIC = 'https://clientele.example.com';
const ASKER = '203.0.113.7';

const folder = mkdtempSync(join(tmpdir(), 'clientele-listening-'));
let serving: Serving | undefined;
afterEach(async () => {
  await serving?.stop();
  serving = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(
  settings: Readonly<Record<string, string>>,
  listening: Listening = {},
): Promise<Serving> {
  const env = { ...process.env, ...settings, CLIENTELE_DATA: folder };
  serving = await startServing(env, { port: 0, ...listening });
  return serving;
}
const refusal = (settings: Readonly<Record<string, string>>, listening?: Listening) =>
  start(settings, listening).then(
    () => undefined,
    ({ code, message }: Refusal) => ({ code, message }),
  );

/** Asks as a proxy passes it on: over http, with the headers that the browser sent and its own. */
async function asked(
  path: string,
  { body, ...headers }: Record<string, string> & { body?: string } = {},
): Promise<{ status: number; body: string; cookies: string[]; hsts: string | undefined }> {
  const method = body === undefined ? 'GET' : 'POST';
  const url = new URL(path, serving?.url);
  return await new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const asking = request(url, { method, headers: { ...type, ...headers } }, async answer => {
      const { 'set-cookie': cookies = [], 'strict-transport-security': hsts } = answer.headers;
      resolve({ status: answer.statusCode ?? 0, body: await text(answer), cookies, hsts });
    });
    asking.once('error', reject).end(body);
  });
}
const through = { Host: 'clientele.example.com', Origin: PUBLIC, 'X-Forwarded-For': ASKER };
const posted = (path: string, body: object, headers: Record<string, string> = through) =>
  asked(`/api${path}`, { ...headers, body: JSON.stringify(body) });
const sent = (cookies: readonly string[]) => cookies.map(cookie => cookie.split(';')[0]).join('; ');
const tokenOf = (link: string | undefined) => new URL(link ?? '').searchParams.get('token');
const doctor = async () => {
  const answer = await serving?.house.app.fetch(new Request('http://localhost/api/doctor'));
  const findings = (await answer?.json()) as { check: string; ok: boolean; what: string }[];
  const found = (check: string) => findings.find(one => one.check === check);
  return { address: found('Address'), at: found('Public address'), factor: found('Second factor') };
};
const failuresOf = async (address: string): Promise<number | undefined> => {
  const found = await serving?.house.stores.database.within(localOwner('test'), store =>
    sql<{ failures: number }>`
      SELECT failures FROM sign_in_attempt WHERE key = ${tokenHash(`address ${address}`)}`.execute(store),
  );
  return found?.rows[0]?.failures;
};

test.each([
  [undefined, '127.0.0.1'],
  ['localhost', '127.0.0.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['fd00::1', 'fd00::1'],
])('%s is listened on as %s', (said, host) => expect(hostIn(said)).toBe(host));

test.each(['clientele.example.com', '192.0.2', 'fe80::1%eth0', 'http://127.0.0.1'])(
  '%s is no address to listen on',
  said => expect(() => hostIn(said)).toThrow(/is no address to listen on: write one of this machine/),
);

test('an address that this machine does not have is refused, and leaves the data to others', async () => {
  expect(await refusal({}, { host: '192.0.2.10', withoutSecondFactor: true })).toMatchObject({
    code: 'unknown-address',
    message: expect.stringMatching(/^This machine has no address 192\.0\.2\.10/),
  });
  expect((await start({})).inFront).toBeUndefined();
});

describe('another address', () => {
  beforeEach(({ skip }) => {
    if (lacksAnother) skip(`${ANOTHER} cannot be listened on here`);
  });

  test('takes an owner with a second factor, or that somebody says without, and says what to put in front', async () => {
    const refused = {
      code: 'second-factor-missing',
      message: expect.stringMatching(/takes an owner with a second factor.*Put a proxy in front/),
    };
    expect(await refusal({}, { host: ANOTHER })).toEqual(refused);
    expect(await refusal({ CLIENTELE_HOST: ANOTHER })).toEqual(refused);
    const { url, inFront, welcome } = await start({}, { host: ANOTHER, withoutSecondFactor: true });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/);
    expect(inFront).toBe(
      'It listens on 127.0.0.2, without TLS. Put a proxy in front that brings TLS, and set CLIENTELE_URL to the https address that people open: this server answers at no other.',
    );
    expect(await doctor()).toMatchObject({
      address: { ok: true, what: `listens on ${url.slice(7)}` },
      at: { ok: true, what: 'none; CLIENTELE_URL sets it' },
      factor: { ok: false },
    });
    // Without a public address it answers at this machine's own only, and as it always did.
    expect(await asked('/')).toMatchObject({ status: 403 });
    const local = { Host: 'localhost' };
    expect(await asked('/api/sign-in', local)).toMatchObject({ status: 200, hsts: undefined });
    const came = await posted('/sign-in/link/use', { token: tokenOf(welcome), ...OWNER }, local);
    expect(came.status).toBe(200);
    expect(came.cookies.join()).toMatch(/^clientele\.session_token=/);
    expect(came.cookies.join()).not.toMatch(/Secure/);
  });

  test('behind a proxy people sign in at the public address, with cookies and passkeys that hold there', async () => {
    const { inFront } = await start({ CLIENTELE_URL: PUBLIC }, { host: ANOTHER, withoutSecondFactor: true });
    expect(inFront).toMatch(/brings TLS and sends on what comes to https:\/\/clientele\.example\.com\.$/);
    const came = await posted('/sign-in', { email: OWNER.email, password: OWNER.password });
    expect(came).toMatchObject({ status: 200, hsts: 'max-age=31536000' });
    expect(came.cookies.join()).toMatch(/^__Secure-clientele\.session_token=[^;]+;.*; Secure/);
    const as = { ...through, Cookie: sent(came.cookies) };
    const me = async () => (await asked('/api/me', as)).status;
    expect(await me()).toBe(200);

    const question = async (path: string, body: object) =>
      JSON.parse((await posted(path, body, as)).body) as { challenge: string; rp?: { id: string } };
    const begun = await question('/me/passkeys/begin', { password: OWNER.password });
    expect(begun.rp?.id).toBe('clientele.example.com');
    const at = { origin: PUBLIC, name: 'clientele.example.com' };
    const device = authenticator();
    const made = device.made({ challenge: begun.challenge, ...at });
    expect(await posted('/me/passkeys', { name: 'Laptop', made }, as)).toMatchObject({ status: 200 });
    const elsewhere = { origin: 'http://localhost:4747', name: 'localhost' };
    const signIn = async (where: { origin: string; name: string }) => {
      const { challenge } = await question('/sign-in/passkey/begin', {});
      return await posted('/sign-in/passkey', { signed: device.signed({ challenge, count: 1, ...where }) });
    };
    expect((await signIn(elsewhere)).status).toBe(403);
    expect((await signIn(at)).cookies.join()).toMatch(/^__Secure-clientele\.session_token=/);

    const out = await posted('/sign-out', {}, as);
    expect(out.cookies.join()).toMatch(/^__Secure-clientele\.session_token=;.*; Secure/);
    expect(await me()).toBe(401);
  });

  test('is listened on once an owner has a passkey, or a code', async () => {
    const { inFront } = await start({ CLIENTELE_URL: PUBLIC }, { host: ANOTHER });
    expect(inFront).toMatch(/^It listens on 127\.0\.0\.2, without TLS/);
    expect(await doctor()).toMatchObject({
      at: { ok: true, what: PUBLIC },
      factor: { ok: true, what: 'an owner has one' },
    });
    const came = await posted('/sign-in', { email: OWNER.email, password: OWNER.password });
    const as = { ...through, Cookie: sent(came.cookies) };
    const [passkey] = JSON.parse((await asked('/api/me/passkeys', as)).body);
    await serving?.house.outside.fetch(
      new Request(`${PUBLIC}/api/me/passkeys/${passkey.id}`, { method: 'DELETE', headers: as }),
    );
    expect((await doctor()).factor).toMatchObject({ ok: false });
    const secret = await posted('/me/second-factor', { password: OWNER.password }, as);
    const code = totpCode(JSON.parse(secret.body).secret);
    expect(await posted('/me/second-factor/confirm', { code }, as)).toMatchObject({ status: 200 });
    expect((await doctor()).factor).toMatchObject({ ok: true });
    await serving?.stop();
    await start({ CLIENTELE_URL: PUBLIC, CLIENTELE_HOST: ANOTHER });
    // The challenge between password and code is kept in a cookie for https too.
    const first = await posted('/sign-in', { email: OWNER.email, password: OWNER.password });
    expect(JSON.parse(first.body)).toEqual({ secondFactor: true });
    expect(first.cookies.filter(cookie => !/^__Secure-clientele\.[^;]+;.*; Secure/.test(cookie))).toEqual([]);
  });
});

test('hosts and origins: the public address and this machine, and no other', async () => {
  const { url } = await start({ CLIENTELE_URL: PUBLIC });
  const own = new URL(url).host;
  const status = async (Host: string, Origin?: string) =>
    (await asked('/api/sign-in', { Host, ...(Origin !== undefined && { Origin }) })).status;
  for (const [host, origin] of [
    ['clientele.example.com', undefined],
    ['clientele.example.com', PUBLIC],
    ['clientele.example.com:443', PUBLIC],
    // A proxy that passes on where it asks.
    [own, PUBLIC],
    [own, undefined],
    [own, `http://${own}`],
  ] as const)
    expect([host, origin, await status(host, origin)]).toEqual([host, origin, 200]);
  for (const [host, origin] of [
    ['clientele.example.com', 'http://clientele.example.com'],
    ['clientele.example.com', 'https://other.example.com'],
    ['clientele.example.com', `http://${own}`],
    ['clientele.example.com', 'null'],
    ['clientele.example.com:4747', undefined],
    ['other.example.com', undefined],
    ['other.example.com', 'http://other.example.com'],
    ['clientele.example.com.other.example.com', undefined],
    ['127.0.0.2', undefined],
    [own, 'https://other.example.com'],
  ] as const)
    expect([host, origin, await status(host, origin)]).toEqual([host, origin, 403]);
  expect(JSON.parse((await asked('/api/sign-in', { Host: 'other.example.com' })).body)).toMatchObject({
    code: 'wrong-host',
    sentence: expect.stringContaining(PUBLIC),
  });
});

describe('the address of who asks', () => {
  const attempt = (forwarded: string) =>
    posted(
      '/sign-in',
      { email: 'a@example.com', password: 'wrong' },
      { ...through, 'X-Forwarded-For': forwarded },
    );

  test('is the connection’s where no proxy is named, whatever a header says', async () => {
    await start({ CLIENTELE_URL: PUBLIC });
    const before = (await failuresOf('127.0.0.1')) ?? 0;
    await attempt('203.0.113.8');
    expect(await failuresOf('203.0.113.8')).toBeUndefined();
    expect(await failuresOf('127.0.0.1')).toBe(before + 1);
  });

  test('is what a named proxy put last, and nothing that came before it', async () => {
    await start({ CLIENTELE_URL: PUBLIC, CLIENTELE_PROXY: 'loopback' });
    const before = (await failuresOf('127.0.0.1')) ?? 0;
    await attempt(`198.51.100.1, ${ASKER}`);
    expect(await failuresOf(ASKER)).toBe(1);
    expect(await failuresOf('198.51.100.1')).toBeUndefined();
    expect((await failuresOf('127.0.0.1')) ?? 0).toBe(before);
    // What is no address is not counted by.
    await attempt('somebody');
    expect(await failuresOf('127.0.0.1')).toBe(before + 1);
  });

  test('is the connection’s where another proxy is named', async () => {
    await start({ CLIENTELE_URL: PUBLIC, CLIENTELE_PROXY: '192.0.2.1' });
    await attempt('203.0.113.9');
    expect(await failuresOf('203.0.113.9')).toBeUndefined();
    await serving?.stop();
    expect(await refusal({ CLIENTELE_PROXY: 'proxy.example.com' })).toMatchObject({
      message: expect.stringMatching(/^CLIENTELE_PROXY is "proxy\.example\.com": write the address/),
    });
  });
});
