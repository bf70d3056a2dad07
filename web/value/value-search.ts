import { PREDICTABILITY_SORTS, VALUE_SORTS } from '../../contract/value-forecast.ts';
import { type FrameSearch, frameSearch, oneOf, text } from '../address.ts';

/** What is taken where the address says nothing; the server takes the same. */
export const VALUE_USUAL = {
  until: undefined,
  unit: 'day',
  months: 36,
  rate: 0.1,
  outliers: 'keep',
} as const;
export const MONTHS_BOUNDS = { least: 1, most: 120 } as const;
export const RATE_BOUNDS = { least: 0.001, most: 1 } as const;

/** Parts of the page, in the order of its tabs. */
export const VALUE_SECTIONS = [
  ...(['customers', 'accuracy', 'lapses', 'predictability', 'quadrants', 'referrals', 'model'] as const),
] as const;
export type ValueSection = (typeof VALUE_SECTIONS)[number];

/** What a forecast is asked for. Left out where it is what is usual, so that one forecast has one address. */
export interface ValueTerms {
  /** Last day that is observed. */
  until?: string | undefined;
  unit?: 'week' | undefined;
  months?: number | undefined;
  /** Discount of a year as a share. */
  rate?: number | undefined;
  /** Amounts far above the others are capped; as they are unless stated. */
  outliers?: 'cap' | undefined;
}

export type ValueSort = (typeof VALUE_SORTS)[number];
export type PredictabilitySort = (typeof PREDICTABILITY_SORTS)[number];

/** The place of the page Value: the terms, its part, and which customers in which order. */
export interface ValueSearch extends FrameSearch, ValueTerms {
  section?: ValueSection | undefined;
  sort?: ValueSort | PredictabilitySort | undefined;
  direction?: 'ascending' | 'descending' | undefined;
  search?: string | undefined;
  /** First row of a list that is read page by page. */
  offset?: number | undefined;
}

export interface CustomerValueSearch extends FrameSearch, ValueTerms {}

/** Reads an address; what is not understood is left out. */
export function valueSearch(raw: Record<string, unknown>): ValueSearch {
  const section = oneOf(VALUE_SECTIONS, raw.section) ?? 'customers';
  const offset = numberIn(raw.offset, { least: 1, most: 1e9 });
  return stated({
    ...frameSearch(raw),
    ...termsIn(raw),
    section,
    // Each list is sorted by columns of its own.
    sort: oneOf<ValueSort | PredictabilitySort>(
      section === 'predictability' ? PREDICTABILITY_SORTS : VALUE_SORTS,
      raw.sort,
    ),
    direction: oneOf(['ascending', 'descending'], raw.direction),
    search: text(raw.search),
    offset: offset === undefined ? undefined : Math.floor(offset),
  });
}

export function customerValueSearch(raw: Record<string, unknown>): CustomerValueSearch {
  return stated({ ...frameSearch(raw), ...termsIn(raw) });
}

/** The terms of an address, without those that are usual. */
function termsIn(raw: Record<string, unknown>): ValueTerms {
  const months = numberIn(raw.months, MONTHS_BOUNDS);
  const rate = numberIn(raw.rate, RATE_BOUNDS);
  const until = text(raw.until);
  return stated({
    until: until && /^\d{4}-\d\d-\d\d$/.test(until) ? until : undefined,
    unit: oneOf(['week'], raw.unit),
    months:
      months === undefined || Math.round(months) === VALUE_USUAL.months ? undefined : Math.round(months),
    rate: rate === VALUE_USUAL.rate ? undefined : rate,
    outliers: oneOf(['cap'], raw.outliers),
  });
}

/** Terms that changed, those that are now usual left out. */
export function withoutUsual(terms: ValueTerms): ValueTerms {
  const entries = Object.entries(terms) as [keyof ValueTerms, string | number | undefined][];
  return Object.fromEntries(
    entries.map(([term, value]) => [term, value === VALUE_USUAL[term] ? undefined : value]),
  );
}

/** The terms of a place, such as take them along from page to page. */
export function termsOf({ until, unit, months, rate, outliers }: ValueTerms): ValueTerms {
  return stated({ until, unit, months, rate, outliers });
}

function numberIn(value: unknown, { least, most }: { least: number; most: number }): number | undefined {
  const written = text(value);
  const number = Number(written);
  return written !== undefined && number >= least && number <= most ? number : undefined;
}

function stated<T extends object>(read: T): T {
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as T;
}
