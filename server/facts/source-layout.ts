import {
  checkMapping,
  type FactKind,
  type Field,
  isRenaming,
  kindOfHeadings,
  LAYOUTS,
  layoutOf,
  type Mapping,
  namedHeadings,
  normalHeading,
  ONLINE_RETAIL_FIELDS,
} from '@clientele/engine';
import { Refusal } from '../errors.ts';
import type { CustomField } from './customer-rows.ts';

/** A customers file of ten thousand columns is no list of attributes any more. */
const CUSTOM_FIELDS_MOST = 200;

/** How a file's columns are read: its fields and, for each, the column that holds it. */
export interface SourceLayout {
  readonly source: FactKind | 'online-retail';
  readonly kind: FactKind;
  readonly fields: readonly Field[];
  /** Index of each field's column; -1 where the file has none. */
  readonly columns: readonly number[];
  /** Headings that no field takes. */
  readonly ignored: readonly string[];
  /** Attributes of the company's own, each with its column. */
  readonly custom: readonly CustomField[];
  /** By which columns became fields; none where the headings say it. */
  readonly mapping?: Mapping;
  /** `columns` are those of a row that has been through the mapping, not those of the file. */
  readonly isRearranged: boolean;
}

export const PRESETS = [
  {
    key: 'online-retail',
    title: 'UCI Online Retail',
    meaning:
      'A line a row; invoices that start with C are cancellations; carriage, fees and manual entries by stock code',
  },
] as const;
type BuiltInPreset = (typeof PRESETS)[number]['key'];

export function isBuiltIn(preset: string): preset is BuiltInPreset {
  return PRESETS.some(({ key }) => key === preset);
}

/** The layout of a table that is read by a mapping, or a refusal with all that is wrong with that. */
export function mappedLayout(headings: readonly string[], mapping: Mapping): SourceLayout {
  const problems = checkMapping(mapping, headings);
  const [first, ...others] = problems;
  if (first) {
    const more = others.length > 0 ? `, and ${others.length} more` : '';
    throw new Refusal(
      'mapping-refused',
      `The mapping does not fit this table: ${first.where}: ${first.what}${more}. ${first.mend}`,
      problems,
    );
  }
  const names = namedHeadings(headings);
  const { fields } = layoutOf(mapping.kind);
  const isRearranged = !isRenaming(mapping);
  const used = new Set([
    ...Object.values(mapping.fields).flatMap(({ columns = [] }) => columns),
    ...Object.values(mapping.custom ?? {}),
  ]);
  return {
    source: mapping.kind,
    kind: mapping.kind,
    fields,
    columns: fields.map(({ name }, i) => {
      const from = mapping.fields[name];
      if (isRearranged) return from || (name === 'currency' && mapping.currency) ? i : -1;
      return names.indexOf(from?.columns?.[0] ?? '');
    }),
    ignored: names.filter(name => !used.has(name)),
    custom: Object.entries(mapping.custom ?? {}).map(([name, heading], i) => ({
      name,
      column: isRearranged ? fields.length + i : names.indexOf(heading),
    })),
    mapping,
    isRearranged,
  };
}

/** Whether its rows may be in another currency than the book's. */
export function statesCurrency({ fields, columns }: SourceLayout): boolean {
  return fields.some(({ type }, i) => type === 'currency' && (columns[i] as number) >= 0);
}

/** Finds the layout of a file from its headings, or refuses and says which headings are missing. */
export function sourceLayout(
  headings: readonly string[],
  kind: string | undefined,
  preset: BuiltInPreset | undefined,
): SourceLayout {
  if (preset !== undefined) return matched('online-retail', 'order-lines', ONLINE_RETAIL_FIELDS, headings);
  if (kind !== undefined && !LAYOUTS.some(layout => layout.kind === kind)) {
    throw new Refusal(
      'unknown-kind',
      `There is no kind "${kind}". Kinds: ${LAYOUTS.map(layout => layout.kind).join(', ')}.`,
    );
  }
  const found = (kind as FactKind | undefined) ?? kindOfHeadings(headings);
  if (!found) {
    const present = headings.map(normalHeading);
    if (ONLINE_RETAIL_FIELDS.every(field => present.includes(field.name))) {
      throw new Refusal(
        'no-layout',
        'These are the headings of UCI Online Retail: import it with the preset online-retail.',
      );
    }
    throw new Refusal(
      'no-layout',
      `No layout fits the headings ${headings.slice(0, 12).join(', ')}. Say on the Intake page which column is what and keep that as a preset, rename them as the layouts there say, or name the kind.`,
    );
  }
  return matched(found, found, layoutOf(found).fields, headings);
}

function matched(
  source: SourceLayout['source'],
  kind: FactKind,
  fields: readonly Field[],
  headings: readonly string[],
): SourceLayout {
  const present = headings.map(normalHeading);
  const missing = fields.filter(field => field.required && !present.includes(field.name));
  if (missing.length > 0) {
    throw new Refusal(
      'missing-columns',
      `The file has no column ${missing.map(({ name }) => name).join(', ')}, which ${kind} need. It has ${headings.slice(0, 12).join(', ')}.`,
    );
  }
  const doubled = fields.find(({ name }) => present.indexOf(name) !== present.lastIndexOf(name));
  if (doubled) {
    throw new Refusal('doubled-column', `The column ${doubled.name} stands twice: rename or delete one.`);
  }
  const names = new Set(fields.map(({ name }) => name));
  const unknown = headings
    .map((heading, column) => ({ name: heading.trim(), column }))
    .filter(({ name, column }) => name !== '' && !names.has(present[column] as string));
  return {
    source,
    kind,
    fields,
    columns: fields.map(({ name }) => present.indexOf(name)),
    ignored: unknown.map(({ name }) => name),
    custom: kind === 'customers' ? unknown.slice(0, CUSTOM_FIELDS_MOST) : [],
    isRearranged: false,
  };
}
