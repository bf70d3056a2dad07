import { columnsOfField } from '@clientele/engine';
import type { MappingAsked } from '../../../contract/mapping.ts';
import type { RowToMend } from '../../../contract/mends.ts';

type FieldProblem = RowToMend['problems'][number];

/** The columns that problems are about: those that the mapping takes the field from, else the one whose heading spells it. */
export function columnsOfProblems(
  headings: readonly string[],
  problems: readonly FieldProblem[],
  mapping: MappingAsked | null,
): number[] {
  const found = problems.flatMap(({ field }) => columnsOfField(headings, field, mapping));
  return [...new Set(found)].toSorted((a, b) => a - b);
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
