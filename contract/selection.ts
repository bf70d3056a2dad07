import * as z from 'zod/mini';

/** Fields of every customer by which figures are grouped and customers chosen; those of the files' own headings join them. */
export const FIELDS = [
  ['segment', 'Segment'],
  ['country', 'Country'],
  ['owner', 'Owner'],
  ['parent', 'Parent'],
  ['since', 'Customer since'],
  ['grade', 'Grade'],
] as const;

/** The profit band is grouped by like a field, and chosen by `sign`. */
export const BAND = 'sign';

const CUSTOM = 'custom.';

/** The field of a custom attribute: `Tier` → `custom.Tier`. A colon of the heading would end the field's name. */
export function customField(heading: string): string {
  return CUSTOM + heading.replaceAll('%', '%25').replaceAll(':', '%3A');
}

/** The heading of a custom attribute, undefined of any other field: `custom.Tier` → `Tier`. */
export function headingOf(field: string): string | undefined {
  if (!field.startsWith(CUSTOM) || field.length === CUSTOM.length) return undefined;
  return field.slice(CUSTOM.length).replaceAll('%3A', ':').replaceAll('%25', '%');
}

/** What a field is called: a custom attribute as its heading says. */
export function fieldName(field: string): string {
  return FIELDS.find(([key]) => key === field)?.[1] ?? headingOf(field) ?? field;
}

/** One value of one field. Several of one field widen a selection, several fields narrow it. */
export interface Condition {
  readonly field: string;
  /** Null: not stated. */
  readonly value: string | null;
}

/** `segment:Rail`, `custom.Tier:Gold`; nothing after the colon for what is not stated. */
export function conditionText({ field, value }: Condition): string {
  return `${field}:${value ?? ''}`;
}

/** Undefined where the text names no field. */
export function readCondition(text: string): Condition | undefined {
  const colon = text.indexOf(':');
  if (colon < 1) return undefined;
  return { field: text.slice(0, colon), value: text.slice(colon + 1) || null };
}

/** Which customers of the ranking are meant; what is left out does not narrow them. */
export const filters = z.object({
  /** `segment:Rail`, as often as there are values; `country:` for customers without one. */
  where: z.optional(z.union([z.string(), z.array(z.string())])),
  /** Short for `where=segment:…`. */
  segment: z.optional(z.string()),
  /** Short for `where=country:…`. */
  country: z.optional(z.string()),
  /** A part of the name or number. */
  search: z.optional(z.string()),
  /** Only customers that lose money, that earn, or that come out at zero. */
  sign: z.optional(z.enum(['loss', 'gain', 'zero'])),
});
