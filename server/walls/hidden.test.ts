import { accessTo, hiddenFrom, localOwner, wallsIndex } from '@clientele/engine';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { after, CUSTOMERS, momentOf, PEOPLE, START, steps } from '../../test/random-walls.ts';
import { keptFacts } from '../../test/wall-rows.ts';
import { wallFacts } from './wall-facts-store.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

test('the store hides from each person what the engine hides, over random histories', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(steps(60), async random => {
      let history = START;
      for (const [count, step] of random.entries()) {
        const walls = wallsIndex(history.facts);
        history = after(history, step, (...asked) => accessTo(walls, ...asked).open);
        if (count % 12 !== 11) continue;
        const { facts } = history;
        const { day, instant } = momentOf(history);
        const [stored, read] = await house.stores.database.within(localOwner('test'), async store => {
          await keptFacts(store, facts, { people: PEOPLE, customers: CUSTOMERS });
          const hidden: number[][] = [];
          const places: number[][] = [];
          // Every other time from what was kept for everybody.
          if (count % 24 === 23) await sql`SELECT keep_walled_places(${day})`.execute(store);
          for (const person of PEOPLE) {
            const { rows } = await sql<{ id: number }>`
              SELECT h AS id FROM hidden_from(${person}, ${day}, to_timestamp(${instant}::bigint / 1000.0)) h ORDER BY h`.execute(
              store,
            );
            hidden.push(rows.map(({ id }) => id));
            const { rows: placed } = await sql<{ ids: number[] }>`
              SELECT coalesce(array_agg(i ORDER BY i) FILTER (WHERE get_byte(p, i::integer) = ascii('1')), '{}') AS ids
              FROM hidden_places_from(${person}, ${day}, to_timestamp(${instant}::bigint / 1000.0)) p, generate_series(0::bigint, length(p) - 1) i`.execute(
              store,
            );
            places.push((placed[0]?.ids ?? []).map(Number));
          }
          expect(places).toEqual(hidden);
          return [hidden, await wallFacts(localOwner('test'), store)] as const;
        });
        const index = wallsIndex(facts);
        const expected = PEOPLE.map(person => [...hiddenFrom(index, person, { day, instant })]);
        expect(stored).toEqual(expected);
        const again = wallsIndex(read);
        expect(PEOPLE.map(person => [...hiddenFrom(again, person, { day, instant })])).toEqual(expected);
        compared += PEOPLE.length;
      }
    }),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(1000);
});
