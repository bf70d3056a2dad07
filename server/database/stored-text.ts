/** PostgreSQL's text cannot hold a NUL; its picture stands for it. */
export function storedText(text: string): string {
  return text.replaceAll('\0', '\u2400');
}
