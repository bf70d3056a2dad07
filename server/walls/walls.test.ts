import { localOwner, type RoleName, rightsOf, type Scope } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { addedPeople, publicIdOf } from '../../test/wall-people.ts';
import { withoutWalls } from '../../test/wall-rows.ts';
import { myWalls } from './my-walls.ts';
import { openWalls, type Walls } from './sight.ts';
import { signed } from './wall-changes.ts';
import { glassBroken } from './wall-exceptions.ts';

const OWNER = localOwner('test');
const LINES = ['K1', 'K2', 'K3', 'K4'].map(
  key => `A-${key},${key},P1,2025-03-03,5,50,${key === 'K4' ? 'FR' : 'DE'}\n`,
);
const CARDS =
  'customer,name,country,owner\nK1,Motor A,DE,Manager one\nK2,Motor B,DE,Manager two\nK3,Other,DE,\nK4,Fourth,FR,\n';

let house: TestHouse;
let walls: Walls;
const ids = new Map<string, number>();
const PEOPLE: Record<string, readonly RoleName[]> = {
  'Manager one': ['account manager'],
  'Manager two': ['account manager'],
  'The controller': ['controller'],
  'The steward': ['compliance steward'],
};

beforeAll(async () => {
  house = await testHouse();
  walls = openWalls(house.stores.database);
  await house.send('lines.csv', `order,customer,product,day,quantity,amount,country\n${LINES.join('')}`, {
    currency: 'EUR',
  });
  await house.send('customers.csv', CARDS);
  for (const [name, id] of await addedPeople(house, PEOPLE)) ids.set(name, id);
  for (const [id, key] of await house.customerKeys()) ids.set(key, id);
});
afterAll(() => house.close());
beforeEach(() => inStore(withoutWalls));

function inStore<T>(work: Parameters<typeof house.stores.database.within<T>>[1]): Promise<T> {
  return house.stores.database.within(OWNER, work);
}

/** Keys of the customers that a person sees by a right. */
async function seen(
  name: string,
  right: 'customers.read' | 'profit.read' = 'customers.read',
): Promise<string[] | 'all'> {
  const customers = await walls.sight(
    { personId: ids.get(name) as number, rights: rightsOf(PEOPLE[name] ?? []) },
    right,
  );
  if (customers === 'all') return 'all';
  const keys = ['K1', 'K2', 'K3', 'K4'];
  const of = (key: string) => ids.get(key) as number;
  return 'except' in customers
    ? keys.filter(key => !customers.except.includes(of(key)))
    : keys.filter(key => customers.includes(of(key)));
}

const per = publicIdOf;
const post = (path: string, body: object) => house.ask(path, 'POST', body);
const letIn = (person: string, customer: string, more: object = {}) =>
  post('/walls/participants', {
    ...{
      person: per(person),
      customer,
      role: 'owner',
      purpose: 'Looks after it',
      until: '2999-12-31',
      ...more,
    },
  });

test('without a wall people see as far as their roles reach', async () => {
  expect(await seen('The controller')).toBe('all');
  expect(await seen('Manager one')).toEqual(['K1']);
  expect(await seen('The steward')).toEqual([]);
  await inStore(async store => {
    await sql`INSERT INTO team (public_id, name, territories) VALUES ('tea_1', 'France', ARRAY['fr'])`.execute(
      store,
    );
    await sql`INSERT INTO team_member SELECT t.id, p.id FROM team t, person p WHERE p.name LIKE 'Manager%'`.execute(
      store,
    );
  });
  expect(await seen('Manager one')).toEqual(['K1', 'K2', 'K4']);
});

test('who is let in sees the customer although another owns its account, for as long as they are', async () => {
  await post('/walls/customers', { customer: 'K3', reason: 'Contract' });
  const { body } = await letIn('Manager one', 'K3');
  expect(await seen('Manager one')).toEqual(['K1', 'K3']);
  expect((await house.get('/walls/customers/K3/who')).people).toMatchObject([
    { person: { name: 'Manager one' } },
  ]);
  await house.ask(`/walls/participants/${body.participants[0].id}`, 'DELETE');
  expect(await seen('Manager one')).toEqual(['K1']);
});

test('what people call themselves gives them no accounts', async () => {
  await inStore(store => sql`UPDATE person SET owner_name = NULL WHERE name = 'Manager one'`.execute(store));
  expect(await seen('Manager one')).toEqual([]);
  await inStore(store => sql`UPDATE person SET owner_name = name WHERE name = 'Manager one'`.execute(store));
});

test('declaring rivals previews who loses whom, and holds from then on', async () => {
  const asked = { customers: ['K1', 'K2'] };
  const preview = (await post('/walls/rivals/preview', asked)).body;
  const lost = preview.changes.map((change: { person: { name: string }; loses: { sourceKey: string }[] }) => [
    change.person.name,
    ...change.loses.map(({ sourceKey }) => sourceKey),
  ]);
  expect(lost).toEqual([
    ['Manager one', 'K1'],
    ['Manager two', 'K2'],
    ['The controller', 'K1', 'K2'],
  ]);
  expect(preview.others).toBe(1);
  const declared = await post('/walls/rivals', asked);
  expect(declared.body.classes).toMatchObject([
    {
      name: 'Motor A and Motor B',
      members: [{ customer: { sourceKey: 'K1' } }, { customer: { sourceKey: 'K2' } }],
    },
  ]);
  expect(await seen('The controller')).toEqual(['K3', 'K4']);
  expect(await seen('Manager one')).toEqual([]);
  expect((await post('/walls/rivals', asked)).body.code).toBe('class-exists');
  const again = await post('/walls/rivals', { ...asked, class: declared.body.classes[0].id });
  expect(again.body.code).toBe('is-member');
  expect((await post('/walls/rivals', { customers: ['K1'] })).status).toBe(400);
  expect((await post('/walls/rivals', { customers: ['K1', 'K9'] })).status).toBe(404);
});

test('who is let in sees one side, and is kept off the other until a crossing has cooled off', async () => {
  const { body } = await post('/walls/rivals', { customers: ['K1', 'K2'] });
  await letIn('The controller', 'K1');
  expect(await seen('The controller')).toEqual(['K1', 'K3', 'K4']);
  const second = await letIn('The controller', 'K2');
  expect(await seen('The controller')).toEqual(['K1', 'K3', 'K4']);
  const states = second.body.participants.map((one: { state: string; sentence: string }) => [
    one.state,
    one.sentence,
  ]);
  expect(states).toEqual([
    ['grant', 'Let in as owner'],
    ['other side', 'Stands on the side of Motor A in “Motor A and Motor B”'],
  ]);
  const crossing = {
    person: per('The controller'),
    class: body.classes[0].id,
    to: 'K2',
    reason: 'Moves over',
    coolingOffDays: 30,
  };
  // The local owner is nobody whom the log could name as an approver.
  expect((await post('/walls/crossings', crossing)).body.code).toBe('not-a-person');
  const first = second.body.participants[0];
  expect((await house.ask(`/walls/participants/${first.id}`, 'DELETE')).status).toBe(200);
  // What was known stays known.
  expect(await seen('The controller')).toEqual(['K3', 'K4']);
  expect((await house.ask(`/walls/participants/${first.id}`, 'DELETE')).status).toBe(404);
});

test('rules have to be signed and training to be current', async () => {
  await post('/walls/customers', { customer: 'K3', reason: 'Contract' });
  await letIn('The controller', 'K3');
  expect(await seen('The controller')).toBe('all');
  const stated = await post('/walls/handling', {
    customer: 'K3',
    rules: 'Lock the drawings away.',
    training: ['Drawings'],
  });
  expect(stated.body.participants[0].state).toBe('not attested');
  expect(await seen('The controller')).toEqual(['K1', 'K2', 'K4']);
  const scope: Scope = { ...OWNER, personId: ids.get('The controller') as number };
  await house.stores.database.within({ ...scope, personId: 0 }, store =>
    sql`INSERT INTO attestation (person_id, customer_id, version) SELECT ${scope.personId}, customer_id, version FROM handling_rules`.execute(
      store,
    ),
  );
  expect((await house.get('/walls')).participants[0].sentence).toBe(
    'Training “Drawings” is missing or has lapsed',
  );
  await post('/walls/trainings', {
    person: per('The controller'),
    training: 'Drawings',
    until: '2999-01-01',
  });
  expect(await seen('The controller')).toBe('all');
});

test('who can see a customer is told with the rule, and who cannot with the reason', async () => {
  await post('/walls/rivals', { customers: ['K1', 'K2'] });
  await letIn('Manager one', 'K1');
  await letIn('The controller', 'K1', { from: '2998-01-01' });
  const who = await house.get('/walls/customers/K1/who');
  expect(who.walled).toBe(true);
  expect(who.people).toMatchObject([
    { person: { name: 'Manager one' }, rule: 'grant', roles: ['account manager'] },
  ]);
  expect(who.closed).toMatchObject([{ person: { name: 'The controller' }, rule: 'not begun' }]);
  expect((await house.get('/walls/customers/K3/who')).people).toMatchObject([
    { person: { name: 'The controller' }, rule: 'unwalled' },
  ]);
});

test('a clock that is set back opens nothing again', async () => {
  await post('/walls/rivals', { customers: ['K1', 'K2'] });
  await letIn('The controller', 'K1', { until: '2998-12-31' });
  expect(await seen('The controller')).toContain('K1');
  await inStore(store => sql`UPDATE wall_state SET latest = '2999-01-01'`.execute(store));
  expect(await seen('The controller')).not.toContain('K1');
  await inStore(store => sql`UPDATE wall_state SET latest = '-infinity'`.execute(store));
});

test('a code name is one customer’s only, and a class may be left', async () => {
  const { body } = await post('/walls/rivals', { customers: ['K1', 'K2'] });
  expect((await post('/walls/code-names', { customer: 'K1', name: 'Falcon' })).body.codeNames).toMatchObject([
    { name: 'Falcon', customer: { sourceKey: 'K1' } },
  ]);
  expect((await post('/walls/code-names', { customer: 'K2', name: 'Falcon' })).body.code).toBe('name-taken');
  const [{ id }] = body.classes;
  const left = await post(`/walls/classes/${id}/leave`, { customer: 'K2', until: body.today });
  expect(left.body.classes[0].members[1].until).toBe(body.today);
  expect((await post(`/walls/classes/${id}/leave`, { customer: 'K4', until: body.today })).status).toBe(404);
});

test('stewards find people and customers by name, and nothing else of them', async () => {
  expect(await house.get('/walls/people')).toMatchObject([
    { id: per('Manager one'), name: 'Manager one', roles: ['account manager'] },
    { name: 'Manager two' },
    { name: 'The controller' },
    { name: 'The steward' },
  ]);
  const found = await house.get('/walls/customers?search=motor');
  expect(found.map(({ name }: { name: string }) => name)).toEqual(['Motor A', 'Motor B']);
  expect(Object.keys(found[0])).toEqual(['id', 'sourceKey', 'name']);
  const [, second] = found;
  expect(await house.get(`/walls/customers?key=${second.id}&key=K9&key=K1`)).toEqual([second, found[0]]);
});

test('whoever is let in without a role that reads the customer is told to be kept out by that', async () => {
  await post('/walls/rivals', { customers: ['K1', 'K2'] });
  const { participants } = (await letIn('The steward', 'K2')).body;
  expect(participants).toMatchObject([{ state: 'no role' }]);
  const who = await house.get('/walls/customers/K2/who');
  expect(who).toMatchObject({ people: [], closed: [{ rule: 'no role', person: { name: 'The steward' } }] });
});

test('a grant that was withdrawn is told so, though a later one lets the same person in', async () => {
  await post('/walls/customers', { customer: 'K3', reason: 'Contract' });
  const { body } = await letIn('The controller', 'K3');
  await house.ask(`/walls/participants/${body.participants[0].id}`, 'DELETE');
  const after = (await letIn('The controller', 'K3', { role: 'reader' })).body.participants;
  expect(after.map((one: { state: string }) => one.state)).toEqual(['withdrawn', 'grant']);
});

test('a participant is told of training that ends soon, of rules to sign, and of a wall opened in need', async () => {
  await post('/walls/customers', { customer: 'K3', reason: 'Contract' });
  const { body } = await letIn('The controller', 'K3');
  await post('/walls/handling', { customer: 'K3', rules: 'Lock it away.', training: ['Drawings'] });
  const soon = new Date(Date.parse(body.today) + 14 * 86_400_000).toISOString().slice(0, 10);
  await post('/walls/trainings', { person: per('The controller'), training: 'Drawings', until: soon });
  const stores = { database: house.stores.database, walls };
  const as = (name: string): Scope => ({ ...OWNER, personId: ids.get(name) as number, person: name });
  expect((await myWalls(stores, as('The controller'))).walls).toMatchObject([
    {
      customer: { name: 'Other' },
      toSign: { version: 1, rules: 'Lock it away.' },
      trainingEnding: [{ training: 'Drawings', until: soon }],
    },
  ]);
  await signed(stores, as('The controller'), { customer: 'K3', version: 1 });
  const need = { person: per('Manager two'), customer: 'K3', reason: 'Line down', hours: 2 };
  await glassBroken(stores, as('The steward'), need);
  expect((await myWalls(stores, as('The controller'))).breakGlass).toMatchObject([
    { person: { name: 'Manager two' }, mine: false, reason: 'Line down' },
  ]);
  expect((await myWalls(stores, as('Manager two'))).breakGlass).toMatchObject([{ mine: true }]);
  expect(await myWalls(stores, as('Manager one'))).toEqual({ walls: [], breakGlass: [] });
});
