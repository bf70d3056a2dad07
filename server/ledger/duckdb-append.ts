import {
  type DuckDBConnection,
  type DuckDBResult,
  DuckDBTableFunction,
  type DuckDBType,
  DuckDBTypeId,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import binding, { type Vector } from '@duckdb/node-bindings';
import { runWaiting } from './duckdb-waiting.ts';
import type { Column, GivenRows } from './ledger.ts';

const CHUNK_ROWS = 2048;

export interface Incoming {
  /** Appends whole columns of one length to a table, in the order of its columns. */
  append(table: string, columns: readonly Column[]): Promise<void>;
  /** Runs a query that reads the given rows as a table. */
  about(given: GivenRows, sql: string): Promise<DuckDBResult>;
}

const TYPES = { INTEGER, VARCHAR } as const;

/**
 * Columns go in as the rows of a table function, so that an insert reads them: DuckDB's own threads compress and write
 * while this one goes on, and a commit finds its row groups written. Its appender would do all of it in this thread,
 * half of it at the commit. Numbers are copied as the bytes that DuckDB holds.
 */
export function incomingOn(connection: DuckDBConnection): Incoming {
  const types = new Map<string, readonly DuckDBType[]>();
  let into: readonly DuckDBType[] = [];
  let writers: readonly VectorWriter[] = [];
  let count = 0;
  let from = 0;
  connection.registerTableFunction(
    DuckDBTableFunction.create({
      name: 'incoming_columns',
      bindFunction: bound => {
        for (const [i, type] of into.entries()) bound.addResultColumn(`c${i}`, type);
        bound.setCardinality(count, true);
      },
      // Rows come from this thread one handful at a time: a second reader would only wait for it.
      initFunction: scan => scan.setMaxThreads(1),
      mainFunction: (_, chunk) => {
        const rows = Math.min(CHUNK_ROWS, count - from);
        chunk.rowCount = rows;
        for (const [i, write] of writers.entries())
          if (rows > 0) write(binding.data_chunk_get_vector(chunk.chunk, i), from, rows);
        from += rows;
      },
    }),
  );
  const reading = async (columns: readonly Column[], columnTypes: readonly DuckDBType[], sql: string) => {
    into = columnTypes;
    writers = columns.map((column, i) => vectorWriter(column, into[i]?.typeId as DuckDBTypeId));
    count = columns[0]?.length ?? 0;
    from = 0;
    const result = await runWaiting(connection, sql);
    writers = [];
    return result;
  };
  return {
    append: async (table, columns) => {
      if ((columns[0]?.length ?? 0) === 0) return;
      const known =
        types.get(table) ?? (await connection.run(`SELECT * FROM ${table} LIMIT 0`)).columnTypes();
      types.set(table, known);
      if (columns.length !== known.length) {
        throw new Error(`${table} has ${known.length} columns; ${columns.length} were given`);
      }
      await reading(columns, known, `INSERT INTO ${table} SELECT * FROM incoming_columns()`);
    },
    // Materialized: the rows can be read once only.
    about: ({ name, types: given, columns }, sql) =>
      reading(
        columns,
        Object.values(given).map(type => TYPES[type]),
        `WITH ${name} (${Object.keys(given).join(', ')}) AS MATERIALIZED (SELECT * FROM incoming_columns()) ${sql}`,
      ),
  };
}

type VectorWriter = (vector: Vector, from: number, rows: number) => void;

function vectorWriter(column: Column, type: DuckDBTypeId): VectorWriter {
  if (type === DuckDBTypeId.VARCHAR) return textWriter(column);
  const numbers =
    column instanceof Float64Array || column instanceof Int32Array || column instanceof Uint8Array
      ? column
      : Float64Array.from(column, value => (value === null ? Number.NaN : Number(value)));
  if (type === DuckDBTypeId.BIGINT)
    return bigintWriter(numbers instanceof Float64Array ? numbers : Float64Array.from(numbers));
  const [whole, same] =
    type === DuckDBTypeId.BOOLEAN
      ? [new Uint8Array(CHUNK_ROWS), numbers instanceof Uint8Array]
      : [new Int32Array(CHUNK_ROWS), numbers instanceof Int32Array];
  const bytes = whole.BYTES_PER_ELEMENT;
  if (same)
    return (vector, from, rows) => {
      const { buffer, byteOffset } = numbers;
      binding.copy_data_to_vector(vector, 0, buffer as ArrayBuffer, byteOffset + from * bytes, rows * bytes);
    };
  return (vector, from, rows) => {
    let missing = false;
    for (let i = 0; i < rows; i++) {
      const value = numbers[from + i] as number;
      missing ||= Number.isNaN(value);
      whole[i] = value;
    }
    binding.copy_data_to_vector(vector, 0, whole.buffer, 0, rows * bytes);
    if (missing) writeNulls(vector, rows, i => Number.isNaN(numbers[from + i]));
  };
}

/** A 64-bit integer as its two halves; ToInt32 takes the lower one exactly, below zero too. */
function bigintWriter(column: Float64Array): VectorWriter {
  const halves = new Int32Array(2 * CHUNK_ROWS);
  return (vector, from, rows) => {
    let missing = false;
    for (let i = 0; i < rows; i++) {
      const value = column[from + i] as number;
      missing ||= Number.isNaN(value);
      halves[2 * i] = value;
      halves[2 * i + 1] = Math.floor(value / 2 ** 32);
    }
    binding.copy_data_to_vector(vector, 0, halves.buffer, 0, rows * 8);
    if (missing) writeNulls(vector, rows, i => Number.isNaN(column[from + i]));
  };
}

function textWriter(column: Column): VectorWriter {
  return (vector, from, rows) => {
    for (let i = 0; i < rows; i++) {
      const text = column[from + i];
      if (text !== null && text !== undefined) binding.vector_assign_string_element(vector, i, String(text));
    }
    writeNulls(vector, rows, i => column[from + i] === null || column[from + i] === undefined);
  };
}

/** A bit a row, set where the row has a value. */
function writeNulls(vector: Vector, rows: number, isMissing: (row: number) => boolean): void {
  const valid = new Uint8Array(CHUNK_ROWS / 8).fill(0xff);
  let missing = 0;
  for (let i = 0; i < rows; i++) {
    if (!isMissing(i)) continue;
    valid[i >> 3] = (valid[i >> 3] as number) & ~(1 << (i & 7));
    missing += 1;
  }
  if (missing === 0) return;
  binding.vector_ensure_validity_writable(vector);
  binding.copy_data_to_vector_validity(vector, 0, valid.buffer, 0, valid.byteLength);
}
