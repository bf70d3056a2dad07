/** A column of doubles as it comes over the wire: little-endian, in base64. */
export function columnOf(base64: string): Float64Array {
  const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
  return new Float64Array(bytes.buffer);
}
