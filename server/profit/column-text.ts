/** A column as little-endian doubles in base64, as every machine that Node.js runs on stores them. */
export function columnText(column: Float64Array): string {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('base64');
}
