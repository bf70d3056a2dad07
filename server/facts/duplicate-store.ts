import type { FactKind, Scope } from '@clientele/engine';
import type { LedgerWriter } from '../ledger/ledger.ts';

/** Where the facts of a kind lie. */
interface Compared {
  readonly table: string;
  /** Never empty, and together nearly always another: only rows alike in these are compared in full. */
  readonly telling: readonly string[];
  /** What several rows belong to. */
  readonly document: string | null;
}

const LINES: Compared = {
  table: 'order_line',
  telling: ['document_id', 'product_id', 'quantity', 'amount'],
  document: 'document_id',
};
const COMPARED: Readonly<Partial<Record<FactKind, Compared>>> = {
  'order-lines': LINES,
  returns: LINES,
  activities: {
    table: 'activity',
    telling: ['customer_id', 'day', 'activity', 'events'],
    document: 'document_id',
  },
  deliveries: {
    table: 'delivery',
    telling: ['delivery_id', 'customer_id', 'month', 'quantity'],
    document: 'delivery_id',
  },
  payments: {
    table: 'payment',
    telling: ['payment_id', 'customer_id', 'due', 'amount'],
    document: 'payment_id',
  },
  ledger: { table: 'pool_amount', telling: ['month', 'pool', 'amount'], document: null },
};

/** Rows of a file that say what another row says, each with the first that says so. */
export interface DuplicateRows {
  /** In the order of the rows. */
  readonly row: Float64Array;
  readonly sameRow: Float64Array;
  /** Key of the batch of that first row. */
  readonly sameBatch: Float64Array;
}

export interface Asked {
  readonly kind: FactKind;
  readonly batch: number;
  /** Kept batches that the file is held against. */
  readonly others: readonly number[];
}

/** Row numbers fit four bytes: batch and row make one number, the least of which is the first row of the first batch. */
const ROWS_MOST = 2 ** 32;
const EVERYTHING = new Set(['batch_id', 'row_number']);
const NONE = { row: new Float64Array(), sameRow: new Float64Array(), sameBatch: new Float64Array() };

/** Rows that an earlier row of the batch says already; facts are the same when all of them is but the row number. */
export async function repeatedRows(
  _scope: Scope,
  writer: LedgerWriter,
  { kind, batch }: Omit<Asked, 'others'>,
): Promise<DuplicateRows> {
  const compared = COMPARED[kind];
  if (!compared) return NONE;
  const { table, telling } = compared;
  const columns = await columnsOf(writer, table);
  const several = `SELECT ${telling.join(', ')} FROM ${table} WHERE batch_id = :batch GROUP BY ${telling.join(', ')} HAVING count(*) > 1`;
  return (await writer.columns(
    `SELECT row_number AS "row", same_row AS "sameRow", CAST(:batch AS BIGINT) AS "sameBatch" FROM (
       SELECT row_number, min(row_number) OVER (PARTITION BY ${columns.join(', ')}) AS same_row FROM ${table}
       WHERE batch_id = :batch AND (${telling.join(', ')}) IN (${several})) d
     WHERE row_number <> same_row ORDER BY row_number`,
    { batch },
  )) as unknown as DuplicateRows;
}

/** Rows that another kept batch says already, and how many documents they belong to. */
export async function existingRows(
  _scope: Scope,
  writer: LedgerWriter,
  { kind, batch, others }: Asked,
): Promise<DuplicateRows & { documents: number }> {
  const compared = COMPARED[kind];
  if (!compared || others.length === 0) return { ...NONE, documents: 0 };
  const { table, telling, document } = compared;
  const columns = await columnsOf(writer, table);
  // Facts that are there are brought down to one a kind of fact first: a thousand like rows on either side are no million.
  const list = columns.join(', ');
  await writer.run(
    `{temporary:existing_fact} AS
     SELECT ${list}, min(CAST(batch_id AS BIGINT) * ${ROWS_MOST} + row_number) AS same FROM ${table}
     WHERE batch_id IN (SELECT unnest(:others)) AND (${telling.join(', ')}) IN (
       SELECT ${telling.join(', ')} FROM ${table} WHERE batch_id = :batch)
     GROUP BY ${list}`,
    { batch, others },
  );
  const alike = columns.map(column =>
    telling.includes(column) ? `f.${column} = e.${column}` : `f.${column} IS NOT DISTINCT FROM e.${column}`,
  );
  await writer.run(
    `{temporary:existing_row} AS SELECT f.row_number, e.same, f.${document ?? 'row_number'} AS document FROM ${table} f
     JOIN existing_fact e ON ${alike.join(' AND ')} WHERE f.batch_id = :batch`,
    { batch },
  );
  const { row, same } = (await writer.columns(
    'SELECT row_number AS "row", same FROM existing_row ORDER BY row_number',
  )) as { row: Float64Array; same: Float64Array };
  const [counted] = await writer.rows('SELECT count(DISTINCT document) AS documents FROM existing_row');
  return {
    row,
    sameRow: same.map(place => place % ROWS_MOST),
    sameBatch: same.map(place => Math.floor(place / ROWS_MOST)),
    documents: document ? Number(counted?.documents) : 0,
  };
}

async function columnsOf(writer: LedgerWriter, table: string): Promise<string[]> {
  const columns = await writer.columns(`SELECT * FROM ${table} LIMIT 0`);
  return Object.keys(columns).filter(column => !EVERYTHING.has(column));
}
