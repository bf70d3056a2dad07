import { DuckDBDataChunk, type DuckDBResult, DuckDBTypeId } from '@duckdb/node-api';
import binding from '@duckdb/node-bindings';
import { ascendingRows } from './duckdb-order.ts';
import { type Columns, outOfRange } from './ledger.ts';

/**
 * A result as columns: numbers as doubles (NULL is NaN), texts and days as text. Throws for an unsafe integer.
 * @param byCustomer puts the rows in the order of `customer_id`, each of which is there once
 */
export function columnsFrom(result: DuckDBResult, byCustomer = false): Columns {
  const chunks = chunksOf(result);
  const count = chunks.reduce((total, chunk) => total + chunk.rowCount, 0);
  const names = result.deduplicatedColumnNames();
  const read = (name: string, into: Float64Array) => {
    const index = names.indexOf(name);
    return numberColumn(chunks, { index, type: result.columnTypeId(index), into });
  };
  const rows = byCustomer ? ascendingRows(read('customer_id', scratchOf(count))) : undefined;
  return Object.fromEntries(
    names.map((name, index) => {
      const type = result.columnTypeId(index);
      const texts = type === DuckDBTypeId.VARCHAR || type === DuckDBTypeId.DATE;
      if (texts) return [name, inOrder(textColumn(chunks, index), rows)];
      const column = new Float64Array(count);
      if (!rows) return [name, read(name, column)];
      const unordered = read(name, scratchOf(count));
      for (let place = 0; place < count; place++) column[place] = unordered[rows[place] as number] as number;
      return [name, column];
    }),
  );
}

let scratch = new Float64Array(0);

/** For what is read to be read again at once: an array each time would have to be collected. */
function scratchOf(count: number): Float64Array {
  if (scratch.length < count) scratch = new Float64Array(count);
  return scratch.subarray(0, count);
}

function inOrder<T>(values: readonly T[], rows: Uint32Array | undefined): readonly T[] {
  return rows ? Array.from(rows, row => values[row] as T) : values;
}

/** Of a result that is there as a whole, as all are here: to wait for each chunk by itself takes as long as a small query. */
export function chunksOf(result: DuckDBResult): DuckDBDataChunk[] {
  const whole = (result as unknown as { readonly result: binding.Result }).result;
  return Array.from(
    { length: binding.result_chunk_count(whole) },
    (_, index) => new DuckDBDataChunk(binding.result_get_chunk(whole, index)),
  );
}

function numberColumn(
  chunks: readonly DuckDBDataChunk[],
  { index, type, into: column }: { index: number; type: DuckDBTypeId; into: Float64Array },
): Float64Array {
  let offset = 0;
  for (const chunk of chunks) {
    const target = column.subarray(offset, offset + chunk.rowCount);
    const read = READERS[type];
    if (read) read(target, bytes => binding.vector_get_data(vectorOf(chunk, index), bytes));
    else readItems(target, chunk, index);
    clearNulls(target, chunk, index);
    refuseUnsafe(target);
    offset += chunk.rowCount;
  }
  return column;
}

/** By places: an iterator leaves an object a value. */
function refuseUnsafe(values: Float64Array): void {
  for (let i = 0, value = 0; i < values.length; i++) {
    value = values[i] as number;
    if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) throw outOfRange(value);
  }
}

type Reader = (target: Float64Array, take: (bytes: number) => Uint8Array) => void;

/** The bytes of a vector as DuckDB holds them: a call for each value takes several times as long as the query. */
const READERS: Readonly<Partial<Record<DuckDBTypeId, Reader>>> = {
  [DuckDBTypeId.DOUBLE]: (target, take) => {
    const { buffer, byteOffset } = take(target.length * 8);
    target.set(new Float64Array(buffer, byteOffset, target.length));
  },
  [DuckDBTypeId.BIGINT]: (target, take) => {
    const { buffer, byteOffset } = take(target.length * 8);
    const halves = new Int32Array(buffer, byteOffset, target.length * 2);
    for (let i = 0; i < target.length; i++)
      target[i] = (halves[2 * i + 1] as number) * 2 ** 32 + ((halves[2 * i] as number) >>> 0);
  },
  [DuckDBTypeId.INTEGER]: (target, take) => {
    const { buffer, byteOffset } = take(target.length * 4);
    target.set(new Int32Array(buffer, byteOffset, target.length));
  },
  [DuckDBTypeId.BOOLEAN]: (target, take) => target.set(take(target.length)),
};

function readItems(target: Float64Array, chunk: DuckDBDataChunk, index: number): void {
  const vector = chunk.getColumnVector(index);
  for (let i = 0; i < target.length; i++) target[i] = Number(vector.getItem(i) ?? Number.NaN);
}

/** A bit a row, set where the row has a value; no bits where all have. */
function clearNulls(target: Float64Array, chunk: DuckDBDataChunk, index: number): void {
  const bits = binding.vector_get_validity(
    vectorOf(chunk, index),
    Math.ceil(target.length / 64) * 8,
  ) as Uint8Array | null;
  if (!bits) return;
  for (let i = 0; i < target.length; i++)
    if (((bits[i >> 3] as number) & (1 << (i & 7))) === 0) target[i] = Number.NaN;
}

function vectorOf({ chunk }: DuckDBDataChunk, index: number) {
  return binding.data_chunk_get_vector(chunk, index);
}

function textColumn(chunks: readonly DuckDBDataChunk[], index: number): (string | null)[] {
  return chunks.flatMap(chunk =>
    chunk.getColumnValues(index).map(value => (value === null ? null : String(value))),
  );
}
