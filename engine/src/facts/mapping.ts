import { type FactKind, normalHeading } from './layout.ts';
import type { DayOrder } from './written-days.ts';
import type { DecimalMark } from './written-decimals.ts';

/** How the columns of a foreign table become the fields of a layout. */
export interface Mapping {
  readonly kind: FactKind;
  /** How days are written in digits; without it only those that can be read in one way. */
  readonly days?: DayOrder;
  /** The sign before the decimals; without it only figures that can be read in one way. */
  readonly decimal?: DecimalMark;
  /** Of the whole table, where no column says it. */
  readonly currency?: string;
  /** By the name of the layout's field. */
  readonly fields: Readonly<Record<string, FieldMapping>>;
  /** Of customers: a field of the company's own → the heading that holds it. */
  readonly custom?: Readonly<Record<string, string>>;
}

/** Where a field comes from. What is stated here happens in the order in which it stands. */
export interface FieldMapping {
  /** Headings; what several hold is joined. */
  readonly columns?: readonly string[];
  /** Between joined texts; a blank unless stated. */
  readonly joinWith?: string;
  /** Takes one part of the text: 1 is the first, -1 the last. */
  readonly split?: { readonly by: string; readonly take: number };
  /** The value table: written → meant. What is not in it stays as it is. */
  readonly values?: Readonly<Record<string, string>>;
  /** What every row has; with columns, what stands where they are empty. */
  readonly constant?: string;
  /** Turns the sign. */
  readonly negate?: true;
  /** The unit: an exact decimal that figures are multiplied by, such as 0.001 or 1000. */
  readonly factor?: string;
}

/** Whether fields only have other names: rows can be read as they stand. */
export function isRenaming({ fields, decimal, currency }: Mapping): boolean {
  if (decimal === 'comma' || currency !== undefined) return false;
  return Object.values(fields).every(
    ({ columns = [], split, values, constant, negate, factor }) =>
      columns.length === 1 &&
      split === undefined &&
      Object.keys(values ?? {}).length === 0 &&
      constant === undefined &&
      negate === undefined &&
      factor === undefined,
  );
}

/**
 * Headings as a mapping names them, by column: as they stand, without blanks around them. The second of two alike is
 * "Name (2)", an empty one "column 5".
 */
export function namedHeadings(headings: readonly string[]): string[] {
  const taken = new Map<string, number>();
  return headings.map((heading, index) => {
    const name = heading.trim() || `column ${index + 1}`;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

type ColumnsOfField = { readonly columns?: readonly string[] | undefined };

/** The columns that a field is read from: those that the mapping names, else the one whose heading spells it. */
export function columnsOfField(
  headings: readonly string[],
  field: string,
  mapping: { readonly fields: Readonly<Record<string, ColumnsOfField>> } | null,
): number[] {
  const named = namedHeadings(headings);
  const columns = mapping?.fields[field]?.columns;
  const found = columns
    ? columns.map(name => named.indexOf(name.trim()))
    : [headings.findIndex(heading => normalHeading(heading) === normalHeading(field))];
  return found.filter(column => column >= 0);
}
