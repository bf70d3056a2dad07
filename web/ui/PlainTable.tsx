import type { ReactNode } from 'react';
import classes from './PlainTable.module.css';

interface PlainColumn<Row> {
  /** Empty over buttons. */
  title: string;
  cell: (row: Row, index: number) => ReactNode;
  /** As narrow as what stands in it, on one line. */
  tight?: boolean;
  /** Numbers: as tight, and right-aligned. */
  number?: boolean;
}

interface PlainTableProps<Row> {
  /** What the rows are: the table's name for screen readers. */
  label: string;
  columns: readonly PlainColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

/** A table of sentences and buttons, every row of it at once. On a phone each row is a block, its words beside their titles. */
export function PlainTable<Row>({ label, columns, rows, keyOf }: PlainTableProps<Row>) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title, tight, number }) =>
            title === '' ? (
              <td key={title} />
            ) : (
              <th key={title} scope="col" className={lookOf(tight, number)}>
                {title}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, cell, tight, number }) => (
              <td
                key={title}
                data-title={title}
                className={title === '' ? classes.buttons : lookOf(tight, number)}
              >
                {title === '' ? cell(row, index) : <span>{cell(row, index)}</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function lookOf(tight = false, number = false): string | undefined {
  return number ? `${classes.tight} ${classes.number}` : tight ? classes.tight : undefined;
}
