import type { Scope } from '@clientele/engine';
import { type LedgerWriter, plainQuery } from '../ledger/ledger.ts';
import type { Narrowed } from './touched-store.ts';

const PRODUCT_MONTHS = plainQuery('derive-product-months');

/** Which products each customer bought in which month, all of them, in parts. */
export async function deriveProductMonths(
  _scope: Scope,
  writer: LedgerWriter,
  parts: readonly Narrowed[],
): Promise<void> {
  await writer.run('DELETE FROM customer_product_month');
  for (const narrowed of parts) await writer.run(narrowed(PRODUCT_MONTHS));
}

const MINE = `customer_product_month.customer_id = r.customer_id AND customer_product_month.month = r.month
  AND customer_product_month.product_id = r.product_id`;

/**
 * The same in the months that are touched: what was bought there and is no more goes, what was not comes, and of the
 * same customer and product the month after learns of another month before it. Only for these pairs all months are read.
 */
export async function renewProductMonths(
  _scope: Scope,
  writer: LedgerWriter,
  narrowed: Narrowed,
): Promise<void> {
  const run = (sql: string) => writer.run(narrowed(sql));
  const three = (table: string) => `${table}.customer_id, ${table}.month, ${table}.product_id`;
  await run(
    `{temporary:bought} AS SELECT DISTINCT ${three('l')} FROM order_line l {touched:l} WHERE {where:l}`,
  );
  await run(
    `{temporary:earlier_bought} AS SELECT ${three('c')} FROM customer_product_month c {touched:c} WHERE {where:c}`,
  );
  await run('{temporary:product_come} AS SELECT * FROM bought EXCEPT SELECT * FROM earlier_bought');
  await run('{temporary:product_gone} AS SELECT * FROM earlier_bought EXCEPT SELECT * FROM bought');
  await run(
    `DELETE FROM customer_product_month USING product_gone r WHERE ${MINE} AND {where:customer_product_month}`,
  );
  await run(
    '{temporary:product_pair} AS SELECT customer_id, product_id FROM product_come UNION SELECT customer_id, product_id FROM product_gone',
  );
  await run(
    `{temporary:product_renewed} AS
     WITH mine AS MATERIALIZED (
       -- By customer first: of all that is read here, a number in a small range is looked up fastest.
       SELECT c.* FROM customer_product_month c JOIN (SELECT DISTINCT customer_id FROM product_pair) x ON x.customer_id = c.customer_id)
     SELECT customer_id, month, product_id, previous_month, earlier FROM (
       SELECT customer_id, month, product_id, earlier,
         coalesce(lag(month) OVER (PARTITION BY customer_id, product_id ORDER BY month), -1) AS previous_month
       FROM (
         SELECT ${three('c')}, c.previous_month AS earlier
         FROM mine c JOIN product_pair x ON x.customer_id = c.customer_id AND x.product_id = c.product_id
         UNION ALL SELECT ${three('n')}, CAST(NULL AS INTEGER) FROM product_come n) a) b
     WHERE earlier IS NULL OR earlier <> previous_month`,
  );
  const moved = await writer.rows(
    'SELECT DISTINCT month FROM product_renewed WHERE earlier IS NOT NULL LIMIT 1',
  );
  if (moved.length > 0)
    await run(
      `DELETE FROM customer_product_month USING product_renewed r WHERE ${MINE} AND r.earlier IS NOT NULL`,
    );
  await run(
    `INSERT INTO customer_product_month SELECT customer_id, month, product_id, previous_month FROM product_renewed
     ORDER BY month, customer_id`,
  );
}
