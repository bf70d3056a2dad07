import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeEach, expect, test } from 'vitest';
import { counting } from './duckdb-counting.ts';
import { LEFT_OUT } from './ledger.ts';

let connection: DuckDBConnection;
beforeEach(async () => {
  connection = await (await DuckDBInstance.create()).connect();
  await connection.run('CREATE TABLE batch_month AS SELECT unnest([1, 2, 3]) AS batch_id');
  await connection.run('CREATE TABLE kept_batch AS SELECT unnest([1, 2, 3]) AS batch_id');
  await connection.run('CREATE TABLE line AS SELECT unnest([1, 1, 2, 3]) AS batch_id');
});

const LINES = `SELECT count(*) FROM line WHERE batch_id NOT IN (${LEFT_OUT})`;
const countOf = (sql: string, asked: string[] = []) =>
  counting(connection, sql, async text => {
    asked.push(text);
    return Number((await connection.runAndReadAll(text)).getRows()[0]?.[0]);
  });

test('where every batch is kept, no line is asked for its batch', async () => {
  const asked: string[] = [];
  expect(await countOf(LINES, asked)).toBe(4);
  expect(asked).toEqual(['SELECT count(*) FROM line WHERE batch_id IS NOT NULL']);
});

test('lines of batches that are not kept do not count', async () => {
  await connection.run('DELETE FROM kept_batch WHERE batch_id = 1');
  expect(await countOf(LINES)).toBe(2);
  await connection.run('DELETE FROM kept_batch');
  expect(await countOf(LINES)).toBe(0);
});

test('a read that fails leaves no transaction behind', async () => {
  await expect(countOf(`SELECT nothing FROM line WHERE batch_id NOT IN (${LEFT_OUT})`)).rejects.toThrow(
    'nothing',
  );
  await connection.run('INSERT INTO line VALUES (2)');
  expect(await countOf(LINES)).toBe(5);
});
