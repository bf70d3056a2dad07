import { localOwner } from '@clientele/engine';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { recordChange } from '../facts/store.ts';

const OWNER = localOwner('test');
const LOG = ['change', 'change_link', 'change_anchor'];
const WRITES = 200;

let house: TestHouse;
let owner: pg.Client;
beforeAll(async () => {
  house = await testHouse();
  owner = new pg.Client(house.stores.postgres.owner);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const verified = () => house.get('/audit/verify');
const unguarded = (text: string) =>
  owner.query(
    `BEGIN; ${LOG.map(table => `ALTER TABLE ${table} DISABLE TRIGGER USER;`).join(' ')} ${text};
     ${LOG.map(table => `ALTER TABLE ${table} ENABLE TRIGGER USER;`).join(' ')} COMMIT`,
  );

test('writes of many connections at once make one chain without a gap; what is taken back leaves none', async () => {
  let written = 0;
  await Promise.all(
    Array.from({ length: WRITES }, async (_, i) => {
      const taken = house.stores.database.within(OWNER, async store => {
        for (let at = 0; at <= i % 3; at += 1)
          await recordChange(OWNER, store, {
            ...{ what: `change ${i}`, before: { at, text: 'ä"\\' }, after: i % 2 ? null : { i, share: 0.1 } },
            ...(i % 5 > 0 && { customers: [] }),
          });
        if (i % 7 === 0) throw new Error('taken back');
      });
      if (
        await taken.then(
          () => true,
          () => false,
        )
      )
        written += 1 + (i % 3);
    }),
  );
  expect(await verified()).toMatchObject({ holds: true, entries: written, broken: null });
  const { rows } = await owner.query(
    'SELECT sequence, previous_hash, hash FROM change_link ORDER BY sequence',
  );
  expect(rows.map(({ sequence }) => Number(sequence))).toEqual(
    Array.from({ length: written }, (_, i) => i + 1),
  );
  expect(new Set(rows.map(({ previous_hash }) => previous_hash)).size).toBe(written);
  expect((await verified()).hash).toBe(rows.at(-1).hash);
});

test.each([
  [
    'an altered value',
    `UPDATE change SET after = '{"i": 1}' WHERE id = (SELECT change_id FROM change_link WHERE sequence = 12)`,
    12,
    'altered',
  ],
  [
    'another writer',
    `UPDATE change SET made_by = 'nobody' WHERE id = (SELECT change_id FROM change_link WHERE sequence = 1)`,
    1,
    'altered',
  ],
  [
    'another moment',
    `UPDATE change SET made_at = made_at + interval '1 microsecond' WHERE id = (SELECT change_id FROM change_link WHERE sequence = 30)`,
    30,
    'altered',
  ],
  [
    'an entry that is given away',
    `UPDATE change SET customers = NULL WHERE customers = '{}' AND id = (SELECT min(id) FROM change WHERE customers = '{}')`,
    undefined,
    'altered',
  ],
  [
    'a removed entry',
    'DELETE FROM change WHERE id = (SELECT change_id FROM change_link WHERE sequence = 40)',
    40,
    'removed',
  ],
  [
    'one removed with its link',
    'WITH gone AS (DELETE FROM change_link WHERE sequence = 41 RETURNING change_id) DELETE FROM change USING gone WHERE id = change_id',
    41,
    'removed',
  ],
  [
    'a swapped pair',
    'UPDATE change_link SET change_id = -change_id WHERE sequence IN (50, 51); UPDATE change_link l SET change_id = -o.change_id FROM (TABLE change_link) o WHERE l.sequence IN (50, 51) AND o.sequence = 101 - l.sequence',
    50,
    'altered',
  ],
  [
    'an entry whose hash was made anew',
    `UPDATE change SET what = 'other' WHERE id = (SELECT change_id FROM change_link WHERE sequence = 60); UPDATE change_link l SET hash = change_hash(c, sequence, previous_hash) FROM change c WHERE c.id = change_id AND sequence = 60`,
    61,
    'altered',
  ],
  [
    'a cut end',
    'WITH gone AS (DELETE FROM change_link WHERE sequence > 100 RETURNING change_id) DELETE FROM change USING gone WHERE id = change_id',
    101,
    'cut off',
  ],
  ['nothing left at all', 'DELETE FROM change; DELETE FROM change_link', 1, 'cut off'],
  [
    'an entry put in beside the chain',
    `INSERT INTO change (made_by, what) VALUES ('nobody', 'nothing')`,
    undefined,
    'not chained',
  ],
])('%s is found, and where', async (_what, text, sequence, why) => {
  await owner.query(LOG.map(table => `CREATE TEMP TABLE kept_${table} AS TABLE ${table}`).join('; '));
  await unguarded(text);
  const found = await verified();
  expect(found).toMatchObject({ holds: false, broken: { why, ...(sequence && { sequence }) } });
  await unguarded(
    LOG.map(
      table =>
        `DELETE FROM ${table}; INSERT INTO ${table} ${table === 'change' ? 'OVERRIDING SYSTEM VALUE ' : ''}TABLE kept_${table}; DROP TABLE kept_${table}`,
    ).join('; '),
  );
  expect(await verified()).toMatchObject({ holds: true });
});

test.each([
  ...LOG.flatMap(table => [
    `UPDATE ${table} SET ${table === 'change' ? 'what' : 'hash'} = 'x'`,
    `DELETE FROM ${table}`,
  ]),
  ...LOG.map(table => `TRUNCATE ${table}`),
  "INSERT INTO change_link VALUES (9999, 9999, '', '')",
  "INSERT INTO change_anchor VALUES (false, 1, '')",
])('nobody may: %s', async text => {
  await expect(owner.query(text)).rejects.toMatchObject({ code: '42501' });
  const app = new pg.Client(house.stores.postgres.app);
  await app.connect();
  try {
    await app.query("SELECT set_config('app.person', '0', false)");
    await expect(app.query(text)).rejects.toMatchObject({ code: '42501' });
  } finally {
    await app.end();
  }
});

test('the application says neither when an entry was made nor which number it has', async () => {
  const app = new pg.Client(house.stores.postgres.app);
  await app.connect();
  await app.query("SELECT set_config('app.person', '0', false)");
  const late = `INSERT INTO change (made_by, what, made_at) VALUES ('test', 'late', '2000-01-01')`;
  await expect(app.query(late)).rejects.toMatchObject({ code: '42501' });
  await expect(app.query('SELECT chain_older_changes()')).rejects.toMatchObject({ code: '42501' });
  await app.end();
  expect(await verified()).toMatchObject({ holds: true });
});
