import { DuckDBDataChunk, type DuckDBResult, DuckDBTypeId } from '@duckdb/node-api';
import binding from '@duckdb/node-bindings';
import { type Columns, refuseUnsafe } from './ledger.ts';

/** A result as columns: numbers as doubles (NULL is NaN), texts and days as text. Throws for an unsafe integer. */
export function columnsFrom(result: DuckDBResult): Columns {
  const chunks = chunksOf(result);
  const count = chunks.reduce((total, chunk) => total + chunk.rowCount, 0);
  const names = result.deduplicatedColumnNames();
  return Object.fromEntries(
    names.map((name, index) => {
      const type = result.columnTypeId(index);
      const texts = type === DuckDBTypeId.VARCHAR || type === DuckDBTypeId.DATE;
      if (texts) return [name, textColumn(chunks, index)];
      return [name, (name === 'customer_id' ? knownIds : numberColumn)(chunks, { index, type, count })];
    }),
  );
}

/** Of a result that is there as a whole, as all are here: to wait for each chunk by itself takes as long as a small query. */
export function chunksOf(result: DuckDBResult): DuckDBDataChunk[] {
  const whole = (result as unknown as { readonly result: binding.Result }).result;
  return Array.from(
    { length: binding.result_chunk_count(whole) },
    (_, index) => new DuckDBDataChunk(binding.result_get_chunk(whole, index)),
  );
}

interface NumbersAsked {
  readonly index: number;
  readonly type: DuckDBTypeId;
  readonly count: number;
}

function numberColumn(chunks: readonly DuckDBDataChunk[], asked: NumbersAsked): Float64Array {
  const column = new Float64Array(asked.count);
  let offset = 0;
  for (const chunk of chunks) {
    const { rowCount } = chunk;
    readNumbers(column.subarray(offset, offset + rowCount), chunk, asked);
    offset += rowCount;
  }
  return column;
}

function readNumbers(target: Float64Array, chunk: DuckDBDataChunk, { index, type }: NumbersAsked): void {
  const read = READERS[type];
  if (read) read(target, bytes => binding.vector_get_data(vectorOf(chunk, index), bytes));
  else readItems(target, chunk, index);
  clearNulls(target, chunk, index);
  refuseUnsafe(target);
}

/** Fewer are read anew as fast. */
const IDS_LEAST = 10_000;
let lastIds: Float64Array = new Float64Array();
const scratch = new Float64Array(2048);

/**
 * Sums by customer mostly name the same customers as those before: then it is the same column, which nobody writes into. New
 * memory of this size takes longer to get than to fill.
 */
function knownIds(chunks: readonly DuckDBDataChunk[], asked: NumbersAsked): Float64Array {
  if (asked.count < IDS_LEAST) return numberColumn(chunks, asked);
  if (asked.count !== lastIds.length || !chunks.every(sameAs(lastIds, asked)))
    lastIds = numberColumn(chunks, asked);
  return lastIds;
}

function sameAs(ids: Float64Array, asked: NumbersAsked): (chunk: DuckDBDataChunk) => boolean {
  let offset = 0;
  return chunk => {
    const { rowCount } = chunk;
    if (rowCount > scratch.length) return false;
    const read = scratch.subarray(0, rowCount);
    readNumbers(read, chunk, asked);
    for (let i = 0; i < rowCount; i++) if (read[i] !== ids[offset + i]) return false;
    offset += rowCount;
    return true;
  };
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
