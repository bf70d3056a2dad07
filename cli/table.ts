import { plain, type Screen, type Tone } from './screen.ts';

export interface Column {
  readonly title: string;
  /** Figures stand on the right, words on the left. */
  readonly align: 'left' | 'right';
  /** Longer words are cut with an ellipsis. */
  readonly widthMax?: number;
  /** May be left out where the terminal is too narrow; the highest goes first. */
  readonly spare?: number;
}

export type Cell = string | { readonly text: string; readonly tone: Tone };

const GAP = '  ';
const WORDS_WIDTH_MAX = 40;

export const words = (title: string, widthMax = WORDS_WIDTH_MAX): Column => ({
  title,
  align: 'left',
  widthMax,
});
export const figures = (title: string): Column => ({ title, align: 'right' });
export const spare = (order: number, column: Column): Column => ({ ...column, spare: order });

/** Prints rows under their titles; no rules, no frame, and no column in which nothing stands. */
export function printTable(
  screen: Screen,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): void {
  const filled = columns
    .map((column, index) => ({ column, cells: rows.map(row => row[index] ?? '') }))
    .filter(({ cells }) => rows.length === 0 || cells.some(cell => textOf(cell) !== ''));
  const shown = fitting(filled, screen.columns);
  printFilled(
    screen,
    shown.map(({ column }) => column),
    rows.map((_, at) => shown.map(({ cells }) => cells[at] ?? '')),
  );
}

interface Filled {
  readonly column: Column;
  readonly cells: readonly Cell[];
}

/** As many columns as stand side by side; spare ones give way. */
function fitting(all: readonly Filled[], width = Number.POSITIVE_INFINITY): readonly Filled[] {
  const taken = all.reduce((sum, each) => sum + widthOf(each) + GAP.length, -GAP.length);
  const spares = all.flatMap(({ column }) => (column.spare === undefined ? [] : [column.spare]));
  if (taken <= width || spares.length === 0) return all;
  const least = Math.max(...spares);
  return fitting(
    all.filter(({ column }) => column.spare !== least),
    width,
  );
}

function widthOf({ column, cells }: Filled): number {
  return Math.max(
    textWidth(column.title),
    ...cells.map(cell => textWidth(cut(textOf(cell), column.widthMax))),
  );
}

function printFilled(screen: Screen, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  const texts = rows.map(row => columns.map((column, index) => cut(textOf(row[index]), column.widthMax)));
  const widths = columns.map((column, index) =>
    widthOf({ column, cells: texts.map(row => row[index] ?? '') }),
  );
  const line = (cells: readonly string[], toneOf: (index: number) => Tone | undefined) => {
    const last = cells.findLastIndex(cell => cell !== '');
    const shown = cells.slice(0, last + 1).map((cell, index) => {
      const align = columns[index]?.align ?? 'left';
      // Blanks after the last word would only be copied along.
      const text = index === last && align === 'left' ? cell : padded(cell, widths[index] ?? 0, align);
      const tone = toneOf(index);
      return tone === undefined ? text : screen.tone(tone, text);
    });
    screen.line(shown.join(GAP));
  };
  const titles = columns.map(({ title }) => title);
  if (titles.some(title => title !== '')) line(titles, () => 'dim');
  for (const [at, row] of rows.entries()) line(texts[at] ?? [], index => toneIn(row[index]));
}

function textOf(cell: Cell | undefined): string {
  return plain(typeof cell === 'object' ? cell.text : (cell ?? ''));
}

function toneIn(cell: Cell | undefined): Tone | undefined {
  return typeof cell === 'object' ? cell.tone : undefined;
}

function padded(text: string, width: number, align: Column['align']): string {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'right' ? blanks + text : text + blanks;
}

function cut(text: string, widthMax = Number.POSITIVE_INFINITY): string {
  if (textWidth(text) <= widthMax) return text;
  let kept = '';
  for (const character of text) {
    if (textWidth(kept) + textWidth(character) > widthMax - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}\u2026`;
}

/** Columns that a text takes in a terminal: two for East Asian wide characters, none for combining marks. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
