import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Rows } from './rows.ts';
import { useShortcut } from './shortcuts.ts';

interface Keyed<Row> {
  rows: Rows<Row>;
  columns: number;
  main?: boolean | undefined;
  onOpen?: ((row: Row) => void) | undefined;
  scrollTo: (index: number) => void;
}

/** Where the keyboard stands in a table. The grid keeps the focus; the active row or cell is named to screen readers. */
export function useTableKeys<Row>({ rows, columns, main = false, onOpen, scrollTo }: Keyed<Row>) {
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<{ row: number; cell: number }>();
  const rowId = (index: number) => `${id}-${index}`;

  const go = (row: number, cell = active?.cell ?? -1) => {
    const bounded = Math.max(0, Math.min(rows.total - 1, row));
    setActive({ row: bounded, cell: Math.max(-1, Math.min(columns - 1, cell)) });
    scrollTo(bounded);
  };
  const step = (by: number) => {
    grid.current?.focus({ preventScroll: true });
    go(active ? active.row + by : 0);
  };
  const open = () => {
    if (!active) return;
    const cell = active.cell >= 0 ? document.getElementById(`${rowId(active.row)}-${active.cell}`) : null;
    const inside = cell?.querySelector<HTMLElement>('button, a');
    const row = rows.at(active.row);
    if (inside) inside.click();
    else if (row !== undefined) onOpen?.(row);
  };
  const moves: Record<string, () => void> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    ArrowRight: () => go(active?.row ?? 0, (active?.cell ?? -1) + 1),
    ArrowLeft: () => go(active?.row ?? 0, (active?.cell ?? 0) - 1),
    PageDown: () => step(20),
    PageUp: () => step(-20),
    Home: () => go(0),
    End: () => go(rows.total - 1),
    Enter: open,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move || event.target !== grid.current || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };
  useShortcut('j', 'Next row', () => step(1), main);
  useShortcut('k', 'Previous row', () => step(-1), main);
  const named = active && (active.cell < 0 ? rowId(active.row) : `${rowId(active.row)}-${active.cell}`);
  return {
    active,
    rowId,
    grid: { ref: grid, tabIndex: 0, onKeyDown, 'aria-activedescendant': named },
  };
}
