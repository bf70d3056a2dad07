import { localOwner, type RoleName } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { cookieByLink, throughPort } from '../../test/signed-in.ts';
import { peopleAsking, publicIdOf } from '../../test/wall-people.ts';

// What must not break walls: time zones, undo, stolen keys, two stewards at once, customers that are open meanwhile.

const PEOPLE: Record<string, readonly RoleName[]> = {
  Nora: ['controller'],
  Sam: ['controller'],
  Kim: ['controller'],
};
const HEADING = 'order,customer,product,day,quantity,amount\n';
const line = (customer: string) => `A-${customer},${customer},P1,2025-03-03,5,50\n`;
let house: TestHouse;
let asked: Awaited<ReturnType<typeof peopleAsking>>;
beforeAll(async () => {
  house = await testHouse();
  const lines = ['NORD', 'SUED', 'OPEN'].map(line).join('');
  await house.send('lines.csv', HEADING + lines, { currency: 'EUR', timeZone: 'Pacific/Auckland' } as object);
  asked = await peopleAsking(house, PEOPLE);
});
afterAll(() => house.close());

const post = (path: string, body: object) => house.ask(path, 'POST', body);
const letIn = (name: string, customer: string, until = '2999-12-31') =>
  post('/walls/participants', {
    ...{ person: publicIdOf(name), customer, role: 'owner', purpose: 'Looks after it', until },
  });
/** The walls' clock goes on to an instant, as if somebody had been answered then. */
const clockAt = (instant: string) =>
  house.stores.database.within(localOwner('test'), store =>
    sql`UPDATE wall_state SET latest = ${instant}`.execute(store),
  );

test('two stewards who declare the same rivals at once make one class', async () => {
  const both = await Promise.all(
    [1, 2].map(() => post('/walls/rivals', { customers: ['NORD', 'SUED'], name: 'Car makers' })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { classes } = await house.get('/walls');
  expect(classes).toHaveLength(1);
  expect(classes[0].members).toHaveLength(2);
});

test('one lets somebody in while another withdraws: what is answered holds at the next request', async () => {
  const first = (await letIn('Kim', 'SUED')).body.participants.at(-1);
  await Promise.all([house.ask(`/walls/participants/${first.id}`, 'DELETE'), letIn('Kim', 'SUED')]);
  expect((await asked('Kim', '/customers/SUED')).status).toBe(200);
  for (const { id } of (await house.get('/walls')).participants)
    await house.ask(`/walls/participants/${id}`, 'DELETE');
  expect((await asked('Kim', '/customers/SUED')).status).toBe(404);
});

test('a stolen key reads the side of its owner, nothing of the other, and nothing once its owner is gone', async () => {
  await letIn('Nora', 'NORD');
  const { outside, as } = throughPort(() => house);
  const { body: link } = await post(`/people/${publicIdOf('Nora')}/reset`, {});
  const cookie = await cookieByLink(outside, link.address, {
    ...{ name: 'Nora', email: 'nora@example.com', password: 'a password of the tests' },
  });
  const rights = ['customers.read', 'profit.read', 'aggregates.read'];
  const made = await as(cookie, '/me/keys', 'POST', { name: 'Reports', rights, lastDay: '2999-12-31' });
  const headers = { Authorization: `Bearer ${made.body.key}` };
  const stolen = async (path: string) => {
    const answer = await outside(`/api${path}`, { headers });
    return { status: answer.status, text: await answer.text() };
  };
  expect((await stolen('/customers/NORD')).status).toBe(200);
  const [hidden, missing] = [await stolen('/customers/SUED'), await stolen('/customers/NONE')];
  expect(hidden.status).toBe(404);
  expect(hidden.text.replaceAll('SUED', 'X')).toBe(missing.text.replaceAll('NONE', 'X'));
  expect((await stolen('/portfolio/customers')).text).not.toContain('SUED');
  // Whoever lets its owner in to the other side does not let the key in either.
  await letIn('Nora', 'SUED');
  expect((await stolen('/customers/SUED')).status).toBe(404);
  await house.ask(`/people/${publicIdOf('Nora')}`, 'DELETE');
  expect((await stolen('/customers/NORD')).status).toBe(401);
});

test('a customer that joins a class while somebody has it open is gone at the next request', async () => {
  expect((await asked('Sam', '/customers/OPEN')).status).toBe(200);
  const { classes } = await house.get('/walls');
  await post('/walls/rivals', { customers: ['OPEN'], class: classes[0].id });
  for (const path of ['/customers/OPEN', '/customers/OPEN/lines', '/customers/OPEN/decisions'])
    expect((await asked('Sam', path)).status, path).toBe(404);
});

test('the import that brought a walled customer is undone and comes again: it was walled all the while', async () => {
  const batch = await house.send('fresh.csv', HEADING + line('FRESH'));
  await post('/walls/customers', { customer: 'FRESH', reason: 'Contract' });
  const seen = async () => JSON.stringify((await asked('Sam', '/portfolio/customers')).body);
  expect(await seen()).not.toContain('FRESH');
  await house.ask(`/batches/${batch.id}/undo`, 'POST');
  expect((await asked('Sam', `/batches/${batch.id}`)).status).toBe(404);
  expect((await asked('Sam', '/batches')).body.map(({ file }: { file: string }) => file)).not.toContain(
    'fresh.csv',
  );
  await house.send('again.csv', `${HEADING}${line('FRESH')}`.replace('A-FRESH', 'B-FRESH'));
  expect(await seen()).not.toContain('FRESH');
  expect((await asked('Sam', '/customers/FRESH')).status).toBe(404);
  // A file that came after the wall is behind it as one that was there before.
  expect((await asked('Sam', '/batches')).body.map(({ file }: { file: string }) => file)).not.toContain(
    'again.csv',
  );
  const files = (await house.get('/batches')).map(({ file }: { file: string }) => file);
  expect(files).toEqual(expect.arrayContaining(['again.csv', 'fresh.csv']));
});

test('a last day ends at midnight where the company is, half a day before London', async () => {
  await letIn('Sam', 'SUED', '2999-03-31');
  await clockAt('2999-03-31T10:59:59Z');
  expect((await asked('Sam', '/customers/SUED')).status).toBe(200);
  await clockAt('2999-03-31T11:00:00Z');
  expect((await asked('Sam', '/customers/SUED')).status).toBe(404);
});
