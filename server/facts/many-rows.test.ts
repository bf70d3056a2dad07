import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  // Row groups are DuckDB's.
  house = await testHouse(undefined, { CLIENTELE_LEDGER: 'duckdb' });
});
afterAll(() => house.close());

const GROUP_ROWS = 122_880;
const ORDERS = 450_000;

test('a file with more orders than are known at a time keeps each line with its order, in full row groups', async () => {
  const lines = Array.from(
    { length: ORDERS },
    (_, at) => `A${at},C${at % 7},P${at % 11},2025-01-10,1,${at / 100}\n`,
  );
  // The same order once more, when its number was forgotten, and of the last ones.
  for (const at of [0, 1, GROUP_ROWS, ORDERS - 1])
    lines.push(`A${at},C${at % 7},P0,2025-01-11,1,${at / 100}\n`);
  const text = `order,customer,product,day,quantity,amount\n${lines.join('')}`;
  const batch = await house.send('orders.csv', text, { currency: 'EUR', homeCountry: 'Germany' });
  expect(batch).toMatchObject({ state: 'kept', rowsKept: lines.length, rowsRefused: 0 });
  const [right] = await house.ledgerRows(
    `SELECT count(*) AS lines FROM order_line l JOIN document d ON d.document_id = l.document_id
     WHERE d.source_key = 'A' || CAST(CAST(l.amount / 10000 AS BIGINT) AS VARCHAR) AND {visible:l}`,
  );
  expect(right).toEqual({ lines: lines.length });
  const [orders] = await house.ledgerRows(
    'SELECT count(*) AS orders, count(DISTINCT source_key) AS keys FROM document CROSS JOIN (SELECT 0 AS customer_id) w WHERE {visible}',
  );
  expect(orders).toEqual({ orders: ORDERS, keys: ORDERS });
  const groups = await house.ledgerRows(
    `SELECT g.row_group_id, sum(g.count) AS rows FROM pragma_storage_info('order_line') g CROSS JOIN (SELECT 0 AS customer_id) w
     WHERE {visible} AND g.column_name = 'row_number' AND g.segment_type <> 'VALIDITY' GROUP BY g.row_group_id ORDER BY 1`,
  );
  // The one where order numbers were forgotten is not full, nor is the last.
  const rows = groups.map(group => Number(group.rows));
  expect(rows.reduce((total, count) => total + count, 0)).toBe(lines.length);
  expect(rows.filter(count => count < GROUP_ROWS).length).toBeLessThanOrEqual(3);
});
