import type { Scope } from '@clientele/engine';
import type { Column, LedgerWriter } from '../ledger/ledger.ts';

/** Facts go into the ledger as whole columns, each row with its batch and its row in the file. */

/** Columns as `order_line` has them. */
export function keepLines(_scope: Scope, writer: LedgerWriter, columns: readonly Column[]): Promise<void> {
  return writer.append('order_line', columns);
}

/** Columns as `activity` has them. */
export function keepActivities(
  _scope: Scope,
  writer: LedgerWriter,
  columns: readonly Column[],
): Promise<void> {
  return writer.append('activity', columns);
}

/** Columns as `pool_amount` has them. */
export function keepPoolAmounts(
  _scope: Scope,
  writer: LedgerWriter,
  columns: readonly Column[],
): Promise<void> {
  return writer.append('pool_amount', columns);
}

/** Columns as `product_record` has them. */
export function keepProducts(_scope: Scope, writer: LedgerWriter, columns: readonly Column[]): Promise<void> {
  return writer.append('product_record', columns);
}

interface ProductMention {
  readonly row: number;
  readonly product: number;
  readonly name: string | null;
  readonly special: boolean | null;
}

/** What order lines say of their products; it gives way to a products file. */
export function keepProductMentions(
  scope: Scope,
  writer: LedgerWriter,
  { batch, mentions }: { batch: number; mentions: readonly ProductMention[] },
): Promise<void> {
  const nothing = mentions.map(() => null);
  return keepProducts(scope, writer, [
    mentions.map(() => batch),
    mentions.map(({ row }) => row),
    mentions.map(({ product }) => product),
    mentions.map(() => false),
    mentions.map(({ name }) => name),
    mentions.map(({ special }) => special),
    nothing,
    nothing,
    nothing,
    nothing,
  ]);
}

/** What a batch's lines come to by month, counted while they were read: measures have to add up to it. */
export async function keepControlTotals(
  _scope: Scope,
  writer: LedgerWriter,
  { batch, months }: { batch: number; months: readonly { month: number; facts: number; net: bigint }[] },
): Promise<void> {
  // As text: a month's net amount may leave the safe range.
  await writer.run(
    'CREATE OR REPLACE TEMP TABLE incoming_month (month INTEGER NOT NULL, lines BIGINT NOT NULL, amount VARCHAR NOT NULL)',
  );
  await writer.append('incoming_month', [
    months.map(({ month }) => month),
    months.map(({ facts }) => facts),
    months.map(({ net }) => String(net)),
  ]);
  await writer.run(
    'INSERT INTO batch_month SELECT :batch, month, lines, CAST(amount AS BIGINT) FROM incoming_month',
    { batch },
  );
}

/** Gives each key its id, old or new; the order of the answer is that of the keys. */
export async function keyIds(
  _scope: Scope,
  writer: LedgerWriter,
  table: 'product' | 'document' | 'label',
  keys: readonly string[],
): Promise<number[]> {
  await writer.run(
    'CREATE OR REPLACE TEMP TABLE incoming_key (position INTEGER NOT NULL, source_key VARCHAR NOT NULL)',
  );
  await writer.append('incoming_key', [Int32Array.from(keys.keys()), keys]);
  await writer.run(
    `INSERT INTO ${table}
     SELECT (SELECT coalesce(max(${table}_id), 0) FROM ${table}) + row_number() OVER (ORDER BY position), source_key
     FROM (SELECT min(position) AS position, source_key FROM incoming_key GROUP BY source_key) i
     WHERE source_key NOT IN (SELECT source_key FROM ${table})`,
  );
  const { id } = await writer.columns(
    `SELECT t.${table}_id AS id FROM incoming_key i JOIN ${table} t ON t.source_key = i.source_key ORDER BY i.position`,
  );
  return [...(id as Float64Array)];
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
