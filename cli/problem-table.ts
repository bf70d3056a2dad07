import { countText } from './amounts.ts';
import type { Screen } from './screen.ts';
import { figures, printTable, words } from './table.ts';

interface RowProblem {
  readonly row: number;
  readonly field: string;
  readonly what: string;
  readonly mend: string;
}

/** The first of the rows that could not be read, each with what is wrong and how to mend it, and how many more there are. */
export function printRowProblems(
  screen: Screen,
  problems: readonly RowProblem[],
  { most, total, hint = '' }: { readonly most: number; readonly total: number; readonly hint?: string },
): void {
  screen.line();
  printTable(
    screen,
    [figures('row'), words('field', 20), words('what is wrong', 60), words('mend', 80)],
    problems.slice(0, most).map(({ row, field, what, mend }) => [countText(row), field, what, mend]),
  );
  if (total > most) screen.line(screen.tone('dim', `and ${countText(total - most)} more${hint}`));
}
