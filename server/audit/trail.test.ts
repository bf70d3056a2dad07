import { localOwner, type RoleName } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry } from '../../contract/audit.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { peopleAsking } from '../../test/wall-people.ts';

const OWNER = localOwner('test');
const PEOPLE: Record<string, readonly RoleName[]> = {
  Inside: ['controller', 'auditor'],
  Outside: ['controller', 'auditor'],
  Auditor: ['auditor'],
  Steward: ['compliance steward'],
};
let house: TestHouse;
let as: Awaited<ReturnType<typeof peopleAsking>>;
let customer: string;
let grant: string;

beforeAll(async () => {
  house = await testHouse();
  const lines = ['K1', 'K2', 'K3', 'K4'].map(key => `A-${key},${key},P1,2025-03-03,5,50\n`).join('');
  await house.send('lines.csv', `order,customer,product,day,quantity,amount\n${lines}`, { currency: 'EUR' });
  as = await peopleAsking(house, PEOPLE, 'api');
  customer = (await house.get('/customers/K1')).customer.id;
  await house.ask('/walls/rivals', 'POST', { customers: ['K1', 'K2'], name: 'Rivals' });
  const until = '2999-12-31';
  const letIn = { person: 'per_Inside', customer: 'K1', role: 'reader', purpose: 'Works for it', until };
  grant = (await house.ask('/walls/participants', 'POST', letIn)).body.participants[0].id;
});
afterAll(() => house.close());

const log = async (query = ''): Promise<AuditEntry[]> =>
  (await house.get(`/audit?limit=1000${query}`)).entries;
const newest = async () => (await log())[0] as AuditEntry;

test('a read behind a wall is written down with its grant and surface before it is answered', async () => {
  const before = (await newest()).sequence;
  expect((await as('Inside', '/customers/K1?period=2025')).status).toBe(200);
  expect(await newest()).toEqual({
    ...{ sequence: before + 1, at: expect.any(String), by: 'Inside', person: 'per_Inside', surface: 'api' },
    ...{ kind: 'read', what: 'customer', address: '/customers/K1?period=2025' },
    customers: [{ id: customer, sourceKey: 'K1', name: 'K1', inSight: true }],
    through: [{ customer, rule: 'grant', grant }],
  });
  await as('Inside', `/explain?figure=customer%2F${customer}%2Frevenue&period=all`);
  await as('Inside', '/portfolio/customers?search=Secret');
  const [list, figure] = await log();
  expect(list).toMatchObject({ what: 'ranking', address: '/portfolio/customers?search=%E2%80%A6' });
  const keysOf = (entry: AuditEntry | undefined) => entry?.customers?.map(({ sourceKey }) => sourceKey);
  expect([list, figure].map(keysOf)).toEqual([['K1'], ['K1']]);
});

test('what has no wall is not written down, nor what somebody reads who is let in nowhere', async () => {
  const before = await newest();
  for (const path of ['/customers/K3', '/book', '/views', '/walls/mine']) await as('Inside', path);
  for (const path of ['/customers/K3', '/portfolio', '/customers?search=K']) await as('Outside', path);
  await house.get('/customers/K1');
  expect(await newest()).toEqual(before);
});

test('the first read of a customer is counted once, and only then walls move', async () => {
  const revision = async () =>
    await house.stores.database.within(OWNER, async store => {
      const { rows } = await sql<{ revision: number; reads: number }>`
        SELECT revision, (SELECT count(*) FROM confidential_read) AS reads FROM wall_state`.execute(store);
      return rows[0];
    });
  const before = await revision();
  expect(before?.reads).toBe(1);
  await as('Inside', '/customers/K1');
  expect(await revision()).toEqual(before);
});

test('a refusal is written down and told to nobody behind the wall', async () => {
  for (const key of [customer, 'K1', 'K9'])
    expect((await as('Outside', `/customers/${key}`)).status).toBe(404);
  expect((await as('Outside', '/people', 'POST', { name: 'New', roles: ['planner'] })).status).toBe(403);
  const [people, nobody, byKey, byId] = await log('&kind=refusal');
  expect(people).toMatchObject({ what: 'invite', address: '/people', customers: [], by: 'Outside' });
  expect(nobody).toMatchObject({ what: 'customer', address: '/customers/K9', customers: null, through: [] });
  for (const known of [byKey, byId]) expect(known).toMatchObject({ customers: [{ sourceKey: 'K1' }] });
  const seen = (await as('Auditor', '/audit?kind=refusal')).body.entries;
  expect(seen.map((entry: { sequence: number }) => entry.sequence)).toEqual([people?.sequence]);
});

test('the log obeys the walls, entry by entry', async () => {
  await house.ask(`/customers/${customer}/decisions`, 'POST', decision('Raise prices'));
  const { sequence } = await newest();
  const about = { kind: 'write', what: 'decision', customers: [{ sourceKey: 'K1' }] };
  expect((await as('Inside', `/audit/${sequence}`)).body).toMatchObject(about);
  expect((await as('Inside', '/audit?customer=K1&kind=write')).body.entries[0]).toMatchObject(about);
  for (const name of ['Outside', 'Auditor']) {
    const [notYours, notThere] = [await as(name, `/audit/${sequence}`), await as(name, '/audit/999999')];
    expect(notYours.status).toBe(404);
    expect(notYours.body.sentence).toBe(notThere.body.sentence.replace('999999', sequence));
    expect((await as(name, '/audit?customer=K1')).status).toBe(404);
    const { entries } = (await as(name, '/audit?limit=1000')).body;
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`"K[12]"|${customer}|lines.csv`));
    expect(entries.length).toBeGreaterThan(0);
    const whole = await house.get('/audit/verify');
    expect((await as(name, '/audit/verify')).body).toEqual({
      ...{ holds: true, entries: whole.entries, broken: null, hash: null },
    });
  }
});

test('entries are found by person, kind and day, page by page', async () => {
  expect(new Set((await log('&person=Inside')).map(({ by }) => by))).toEqual(new Set(['Inside']));
  expect((await house.ask('/audit?person=Nobody')).status).toBe(404);
  expect(await log('&until=2000-01-01')).toEqual([]);
  const all = (await log('&from=2000-01-01')).map(({ sequence }) => sequence);
  expect(all).toEqual([...all].sort((a, b) => b - a));
  const paged: number[] = [];
  let below = '';
  for (;;) {
    const { entries, next } = await house.get(`/audit?limit=5${below}`);
    paged.push(...entries.map(({ sequence }: { sequence: number }) => sequence));
    if (next === null) break;
    below = `&below=${next}`;
  }
  expect(paged).toEqual(all);
});

function decision(action: string) {
  return { enough: false, action, owner: 'Sales', reviewOn: '2999-01-01' };
}
const scenario = (share: number) => ({ changes: [{ kind: 'price', share }], reaction: { low: 0, high: 0 } });

/** Every write that takes the place of another: the first one, the second one, and what the log says was before. */
const WRITES: Record<string, () => Promise<object>> = {
  decision: async () => {
    await house.ask('/customers/K3/decisions', 'POST', decision('First'));
    await house.ask('/customers/K3/decisions', 'POST', decision('Second'));
    return { action: 'First', owner: 'Sales' };
  },
  'value input: visibility': async () => {
    const state = (score: number) =>
      house.ask('/customers/K3/value-inputs', 'POST', {
        kind: 'visibility',
        fields: { score, reason: 'Known', owner: 'Sales', expires: '2999-01-01' },
      });
    await state(1);
    await state(2);
    return { score: 1, reason: 'Known' };
  },
  'view saved': async () => {
    const { body } = await house.ask('/views', 'POST', { name: 'Mine', address: '/customers/K3' });
    await house.ask('/views', 'POST', { id: body.id, revision: body.revision, name: 'Mine', address: '/' });
    return { address: '/customers/K3' };
  },
  'view removed': async () => {
    const { body } = await house.ask('/views', 'POST', { name: 'Gone', address: '/', note: 'why' });
    await house.ask(`/views/${body.id}`, 'DELETE');
    return { name: 'Gone', address: '/', note: 'why' };
  },
  'scenario saved': async () => {
    const first = { name: 'Dearer', scenario: scenario(0.1), customers: ['K3'] };
    const { body } = await house.ask('/scenarios', 'POST', first);
    const { id, revision } = body;
    await house.ask('/scenarios', 'POST', { id, revision, name: 'Dearest', scenario: scenario(0.2) });
    return { name: 'Dearer', scenario: scenario(0.1), customers: [{ name: 'K3' }] };
  },
  'scenario removed': async () => {
    const { body } = await house.ask('/scenarios', 'POST', { name: 'Away', scenario: scenario(0.3) });
    await house.ask(`/scenarios/${body.id}`, 'DELETE');
    return { name: 'Away', scenario: scenario(0.3) };
  },
  'person changed': async () => {
    await house.ask('/people/per_Auditor', 'POST', { name: 'Auditor', roles: ['auditor', 'planner'] });
    return { roles: ['auditor'] };
  },
  'wall: code name': async () => {
    await house.ask('/walls/code-names', 'POST', { customer: 'K1', name: 'Blue' });
    await house.ask('/walls/code-names', 'POST', { customer: 'K1', name: 'Green' });
    return { customer, name: 'Blue' };
  },
  'wall: handling rules': async () => {
    await house.ask('/walls/handling', 'POST', { customer: 'K3', rules: 'Lock it', training: ['Secrets'] });
    await house.ask('/walls/handling', 'POST', { customer: 'K3', rules: 'Burn it', training: [] });
    return { rules: 'Lock it', training: ['Secrets'] };
  },
  'wall: customer walled': async () => {
    await house.ask('/walls/customers', 'POST', { customer: 'K4', reason: 'A contract' });
    const { today } = await house.get('/walls');
    await house.ask('/walls/customers', 'POST', { customer: 'K4', reason: 'Over', until: today });
    return { walls: [{ reason: 'A contract', until: null }] };
  },
  'wall: left class': async () => {
    const { classes, today } = await house.get('/walls');
    await house.ask(`/walls/classes/${classes[0].id}/leave`, 'POST', { customer: 'K2', until: today });
    return { class: classes[0].id, until: null };
  },
  'wall: withdrawn': async () => {
    await house.ask(`/walls/participants/${grant}`, 'DELETE');
    return { id: grant, person: 'per_Inside', purpose: 'Works for it', withdrawn: null };
  },
};

test.each(Object.entries(WRITES))('what stood before is in the log: %s', async (what, write) => {
  const before = await write();
  const { sequence } = await newest();
  const entry = await house.get(`/audit/${sequence}`);
  expect(entry).toMatchObject({ what, kind: 'write', before });
  expect(entry.after).not.toEqual(entry.before);
});

test('a change is written down for who made it, whoever it was done as', async () => {
  const training = { person: 'per_Inside', training: 'Secrets', until: '2999-12-31' };
  expect((await as('Steward', '/walls/trainings', 'POST', training)).status).toBe(200);
  expect(await newest()).toMatchObject({ by: 'Steward', person: 'per_Steward', surface: 'api' });
});
