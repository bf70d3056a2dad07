import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { restoreBackup } from '../settings/restore.ts';
import { OWN_SCOPE, openStores } from '../stores.ts';

const LINES = `order,customer,product,day,quantity,amount,cost,country
A1,C1,P1,2025-01-10,2,20.5,,Germany
A2,"Çelik, ""Süd""",P2,2025-01-11,1,-10,3,
A2,,P1,2025-02-11,1,9007199254.74,,France
`;
const PRODUCTS = 'product,name,kind,unit_cost\nP1,"two\nlines",goods,1.0005\nP2,,special,\n';
const ENGINES = ['duckdb', 'postgres'] as const;

const folders: string[] = [];
const emptyFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-engine-'));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function filled(house: TestHouse): Promise<void> {
  for (const [file, text] of Object.entries({ 'lines.csv': LINES, 'products.csv': PRODUCTS }))
    expect(await house.send(file, text, { currency: 'EUR', homeCountry: 'Germany' })).toMatchObject({
      state: 'kept',
      rowsRefused: 0,
    });
}

async function answersOf(house: TestHouse) {
  const { customers } = await house.get('/portfolio/customers');
  const lines = customers.map(({ id }: { id: string }) => house.get(`/customers/${id}/lines`));
  return [await house.get('/portfolio'), customers, await house.get('/drivers'), await Promise.all(lines)];
}

test('a backup goes from DuckDB into PostgreSQL and back again, and every answer stays as it was', async () => {
  const places = [
    { CLIENTELE_LEDGER: 'duckdb', CLIENTELE_DATA: emptyFolder() },
    { CLIENTELE_LEDGER: 'postgres', CLIENTELE_DATA: emptyFolder() },
    { CLIENTELE_LEDGER: 'duckdb', CLIENTELE_DATA: emptyFolder() },
  ];
  const backup = join(emptyFolder(), 'backup.tar');
  let answers: unknown;
  for (const [index, place] of places.entries()) {
    const env = { ...process.env, ...place, DATABASE_URL: '' };
    if (index > 0) await restoreBackup(env, backup);
    const house = await testHouse(place.CLIENTELE_DATA, env);
    try {
      if (index === 0) {
        await filled(house);
        answers = await answersOf(house);
      }
      expect(await answersOf(house)).toEqual(answers);
      const whole = await house.app.fetch(new Request('http://127.0.0.1/api/backups', { method: 'POST' }));
      writeFileSync(backup, await whole.bytes());
      if (index === 0) continue;
      // The next keys are those after the highest that came along.
      const more = 'order,customer,product,day,quantity,amount\nA3,C1,P3,2025-02-10,3,30\n';
      expect(await house.send('more.csv', more)).toMatchObject({ state: 'kept' });
      expect((await house.get('/portfolio')).reconciled).toBe(true);
    } finally {
      await house.close();
    }
  }
}, 120_000);

test('a book keeps its engine: it is found without being named, and another one is refused', async () => {
  for (const name of ENGINES) {
    const env = { ...process.env, CLIENTELE_DATA: emptyFolder(), DATABASE_URL: '' };
    const first = await openStores({ ...env, CLIENTELE_LEDGER: name });
    await first.close();
    const again = await openStores({ ...env, CLIENTELE_LEDGER: '' });
    expect(again.ledger.place).toContain(
      name === 'duckdb' ? 'DuckDB, ' : 'PostgreSQL, schema ledger of clientele',
    );
    await again.close();
    const other = name === 'duckdb' ? 'postgres' : 'duckdb';
    await expect(openStores({ ...env, CLIENTELE_LEDGER: other })).rejects.toThrow(
      new RegExp(`lies in .* asks for .*restore that with CLIENTELE_LEDGER=${other} into an empty folder`),
    );
  }
});

test('an engine that there is not is refused in a sentence, and the book stays closed', async () => {
  const env = { ...process.env, CLIENTELE_DATA: emptyFolder(), DATABASE_URL: '' };
  await expect(openStores({ ...env, CLIENTELE_LEDGER: 'oracle' })).rejects.toThrow(
    'CLIENTELE_LEDGER is "oracle", which names no ledger: set it to duckdb or postgres, or leave it out.',
  );
  expect(existsSync(join(env.CLIENTELE_DATA, 'ledger', 'ledger.duckdb'))).toBe(false);
});

test('a write on PostgreSQL that fails or is broken off leaves nothing, and one that has committed waits for what follows', async () => {
  const env = {
    ...process.env,
    CLIENTELE_DATA: emptyFolder(),
    CLIENTELE_LEDGER: 'postgres',
    DATABASE_URL: '',
  };
  const { ledger, close } = await openStores(env);
  const months = () =>
    ledger.rows(OWN_SCOPE, { sql: 'SELECT month FROM stale_month ORDER BY month', scopedQuery: true });
  try {
    const failed = ledger.write(async writer => {
      await writer.append('stale_month', [[202501]]);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await months()).toEqual([]);
    const order: string[] = [];
    const after = ledger.write(
      writer => writer.append('stale_month', [[202502, 202503]]),
      async (_, committed) => {
        await committed;
        order.push('committed');
        await new Promise(resolve => setTimeout(resolve, 20));
        order.push('followed');
      },
    );
    const next = ledger.write(async () => void order.push('next'));
    await Promise.all([after, next]);
    expect(order).toEqual(['committed', 'followed', 'next']);
    expect(await months()).toEqual([{ month: 202502 }, { month: 202503 }]);
    const broken = new AbortController();
    const sleeping = ledger.write(
      async writer => {
        await writer.append('stale_month', [[202504]]);
        setTimeout(() => broken.abort(), 50);
        await writer.run('SELECT pg_sleep(60)');
      },
      async () => undefined,
      broken.signal,
    );
    await expect(sleeping).rejects.toThrow('canceling statement');
    expect(await months()).toEqual([{ month: 202502 }, { month: 202503 }]);
    const unsafe = { sql: 'SELECT CAST(9007199254740993 AS BIGINT) AS n', scopedQuery: true } as const;
    await expect(ledger.rows(OWN_SCOPE, unsafe)).rejects.toThrow('more than nine billion');
  } finally {
    await close();
  }
});

test('on PostgreSQL every table of customers is found by customer, and texts stand in bytewise order', async () => {
  const env = {
    ...process.env,
    CLIENTELE_DATA: emptyFolder(),
    CLIENTELE_LEDGER: 'postgres',
    DATABASE_URL: '',
  };
  const { ledger, close } = await openStores(env);
  const ask = (sql: string) => ledger.rows(OWN_SCOPE, { sql, scopedQuery: true });
  const columns = `FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'ledger'::regnamespace AND c.relkind = 'r'`;
  try {
    const tables = await ask(`SELECT c.relname AS name, EXISTS (
        SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indkey[0] = a.attnum) AS found
      ${columns} AND a.attname = 'customer_id' ORDER BY c.relname`);
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter(({ found }) => found !== true)).toEqual([]);
    const texts =
      await ask(`SELECT c.relname AS name, a.attname AS column, a.attcollation::regcollation::text AS collation
      ${columns} AND a.attcollation <> 0 ORDER BY c.relname, a.attname`);
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter(({ collation }) => collation !== '"C"')).toEqual([]);
  } finally {
    await close();
  }
});
