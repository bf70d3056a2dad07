import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportQuery, type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
const folder = mkdtempSync(join(tmpdir(), 'clientele-formats-'));
beforeAll(async () => {
  house = await testHouse();
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const EURO: ImportQuery = { currency: 'EUR', homeCountry: 'Germany' };

/** The bytes of a Parquet file that holds what a query selects. */
async function parquet(select: string): Promise<Uint8Array> {
  const path = join(folder, 'lines.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return readFileSync(path);
}

describe('Parquet', () => {
  test('is read with its dates, decimals, doubles and gaps', async () => {
    const bytes = await parquet(`
      SELECT 'A' || i AS "order", CASE WHEN i < 3 THEN 'C' || i END AS customer, 'P1' AS product, DATE '2025-01-31' AS day,
        CAST(2 AS DOUBLE) AS quantity, CAST(0.1 + i AS DOUBLE) AS amount, CAST(i AS DECIMAL(9, 3)) AS cost
      FROM range(1, 4) r(i)`);
    const batch = await house.send('lines.parquet', bytes, EURO);
    expect(batch).toMatchObject({
      state: 'kept',
      kind: 'order-lines',
      rowsRead: 3,
      rowsKept: 3,
      amount: '6.3',
    });
    const { customers } = await house.get('/portfolio/customers?sort=revenue&direction=ascending');
    expect(customers).toMatchObject([
      { sourceKey: 'C1', revenue: '1.1', productCost: '1' },
      { sourceKey: 'C2', revenue: '2.1', productCost: '2' },
    ]);
    expect((await house.get('/portfolio')).totals.revenueUnassigned).toBe('3.1');
    expect(await house.undo(batch.id)).toMatchObject({ status: 200 });
  });

  test('gives back rows that are wrong, as rows of a table', async () => {
    const bytes = await parquet(`
      SELECT 'A' || i AS "order", 'C,1' AS customer, 'P1' AS product, '2025-02-3' || i AS day, 1 AS quantity, 'NaN'::DOUBLE AS amount
      FROM range(1, 2) r(i)`);
    const batch = await house.send('wrong.parquet', bytes, EURO);
    expect(batch).toMatchObject({ state: 'refused', rowsRead: 1, rowsKept: 0, rowsRefused: 1 });
    expect(await house.problems(batch.id)).toMatchObject([
      { row: 2, field: 'amount', text: 'A1,"C,1",P1,2025-02-31,1,nan' },
      { row: 2, field: 'day' },
    ]);
  });

  test('with a column of lists is refused by its name', async () => {
    const bytes = await parquet("SELECT 'A1' AS \"order\", ['a', 'b'] AS notes");
    expect(await house.send('lists.parquet', bytes, EURO)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(/column notes holds lists/),
    });
  });
});

describe('JSON lines', () => {
  test('keep the good objects and give back the others with their own text', async () => {
    const good = {
      order: 'A1',
      customer: 'C1',
      product: 'P1',
      day: '2025-01-31',
      quantity: 1e-3,
      amount: 20,
    };
    const lines = [
      JSON.stringify(good),
      '{"order": "A2"',
      JSON.stringify({ ...good, amount: [1] }),
      '',
      JSON.stringify({ ...good, amount: '2,5' }),
      JSON.stringify({ ...good, quantity: 2, amount: null, unit_price: 3 }),
    ];
    const batch = await house.send('lines.jsonl', lines.join('\n'), EURO);
    expect(batch).toMatchObject({ state: 'kept', rowsRead: 5, rowsKept: 2, rowsRefused: 3, amount: '26' });
    expect(await house.problems(batch.id)).toMatchObject([
      { row: 2, field: 'row', what: 'is no JSON object', text: '{"order": "A2"' },
      { row: 3, field: 'row', what: 'holds a list or an object under amount' },
      { row: 5, field: 'amount', what: '"2,5" has a comma', text: 'A1,C1,P1,2025-01-31,0.001,"2,5",' },
    ]);
    expect(await house.undo(batch.id)).toMatchObject({ status: 200 });
  });
});

test('a file in Windows-1252 says so, since names may show it', async () => {
  const text = 'order,customer,product,day,quantity,amount\nA1,Zürich,P1,2025-01-31,1,5\n';
  const batch = await house.send('latin.csv', Buffer.from(text, 'latin1'), EURO);
  expect(batch).toMatchObject({ state: 'kept', sentence: expect.stringMatching(/Windows-1252/) });
  expect((await house.get('/portfolio/customers')).customers).toMatchObject([{ sourceKey: 'Zürich' }]);
  expect(await house.undo(batch.id)).toMatchObject({ status: 200 });
});
