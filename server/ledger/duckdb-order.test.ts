import { expect, test } from 'vitest';
import { byCustomer, ordering } from './duckdb-order.ts';

const columns = (ids: readonly number[]) => ({
  customer_id: Float64Array.from(ids),
  amount: Float64Array.from(ids, id => 10 * id),
  name: ids.map(id => (id === 3 ? null : `customer ${id}`)),
});

test('sums by customer are read in no order and put into it', () => {
  const sums = 'SELECT customer_id, sum(net) AS net FROM customer_month GROUP BY customer_id';
  for (const grouped of [sums, `${sums} HAVING sum(CAST(net AS DOUBLE PRECISION)) > 0`]) {
    const { sql, ordered } = ordering(`${grouped} ORDER BY customer_id\n`);
    expect(sql).toBe(grouped);
    expect(ordered(columns([9, 3, 7]))).toEqual(columns([3, 7, 9]));
  }
});

test('a query that is in any other order, or of several rows a customer, stays as it is', () => {
  for (const sql of [
    'SELECT customer_id FROM customer_month GROUP BY customer_id, month ORDER BY customer_id, month',
    'SELECT customer_id FROM customer_month ORDER BY customer_id',
    'SELECT customer_id FROM customer_month GROUP BY customer_id ORDER BY customer_id LIMIT 3',
  ]) {
    const read = ordering(sql);
    expect(read.sql).toBe(sql);
    const given = columns([9, 3, 7]);
    expect(read.ordered(given)).toBe(given);
  }
});

test.each([
  { of: 'beside each other', ids: [5, 4, 3, 1] },
  { of: 'far from each other', ids: [7_000_000_000, 2, 1_000_000] },
  { of: 'with what belongs to nobody', ids: [2, 0, 1] },
  { of: 'in pieces that are in order', ids: [10, 11, 12, 1, 2, 3] },
])('ids $of are put into their order', ({ ids }) => {
  expect(byCustomer(columns(ids))).toEqual(columns(ids.toSorted((a, b) => a - b)));
});

test('what is in order, or is nothing, is handed on', () => {
  for (const ids of [[], [4], [1, 2, 9]]) {
    const given = columns(ids);
    expect(byCustomer(given)).toBe(given);
  }
});
