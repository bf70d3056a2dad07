import { plain, type Screen, type Tone } from './screen.ts';

export interface Column {
  readonly title: string;
  /** Figures stand on the right, words on the left. */
  readonly align: 'left' | 'right';
  /** Longer words are cut with an ellipsis. */
  readonly widthMax?: number;
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

/** Prints rows under their titles; no rules, no frame. */
export function printTable(
  screen: Screen,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): void {
  const texts = rows.map(row => columns.map((column, index) => cut(textOf(row[index]), column.widthMax)));
  const widths = columns.map((column, index) =>
    Math.max(textWidth(column.title), ...texts.map(row => textWidth(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, index) => padded(cell, widths[index] ?? 0, columns[index]?.align ?? 'left'));
  if (columns.some(({ title }) => title !== ''))
    screen.line(
      screen.tone(
        'dim',
        line(columns.map(({ title }) => title))
          .join(GAP)
          .trimEnd(),
      ),
    );
  for (const [at, row] of rows.entries()) {
    const cells = line(texts[at] ?? []);
    const bare = cells.join(GAP);
    // Blanks after the last word would only be copied along.
    const ends = bare.length - bare.trimEnd().length;
    const last = cells.length - 1;
    cells[last] = (cells[last] ?? '').slice(0, Math.max(0, (cells[last] ?? '').length - ends));
    screen.line(
      cells
        .map((cell, index) => toned(screen, row[index], cell))
        .join(GAP)
        .trimEnd(),
    );
  }
}

function textOf(cell: Cell | undefined): string {
  return plain(typeof cell === 'object' ? cell.text : (cell ?? ''));
}

function toned(screen: Screen, cell: Cell | undefined, text: string): string {
  return typeof cell === 'object' ? screen.tone(cell.tone, text) : text;
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
