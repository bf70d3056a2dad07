import { localOwner, type RoleName } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { peopleAsking } from '../../test/wall-people.ts';

const PEOPLE: Record<string, readonly RoleName[]> = {
  Controller: ['controller'],
  Steward: ['compliance steward'],
  Other: ['controller'],
};
let house: TestHouse;
let as: Awaited<ReturnType<typeof peopleAsking>>;
let conflictClass: string;

beforeAll(async () => {
  house = await testHouse();
  const lines = ['K1', 'K2', 'K3'].map(key => `A-${key},${key},P1,2025-03-03,5,50\n`).join('');
  await house.send('lines.csv', `order,customer,product,day,quantity,amount\n${lines}`, { currency: 'EUR' });
  as = await peopleAsking(house, PEOPLE, 'web');
  const rivals = await house.ask('/walls/rivals', 'POST', { customers: ['K1', 'K2'], name: 'Rivals' });
  conflictClass = rivals.body.classes[0].id;
  for (const customer of ['K1', 'K2'])
    await house.ask('/walls/participants', 'POST', {
      ...{ person: 'per_Controller', customer, role: 'reader', purpose: 'Works for it', until: '2999-12-31' },
    });
});
afterAll(() => house.close());

const crossing = () => ({
  ...{ person: 'per_Controller', class: conflictClass, to: 'K2', reason: 'Moves over', coolingOffDays: 30 },
});
/** What the controller is answered about each of the rivals. */
const answers = async () =>
  Promise.all(['K1', 'K2'].map(async key => (await as('Controller', `/customers/${key}`)).status));
const daysGoBy = (days: number) =>
  house.stores.database.within(localOwner('test'), store =>
    sql`UPDATE wall_state SET latest = wall_now() + make_interval(days => ${days})`.execute(store),
  );

test('a crossing that is withdrawn while it cools off never holds', async () => {
  expect(await answers()).toEqual([200, 404]);
  const approved = await as('Steward', '/walls/crossings', 'POST', crossing());
  const [{ id }] = approved.body.crossings;
  const withdrawn = await as('Steward', `/walls/crossings/${id}`, 'DELETE');
  expect(withdrawn.body.crossings).toMatchObject([{ id, withdrawn: expect.any(String) }]);
  await daysGoBy(31);
  expect(await answers()).toEqual([200, 404]);
  expect((await as('Steward', `/walls/crossings/${id}`, 'DELETE')).body.sentence).toBe(
    'There is no such crossing, or it was withdrawn before.',
  );
});

test('one that holds ends with the next request, and the log says what stood before', async () => {
  await as('Steward', '/walls/crossings', 'POST', crossing());
  await daysGoBy(31);
  expect(await answers()).toEqual([404, 200]);
  const { id } = (await house.get('/walls')).crossings.at(-1);
  expect((await as('Other', `/walls/crossings/${id}`, 'DELETE')).status).toBe(403);
  expect(await answers()).toEqual([404, 200]);
  expect((await as('Steward', `/walls/crossings/${id}`, 'DELETE')).status).toBe(200);
  expect(await answers()).toEqual([200, 404]);
  const [{ sequence }] = (await house.get('/audit?kind=write&limit=1')).entries;
  const { before, after, ...entry } = await house.get(`/audit/${sequence}`);
  expect(entry).toMatchObject({
    ...{ what: 'wall: crossing withdrawn', by: 'Steward', customers: [{ sourceKey: 'K2' }] },
  });
  expect(before).toMatchObject({ id, person: 'per_Controller', reason: 'Moves over', withdrawn: null });
  expect(after).toEqual({ ...before, withdrawn: expect.any(String) });
});

test('nobody withdraws their own, which would open the side again that they left', async () => {
  await as('Steward', '/walls/crossings', 'POST', crossing());
  const { id } = (await house.get('/walls')).crossings.at(-1);
  PEOPLE.Controller = ['controller', 'compliance steward'];
  const own = await as('Controller', `/walls/crossings/${id}`, 'DELETE');
  expect(own.body.code).toBe('own-approval');
  expect((await house.get('/walls')).crossings.at(-1)).toMatchObject({ id, withdrawn: null });
});
