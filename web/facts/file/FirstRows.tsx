import type { InspectedTable } from '../../../contract/mapping.ts';
import classes from './File.module.css';

const ROWS_SHOWN = 3;

interface FirstRowsProps extends Pick<InspectedTable, 'headings' | 'rows'> {
  label: string;
  most?: number;
}

/** What a table begins with, as it stands in the file. */
export function FirstRows({ headings, rows, label, most = ROWS_SHOWN }: FirstRowsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region has to be reachable by keyboard
    <section className={classes.firstRows} tabIndex={0} aria-label={`First rows of ${label}`}>
      <table>
        <thead>
          <tr>
            {headings.map((heading, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
              <th key={column} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows stay where they are
            <tr key={row}>
              {headings.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                <td key={column}>{cells[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
