import type { KeyboardEvent } from 'react';

const STEPS: Record<string, readonly [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Arrow keys go from figure to figure of a table, so that hundreds of them need not stand in the tab order. */
export function walkCells(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  const cell = event.target instanceof Element ? event.target.closest('td') : null;
  if (!step || !cell) return;
  const [down, right] = step;
  const rows = event.currentTarget.rows;
  let row = (cell.parentElement as HTMLTableRowElement).rowIndex + down;
  const column = cell.cellIndex + right;
  // A line without a figure of its own is stepped over.
  while (down !== 0 && rows[row] && !buttonIn(rows[row], column)) row += down;
  const next = buttonIn(rows[row], column);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function buttonIn(row: HTMLTableRowElement | undefined, column: number): HTMLElement | null | undefined {
  const cell = row?.cells[column];
  return cell?.tagName === 'TD' ? cell.querySelector('button') : undefined;
}
