/** Beyond so many customers a page is answered by the server: their columns would take it seconds to read. */
export const COLUMNS_MOST = 20_000;

/** A column as little-endian doubles in base64, as every machine that Node.js runs on stores them. */
export function columnText(column: Float64Array): string {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('base64');
}
