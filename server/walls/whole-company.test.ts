import type { RoleName } from '@clientele/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { peopleAsking } from '../../test/wall-people.ts';

const PEOPLE: Record<string, readonly RoleName[]> = {
  Controller: ['controller'],
  Steward: ['compliance steward'],
};
let house: TestHouse;
let asked: Awaited<ReturnType<typeof peopleAsking>>;
beforeAll(async () => {
  house = await testHouse();
  const lines = ['K1', 'K2', 'K3'].map(key => `A-${key},${key},P1,2025-03-03,5,50\n`).join('');
  await house.send('lines.csv', `order,customer,product,day,quantity,amount\n${lines}`, { currency: 'EUR' });
  asked = await peopleAsking(house, PEOPLE);
});
afterAll(() => house.close());

test('who does not see the whole company is told so, and nothing is held against the ledger', async () => {
  expect((await asked('Controller', '/portfolio')).body).toMatchObject({
    whole: true,
    totals: { customers: 3 },
  });
  expect((await asked('Controller', '/book')).body.sees).toBe('company');
  await house.ask('/walls/customers', 'POST', { customer: 'K3', reason: 'Contract' });
  expect(await house.get('/portfolio')).toMatchObject({ whole: true, totals: { customers: 3 } });
  expect((await asked('Controller', '/portfolio')).body).toMatchObject({
    ...{ whole: false, reconciled: false, totals: { customers: 2 } },
  });
  expect((await asked('Controller', '/book')).body.sees).toBe('some');
});

test('who sees nobody is not told of an empty book', async () => {
  expect((await asked('Steward', '/book')).body).toMatchObject({ sees: 'none', months: null });
});
