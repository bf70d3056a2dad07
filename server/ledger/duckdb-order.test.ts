import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { columnsFrom } from './duckdb-columns.ts';
import { ascendingRows, unordered } from './duckdb-order.ts';

test('sums by customer are asked for in no order', () => {
  const sums = 'SELECT customer_id, sum(net) AS net FROM customer_month GROUP BY customer_id';
  for (const sql of [sums, `${sums} HAVING sum(CAST(net AS DOUBLE PRECISION)) > 0`])
    expect(unordered(`${sql} ORDER BY customer_id\n`)).toEqual({ sql, byCustomer: true });
});

test('a query that is in any other order, or of several rows a customer, stays as it is', () => {
  for (const sql of [
    'SELECT customer_id FROM customer_month GROUP BY customer_id, month ORDER BY customer_id, month',
    'SELECT customer_id FROM customer_month ORDER BY customer_id',
    'SELECT customer_id FROM customer_month GROUP BY customer_id ORDER BY customer_id LIMIT 3',
  ])
    expect(unordered(sql)).toEqual({ sql, byCustomer: false });
});

test.each([
  { of: 'beside each other', ids: [5, 4, 3, 1] },
  { of: 'far from each other', ids: [7_000_000_000, 2, 1_000_000] },
  { of: 'with what belongs to nobody', ids: [2, 0, 1] },
  { of: 'in pieces that are in order', ids: [10, 11, 12, 1, 2, 3] },
])('ids $of are put into their order', ({ ids }) => {
  const rows = ascendingRows(Float64Array.from(ids)) as Uint32Array;
  expect(Array.from(rows, row => ids[row])).toEqual(ids.toSorted((a, b) => a - b));
});

test('what is in order, or is nothing, stays', () => {
  for (const ids of [[], [4], [1, 2, 9]]) expect(ascendingRows(Float64Array.from(ids))).toBeUndefined();
});

test('all columns of a result are put into the order of its customers', async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  // More than one chunk holds, from the last to the first; a number or a text may be missing.
  const result = await connection.run(
    `SELECT CAST(5000 - i AS INTEGER) AS customer_id, CASE WHEN i % 7 = 0 THEN NULL ELSE i * 10 END AS amount,
       CASE WHEN i % 3 = 0 THEN NULL ELSE 'customer ' || (5000 - i) END AS name FROM range(5000) r(i) ORDER BY i`,
  );
  const { customer_id, amount, name } = columnsFrom(result, true);
  const each = Array.from({ length: 5000 }, (_, at) => ({ id: at + 1, i: 4999 - at }));
  expect(customer_id).toEqual(Float64Array.from(each, ({ id }) => id));
  expect(amount).toEqual(Float64Array.from(each, ({ i }) => (i % 7 === 0 ? Number.NaN : i * 10)));
  expect(name).toEqual(each.map(({ id, i }) => (i % 3 === 0 ? null : `customer ${id}`)));
});
