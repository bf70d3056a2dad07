import { localOwner, type Scope } from '@clientele/engine';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import type { Store } from '../database/open.ts';

// The store by itself, as the application's role reads it, whatever the code above it asks.

const OWNER = localOwner('test');
/** Tables with customers' records, and how many rows of customer K1 each has. */
const GUARDED = [
  ...([
    'customer',
    'customer_record',
    'decision',
    'value_input',
    'scenario',
    'scenario_customer',
    'named_view',
  ] as const),
  ...(['batch', 'batch_problem', 'batch_mend', 'batch_dependency', 'watched_file', 'change'] as const),
];
let house: TestHouse;
let person: Record<'inside' | 'outside' | 'gone', number>;

beforeAll(async () => {
  house = await testHouse();
  const line = (customer: string, day = '2025-03-03') => `A-${customer},${customer},P1,${day},5,50\n`;
  const heading = 'order,customer,product,day,quantity,amount\n';
  await house.send('k1.csv', `${heading}${line('K1')}${line('K1', 'never')}`, { currency: 'EUR' });
  await house.send('k2.csv', `${heading}${line('K2')}`);
  await house.ask('/customers/K1/decisions', 'POST', {
    ...{ enough: false, action: 'Talk', owner: 'Sales', reviewOn: '2026-01-01' },
  });
  // K2's is a referral by K1: who may not see the one sees nothing of it.
  await house.ask('/customers/K1/value-inputs', 'POST', {
    ...{ kind: 'spend', fields: { phase: 'build', day: '2025-01-01', amount: 5 } },
  });
  await house.ask('/customers/K2/value-inputs', 'POST', {
    ...{ kind: 'referral', fields: { referrer: 'K1', share: 1, from: '2025-01-01', reason: 'Said so' } },
  });
  const scenario = { changes: [{ kind: 'price', share: 0.1 }], reaction: { low: 0, high: 0 } };
  await house.ask('/scenarios', 'POST', { name: 'About K1', scenario, customers: ['K1'] });
  await house.ask('/views', 'POST', { name: 'K1', address: '/customers/K1' });
  await house.ask('/views', 'POST', { name: 'All', address: '/' });
  person = await house.stores.database.within(OWNER, async store => {
    const { rows } = await sql<{ id: number }>`
      INSERT INTO person (public_id, name, made_by, left_at)
      VALUES ('per_1', 'Inside', 'test', NULL), ('per_2', 'Outside', 'test', NULL), ('per_3', 'Gone', 'test', now())
      RETURNING id`.execute(store);
    const [inside = 0, outside = 0, gone = 0] = rows.map(({ id }) => id);
    await sql`INSERT INTO customer_wall (customer_id, reason, first_day, made_by)
      SELECT id, 'contract', '2020-01-01', 'test' FROM customer WHERE source_key = 'K1'`.execute(store);
    await sql`INSERT INTO wall_grant (public_id, person_id, customer_id, role, purpose, first_day, last_day, begins, made_by)
      SELECT 'gra_1', ${inside}, id, 'reader', 'work', '2020-01-01', '2999-01-01', '2020-01-01', 'test'
      FROM customer WHERE source_key = 'K1'`.execute(store);
    await oneRowMore(store);
    return { inside, outside, gone };
  });
});
/** Rows of K1's file where the imports above left none. */
async function oneRowMore(store: Store): Promise<void> {
  const batch = sql`(SELECT id FROM batch WHERE file_name = 'k1.csv')`;
  await sql`INSERT INTO batch_mend (batch_id, row_number, cells, row_text, made_by)
    VALUES (${batch}, 3, '[]', 'A-K1,K1,P1', 'test')`.execute(store);
  await sql`INSERT INTO batch_dependency (batch_id, on_batch_id, why)
    SELECT id, ${batch}, 'a rate' FROM batch WHERE file_name = 'k2.csv'`.execute(store);
  await sql`INSERT INTO watched_folder (public_id, path, created_by) VALUES ('fol_1', '/in', 'test')`.execute(
    store,
  );
  await sql`INSERT INTO watched_file (folder_id, name, bytes, modified_at, batch_id)
    SELECT id, 'k1.csv', 1, now(), ${batch} FROM watched_folder`.execute(store);
}
afterAll(() => house.close());

async function counts(personId: number | undefined): Promise<Record<string, number>> {
  const scope: Scope = { ...OWNER, personId: personId as number };
  return await house.stores.database.within(scope, async store => {
    if (personId === undefined) await sql`SELECT set_config('app.person', '', true)`.execute(store);
    const found: Record<string, number> = {};
    for (const table of GUARDED) {
      const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(store);
      found[table] = rows[0]?.n ?? -1;
    }
    return found;
  });
}

test('the installation itself and who is let in see every row', async () => {
  const all = {
    customer: 2,
    customer_record: 2,
    decision: 1,
    value_input: 2,
    scenario: 1,
    scenario_customer: 1,
    named_view: 2,
  };
  const ofFiles = { batch: 2, batch_problem: 1, batch_mend: 1, batch_dependency: 1, watched_file: 1 };
  expect(await counts(0)).toEqual({ ...all, ...ofFiles, change: expect.any(Number) });
  expect(await counts(person.inside)).toEqual(await counts(0));
});

test('who is not let in sees no row of the walled customer, nor of a file that names it', async () => {
  expect(await counts(person.outside)).toEqual({
    ...{
      customer: 1,
      customer_record: 1,
      decision: 0,
      value_input: 0,
      scenario: 0,
      scenario_customer: 0,
      named_view: 1,
    },
    ...{ batch: 1, batch_problem: 0, batch_mend: 0, batch_dependency: 0, watched_file: 0 },
    // What is about nobody in particular.
    change: expect.any(Number),
  });
});

test.each([
  ['without a person', (): number | undefined => undefined],
  ['with one that has left', (): number => person.gone],
  ['with one that there never was', (): number => 99_999],
] as const)('a connection %s sees nothing at all', async (_which, of) => {
  const seen = await counts(of());
  expect(Object.values(seen)).toEqual(GUARDED.map(() => 0));
});

test('who is not let in changes and removes no such row either', async () => {
  const scope: Scope = { ...OWNER, personId: person.outside };
  const changed = await house.stores.database.within(scope, async store => [
    (await store.deleteFrom('decision').executeTakeFirst()).numDeletedRows,
    (
      await store
        .updateTable('customer')
        .set({ name: 'Mine' })
        .where('source_key', '=', 'K1')
        .executeTakeFirst()
    ).numUpdatedRows,
  ]);
  expect(changed).toEqual([0n, 0n]);
});

// What shows that each policy is needed, and that the case above would find its absence.
test.each(GUARDED)('with the policy of %s switched off, who is not let in sees more of it', async table => {
  const guarded = await counts(person.outside);
  const asTableOwner = async (what: string) => {
    const client = new pg.Client(house.stores.postgres.owner);
    await client.connect();
    await client.query(`ALTER TABLE ${client.escapeIdentifier(table)} ${what}`).finally(() => client.end());
  };
  await asTableOwner('DISABLE ROW LEVEL SECURITY');
  try {
    const open = await counts(person.outside);
    expect(open[table]).toBeGreaterThan(guarded[table] as number);
    expect({ ...open, [table]: 0 }).toEqual({ ...guarded, [table]: 0 });
  } finally {
    await asTableOwner('ENABLE ROW LEVEL SECURITY');
  }
  expect(await counts(person.outside)).toEqual(guarded);
});

test('every table is guarded, or known to hold no customer’s records', async () => {
  const { rows } = await house.stores.database.within(OWNER, store =>
    sql<{ name: string; forced: boolean }>`
      SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS forced FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname COLLATE "C"`.execute(
      store,
    ),
  );
  expect(rows.filter(({ forced }) => forced).map(({ name }) => name)).toEqual(
    [...GUARDED, 'batch_walled'].sort(),
  );
});

test('which files name walled customers is for the installation alone, which policies go by', async () => {
  const seen = async (personId: number) => {
    const scope: Scope = { ...OWNER, personId };
    const { rows } = await house.stores.database.within(scope, store =>
      sql<{ n: number }>`SELECT count(*) AS n FROM batch_walled`.execute(store),
    );
    return rows[0]?.n;
  };
  expect(await Promise.all([0, person.inside, person.outside, person.gone].map(seen))).toEqual([1, 0, 0, 0]);
});
