import { localOwner, type RoleName } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { cookieByLink, throughPort } from '../../test/signed-in.ts';
import { addedPeople, publicIdOf } from '../../test/wall-people.ts';

const PEOPLE: Record<string, readonly RoleName[]> = {
  Chief: ['owner'],
  Second: ['controller'],
  Manager: ['account manager'],
  Steward: ['compliance steward'],
};
let house: TestHouse;
const { outside, as } = throughPort(() => house);

beforeAll(async () => {
  house = await testHouse();
  await house.people.welcome();
  const keys = ['K1', 'K2', 'K3', 'K4'];
  const lines = keys.map(key => `A-${key},${key},P1,2025-03-03,5,50\n`).join('');
  await house.send('lines.csv', `order,customer,product,day,quantity,amount\n${lines}`, { currency: 'EUR' });
  await house.send('customers.csv', 'customer,name,owner\nK3,Three,Manager\nK1,One,Manager\n');
  await addedPeople(house, PEOPLE);
  await house.ask('/walls/rivals', 'POST', { customers: ['K1', 'K2'], name: 'Rivals' });
  for (const [person, customer] of [
    ['Chief', 'K1'],
    ['Second', 'K2'],
  ] as const)
    await house.ask('/walls/participants', 'POST', {
      ...{ person: publicIdOf(person), customer, role: 'reader', purpose: 'Works for it' },
      until: '2999-12-31',
    });
});
afterAll(() => house.close());

async function signedIn(name: string): Promise<string> {
  const { body } = await house.ask(`/people/${publicIdOf(name)}/reset`, 'POST', {});
  const who = { name, email: `${publicIdOf(name)}@example.com`, password: 'a password of theirs' };
  return await cookieByLink(outside, body.address, who);
}
const view = (cookie: string, name: string) =>
  as(cookie, '/me/viewing', 'POST', { person: publicIdOf(name) });
const sees = async (cookie: string): Promise<string[]> =>
  (await as(cookie, '/customers')).body.map(({ sourceKey }: { sourceKey: string }) => sourceKey).sort();
const newest = async (what: string) => {
  const { entries } = await house.get('/audit?kind=write&limit=50');
  const { sequence } = entries.find((entry: { what: string }) => entry.what === what);
  return await house.get(`/audit/${sequence}`);
};

test('who views as another sees what both may see, and nothing that only one of them may', async () => {
  const chief = await signedIn('Chief');
  expect(await sees(chief)).toEqual(['K1', 'K3', 'K4']);
  expect((await view(chief, 'Second')).body.viewing).toMatchObject({ id: 'per_Second', name: 'Second' });
  expect(await sees(chief)).toEqual(['K3', 'K4']);
  for (const key of ['K1', 'K2', 'K9'])
    expect((await as(chief, `/customers/${key}`)).body).toEqual({
      code: 'not-found',
      sentence: `There is no customer "${key}".`,
    });
  const me = (await as(chief, '/me')).body;
  expect(me).toMatchObject({ name: 'Chief', viewing: { name: 'Second' } });
  expect(Object.keys(me.rights)).not.toContain('people.read');
  expect((await as(chief, '/people')).status).toBe(403);
  expect((await as(chief, '/me/viewing', 'DELETE')).body).toEqual({ viewing: null });
  expect(await sees(chief)).toEqual(['K1', 'K3', 'K4']);
});

test("walls of one's own are told as far as both see what is behind them", async () => {
  const chief = await signedIn('Chief');
  expect((await as(chief, '/walls/mine')).body.walls).toMatchObject([{ customer: { sourceKey: 'K1' } }]);
  await view(chief, 'Second');
  expect((await as(chief, '/walls/mine')).body.walls).toEqual([]);
});

test('accounts of the viewed person are as far as one sees, without what walls keep from either', async () => {
  const chief = await signedIn('Chief');
  await view(chief, 'Manager');
  // K1 is an account of theirs, and its wall lets them in nowhere.
  expect(await sees(chief)).toEqual(['K3']);
});

test('the store hides what is hidden from either, whatever it is asked', async () => {
  const numbers = await house.stores.database.within(localOwner('test'), async store => {
    const rows = await store.selectFrom('person').select(['id', 'name']).execute();
    return new Map(rows.map(({ id, name }) => [name, id]));
  });
  const number = (name: string) => numbers.get(name) as number;
  const keys = (personId: number, viewedAs: number | undefined) =>
    house.stores.database.within({ ...localOwner('test'), personId, viewedAs }, async store => {
      const { rows } = await sql<{ key: string }>`SELECT source_key AS key FROM customer ORDER BY 1`.execute(
        store,
      );
      return rows.map(({ key }) => key);
    });
  expect(await keys(number('Chief'), undefined)).toEqual(['K1', 'K3', 'K4']);
  expect(await keys(number('Chief'), number('Second'))).toEqual(['K3', 'K4']);
  expect(await keys(number('Second'), number('Chief'))).toEqual(['K3', 'K4']);
});

test('every write is refused with a sentence; what is only worked out is not', async () => {
  const chief = await signedIn('Chief');
  await view(chief, 'Second');
  const written = house.endpoints.filter(
    ({ method, open, whileViewing }) => method !== 'GET' && !open && !whileViewing,
  );
  expect(written.length).toBeGreaterThan(40);
  for (const { method, path, upload } of written) {
    const asked = path.replaceAll(/\{\w+\}/g, 'x');
    const { status, body } = await as(chief, asked, method, upload || method === 'DELETE' ? undefined : {});
    expect([asked, status, body.sentence]).toEqual([
      asked,
      403,
      'You view the product as Second, and nothing can be changed meanwhile: end the view first.',
    ]);
  }
  const scenario = { changes: [{ kind: 'price', share: 0.1 }], reaction: { low: 0, high: 0 } };
  expect((await as(chief, '/scenarios/run?period=all', 'POST', scenario)).body.code).not.toBe(
    'views-as-another',
  );
});

test('the log says who viewed as whom, from when to when', async () => {
  const chief = await signedIn('Chief');
  await view(chief, 'Second');
  const begun = await newest('view as begun');
  expect(begun).toMatchObject({ by: 'Chief', person: 'per_Chief', surface: 'web', customers: [] });
  expect(begun.after).toMatchObject({ person: 'per_Second', name: 'Second', until: null });
  await as(chief, '/me/viewing', 'DELETE');
  const ended = await newest('view as ended');
  expect(ended).toMatchObject({ by: 'Chief', person: 'per_Chief' });
  expect(Date.parse(ended.after.until)).toBeGreaterThan(Date.parse(ended.after.from));
  expect((await house.get('/audit/verify')).holds).toBe(true);
});

test('a view ends with its session', async () => {
  const chief = await signedIn('Chief');
  await view(chief, 'Second');
  const before = (await newest('view as ended')).sequence;
  await as(chief, '/sign-out', 'POST', {});
  expect((await newest('view as ended')).sequence).toBeGreaterThan(before);
  const again = await signedIn('Chief');
  expect((await as(again, '/me')).body.viewing).toBeNull();
});

test('who may not is refused, over a key too; and nobody views as themselves or as two', async () => {
  const steward = await signedIn('Steward');
  expect((await view(steward, 'Second')).body.code).toBe('not-allowed');
  const chief = await signedIn('Chief');
  expect((await view(chief, 'Chief')).body.code).toBe('not-asked-right');
  expect((await view(chief, 'Nobody')).status).toBe(404);
  const lastDay = '2999-12-31';
  const made = await as(chief, '/me/keys', 'POST', { name: 'Key', rights: ['people.view'], lastDay });
  const byKey = await outside('/api/me/viewing', {
    method: 'POST',
    headers: { Authorization: `Bearer ${made.body.key}` },
    body: JSON.stringify({ person: 'per_Second' }),
  });
  expect(await byKey.json()).toMatchObject({ code: 'not-allowed' });
  await view(chief, 'Second');
  expect((await view(chief, 'Manager')).body.code).toBe('views-as-another');
});

test('a view ends once either of the two is removed', async () => {
  const chief = await signedIn('Chief');
  await view(chief, 'Manager');
  await house.ask('/people/per_Manager', 'DELETE');
  expect((await newest('view as ended')).after).toMatchObject({ person: 'per_Manager' });
  expect((await as(chief, '/me')).body.viewing).toBeNull();
  expect(await sees(chief)).toEqual(['K1', 'K3', 'K4']);
  await view(chief, 'Second');
  expect((await house.ask('/people/per_Chief', 'DELETE')).status).toBe(200);
  expect((await newest('view as ended')).after).toMatchObject({ person: 'per_Second' });
  expect((await as(chief, '/customers')).status).toBe(401);
});
