import type { Scope } from '@clientele/engine';
import { type LedgerWriter, plainQuery } from '../ledger/ledger.ts';
import { type Narrowed, unnarrowed } from './touched-store.ts';

const PRODUCT_MONTHS = plainQuery('derive-product-months');
const PRODUCT_SALES = plainQuery('derive-product-sales');
const PRODUCT_COUNTS = plainQuery('derive-product-counts');

/** Made again when they are next asked for: see `field-sums.ts`. */
const SUMS_OF_FIELDS = ['field_product_month', 'summed_field_month'];

/** Which products each customer bought in which month, and what all bought of each, all of them, in parts. */
export async function deriveProductMonths(
  scope: Scope,
  writer: LedgerWriter,
  parts: readonly Narrowed[],
): Promise<void> {
  for (const table of [
    'customer_product_month',
    'customer_product_count',
    'customer_product_last',
    'product_month',
    ...SUMS_OF_FIELDS,
  ])
    await writer.run(`DELETE FROM ${table}`);
  // In parts by customer each product's month would be there as often as there are parts.
  await writer.run(unnarrowed(scope)(PRODUCT_SALES));
  for (const narrowed of parts) {
    await writer.run(narrowed(PRODUCT_MONTHS));
    await writer.run(narrowed(PRODUCT_COUNTS));
    await writer.run(
      narrowed(
        `INSERT INTO customer_product_last
         SELECT c.customer_id, c.product_id, max(c.month) FROM customer_product_month c WHERE {where:c}
         GROUP BY c.customer_id, c.product_id`,
      ),
    );
  }
}

const three = (table: string) => `${table}.customer_id, ${table}.month, ${table}.product_id`;
const samePair = (a: string, b: string) =>
  `${a}.customer_id = ${b}.customer_id AND ${a}.product_id = ${b}.product_id`;
const MINE = `${samePair('customer_product_month', 'r')} AND customer_product_month.month = r.month`;

/**
 * The same in the months that are touched: what was bought there and is no more goes, what was not comes. Mostly that is the
 * last month of a customer with a product, and what is known of it is enough; where a later month is there, or more than
 * one changes, all months of the pair are put in line.
 */
export async function renewProductMonths(
  scope: Scope,
  writer: LedgerWriter,
  narrowed: Narrowed,
): Promise<void> {
  const run = (sql: string) => writer.run(narrowed(sql));
  // Of all customers in those months: what one of them bought before is not known by itself.
  for (const table of ['product_month', ...SUMS_OF_FIELDS])
    await run(`DELETE FROM ${table} WHERE {where:${table}}`);
  await run(PRODUCT_SALES);
  await run(
    `{temporary:bought} AS SELECT DISTINCT ${three('l')} FROM order_line l {touched:l} WHERE {where:l}`,
  );
  await run(
    `{temporary:earlier_bought} AS SELECT ${three('c')}, c.previous_month FROM customer_product_month c {touched:c} WHERE {where:c}`,
  );
  await run(
    '{temporary:product_come} AS SELECT * FROM bought EXCEPT SELECT customer_id, month, product_id FROM earlier_bought',
  );
  await run(
    `{temporary:product_gone} AS SELECT * FROM earlier_bought e WHERE NOT EXISTS (
       SELECT 1 FROM bought b WHERE b.customer_id = e.customer_id AND b.month = e.month AND b.product_id = e.product_id)`,
  );
  await run(
    `DELETE FROM customer_product_month USING product_gone r WHERE ${MINE} AND {where:customer_product_month}`,
  );
  await run(
    `{temporary:product_pair} AS
     SELECT p.customer_id, p.product_id, max(coalesce(l.month, -1)) AS last_month,
       count(*) > 1 OR max(coalesce(l.month, -1)) > min(p.month) AS deep
     FROM (SELECT ${three('n')} FROM product_come n UNION ALL SELECT ${three('g')} FROM product_gone g) p
     LEFT JOIN customer_product_last l ON ${samePair('l', 'p')}
     GROUP BY p.customer_id, p.product_id`,
  );
  await run(
    `DELETE FROM customer_product_last USING product_pair r WHERE ${samePair('customer_product_last', 'r')}`,
  );
  await renewLastMonths(scope, writer);
  const [deep] = await writer.rows('SELECT count(*) AS pairs FROM product_pair WHERE deep');
  const some = Number(deep?.pairs) > 0;
  if (some) await renewHistories(scope, writer);
  await renewCounts(scope, writer, some ? [...CHANGES, ...DEEP_CHANGES] : CHANGES);
}

/** Rows of `customer_product_month` that went and came by now, each with what it adds to the count. */
const CHANGES = [
  'SELECT customer_id, month, previous_month, -1 AS change FROM product_gone',
  `SELECT n.customer_id, n.month, x.last_month, 1 FROM product_come n JOIN product_pair x ON ${samePair('x', 'n')} AND NOT x.deep`,
];
const DEEP_CHANGES = [
  'SELECT customer_id, month, earlier, -1 FROM product_history WHERE earlier IS NOT NULL AND earlier <> previous_month',
  'SELECT customer_id, month, previous_month, 1 FROM product_history WHERE earlier IS NULL OR earlier <> previous_month',
];

async function renewCounts(_scope: Scope, writer: LedgerWriter, changes: readonly string[]): Promise<void> {
  await writer.run(
    `INSERT INTO customer_product_count
     SELECT customer_id, month, previous_month, CAST(sum(change) AS INTEGER) FROM (${changes.join(' UNION ALL ')}) c
     GROUP BY customer_id, month, previous_month HAVING sum(change) <> 0 ORDER BY month, previous_month, customer_id`,
  );
}

/** Pairs of which one month changes, and none after it is there. */
async function renewLastMonths(_scope: Scope, writer: LedgerWriter): Promise<void> {
  const ofPair = (table: string) => `JOIN product_pair x ON ${samePair('x', table)} AND NOT x.deep`;
  await writer.run(
    `INSERT INTO customer_product_month
     SELECT ${three('n')}, x.last_month FROM product_come n ${ofPair('n')} ORDER BY n.month, n.customer_id`,
  );
  await writer.run(
    `INSERT INTO customer_product_last
     SELECT n.customer_id, n.product_id, n.month FROM product_come n ${ofPair('n')}
     UNION ALL SELECT g.customer_id, g.product_id, g.previous_month FROM product_gone g ${ofPair('g')} WHERE g.previous_month >= 0`,
  );
}

/** Of the other pairs all months, and the month before each. */
async function renewHistories(_scope: Scope, writer: LedgerWriter): Promise<void> {
  await writer.run(
    `{temporary:product_history} AS
     WITH mine AS MATERIALIZED (
       -- By customer first: of all that is read here, a number in a small range is looked up fastest.
       SELECT c.* FROM customer_product_month c
       JOIN (SELECT DISTINCT customer_id FROM product_pair WHERE deep) x ON x.customer_id = c.customer_id)
     SELECT customer_id, month, product_id, earlier,
       coalesce(lag(month) OVER (PARTITION BY customer_id, product_id ORDER BY month), -1) AS previous_month
     FROM (
       SELECT ${three('c')}, c.previous_month AS earlier FROM mine c JOIN product_pair x ON ${samePair('x', 'c')} AND x.deep
       UNION ALL
       SELECT ${three('n')}, CAST(NULL AS INTEGER) FROM product_come n JOIN product_pair x ON ${samePair('x', 'n')} AND x.deep) a`,
  );
  await writer.run(
    `DELETE FROM customer_product_month USING product_history r WHERE ${MINE} AND r.earlier <> r.previous_month`,
  );
  await writer.run(
    `INSERT INTO customer_product_month SELECT customer_id, month, product_id, previous_month FROM product_history
     WHERE earlier IS NULL OR earlier <> previous_month ORDER BY month, customer_id`,
  );
  await writer.run(
    `INSERT INTO customer_product_last
     SELECT customer_id, product_id, max(month) FROM product_history GROUP BY customer_id, product_id`,
  );
}
