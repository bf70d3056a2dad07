import { localOwner, type RoleName, rightsOf } from '@clientele/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Book } from '../../contract/facts.ts';
import type { Portfolio } from '../../contract/profit-answers.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { addedPeople } from '../../test/wall-people.ts';

const PEOPLE: Record<string, readonly RoleName[]> = {
  Controller: ['controller'],
  Steward: ['compliance steward'],
};
let house: TestHouse;
let people: ReadonlyMap<string, number>;
beforeAll(async () => {
  house = await testHouse();
  const lines = ['K1', 'K2', 'K3'].map(key => `A-${key},${key},P1,2025-03-03,5,50\n`).join('');
  await house.send('lines.csv', `order,customer,product,day,quantity,amount\n${lines}`, { currency: 'EUR' });
  people = await addedPeople(house, PEOPLE);
});
afterAll(() => house.close());

async function asked(name: string, path: string): Promise<Book & Portfolio> {
  const personId = people.get(name) as number;
  const door = house.as({ ...localOwner('test'), personId, rights: rightsOf(PEOPLE[name] ?? []) });
  const answer = await door.fetch(new Request(`http://127.0.0.1/api${path}`));
  return (await answer.json()) as Book & Portfolio;
}

test('who does not see the whole company is told so, and nothing is held against the ledger', async () => {
  expect(await asked('Controller', '/portfolio')).toMatchObject({ whole: true, totals: { customers: 3 } });
  expect((await asked('Controller', '/book')).sees).toBe('company');
  await house.ask('/walls/customers', 'POST', { customer: 'K3', reason: 'Contract' });
  expect(await house.get('/portfolio')).toMatchObject({ whole: true, totals: { customers: 3 } });
  expect(await asked('Controller', '/portfolio')).toMatchObject({
    ...{ whole: false, reconciled: false, totals: { customers: 2 } },
  });
  expect((await asked('Controller', '/book')).sees).toBe('some');
});

test('who sees nobody is not told of an empty book', async () => {
  expect(await asked('Steward', '/book')).toMatchObject({ sees: 'none', months: null });
});
