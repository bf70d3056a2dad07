import type { MouseEvent } from 'react';
import classes from './Table.module.css';
import type { Column } from './Table.tsx';
import { cellClass } from './TableHead.tsx';

interface TableRowProps<Row> {
  id: string;
  index: number;
  top: number;
  columns: readonly Column<Row>[];
  row: Row | undefined;
  /** -1 for the row as a whole, else the cell that arrow keys stand on. */
  active: number | undefined;
  onOpen: ((row: Row) => void) | undefined;
}

export function TableRow<Row>({ id, index, top, columns, row, active, onOpen }: TableRowProps<Row>) {
  const open = (event: MouseEvent<HTMLElement>) => {
    const onOther = event.target instanceof Element && event.target.closest('a, button, input, label');
    if (row !== undefined && !onOther && !getSelection()?.toString()) onOpen?.(row);
  };
  const names = [classes.row, classes.data, onOpen && classes.opens, active !== undefined && classes.active];
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid of roles, see Table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is heard by the grid
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={active === undefined ? undefined : true}
      className={names.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      onClick={open}
    >
      {columns.map((column, place) => {
        const content = row === undefined ? <span className={classes.awaited} /> : column.cell(row, index);
        return (
          // biome-ignore lint/a11y/useSemanticElements: part of a grid of roles, see Table
          // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
          <div
            key={column.key}
            id={`${id}-${place}`}
            role="gridcell"
            title={typeof content === 'string' ? content : undefined}
            className={`${cellClass(column)} ${active === place ? classes.activeCell : ''}`}
          >
            {content}
          </div>
        );
      })}
    </div>
  );
}
