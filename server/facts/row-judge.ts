import {
  judgeRow,
  mappedJudge,
  namedHeadings,
  type RateOn,
  type RowProblem,
  rowMapper,
} from '@clientele/engine';
import type { SourceLayout } from './source-layout.ts';

/** How the rows of a file come to the cells that its reader wants. */
export interface RowJudge {
  /** Cells in the reader's order, before they are judged; undefined where the file's own are. */
  readonly rearrange?: (cells: readonly string[]) => { cells: string[]; problems: readonly RowProblem[] };
  /** Cells of the file → all cells in canonical writing and the reader's order, or all problems of the row. */
  readonly judge: (cells: readonly string[]) => { cells: string[] } | { problems: RowProblem[] };
  /** The field that reads a column of the file; undefined where none does. */
  readonly fieldAt: (column: number) => string | undefined;
}

export function rowJudge(
  layout: SourceLayout,
  headings: readonly string[],
  { currency, rateOn }: { currency: string; rateOn: RateOn },
): RowJudge {
  const { fields, columns, mapping, isRearranged } = layout;
  const judgeFields = (cells: readonly (string | undefined)[]) => judgeRow(fields, cells, currency, rateOn);
  const judge = mapping
    ? mappedJudge(mapping, headings, { currency, judge: judgeFields })
    : (cells: readonly string[]) => judgeFields(columns.map(column => cells[column]));
  const fieldAt = fieldByColumn(layout, headings);
  if (mapping && isRearranged) return { fieldAt, rearrange: rowMapper(mapping, headings, currency), judge };
  return {
    fieldAt,
    judge: cells => {
      const verdict = judge(cells);
      if ('problems' in verdict) return verdict;
      const written = [...cells];
      for (const [i, column] of columns.entries())
        if (column >= 0) written[column] = verdict.cells[i] as string;
      return { cells: written };
    },
  };
}

function fieldByColumn(
  { fields, columns, mapping }: SourceLayout,
  headings: readonly string[],
): (column: number) => string | undefined {
  if (!mapping) return column => fields[columns.indexOf(column)]?.name;
  const names = namedHeadings(headings);
  const readers = Object.entries(mapping.fields).map(
    ([field, { columns: read = [] }]) => [field, read] as const,
  );
  const own = Object.entries(mapping.custom ?? {}).map(([name, heading]) => [name, [heading]] as const);
  return column => [...readers, ...own].find(([, read]) => read.includes(names[column] as string))?.[0];
}
