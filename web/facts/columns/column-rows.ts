import type { FieldMapping, Mapping } from '@clientele/engine';
import { tidyField } from './corrections.ts';

/** A line of the table of columns: a heading of the file and what it becomes, or a field that no heading gives. */
export interface ColumnRow {
  readonly key: string;
  readonly heading: string | null;
  /** Place of the column in the table's rows. */
  readonly column: number;
  /** Null where the column is not used. */
  readonly field: string | null;
  /** Name that a field of the company's own has. */
  readonly own: string | null;
}

/** Every heading once for each field that it gives; below, the fields that have a constant only. */
export function columnRows(headings: readonly string[], mapping: Mapping): ColumnRow[] {
  const fields = Object.entries(mapping.fields);
  const own = Object.entries(mapping.custom ?? {});
  const rows = headings.flatMap((heading, column): ColumnRow[] => {
    const given = fields.filter(([, { columns }]) => columns?.includes(heading));
    const named = own.filter(([, from]) => from === heading);
    if (given.length + named.length === 0)
      return [{ key: `${column}`, heading, column, field: null, own: null }];
    return [
      ...given.map(([field]) => ({ key: `${column} ${field}`, heading, column, field, own: null })),
      ...named.map(([name]) => ({ key: `${column} own ${name}`, heading, column, field: null, own: name })),
    ];
  });
  const constants = fields
    .filter(([, { columns = [] }]) => columns.length === 0)
    .map(([field]) => ({ key: `constant ${field}`, heading: null, column: -1, field, own: null }));
  return [...rows, ...constants];
}

/** The column of a row becomes another field, or none (null). A field that had another column gives that one up. */
export function becoming(mapping: Mapping, row: ColumnRow, field: string | null): Mapping {
  const without = released(mapping, row);
  if (field === null || row.heading === null) return without;
  return { ...without, fields: { ...without.fields, [field]: { columns: [row.heading] } } };
}

/** The column of a row becomes a field of the company's own, named by its heading. */
export function becomingOwn(mapping: Mapping, row: ColumnRow, name: string): Mapping {
  const without = released(mapping, row);
  const tidy = name.replaceAll(':', ' ').trim();
  if (row.heading === null || tidy === '') return without;
  return { ...without, custom: { ...without.custom, [tidy]: row.heading } };
}

/** A field as it was corrected; one that comes from nothing any more is left out. */
export function withField(mapping: Mapping, name: string, field: FieldMapping): Mapping {
  const tidy = tidyField(field);
  const { [name]: _, ...others } = mapping.fields;
  if (tidy.columns === undefined && field.constant === undefined) return { ...mapping, fields: others };
  const kept = tidy.columns === undefined ? { ...tidy, constant: field.constant ?? '' } : tidy;
  return { ...mapping, fields: { ...mapping.fields, [name]: kept } };
}

/** Texts of a field's columns as they stand in the rows at hand, each once, as they came. */
export function writtenValues(
  { columns = [], joinWith = ' ', split }: FieldMapping,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const places = columns.map(column => headings.indexOf(column)).filter(place => place >= 0);
  const texts = rows.map(cells => {
    const joined = places
      .map(place => (cells[place] ?? '').trim())
      .filter(text => text !== '')
      .join(joinWith);
    return split?.by
      ? (joined.split(split.by).at(split.take > 0 ? split.take - 1 : split.take) ?? '').trim()
      : joined;
  });
  return [...new Set(texts)].filter(text => text !== '');
}

function released(mapping: Mapping, { heading, field, own }: ColumnRow): Mapping {
  if (own !== null) {
    const { [own]: _, ...custom } = mapping.custom ?? {};
    return { ...mapping, custom };
  }
  if (field === null) return mapping;
  const before = mapping.fields[field];
  const columns = before?.columns?.filter(column => column !== heading) ?? [];
  const { [field]: _, ...others } = mapping.fields;
  if (columns.length === 0) return { ...mapping, fields: others };
  return { ...mapping, fields: { ...others, [field]: tidyField({ ...before, columns }) } };
}
