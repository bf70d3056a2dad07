type Row = readonly (string | number)[];

/** Rows to CSV: line feeds, quotes only where a field needs them, a final line feed. */
export function csv(headings: readonly string[], rows: readonly Row[]): string {
  return plainCsv(
    headings,
    rows.map(row => row.map(field)),
  );
}

/** The same for the long files, whose fields are numbers, days and keys and never need quotes. */
export function plainCsv(headings: readonly string[], rows: readonly Row[]): string {
  let text = `${headings.join(',')}\n`;
  for (const row of rows) text += `${row.join(',')}\n`;
  return text;
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
