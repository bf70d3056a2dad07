import type { FactKind, Scope } from '@clientele/engine';
import type { Column, LedgerWriter } from '../ledger/ledger.ts';
import type { KeyName } from './fact-keys.ts';
import type { FactColumns, MonthTotal, ProductMention } from './fact-rows.ts';
import type { KeyIds } from './key-ids.ts';

/** Ids of keys, from a column of their numbers that is mostly called like them. */
interface KeyColumn {
  readonly from: string;
  readonly key: KeyName;
  readonly none: number;
}
const keyIn = (from: string, name: KeyName, none: number): KeyColumn => ({ from, key: name, none });
const key = (name: KeyName, none = Number.NaN): KeyColumn => keyIn(name, name, none);

interface Target {
  readonly table: string;
  readonly columns: readonly (string | KeyColumn)[];
}

/** The ledger's tables, each column with what fills it: a column of the file's facts by name, or the id of a key. */
const TABLES: Readonly<Partial<Record<FactKind, Target>>> = {
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
  deliveries: {
    table: 'delivery',
    columns: [
      ...[
        key('customer', 0),
        'month',
        'batch',
        'row',
        keyIn('delivery', 'document', 0),
        key('document'),
        key('product'),
      ],
      ...['quantity', 'requested', 'promised', 'actual', key('country'), key('reason'), 'cause'],
    ],
  },
  payments: {
    table: 'payment',
    columns: [
      ...[key('customer', 0), 'month', 'batch', 'row', keyIn('payment', 'document', 0), key('document')],
      ...['due', 'paid', 'amount'],
    ],
  },
  products: {
    table: 'product_record',
    columns: [
      'batch',
      'row',
      key('product', 0),
      'stated',
      'name',
      'special',
      'stage',
      'unit',
      'unitCost',
      'listPrice',
      'group',
    ],
  },
  ledger: {
    table: 'pool_amount',
    columns: ['batch', 'row', 'month', 'pool', 'amount', 'capacity', 'account'],
  },
};

const CONVERSION: Target = {
  table: 'conversion',
  columns: [
    ...[key('customer', 0), 'batch', 'row', 'currency', 'rate', 'rateDay', 'rateBatch', 'rateRow'],
    ...['amount', 'listAmount', 'discount', 'rebate', 'cost'],
  ],
};

/** Where the facts of a batch lie. */
export const FACT_TABLES: readonly string[] = [
  'order_line',
  'activity',
  'delivery',
  'payment',
  'pool_amount',
  'product_record',
  'conversion',
  'batch_month',
  'batch_fact_month',
];

function lineColumns(): (string | KeyColumn)[] {
  const figures = ['quantity', 'listAmount', 'discount', 'rebate', 'amount', 'cost'];
  return [
    ...[
      key('customer', 0),
      'month',
      'batch',
      'row',
      key('product', 0),
      key('document', 0),
      'day',
      'isReturn',
    ],
    ...figures,
    ...[key('country'), key('channel'), 'own', key('reason')],
  ];
}

interface Kept {
  readonly batch: number;
  readonly ids: KeyIds;
  readonly facts: FactColumns;
}

/** Puts columns of facts into the ledger, each row with its batch and its row in the file. */
export async function keepFacts(
  _scope: Scope,
  writer: LedgerWriter,
  { kind, ...kept }: Kept & { kind: FactKind },
): Promise<void> {
  const target = TABLES[kind];
  if (target) await append(writer, target, kept);
}

/** What rows in another currency state, and the rate that they were converted at. */
export function keepConversions(_scope: Scope, writer: LedgerWriter, kept: Kept): Promise<void> {
  return append(writer, CONVERSION, kept);
}

async function append(writer: LedgerWriter, { table, columns }: Target, { batch, ids, facts }: Kept) {
  const rows = facts.row?.length ?? 0;
  if (rows === 0) return;
  const filled: Column[] = columns.map((column, i) => {
    if (column === 'batch') return new Int32Array(rows).fill(batch);
    return typeof column === 'string'
      ? (facts[column] as Column)
      : ids.column({ ...column, place: `${table} ${i}` }, facts[column.from] as Int32Array);
  });
  await writer.append(table, filled);
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
    nothing,
  ]);
}

/**
 * What a batch comes to by month, counted while it was read: which files made a month, and what the measures of lines have to
 * add up to.
 */
export async function keepMonths(
  _scope: Scope,
  writer: LedgerWriter,
  { kind, batch, months }: { kind: FactKind; batch: number; months: readonly MonthTotal[] },
): Promise<void> {
  if (months.length === 0) return;
  // As text: a month's amount may leave the safe range.
  await writer.run(
    '{temporary:incoming_month} (month INTEGER NOT NULL, facts BIGINT NOT NULL, amount VARCHAR NOT NULL, net VARCHAR NOT NULL)',
  );
  await writer.append('incoming_month', [
    months.map(({ month }) => month),
    months.map(({ facts }) => facts),
    months.map(({ amount }) => String(amount)),
    months.map(({ net }) => String(net)),
  ]);
  await writer.run(
    'INSERT INTO batch_fact_month SELECT :batch, month, facts, CAST(amount AS BIGINT) FROM incoming_month',
    { batch },
  );
  if (kind === 'order-lines' || kind === 'returns')
    await writer.run(
      'INSERT INTO batch_month SELECT :batch, month, facts, CAST(net AS BIGINT) FROM incoming_month',
      { batch },
    );
}

/** Takes the facts of a batch out of the ledger. */
export async function dropFacts(_scope: Scope, writer: LedgerWriter, batch: number): Promise<void> {
  for (const table of FACT_TABLES)
    await writer.run(`DELETE FROM ${table} WHERE batch_id = :batch`, { batch });
}

/** Months that a batch has facts in, as yyyymm. */
export async function batchMonths(_scope: Scope, writer: LedgerWriter, batch: number): Promise<number[]> {
  const rows = await writer.rows(
    'SELECT month FROM batch_fact_month WHERE batch_id = :batch ORDER BY month',
    { batch },
  );
  return rows.map(row => Number(row.month));
}
