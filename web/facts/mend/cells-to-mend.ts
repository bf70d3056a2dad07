import { normalHeading } from '@clientele/engine';
import type { MappingAsked } from '../../../contract/mapping.ts';
import type { RowToMend } from '../../../contract/mends.ts';

type FieldProblem = RowToMend['problems'][number];

/** The columns that problems are about: those that the mapping takes the field from, else the one whose heading spells it. */
export function columnsOfProblems(
  headings: readonly string[],
  problems: readonly FieldProblem[],
  mapping: MappingAsked | null,
): number[] {
  const found = problems.flatMap(({ field }) => {
    const mapped = mapping?.fields[field]?.columns;
    if (mapped) return mapped.map(heading => headings.indexOf(heading));
    return [headings.findIndex(heading => normalHeading(heading) === normalHeading(field))];
  });
  return [...new Set(found)].filter(column => column >= 0).toSorted((a, b) => a - b);
}

/** Cells that were altered, by heading, as the server takes them. */
export function alteredCells(
  headings: readonly string[],
  before: readonly string[],
  after: readonly string[],
): Record<string, string> {
  const altered = headings.flatMap((heading, column) =>
    (after[column] ?? '') === (before[column] ?? '') ? [] : [[heading, after[column] ?? ''] as const],
  );
  return Object.fromEntries(altered);
}
