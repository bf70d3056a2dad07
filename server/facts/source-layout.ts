import {
  type FactKind,
  type Field,
  kindOfHeadings,
  LAYOUTS,
  layoutOf,
  normalHeading,
  ONLINE_RETAIL_FIELDS,
} from '@clientele/engine';
import { Refusal } from '../errors.ts';

/** How a file's columns are read: its fields and, for each, the column that holds it. */
export interface SourceLayout {
  readonly source: FactKind | 'online-retail';
  readonly kind: FactKind;
  readonly fields: readonly Field[];
  /** Index of each field's column; -1 where the file has none. */
  readonly columns: readonly number[];
  /** Headings that no field takes. */
  readonly ignored: readonly string[];
}

export const PRESETS = [
  {
    key: 'online-retail',
    title: 'UCI Online Retail',
    meaning:
      'A line a row; invoices that start with C are cancellations; carriage, fees and manual entries by stock code',
  },
] as const;

/** Finds the layout of a file from its headings, or refuses and says which headings are missing. */
export function sourceLayout(
  headings: readonly string[],
  kind: string | undefined,
  preset: string | undefined,
): SourceLayout {
  if (preset !== undefined) {
    if (preset !== 'online-retail') {
      throw new Refusal(
        'unknown-preset',
        `There is no preset "${preset}". Presets: ${PRESETS.map(({ key }) => key).join(', ')}.`,
      );
    }
    return matched('online-retail', 'order-lines', ONLINE_RETAIL_FIELDS, headings);
  }
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
      `No layout fits the headings ${headings.slice(0, 12).join(', ')}. Rename them as the layouts on the Intake page say, or name the kind.`,
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
  return {
    source,
    kind,
    fields,
    columns: fields.map(({ name }) => present.indexOf(name)),
    ignored: headings.filter((_, index) => !names.has(present[index] as string)),
  };
}
