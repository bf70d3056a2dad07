import { ONLINE_RETAIL_SPECIAL_CODES, type Scope } from '@clientele/engine';
import { halfEvenSql, type LedgerWriter, type Row } from '../ledger/ledger.ts';
import type { SourceLayout } from './source-layout.ts';

/** From the typed rows in `incoming` to facts in the ledger, each with its batch and row. */
interface LineColumns {
  readonly order: string;
  readonly day: string;
  readonly customer: string;
  readonly product: string;
  readonly productName: string;
  /** Whether the file itself says that the product is special. */
  readonly special: string;
  readonly isReturn: string;
  readonly quantity: string;
  readonly amount: string;
  readonly listAmount: string;
  readonly discount: string;
  readonly rebate: string;
  readonly cost: string;
  readonly country: string;
  readonly channel: string;
  readonly own: string;
  readonly reason: string;
}

const specialCodes = ONLINE_RETAIL_SPECIAL_CODES.map(code => `'${code}'`).join(', ');
const retailAmount = halfEvenSql('f_quantity * f_unitprice');
const lineAmount = `coalesce(f_amount, ${halfEvenSql('f_quantity * f_unit_price')})`;

const LINE_COLUMNS: Readonly<Record<string, LineColumns>> = {
  'online-retail': {
    order: 'f_invoiceno',
    day: 'f_invoicedate',
    customer:
      "CASE WHEN f_customerid LIKE '%.0' THEN left(f_customerid, length(f_customerid) - 2) ELSE f_customerid END",
    product: 'f_stockcode',
    productName: 'CASE WHEN f_unitprice > 0 THEN f_description END',
    special: `f_stockcode IN (${specialCodes})`,
    isReturn: "f_invoiceno LIKE 'C%'",
    quantity: 'f_quantity',
    amount: retailAmount,
    listAmount: `CASE WHEN f_invoiceno LIKE 'C%' THEN 0 ELSE ${retailAmount} END`,
    discount: '0',
    rebate: '0',
    cost: 'NULL',
    country: "nullif(trim(f_country), '')",
    channel: 'NULL',
    own: 'FALSE',
    reason: 'NULL',
  },
  'order-lines': {
    order: 'f_order',
    day: 'f_day',
    customer: 'f_customer',
    product: 'f_product',
    productName: 'NULL',
    special: 'NULL',
    isReturn: 'FALSE',
    quantity: 'f_quantity',
    amount: lineAmount,
    listAmount: `coalesce(f_list_amount, ${lineAmount} + coalesce(f_discount, 0))`,
    discount: 'coalesce(f_discount, 0)',
    rebate: 'coalesce(f_rebate, 0)',
    cost: 'f_cost',
    country: "nullif(trim(f_country), '')",
    channel: 'f_channel',
    own: 'FALSE',
    reason: 'NULL',
  },
  returns: {
    order: 'f_return',
    day: 'f_day',
    customer: 'f_customer',
    product: 'f_product',
    productName: 'NULL',
    special: 'NULL',
    isReturn: 'TRUE',
    quantity: '-f_quantity',
    amount: '-f_amount',
    listAmount: '0',
    discount: '0',
    rebate: '0',
    cost: '-coalesce(f_cost, 0)',
    country: "nullif(trim(f_country), '')",
    channel: 'NULL',
    own: "coalesce(f_cause, 'customer') = 'own'",
    reason: "nullif(trim(f_reason), '')",
  },
};

/** The SQL expression of the customer's source key in `incoming`; undefined for kinds without customers. */
function customerKeySql(layout: SourceLayout): string | undefined {
  if (layout.kind === 'ledger' || layout.kind === 'products') return undefined;
  return LINE_COLUMNS[layout.source]?.customer ?? 'f_customer';
}

/** Customers in the incoming rows that `customer_key` does not hold yet. */
export async function newCustomerKeys(
  _scope: Scope,
  writer: LedgerWriter,
  layout: SourceLayout,
): Promise<string[]> {
  const keySql = customerKeySql(layout);
  if (!keySql) return [];
  const rows = await writer.rows(
    `SELECT DISTINCT ${keySql} AS source_key FROM incoming WHERE plain AND ${keySql} IS NOT NULL
     AND ${keySql} NOT IN (SELECT source_key FROM customer_key) ORDER BY 1`,
  );
  return rows.map(row => String(row.source_key));
}

export async function startBatch(_scope: Scope, writer: LedgerWriter): Promise<void> {
  await writer.run(
    'CREATE OR REPLACE TEMP TABLE customer_key (source_key VARCHAR NOT NULL, customer_id BIGINT NOT NULL)',
  );
}

export async function rememberCustomers(
  _scope: Scope,
  writer: LedgerWriter,
  customers: { sourceKeys: readonly string[]; ids: readonly number[] },
): Promise<void> {
  await writer.append('customer_key', [customers.sourceKeys, customers.ids]);
}

/** Keeps the rows in `incoming` as facts of the batch. */
export async function keepRows(
  _scope: Scope,
  writer: LedgerWriter,
  layout: SourceLayout,
  batch: number,
): Promise<void> {
  const lines = LINE_COLUMNS[layout.source];
  if (lines) await keepLines(writer, lines, batch);
  else if (layout.kind === 'products') await keepProducts(writer, batch);
  else if (layout.kind === 'activities') await keepActivities(writer, batch);
  else if (layout.kind === 'ledger') await keepPoolAmounts(writer, batch);
}

async function keepLines(writer: LedgerWriter, lines: LineColumns, batch: number): Promise<void> {
  await registerProducts(writer, lines.product);
  await writer.run(
    `INSERT INTO product_record
     SELECT :batch, min(row_number), p.product_id, FALSE, nullif(trim(arg_min(${lines.productName}, row_number) FILTER (${lines.productName} IS NOT NULL)), ''),
       bool_or(${lines.special}), NULL, NULL, NULL, NULL
     FROM incoming JOIN product p ON p.source_key = ${lines.product}
     WHERE plain AND p.product_id NOT IN (SELECT product_id FROM product_record WHERE batch_id = :batch)
     GROUP BY p.product_id`,
    { batch },
  );
  await writer.run(
    `INSERT INTO order_line
     SELECT coalesce(k.customer_id, 0), ${monthSql(lines.day)}, :batch, row_number, p.product_id, ${lines.order}, ${lines.day},
       ${lines.isReturn}, ${lines.quantity}, ${lines.listAmount}, ${lines.discount}, ${lines.rebate}, ${lines.amount}, ${lines.cost},
       ${lines.country}, ${lines.channel}, ${lines.own}, ${lines.reason}
     FROM incoming JOIN product p ON p.source_key = ${lines.product}
     LEFT JOIN customer_key k ON k.source_key = ${lines.customer}
     WHERE plain`,
    { batch },
  );
}

async function registerProducts(writer: LedgerWriter, keySql: string): Promise<void> {
  await writer.run(
    `INSERT INTO product
     SELECT (SELECT coalesce(max(product_id), 0) FROM product) + row_number() OVER (ORDER BY source_key), source_key
     FROM (SELECT DISTINCT ${keySql} AS source_key FROM incoming WHERE plain) i
     WHERE source_key NOT IN (SELECT source_key FROM product)`,
  );
}

async function keepProducts(writer: LedgerWriter, batch: number): Promise<void> {
  await registerProducts(writer, 'f_product');
  await writer.run(
    `INSERT INTO product_record
     SELECT :batch, row_number, p.product_id, TRUE, nullif(trim(f_name), ''), coalesce(f_kind, 'goods') = 'special', f_stage, nullif(trim(f_unit), ''), f_unit_cost, f_list_price
     FROM incoming JOIN product p ON p.source_key = f_product WHERE plain`,
    { batch },
  );
}

async function keepActivities(writer: LedgerWriter, batch: number): Promise<void> {
  await writer.run(
    `INSERT INTO activity
     SELECT coalesce(k.customer_id, 0), ${monthSql('f_day')}, :batch, row_number, f_activity, f_day, coalesce(f_count, 1000),
       f_minutes, f_money, f_flag, coalesce(f_cause, 'customer') = 'own', f_order
     FROM incoming LEFT JOIN customer_key k ON k.source_key = f_customer WHERE plain`,
    { batch },
  );
}

async function keepPoolAmounts(writer: LedgerWriter, batch: number): Promise<void> {
  await writer.run(
    `INSERT INTO pool_amount
     SELECT :batch, row_number, ${monthSql('f_month')}, f_pool, f_amount, f_capacity_minutes, nullif(trim(f_account), '') FROM incoming WHERE plain`,
    { batch },
  );
}

/** Customers of a customers file, the last row of each; read back to go into the operational store. */
export function incomingCustomers(_scope: Scope, writer: LedgerWriter): Promise<Row[]> {
  return writer.rows(
    `SELECT k.customer_id, ${['name', 'segment', 'country', 'parent', 'owner'].map(text => `nullif(trim(f_${text}), '') AS ${text}`).join(', ')},
       CAST(f_since AS VARCHAR) AS since
     FROM incoming JOIN customer_key k ON k.source_key = f_customer WHERE plain ORDER BY row_number`,
  );
}

/** Who is mentioned in a batch's order lines and activities, with the country of the first line. */
export function mentionedCustomers(_scope: Scope, writer: LedgerWriter, batch: number): Promise<Row[]> {
  return writer.rows(
    `SELECT customer_id, arg_min(country, row_number) AS country FROM (
       SELECT customer_id, country, row_number FROM order_line WHERE batch_id = :batch
       UNION ALL SELECT customer_id, NULL, row_number FROM activity WHERE batch_id = :batch) m
     WHERE customer_id > 0 GROUP BY customer_id ORDER BY customer_id`,
    { batch },
  );
}

/** Rows, exact amount and months of what a batch put into the ledger; keeps its control totals by month. */
export async function batchTotals(_scope: Scope, writer: LedgerWriter, batch: number): Promise<Row> {
  await writer.run(
    `INSERT INTO batch_month SELECT :batch, month, count(*), CAST(sum(amount - rebate) AS BIGINT) FROM order_line
     WHERE batch_id = :batch GROUP BY month`,
    { batch },
  );
  const [row] = await writer.rows(
    `SELECT count(*) AS facts, CAST(coalesce(sum(amount), 0) AS VARCHAR) AS amount, min(month) AS first_month, max(month) AS last_month FROM (
       SELECT month, amount FROM order_line WHERE batch_id = :batch
       UNION ALL SELECT month, money FROM activity WHERE batch_id = :batch
       UNION ALL SELECT month, amount FROM pool_amount WHERE batch_id = :batch) f`,
    { batch },
  );
  return row as Row;
}

/** Months that a batch has facts in, as yyyymm. */
export async function batchMonths(_scope: Scope, writer: LedgerWriter, batch: number): Promise<number[]> {
  const rows = await writer.rows(
    `SELECT month FROM order_line WHERE batch_id = :batch UNION SELECT month FROM activity WHERE batch_id = :batch
     UNION SELECT month FROM pool_amount WHERE batch_id = :batch ORDER BY month`,
    { batch },
  );
  return rows.map(row => Number(row.month));
}

function monthSql(day: string): string {
  return `CAST(year(${day}) * 100 + month(${day}) AS INTEGER)`;
}
