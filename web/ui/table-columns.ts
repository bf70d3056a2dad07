import type { Column } from './Table.tsx';

const GAP = 16;
const PADDING = 16;
/** Below this a table is read on a phone, or in a column as narrow as one. */
const NARROW_BELOW = 560;

/**
 * The columns that stand in a table of this width: on a phone those marked `narrow`, elsewhere as many of the
 * spareable ones as fit, those with the lowest number first.
 */
export function columnsThatFit<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
  const narrow = columns.filter(column => column.narrow);
  if (width < NARROW_BELOW && narrow.length > 0) return narrow;
  const spares = columns.filter(column => column.spare !== undefined);
  const gone = new Set(spares);
  const shown = () => columns.filter(column => !gone.has(column));
  for (const column of spares.toSorted((a, b) => (a.spare ?? 0) - (b.spare ?? 0))) {
    gone.delete(column);
    if (neededWidth(shown()) > width) gone.add(column);
  }
  return shown();
}

export function tracksOf<Row>(columns: readonly Column<Row>[], width: number): string {
  return columns
    .map(({ narrow, width: wide }) => (width < NARROW_BELOW && typeof narrow === 'string' ? narrow : wide))
    .join(' ');
}

function neededWidth<Row>(columns: readonly Column<Row>[]): number {
  const tracks = columns.reduce((sum, { width }) => sum + Number(/\d+(?=px)/.exec(width)?.[0] ?? 0), 0);
  return tracks + GAP * (columns.length - 1) + PADDING;
}
