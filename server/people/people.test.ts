import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localOwner } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../contract/people.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { cookieByLink, cookieByPassword, OWNER, posted, throughPort } from '../../test/signed-in.ts';
import { restoreBackup } from '../settings/restore.ts';

let house: TestHouse;
let owner: string;
const { outside, as } = throughPort(() => house);
beforeAll(async () => {
  house = await testHouse();
  owner = await cookieByLink(outside, (await house.people.welcome()) ?? '');
});
afterAll(() => house.close());

async function invited(
  name: string,
  roles: string[],
  email = `${name.toLowerCase().replace(/\W+/g, '.')}@example.com`,
) {
  const { body } = await as(owner, '/people', 'POST', { name, email, roles });
  const who = { password: `the password of ${name}` };
  return {
    ...(body.person as Person),
    password: who.password,
    email,
    cookie: await cookieByLink(outside, body.link.address, who),
  };
}

test('nobody is let in without having signed in: not at any endpoint, and not to the list of them', async () => {
  const document = await house.get('/openapi.json');
  const asked = Object.entries(
    document.paths as Record<string, Record<string, { description: string }>>,
  ).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { description }]) => ({ path, method, description })),
  );
  expect(asked.length).toBeGreaterThan(80);
  const open: string[] = [];
  for (const { path, method, description } of asked) {
    if (description === 'Nobody has to be signed in.') {
      open.push(path);
      continue;
    }
    const response = await outside(path.replace(/\{\w+\}/g, 'x'), { method: method.toUpperCase() });
    expect({ path, method, status: response.status }).toEqual({ path, method, status: 401 });
    expect(await response.json()).toMatchObject({ code: 'not-signed-in' });
  }
  expect(open.sort()).toEqual([
    '/api/sign-in',
    '/api/sign-in',
    '/api/sign-in/forgotten',
    '/api/sign-in/link',
    '/api/sign-in/link/use',
    '/api/sign-in/passkey',
    '/api/sign-in/passkey/begin',
    '/api/sign-in/provider',
    '/api/sign-in/provider/finish',
    '/api/sign-in/second-factor',
    '/api/sign-out',
  ]);
  for (const path of ['/api', '/api/openapi.json', '/api/auth/get-session', '/api/nothing'])
    expect((await outside(path)).status).toBe(401);
  const forged = { Cookie: 'clientele.session_token=abc.def' };
  expect((await outside('/api/book', { headers: forged })).status).toBe(401);
});

test('the owner came in by the link, which works once; the cookie is for the server only', async () => {
  expect((await as(owner, '/me')).body).toMatchObject({
    ...{ name: 'Owner', email: OWNER.email, roles: ['owner'], account: true, secondFactor: false },
    rights: { 'people.write': 'all' },
  });
  expect(await house.people.welcome()).toBeUndefined();
  const answer = await outside('/api/sign-in', posted(OWNER));
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^clientele\.session_token=[^;]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/,
    ),
  ]);
});

test('a link works once and for a day, and another one ends it', async () => {
  const { body } = await as(owner, '/people', 'POST', {
    name: 'Planner A',
    email: 'PLANNER.A@example.com',
    roles: ['planner'],
  });
  expect(body.person).toMatchObject({ email: 'planner.a@example.com', signsIn: false, madeBy: 'Owner' });
  const first = new URL(body.link.address, 'http://x').searchParams.get('token') as string;
  const see = (token: string) => outside('/api/sign-in/link', posted({ token }));
  expect(await (await see(first)).json()).toEqual({
    kind: 'invitation',
    name: 'Planner A',
    email: 'planner.a@example.com',
  });
  const { body: second } = await as(owner, `/people/${body.person.id}/reset`, 'POST', {});
  expect((await see(first)).status).toBe(404);
  const token = new URL(second.address, 'http://x').searchParams.get('token') as string;
  const use = (password: string) =>
    outside('/api/sign-in/link/use', posted({ token, password, email: 'other@example.com' }));
  expect((await use('too short')).status).toBe(400);
  expect((await use('1qaz2wsx3edc')).status).toBe(400);
  const both = await Promise.all([use('long enough, this one'), use('long enough, this two')]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  expect((await as(owner, '/people')).body).toContainEqual(
    expect.objectContaining({ name: 'Planner A', email: 'planner.a@example.com', signsIn: true }),
  );
  const { body: third } = await as(owner, `/people/${body.person.id}/reset`, 'POST', {});
  await house.stores.database.within(localOwner('test'), store =>
    sql`UPDATE sign_in_link SET ends_at = now() - interval '1 second' WHERE used_at IS NULL`.execute(store),
  );
  const late = new URL(third.address, 'http://x').searchParams.get('token') as string;
  expect(await (await see(late)).json()).toMatchObject({
    code: 'link-over',
    sentence: expect.stringMatching(/24 hours\. Ask an owner for another\.$/),
  });
});

test('before an owner came in, a link that is over is had again by a start', async () => {
  const fresh = await testHouse();
  const there = throughPort(() => fresh);
  const first = await fresh.people.welcome();
  await fresh.people.welcome();
  const token = new URL(first ?? '', 'http://x').searchParams.get('token');
  const answer = await there.outside('/api/sign-in/link', posted({ token }));
  expect(await answer.json()).toMatchObject({
    code: 'link-over',
    sentence: expect.stringMatching(/24 hours\. Start Clientele again: it prints another\.$/),
  });
  await fresh.close();
});

test('who does not have the right is told what it takes; roles hold from the next request on', async () => {
  const person = await invited('Account manager A', ['account manager']);
  expect((await as(person.cookie, '/book')).status).toBe(200);
  expect(await as(person.cookie, '/people')).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  await as(owner, `/people/${person.id}`, 'POST', { roles: ['auditor'] });
  expect((await as(person.cookie, '/people')).status).toBe(200);
  expect((await as(person.cookie, '/portfolio')).status).toBe(403);
  expect((await as(person.cookie, '/me')).body.roles).toEqual(['auditor']);
});

test('a removed person has no session and no key from the next request on', async () => {
  const person = await invited('Controller A', ['controller']);
  const made = await as(person.cookie, '/me/keys', 'POST', {
    name: 'Reports',
    rights: ['book.read'],
    lastDay: '2999-12-31',
  });
  const bearer = { headers: { Authorization: `Bearer ${made.body.key}` } };
  expect((await outside('/api/book', bearer)).status).toBe(200);
  const { body: left } = await as(owner, `/people/${person.id}`, 'DELETE');
  expect(left.map(({ name }: Person) => name)).not.toContain('Controller A');
  expect((await as(person.cookie, '/book')).status).toBe(401);
  expect((await outside('/api/book', bearer)).status).toBe(401);
  expect(
    (await outside('/api/sign-in', posted({ email: person.email, password: person.password }))).status,
  ).toBe(403);
  // The name is free again.
  expect(
    (await as(owner, '/people', 'POST', { name: 'Controller B', email: person.email, roles: ['controller'] }))
      .status,
  ).toBe(200);
});

test('the last owner stays', async () => {
  const me = ((await as(owner, '/people')).body as Person[]).find(({ email }) => email === OWNER.email);
  const refused = { status: 409, body: { code: 'last-owner' } };
  expect(await as(owner, `/people/${me?.id}`, 'DELETE')).toMatchObject(refused);
  expect(await as(owner, `/people/${me?.id}`, 'POST', { roles: ['planner'] })).toMatchObject(refused);
  const second = await invited('Owner B', ['owner']);
  const both = await Promise.all([
    as(owner, `/people/${second.id}`, 'POST', { roles: ['planner'] }),
    as(owner, `/people/${me?.id}`, 'POST', { roles: ['planner'] }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  await house.ask(`/people/${me?.id}`, 'POST', { roles: ['owner'] });
});

test('what cannot be is refused with the mend', async () => {
  expect(await as(owner, '/people', 'POST', { name: ' ', roles: ['planner'] })).toMatchObject({
    status: 400,
  });
  expect(await as(owner, '/people', 'POST', { name: 'A', roles: [] })).toMatchObject({ status: 400 });
  expect(await as(owner, '/people', 'POST', { name: 'A', roles: ['king'] })).toMatchObject({ status: 400 });
  expect(
    await as(owner, '/people', 'POST', { name: 'A', email: 'nowhere', roles: ['planner'] }),
  ).toMatchObject({ status: 400 });
  expect(
    await as(owner, '/people', 'POST', { name: 'A', email: OWNER.email, roles: ['planner'] }),
  ).toMatchObject({
    ...{ status: 409, body: { code: 'email-taken' } },
  });
  expect((await as(owner, '/people/per_nobody', 'DELETE')).status).toBe(404);
});

test('teams have territories and members, and one name each', async () => {
  const person = await invited('Account manager B', ['account manager']);
  const save = (body: object) => as(owner, '/teams', 'POST', body);
  const { body } = await save({ name: 'North', territories: ['NO', 'SE ', ''], members: [person.id] });
  expect(body).toMatchObject([{ name: 'North', territories: ['NO', 'SE'], members: [person.id] }]);
  expect((await save({ name: 'north' })).body.code).toBe('team-exists');
  expect((await save({ name: 'South', members: ['per_nobody'] })).status).toBe(404);
  await save({ id: body[0].id, name: 'Far north' });
  expect((await as(owner, '/teams')).body).toMatchObject([
    { name: 'Far north', territories: ['NO', 'SE'], members: [person.id] },
  ]);
  expect((await as(owner, '/people')).body.find((one: Person) => one.id === person.id).teams).toEqual([
    'Far north',
  ]);
  await as(owner, `/people/${person.id}`, 'DELETE');
  expect((await as(owner, '/teams')).body).toMatchObject([{ members: [] }]);
  expect((await as(owner, `/teams/${body[0].id}`, 'DELETE')).body).toEqual([]);
});

test('what was changed is written down, without passwords, links and keys', async () => {
  const { rows } = await house.stores.database.within(localOwner('test'), store =>
    sql<{ what: string; made_by: string; text: string }>`
      SELECT what, made_by, coalesce(before::text, '') || coalesce(after::text, '') AS text FROM change`.execute(
      store,
    ),
  );
  expect(rows.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      'person invited',
      'person changed',
      'person removed',
      'sign-in link used',
      'team saved',
      'API key made',
    ]),
  );
  expect(rows.find(({ what }) => what === 'person removed')?.made_by).toBe('Owner');
  const written = rows.map(({ text }) => text).join('\n');
  expect(written).not.toMatch(/argon2|token|clk_|the password of/);
});

test('a backup brings people back, but no session, link or key', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-people-'));
  const person = await invited('Planner B', ['planner']);
  const made = await as(person.cookie, '/me/keys', 'POST', {
    name: 'Reports',
    rights: ['book.read'],
    lastDay: '2999-12-31',
  });
  try {
    const path = join(folder, 'backup.tar');
    writeFileSync(
      path,
      Buffer.from(await (await house.fetched('/backups', { method: 'POST' })).arrayBuffer()),
    );
    const env = { ...process.env, CLIENTELE_DATA: join(folder, 'again') };
    // A server that ran there has made an owner of its own.
    const empty = await testHouse(join(folder, 'again'));
    await empty.people.welcome();
    await empty.leave();
    await restoreBackup(env, path);
    const before = (await as(owner, '/people')).body;
    const again = await testHouse(join(folder, 'again'));
    const there = (at: string, init?: RequestInit) =>
      again.outside.fetch(new Request(`http://127.0.0.1${at}`, init));
    try {
      expect(await again.get('/people')).toEqual(before);
      expect(await again.people.welcome()).toBeUndefined();
      expect((await there('/api/book', { headers: { Cookie: person.cookie } })).status).toBe(401);
      expect(
        (await there('/api/book', { headers: { Authorization: `Bearer ${made.body.key}` } })).status,
      ).toBe(401);
      const cookie = await cookieByPassword(there, {
        name: '',
        email: person.email,
        password: person.password,
      });
      expect((await there('/api/book', { headers: { Cookie: cookie } })).status).toBe(200);
      expect((await again.ask('/people', 'POST', { name: 'One more', roles: ['planner'] })).status).toBe(200);
    } finally {
      await again.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
