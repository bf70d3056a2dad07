import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { columnsFrom } from './duckdb-columns.ts';

test('ids that come again are the same column, and others are not, however many they are', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const ids = await idsOf(connection, 'SELECT range AS customer_id FROM range(1, 20001)');
    expect(Array.from(ids.slice(0, 3))).toEqual([1, 2, 3]);
    expect(await idsOf(connection, 'SELECT range AS customer_id FROM range(1, 20001)')).toBe(ids);
    const lastDiffers = `SELECT CASE WHEN range = 20000 THEN 20007 ELSE range END AS customer_id FROM range(1, 20001)`;
    const others = await idsOf(connection, lastDiffers);
    expect(others.at(-1)).toBe(20_007);
    expect(ids.at(-1)).toBe(20_000);
    expect(await idsOf(connection, 'SELECT range AS customer_id FROM range(5, 20005)')).toEqual(
      Float64Array.from({ length: 20_000 }, (_, i) => i + 5),
    );
    expect(await idsOf(connection, 'SELECT range AS customer_id FROM range(1, 15001)')).toHaveLength(15_000);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
});

async function idsOf(connection: DuckDBConnection, sql: string): Promise<Float64Array> {
  return columnsFrom(await connection.run(sql)).customer_id as Float64Array;
}
