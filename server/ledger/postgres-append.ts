import type { ClientBase } from 'pg';
import type { Column } from './ledger.ts';
import { copyIn } from './postgres-copy.ts';

const PART_BYTES = 1 << 18;
const OID = { boolean: 16, bigint: 20, integer: 23, date: 1082 };
/** What a value that is no text takes with its length. */
const WIDTH: Readonly<Record<number, number>> = { 16: 5, 20: 12, 23: 8, 1082: 8 };
/** PostgreSQL counts days from 2000-01-01. */
const DAYS_TO_2000 = 10_957;

interface TableColumn {
  readonly name: string;
  readonly type: number;
}

/** Columns of a table that the connection sees, in their order. */
export async function tableColumns(client: ClientBase, table: string): Promise<readonly TableColumn[]> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, atttypid::bigint::text AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name, type }) => ({ name, type: Number(type) }));
}

/** Appends columns by PostgreSQL's binary COPY: no text is written and read for a number. */
export async function appendColumns(
  client: ClientBase,
  { table, into, columns }: { table: string; into: readonly TableColumn[]; columns: readonly Column[] },
): Promise<void> {
  if (columns.length !== into.length)
    throw new Error(`${table} has ${into.length} columns; ${columns.length} were given`);
  await copyIn(client, `COPY ${table} FROM STDIN (FORMAT binary)`, binaryRows(into, columns));
}

function* binaryRows(into: readonly TableColumn[], columns: readonly Column[]): Generator<Buffer> {
  const rows = new RowWriter(into.reduce((bytes, { type }) => bytes + (WIDTH[type] ?? 4), 2));
  const writers = columns.map((column, i) => valueWriter(rows, column, (into[i] as TableColumn).type));
  rows.header();
  const count = columns[0]?.length ?? 0;
  for (let row = 0; row < count; row++) {
    rows.begin(writers.length);
    for (const write of writers) write(row);
    if (rows.length >= PART_BYTES) yield rows.taken();
  }
  yield rows.ended();
}

function valueWriter(rows: RowWriter, column: Column, type: number): (row: number) => void {
  const number = (row: number): number => {
    const value = column[row];
    return value === null || value === undefined ? Number.NaN : Number(value);
  };
  const given = (write: (value: number) => void) => (row: number) => {
    const value = number(row);
    if (Number.isNaN(value)) rows.missing();
    else write(value);
  };
  if (type === OID.bigint) return given(value => rows.bigint(value));
  if (type === OID.integer) return given(value => rows.integer(value));
  if (type === OID.date) return given(value => rows.integer(value - DAYS_TO_2000));
  if (type === OID.boolean) return given(value => rows.boolean(value));
  return row => {
    const text = column[row];
    if (text === null || text === undefined) rows.missing();
    else rows.text(String(text));
  };
}

/** Rows in the form that a binary COPY takes. */
class RowWriter {
  #bytes = Buffer.allocUnsafe(2 * PART_BYTES);
  readonly #widest: number;
  length = 0;

  /** @param widest bytes of a row without its texts */
  constructor(widest: number) {
    this.#widest = widest;
  }

  header(): void {
    const signature = this.#bytes.write('PGCOPY\n\xff\r\n\0', 'latin1');
    // No flags, and no extension of the header.
    this.length = signature + 8;
    this.#bytes.fill(0, signature, this.length);
  }

  begin(columns: number): void {
    this.#room(this.#widest);
    this.length = this.#bytes.writeInt16BE(columns, this.length);
  }

  missing(): void {
    this.length = this.#bytes.writeInt32BE(-1, this.length);
  }

  integer(value: number): void {
    this.length = this.#bytes.writeInt32BE(4, this.length);
    this.length = this.#bytes.writeInt32BE(value, this.length);
  }

  /** As its two halves; `| 0` takes the lower one exactly, below zero too. */
  bigint(value: number): void {
    this.length = this.#bytes.writeInt32BE(8, this.length);
    this.length = this.#bytes.writeInt32BE(Math.floor(value / 2 ** 32), this.length);
    this.length = this.#bytes.writeInt32BE(value | 0, this.length);
  }

  boolean(value: number): void {
    this.length = this.#bytes.writeInt32BE(1, this.length);
    this.length = this.#bytes.writeInt8(value, this.length);
  }

  text(value: string): void {
    // At most three bytes for each unit of the text, and the rest of the row behind it.
    this.#room(3 * value.length + this.#widest);
    const bytes = this.#bytes.write(value, this.length + 4);
    this.#bytes.writeInt32BE(bytes, this.length);
    this.length += 4 + bytes;
  }

  /** What is written so far; the next row begins anew. */
  taken(): Buffer {
    const part = Buffer.from(this.#bytes.subarray(0, this.length));
    this.length = 0;
    return part;
  }

  ended(): Buffer {
    this.#room(2);
    this.length = this.#bytes.writeInt16BE(-1, this.length);
    return this.taken();
  }

  #room(bytes: number): void {
    if (this.length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + bytes));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}
