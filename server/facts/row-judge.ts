import { judgeRow, mappedJudge, type RowProblem, rowMapper } from '@clientele/engine';
import type { SourceLayout } from './source-layout.ts';

/** How the rows of a file come to the cells that its reader wants. */
export interface RowJudge {
  /** Cells in the reader's order, before they are judged; undefined where the file's own are. */
  readonly rearrange?: (cells: readonly string[]) => { cells: string[]; problems: readonly RowProblem[] };
  /** Cells of the file → all cells in canonical writing and the reader's order, or all problems of the row. */
  readonly judge: (cells: readonly string[]) => { cells: string[] } | { problems: RowProblem[] };
}

export function rowJudge(layout: SourceLayout, headings: readonly string[], currency: string): RowJudge {
  const { fields, columns, mapping, isRearranged } = layout;
  const judgeFields = (cells: readonly (string | undefined)[]) => judgeRow(fields, cells, currency);
  const judge = mapping
    ? mappedJudge(mapping, headings, { currency, judge: judgeFields })
    : (cells: readonly string[]) => judgeFields(columns.map(column => cells[column]));
  if (mapping && isRearranged) return { rearrange: rowMapper(mapping, headings, currency), judge };
  return {
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
