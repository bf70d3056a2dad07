import { localOwner } from '@clientele/engine';
import type { Row, Value } from '../server/ledger/ledger.ts';
import { openFieldSums } from '../server/measures/field-sums.ts';
import type { TestHouse } from './house.ts';
import type { Keyed, Measured, ProductMonth } from './plain-facts.ts';

/** What the ledger's SQL derived, in the engine's words and order. */
export async function measuredByLedger(house: TestHouse): Promise<Measured> {
  const [months, activities] = [
    await house.ledgerRows('SELECT * FROM customer_month WHERE {visible}'),
    await house.ledgerRows('SELECT * FROM activity_month WHERE {visible}'),
  ];
  const keys = await house.customerKeys();
  const inWords = <T>(rows: readonly Row[]) => rows.map(row => wordsOf(row, keys)) as unknown as T[];
  return {
    customerMonths: inWords<Keyed<Measured['customerMonths'][number]>>(months).sort(byCustomerAndMonth),
    activityMonths: inWords<Keyed<Measured['activityMonths'][number]>>(activities).sort(
      (a, b) =>
        byCustomerAndMonth(a, b) ||
        compare(a.activity, b.activity) ||
        compare(a.flag ?? '', b.flag ?? '') ||
        Number(a.own) - Number(b.own),
    ),
  };
}

/** What it says of products by customer and month, in no order; refuses last months that are not the last of these. */
export async function productMonthsByLedger(house: TestHouse): Promise<ProductMonth[]> {
  const last = 'SELECT customer_id, product_id, month FROM customer_product_last';
  const largest =
    'SELECT customer_id, product_id, max(month) AS month FROM customer_product_month GROUP BY customer_id, product_id';
  const wrong = await house.ledgerRows(
    `SELECT * FROM ((${last} EXCEPT ${largest}) UNION ALL (${largest} EXCEPT ${last})) d WHERE {visible}`,
  );
  if (wrong.length > 0) throw new Error(`last months that are not the last: ${JSON.stringify(wrong)}`);
  await checkCounts(house);
  await checkCustomerLines(house);
  const sums =
    'sum(CASE WHEN is_return THEN 0 ELSE quantity END) AS quantity, sum(CASE WHEN is_return THEN 0 ELSE amount END - rebate) AS net';
  const lines = `SELECT product_id, month, ${sums} FROM order_line WHERE customer_id > 0 GROUP BY product_id, month`;
  const sold =
    'SELECT product_id, month, sum(quantity), sum(net) FROM product_month GROUP BY product_id, month';
  const off = await house.ledgerRows(
    `SELECT d.* FROM ((${lines} EXCEPT ${sold}) UNION ALL (${sold} EXCEPT ${lines})) d
     CROSS JOIN (SELECT 0 AS customer_id) whole WHERE {visible}`,
  );
  if (off.length > 0) throw new Error(`${off.length} months of products do not sum to their lines`);
  const products = await house.ledgerRows(
    `SELECT m.customer_id, m.month, m.previous_month, p.source_key AS product
     FROM customer_product_month m JOIN product p ON p.product_id = m.product_id WHERE {visible:m}`,
  );
  const keys = await house.customerKeys();
  return products.map(row => ({
    customer: keys.get(Number(row.customer_id)) ?? `unknown ${row.customer_id}`,
    product: String(row.product),
    month: Number(row.month),
    previousMonth: Number(row.previous_month),
  }));
}

/** Refuses counts of products that are not those of the rows that they count. */
async function checkCounts(house: TestHouse): Promise<void> {
  const kind = 'customer_id, month, previous_month';
  const counted = `SELECT ${kind}, count(*) AS products FROM customer_product_month GROUP BY ${kind}`;
  const kept = `SELECT ${kind}, sum(products) FROM customer_product_count GROUP BY ${kind} HAVING sum(products) <> 0`;
  const off = await house.ledgerRows(
    `SELECT * FROM ((${counted} EXCEPT ${kept}) UNION ALL (${kept} EXCEPT ${counted})) d WHERE {visible}`,
  );
  if (off.length > 0) throw new Error(`counts of products that are wrong: ${JSON.stringify(off)}`);
}

/** Refuses lines by customer that are not the lines of kept batches, each once. */
async function checkCustomerLines(house: TestHouse): Promise<void> {
  const same = 'customer_id, month, product_id, batch_id, document_id, day, quantity';
  const others = 'cost, is_return, own, country_id, channel_id';
  const lines = `SELECT ${same}, amount - rebate AS net, ${others} FROM order_line
    WHERE batch_id IN (SELECT batch_id FROM kept_batch)`;
  const mine = `SELECT ${same}, net, ${others} FROM customer_line`;
  const off = await house.ledgerRows(
    `SELECT * FROM ((${lines} EXCEPT ALL ${mine}) UNION ALL (${mine} EXCEPT ALL ${lines})) d WHERE {visible}`,
  );
  if (off.length > 0) throw new Error(`${off.length} lines by customer are none, or lines are missing`);
}

/** A third of the customers has none, so that their code is 0; ids beyond those that there are do no harm. */
const THIRDS = {
  field: 'third',
  stamp: 'by the id',
  customers: Int32Array.from({ length: 3000 }, (_, at) => at + 1).filter(id => id % 3 > 0),
  codes: Int32Array.from({ length: 3000 }, (_, at) => (at + 1) % 3).filter(code => code > 0),
};

/** Refuses sums by a field that are not those of their lines, those that the last derivation left and those made anew. */
export async function checkFieldSums(house: TestHouse): Promise<void> {
  const months = 'SELECT month FROM summed_field_month';
  const lines = `SELECT month, customer_id % 3 AS code, product_id, sum(CASE WHEN is_return THEN 0 ELSE quantity END) AS quantity,
      sum(CASE WHEN is_return THEN 0 ELSE amount END - rebate) AS net
    FROM order_line WHERE customer_id > 0 AND month IN (${months}) GROUP BY month, customer_id % 3, product_id`;
  const sums = 'SELECT month, code, product_id, quantity, net FROM field_product_month';
  const wrong = `SELECT d.* FROM ((${lines} EXCEPT ALL ${sums}) UNION ALL (${sums} EXCEPT ALL ${lines})) d`;
  const missing = `SELECT month, 0, 0, 0, 0 FROM batch_month WHERE month NOT IN (${months})`;
  const whole = 'CROSS JOIN (SELECT 0 AS customer_id) whole WHERE {visible}';
  const left = await house.ledgerRows(`${wrong} ${whole}`);
  if (left.length > 0) throw new Error(`${left.length} sums by a field were left that are wrong`);
  const making = openFieldSums(house.stores.ledger, localOwner('test'), 0);
  making.make(THIRDS, 1);
  await making.idle();
  const off = await house.ledgerRows(
    `SELECT e.* FROM (${wrong} UNION ALL ${missing}) e CROSS JOIN (SELECT 0 AS customer_id) whole WHERE {visible}`,
  );
  if (off.length > 0) throw new Error(`${off.length} sums by a field are not those of their lines`);
}

/** Refuses months of activities that are not the sums of what they cost with each customer. */
export async function checkActivityMonths(house: TestHouse): Promise<void> {
  const costs = `SELECT month, activity_number, own, customer_id = 0 AS nobody, sum(amount) AS amount FROM customer_cost
    GROUP BY month, activity_number, own, customer_id = 0`;
  const together = 'SELECT month, activity_number, own, nobody, amount FROM activity_month_cost';
  const apart = await house.ledgerRows(
    `SELECT d.* FROM ((${costs} EXCEPT ${together}) UNION ALL (${together} EXCEPT ${costs})) d
     CROSS JOIN (SELECT 0 AS customer_id) whole WHERE {visible}`,
  );
  if (apart.length > 0) throw new Error(`${apart.length} months of activities do not sum to their customers`);
}

const COUNTED =
  `list_amount discount rebate invoiced returned known_cost revenue_without_cost orders lines units manual_orders
  manual_lines export_orders special_lines return_orders return_lines own_return_orders own_return_lines sale_days`.split(
    /\s+/,
  );

/** Refuses years of customers that are not the sums of their months. */
export async function checkYears(house: TestHouse): Promise<void> {
  const sums = (columns: readonly string[]) => columns.map(name => `CAST(sum(${name}) AS BIGINT)`).join(', ');
  const year = 'CAST(floor(month / 100.0) AS INTEGER)';
  const days = 'first_day, last_day';
  for (const [months, years] of [
    [
      `SELECT customer_id, ${year}, ${sums(COUNTED)}, min(first_day), max(last_day) FROM customer_month GROUP BY customer_id, ${year}`,
      `SELECT customer_id, year, ${COUNTED.join(', ')}, ${days} FROM customer_year`,
    ],
    [
      `SELECT customer_id, ${year}, activity_number, own, ${sums(['minutes', 'amount'])} FROM customer_cost
       GROUP BY customer_id, ${year}, activity_number, own`,
      'SELECT customer_id, year, activity_number, own, minutes, amount FROM customer_year_activity',
    ],
  ]) {
    const off = await house.ledgerRows(
      `SELECT * FROM ((${months} EXCEPT ALL ${years}) UNION ALL (${years} EXCEPT ALL ${months})) d WHERE {visible}`,
    );
    if (off.length > 0) throw new Error(`years that are not their months: ${JSON.stringify(off)}`);
  }
}

const ENGINE_WORD: Readonly<Record<string, string>> = { customer_id: 'customer', events: 'count' };

function wordsOf(row: Row, keys: ReadonlyMap<number, string>): Record<string, Value | undefined> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const word = ENGINE_WORD[column] ?? column.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
      if (column === 'customer_id') return [word, keys.get(Number(value)) ?? `unknown ${value}`];
      if (column === 'month') return [word, `${String(value).slice(0, 4)}-${String(value).slice(4)}`];
      return [word, value ?? undefined];
    }),
  );
}

type Monthly = { readonly customer: string; readonly month: string };

function byCustomerAndMonth(a: Monthly, b: Monthly): number {
  return compare(a.customer, b.customer) || compare(a.month, b.month);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
