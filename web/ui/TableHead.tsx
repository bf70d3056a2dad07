import { Chevron } from './Chevron.tsx';
import classes from './Table.module.css';
import type { Column, Sort } from './Table.tsx';

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[];
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

export function TableHead<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  const summed = columns.some(column => column.sum !== undefined);
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid of roles, see Table
    <div role="rowgroup" className={classes.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid itself holds the focus */}
      <div role="row" aria-rowindex={1} className={classes.row}>
        {columns.map(column => (
          <Heading key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
      {summed && (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: the grid itself holds the focus
        <div role="row" className={`${classes.row} ${classes.sums}`}>
          {columns.map(column => (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: the grid itself holds the focus
            <div key={column.key} role="gridcell" className={cellClass(column)}>
              {column.sum}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function Heading<Row>({
  column,
  sort,
  onSort,
}: { column: Column<Row> } & Omit<TableHeadProps<Row>, 'columns'>) {
  const sorted = sort?.key === column.key ? sort.direction : undefined;
  const title = (
    <>
      {column.title}
      {column.unit && ` ${column.unit}`}
    </>
  );
  const arrow = sorted && (
    <span className={classes.arrow}>
      <Chevron towards={sorted === 'ascending' ? 'up' : 'down'} />
    </span>
  );
  const next = sorted === undefined ? column.sort : sorted === 'ascending' ? 'descending' : 'ascending';
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid of roles, see Table
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <div role="columnheader" aria-sort={sorted} className={cellClass(column)}>
      {next && onSort ? (
        <button
          type="button"
          className={classes.sorter}
          onClick={() => onSort({ key: column.key, direction: next })}
        >
          {column.align === 'end' && arrow}
          {title}
          {column.align !== 'end' && arrow}
        </button>
      ) : (
        title
      )}
    </div>
  );
}

export function cellClass<Row>(column: Column<Row>): string {
  return `${classes.cell} ${column.align === 'end' ? classes.end : ''}`;
}
