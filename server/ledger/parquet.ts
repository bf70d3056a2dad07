import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';

/** The columns of a Parquet file, in their order. */
export async function parquetColumns(
  connection: DuckDBConnection,
  path: string,
): Promise<{ name: string; type: string }[]> {
  const result = await connection.run('DESCRIBE SELECT * FROM read_parquet($path)', { path });
  const rows = await result.getRowObjects();
  return rows.map(row => ({ name: String(row.column_name), type: String(row.column_type) }));
}

/** All rows with every column as text: doubles as decimals without an exponent. */
export function parquetRows(
  connection: DuckDBConnection,
  { path, columns }: { path: string; columns: readonly { name: string; type: string }[] },
): Promise<DuckDBResult> {
  const texts = columns.map(({ name, type }) => {
    const column = `"${name.replaceAll('"', '""')}"`;
    if (type !== 'DOUBLE' && type !== 'FLOAT') return `CAST(${column} AS VARCHAR)`;
    const decimal = `CAST(CAST(${column} AS DECIMAL(38, 12)) AS VARCHAR)`;
    return `CASE WHEN abs(${column}) < 1e15 THEN rtrim(rtrim(${decimal}, '0'), '.') ELSE CAST(${column} AS VARCHAR) END`;
  });
  return connection.stream(`SELECT ${texts.join(', ')} FROM read_parquet($path)`, { path });
}
