import '../../ledger/duckdb-memory.ts';

import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Refusal } from '../../errors.ts';
import { parquetColumns, parquetRows } from '../../ledger/parquet.ts';
import type { FileSink } from '../file-reader.ts';

import { delimitedText } from '../record-scanner.ts';

const DELIMITER = ',';

/** Reads a Parquet file by DuckDB's own reader, in a database of its own; rows are numbered as a table with a heading is. */
export async function readParquet(path: string, sink: FileSink): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '512MB', threads: '1' });
  const connection = await instance.connect();
  try {
    const columns = await parquetColumns(connection, path).catch(damaged);
    const nested = columns.find(({ type }) =>
      /[[(]|STRUCT|MAP|LIST|BLOB/.test(type.replace(/^DECIMAL\(.*\)$/, '')),
    );
    if (nested)
      throw new Refusal(
        'nested',
        `The column ${nested.name} holds lists or records: write plain columns instead.`,
      );
    const headings = columns.map(({ name }) => name);
    await sink.heading({ headings, delimiter: DELIMITER, text: delimitedText(headings, DELIMITER) });
    await giveRows(connection, { path, columns }, sink);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function giveRows(
  connection: DuckDBConnection,
  file: { path: string; columns: readonly { name: string; type: string }[] },
  sink: FileSink,
): Promise<void> {
  const result = await parquetRows(connection, file).catch(damaged);
  let row = 1;
  for (;;) {
    const chunk = await result.fetchChunk().catch(damaged);
    if (!chunk || chunk.rowCount === 0) return;
    for (const values of chunk.getRows()) {
      row += 1;
      sink.texts(
        row,
        values.map(value => (value === null ? '' : String(value))),
      );
    }
    await sink.block();
  }
}

function damaged(error: unknown): never {
  if (error instanceof Refusal) throw error;
  if (/out of memory/i.test(String(error)))
    throw new Refusal(
      'too-wide',
      'The Parquet file needs more memory at once than an import may take: write fewer columns, or smaller row groups.',
    );
  throw new Refusal('truncated', 'The Parquet file is damaged or ends in the middle: copy it again.');
}
