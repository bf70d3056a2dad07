import { localOwner } from '@clientele/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localIdentity } from '../../server/people/identity.ts';
import { readAheadDone, readAheadFrom } from '../../server/profit/reading-ahead.ts';
import { prove } from '../../server/walls/prove/prover.ts';
import type { Proof } from '../../server/walls/prove/sweep.ts';
import { type TestHouse, testHouse } from '../house.ts';
import { type CanaryBook, canaryBook, PEOPLE, raiseWalls } from './canary-book.ts';
import { LEAK_MATRIX, WITHOUT_SURFACE } from './leak-matrix.ts';

let house: TestHouse;
let book: CanaryBook;
let proof: Proof;
beforeAll(async () => {
  house = await testHouse();
  // Figures come from what is kept of all customers, as they do in a large book.
  readAheadFrom(house.stores.ledger, 0);
  book = await canaryBook(house);
  await raiseWalls(house, book);
});
afterAll(() => house.close());

/** Whatever an answer has read ahead is there before the next is asked: queries in the background would stand among its own. */
const ahead = (): TestHouse => ({
  ...house,
  as: identity => ({
    fetch: async (...asked) => {
      const answer = await house.as(identity).fetch(...asked);
      await readAheadDone(house.stores.ledger);
      return answer;
    },
  }),
});

test('canary sweep', async () => {
  proof = await prove(ahead(), { canaries: book.canaries, hiddenMost: 1 });
  const { tried, leaks } = proof;
  expect(leaks).toEqual([]);
  // Owners are tried once more, viewing as somebody else.
  const owners = Object.values(PEOPLE).filter(({ roles }) => roles.includes('owner'));
  expect(tried.people).toBe(Object.keys(PEOPLE).length + owners.length);
  expect(tried.requests).toBeGreaterThan(5000);
});

test.each(LEAK_MATRIX)(
  'row $row of the leak matrix, $surface: tried, and nothing came through',
  ({ endpoints }) => {
    for (const name of endpoints) {
      expect(proof.tried.asked[name], name).toBeGreaterThan(0);
      expect(proof.leaks.filter(({ surface }) => surface === name)).toEqual([]);
    }
  },
);

test('every row of the matrix is tried, or has no surface here', () => {
  const rows = [...LEAK_MATRIX.map(({ row }) => row), ...WITHOUT_SURFACE].sort((a, b) => a - b);
  expect(rows).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
});

test('the sweep finds what one open door lets through', async () => {
  const open = { ...house, as: () => house.as(localIdentity('test')) };
  const { leaks } = await prove(open, {
    canaries: book.canaries,
    hiddenMost: 1,
    isEnough: some => some.length > 0,
  });
  expect(leaks.length).toBeGreaterThan(0);
});

test('a view may have the name of one that its saver does not see', async () => {
  const about = { name: 'Quarterly talk', address: `/customers/${book.ids.ONE}` };
  expect((await house.ask('/views', 'POST', about)).status).toBe(200);
  const outside = house.as({
    ...localIdentity('test'),
    personId: await personId('Controller in the middle'),
  });
  const saved = await outside.fetch(
    new Request('http://localhost/api/views', {
      method: 'POST',
      body: JSON.stringify({ name: about.name, address: '/' }),
    }),
  );
  expect(saved.status).toBe(200);
});

async function personId(name: string): Promise<number> {
  const scope = localOwner('test');
  return await house.stores.database.within(scope, async store => {
    const row = await store
      .selectFrom('person')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return row.id;
  });
}
