/** Rows to CSV: line feeds, quotes only where a field needs them, a final line feed. */
export function csv(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [headings.join(',')];
  for (const row of rows) lines.push(row.map(field).join(','));
  return `${lines.join('\n')}\n`;
}

/** Whole cents as a decimal with two places: -1205 → "-12.05". */
export function cents(value: number): string {
  const size = String(Math.abs(value)).padStart(3, '0');
  return `${value < 0 ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}

/** Thousandths as the shortest decimal: 12500 → "12.5". */
export function thousandths(value: number): string {
  return String(value / 1000);
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
