import type { InspectedTable, Inspection } from '../contract/mapping.ts';
import type { Option } from './command.ts';
import { RefusedRequest } from './errors.ts';

export const PART_OPTIONS: Readonly<Record<string, Option>> = {
  sheet: { value: 'NAME', does: 'The sheet of a workbook that has several' },
  member: { value: 'NAME', does: 'The file in a zip that has several' },
};

interface Named {
  readonly sheet?: string | undefined;
  readonly member?: string | undefined;
}

/** The tables of a file that were asked for: all of them unless one is named. */
export function tablesAsked(
  { file, tables }: Inspection,
  { sheet, member }: Named,
): readonly InspectedTable[] {
  const found = tables.filter(
    ({ part }) =>
      (sheet === undefined || part?.sheet === sheet) && (member === undefined || part?.member === member),
  );
  if (found.length > 0) return found;
  const names = tables.map(({ name }) => `"${name}"`).join(', ');
  throw new RefusedRequest({
    code: 'no-such-table',
    sentence: `${file} has no table ${[sheet, member].filter(Boolean).join(' in ')}. It has ${names || 'none'}.`,
  });
}

/** The one table that was asked for. */
export function tableAsked(inspection: Inspection, named: Named): InspectedTable {
  const found = tablesAsked(inspection, named);
  const [only] = found;
  if (only && found.length === 1) return only;
  throw new RefusedRequest({
    code: 'several-tables',
    sentence: `${inspection.file} holds ${found.length} tables: ${found.map(({ name }) => `"${name}"`).join(', ')}. Name one with --sheet or --member.`,
  });
}
