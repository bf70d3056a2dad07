import { localOwner } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../test/house.ts';
import { cookieByLink, throughPort } from '../test/signed-in.ts';
import { addedPeople, publicIdOf } from '../test/wall-people.ts';
import { whileItHolds } from './open-streams.ts';

let house: TestHouse;
let owner: string;
let batch: string;
let people = 0;
const { outside, as } = throughPort(() => house);
const run = (statement: string) =>
  house.stores.database.within(localOwner('test'), store => sql.raw(statement).execute(store));

beforeAll(async () => {
  house = await testHouse();
  owner = await cookieByLink(outside, (await house.people.welcome()) ?? '');
  const lines = ['K1', 'K2', 'K3'].map(key => `A-${key},${key},P1,2025-03-03,5,50\n`).join('');
  const sent = await house.send('lines.csv', `order,customer,product,day,quantity,amount\n${lines}`, {
    currency: 'EUR',
  });
  batch = sent.id;
  // An import that never ends: its events go on until somebody leaves, or may not have them any more.
  await run("UPDATE batch SET state = 'waiting'");
});
afterAll(() => house.close());

interface Signed {
  readonly id: string;
  readonly cookie: string;
}

/** A controller who signed in, other than those of the tests before. */
async function controller(): Promise<Signed> {
  people += 1;
  const name = `Controller ${people}`;
  await addedPeople(house, { [name]: ['controller'] });
  const id = publicIdOf(name);
  const { body } = await house.ask(`/people/${id}/reset`, 'POST', {});
  const who = { name, email: `${id}@example.com`, password: 'a password of theirs' };
  return { id, cookie: await cookieByLink(outside, body.address, who) };
}

async function followed(headers: Record<string, string>) {
  const response = await outside(`/api/batches/${batch}/progress`, { headers });
  expect(response.status).toBe(200);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const event = async () => {
    const { value, done } = await reader.read();
    return done ? undefined : new TextDecoder().decode(value);
  };
  return { event, leave: () => reader.cancel() };
}

const AFTERWARDS = 'written afterwards.csv';
beforeEach(() => run("UPDATE batch SET file_name = 'lines.csv'"));

/** What is told after something happened: nothing that came to be since, and then the stream is over. */
async function toldAfter(stream: Awaited<ReturnType<typeof followed>>, happens: () => Promise<unknown>) {
  expect(await stream.event()).toContain('"file":"lines.csv"');
  expect(await stream.event()).toContain('"file":"lines.csv"');
  await happens();
  await run(`UPDATE batch SET file_name = '${AFTERWARDS}'`);
  const told: string[] = [];
  for (;;) {
    const event = await stream.event();
    if (event === undefined) break;
    told.push(event);
  }
  return told.join('');
}

const ENDS: Record<string, (who: Signed) => Promise<unknown>> = {
  'the person is removed': ({ id }) => house.ask(`/people/${id}`, 'DELETE'),
  'the person loses the right': ({ id }) => house.ask(`/people/${id}`, 'POST', { roles: ['executive'] }),
  'the session is ended by signing out': ({ cookie }) => as(cookie, '/sign-out', 'POST', {}),
  'a wall closes a customer': () =>
    house.ask('/walls/customers', 'POST', { customer: 'K1', reason: 'A contract' }),
};

test.each(Object.entries(ENDS))('events end before the next one once %s', async (_, happens) => {
  const who = await controller();
  const stream = await followed({ Cookie: who.cookie });
  expect(await toldAfter(stream, () => happens(who))).not.toContain(AFTERWARDS);
});

test('events end once the API key that asked is withdrawn; those of others go on', async () => {
  const made = await as(owner, '/me/keys', 'POST', {
    ...{ name: 'Reports', rights: ['facts.read'], lastDay: '2999-12-31' },
  });
  await house.ask('/walls/participants', 'POST', await letIn());
  const stream = await followed({ Authorization: `Bearer ${made.body.key}` });
  const others = await followed({ Cookie: owner });
  const told = await toldAfter(stream, () => as(owner, `/me/keys/${made.body.apiKey.id}`, 'DELETE'));
  expect(told).not.toContain(AFTERWARDS);
  let seen = '';
  while (!seen.includes(AFTERWARDS)) seen = (await others.event()) ?? 'over';
  expect(seen).toContain(`"file":"${AFTERWARDS}"`);
  await others.leave();
});

/** The wall of a test before stands before the owner too. */
async function letIn() {
  const [person] = (await house.get('/people')).filter((one: { roles: string[] }) =>
    one.roles.includes('owner'),
  );
  return { person: person.id, customer: 'K1', role: 'owner', purpose: 'Runs the house', until: '2999-12-31' };
}

test('whoever asks again and again does not move the walls', async () => {
  const revision = async () =>
    (await run('SELECT revision FROM wall_state')).rows.map(row => (row as { revision: number }).revision);
  await as(owner, '/book');
  const before = await revision();
  for (let i = 0; i < 3; i++) await as(owner, '/book');
  expect(await revision()).toEqual(before);
});

test('a file breaks off instead of ending as if it were whole', async () => {
  let isAllowed = true;
  const parts = ['one', 'two', 'three'].values();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise(resolve => setTimeout(resolve, 60));
      const { value } = parts.next();
      if (value === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(value));
    },
  });
  const guarded = whileItHolds(new Response(body), { media: 'text/csv', holds: async () => isAllowed });
  const reader = (guarded.body as ReadableStream<Uint8Array>).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('one');
  isAllowed = false;
  await expect(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  ).rejects.toThrow('may not have it any more');
});
