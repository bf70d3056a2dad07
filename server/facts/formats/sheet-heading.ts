import type { SheetRow } from './sheet-rows.ts';

/** Cells that are shown as one; rows as the sheet numbers them, columns from 0, both ends in it. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface SheetHeading {
  readonly headings: string[];
  /** Numbers of the rows that it was taken from. */
  readonly rows: readonly number[];
}

/** Rows of a heading that lies over several. */
const LEVELS_MOST = 3;
/** A heading names most of the columns; one with gaps still names half of them. */
const FILLED_SHARES = [0.8, 0.5];

/** Whether the first row is the heading, as in most sheets, whatever is merged: there is no need to look for merged cells. */
export function isPlain(rows: readonly SheetRow[]): boolean {
  const [first] = rows;
  if (!first) return true;
  const filled = filledColumns(first).length;
  return rows.every(row => filledColumns(row).length <= filled) && first.words.size === filled;
}

/**
 * The heading among the first rows of a sheet: the first row that names most of the columns in words, whatever titles stand
 * above it. Where cells are merged over or under it, the rows are joined: `Q1` over `amount` is `Q1 amount`.
 */
export function sheetHeading(rows: readonly SheetRow[], merges: readonly Merge[]): SheetHeading {
  const shown = rows.map(row => shownCells(row, merges));
  const widest = Math.max(...shown.map(({ columns }) => columns.length));
  const isWords = ({ row, columns }: Shown) =>
    row.words.size * 2 >= filledColumns(row).length && columns.length > 0;
  const at = FILLED_SHARES.map(share =>
    shown.findIndex(
      each => isWords(each) && each.columns.length >= widest * share && (widest === 1 || each.regions > 1),
    ),
  ).find(index => index >= 0);
  const levels = levelsAround(shown, Math.max(at ?? 0, 0), merges);
  return { headings: joined(levels), rows: levels.map(({ row }) => row.row) };
}

/** A row as it is shown: a merged cell's text stands in all of its columns. */
interface Shown {
  readonly row: SheetRow;
  /** Columns that show something. */
  readonly columns: readonly number[];
  /** Text by column, and which cell it is of: two columns of one cell are one region. */
  readonly cells: ReadonlyMap<number, { readonly text: string; readonly region: string }>;
  readonly regions: number;
}

function shownCells(row: SheetRow, merges: readonly Merge[]): Shown {
  const cells = new Map<number, { text: string; region: string }>();
  for (const column of filledColumns(row))
    cells.set(column, { text: plainWords(row.texts[column] as string), region: `${column}:${row.row}` });
  for (const { top, left, right } of merges.filter(merge => merge.top === row.row)) {
    const text = plainWords(row.texts[left] ?? '');
    if (text === '') continue;
    for (let column = left; column <= right; column++) cells.set(column, { text, region: `${left}:${top}` });
  }
  const regions = new Set([...cells.values()].map(({ region }) => region)).size;
  return { row, columns: [...cells.keys()].sort((a, b) => a - b), cells, regions };
}

function levelsAround(shown: readonly Shown[], at: number, merges: readonly Merge[]): Shown[] {
  const levels = [shown[at] as Shown];
  const before = shown[at - 1];
  if (before && isOver(before, levels[0] as Shown, merges)) levels.unshift(before);
  for (let i = at + 1; levels.length < LEVELS_MOST; i++) {
    const next = shown[i];
    if (!next || !isOver(levels.at(-1) as Shown, next, merges)) return levels;
    levels.push(next);
  }
  return levels;
}

/** Whether two rows are levels of one heading: cells are merged over both, or over several names in the lower one. */
function isOver(upper: Shown, lower: Shown, merges: readonly Merge[]): boolean {
  const under = filledColumns(lower.row);
  if (lower.row.row !== upper.row.row + 1 || lower.row.words.size < under.length) return false;
  const own = merges.filter(({ top }) => top === upper.row.row);
  if (own.some(({ bottom, left }) => bottom >= lower.row.row && upper.cells.has(left)))
    return under.length > 0;
  const groups = own.filter(
    ({ left, right }) => right > left && under.some(column => column >= left && column <= right),
  );
  // One cell merged over the beginning, or over everything, is a title.
  const [only] = groups;
  const first = Math.min(...under, ...upper.columns);
  return upper.regions > 1
    ? groups.length > 0
    : only !== undefined && only.left > first && only.right > only.left;
}

function joined(levels: readonly Shown[]): string[] {
  const width = Math.max(...levels.flatMap(({ columns }) => columns)) + 1;
  return Array.from({ length: width }, (_, column) => {
    const cells = levels.flatMap(({ cells: all }) => all.get(column) ?? []);
    return cells
      .filter(({ region }, i) => cells.findIndex(cell => cell.region === region) === i)
      .map(({ text }) => text)
      .join(' ');
  });
}

function filledColumns({ texts }: SheetRow): number[] {
  return texts.flatMap((text, column) => (text.trim() === '' ? [] : column));
}

function plainWords(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
