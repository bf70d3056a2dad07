import type { FactKind, Scope } from '@clientele/engine';
import type { Column, LedgerWriter } from '../ledger/ledger.ts';
import type { KeyName } from './fact-keys.ts';
import type { FactColumns, MonthTotal, ProductMention } from './fact-rows.ts';
import type { KeyIds } from './key-ids.ts';

type KeyColumn = { readonly key: KeyName; readonly none: number };
const key = (name: KeyName, none = Number.NaN): KeyColumn => ({ key: name, none });

/** The ledger's tables, each column with what fills it: a column of the file's facts by name, or the id of a key. */
const TABLES: Readonly<
  Partial<Record<FactKind, { table: string; columns: readonly (string | KeyColumn)[] }>>
> = {
  'order-lines': { table: 'order_line', columns: lineColumns() },
  returns: { table: 'order_line', columns: lineColumns() },
  activities: {
    table: 'activity',
    columns: [
      key('customer', 0),
      'month',
      'batch',
      'row',
      'activity',
      'day',
      'events',
      'minutes',
      'money',
      'flag',
      'own',
      key('document'),
    ],
  },
  products: {
    table: 'product_record',
    columns: [
      'batch',
      'row',
      key('product'),
      'stated',
      'name',
      'special',
      'stage',
      'unit',
      'unitCost',
      'listPrice',
    ],
  },
  ledger: {
    table: 'pool_amount',
    columns: ['batch', 'row', 'month', 'pool', 'amount', 'capacity', 'account'],
  },
};

function lineColumns(): (string | KeyColumn)[] {
  const figures = ['quantity', 'listAmount', 'discount', 'rebate', 'amount', 'cost'];
  return [
    ...[key('customer', 0), 'month', 'batch', 'row', key('product'), key('document'), 'day', 'isReturn'],
    ...figures,
    ...[key('country'), key('channel'), 'own', key('reason')],
  ];
}

/** Puts columns of facts into the ledger, each row with its batch and its row in the file. */
export async function keepFacts(
  _scope: Scope,
  writer: LedgerWriter,
  { kind, batch, ids, facts }: { kind: FactKind; batch: number; ids: KeyIds; facts: FactColumns },
): Promise<void> {
  const target = TABLES[kind];
  const rows = facts.row?.length ?? 0;
  if (!target || rows === 0) return;
  const columns: Column[] = target.columns.map(column => {
    if (column === 'batch') return new Float64Array(rows).fill(batch);
    return typeof column === 'string'
      ? (facts[column] as Column)
      : ids.column(column.key, facts[column.key] as Int32Array, column.none);
  });
  await writer.append(target.table, columns);
}

/** What order lines say of their products; it gives way to a products file. */
export function keepProductMentions(
  _scope: Scope,
  writer: LedgerWriter,
  { batch, ids, mentions }: { batch: number; ids: KeyIds; mentions: readonly ProductMention[] },
): Promise<void> {
  const nothing = mentions.map(() => null);
  return writer.append('product_record', [
    mentions.map(() => batch),
    mentions.map(({ row }) => row),
    mentions.map(({ product }) => ids.of('product', product)),
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
  { batch, months }: { batch: number; months: readonly MonthTotal[] },
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

/**
 * Gives each key its id, old or new; the order of the answer is that of the keys. There is one writer, so the next id is
 * the largest and one more.
 */
export async function keyIds(
  _scope: Scope,
  writer: LedgerWriter,
  table: 'product' | 'document' | 'label',
  keys: readonly string[],
): Promise<Float64Array> {
  const ids = new Float64Array(keys.length);
  const [largest] = await writer.rows(`SELECT coalesce(max(${table}_id), 0) AS id FROM ${table}`);
  let next = Number(largest?.id);
  if (next > 0) {
    await writer.run(
      'CREATE OR REPLACE TEMP TABLE incoming_key (position INTEGER NOT NULL, source_key VARCHAR NOT NULL)',
    );
    await writer.append('incoming_key', [Int32Array.from(keys.keys()), keys]);
    const { position, id } = await writer.columns(
      `SELECT i.position, t.${table}_id AS id FROM incoming_key i JOIN ${table} t ON t.source_key = i.source_key`,
    );
    for (const [i, at] of (position as Float64Array).entries()) ids[at] = (id as Float64Array)[i] as number;
  }
  const added = [...keys.keys()].filter(at => ids[at] === 0);
  for (const at of added) ids[at] = ++next;
  if (added.length > 0)
    await writer.append(table, [added.map(at => ids[at] as number), added.map(at => keys[at] as string)]);
  return ids;
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
