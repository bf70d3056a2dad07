import { narrowedFigure } from '../../contract/profit-figure.ts';
import { BAND, type Condition, conditionText, fieldName, readCondition } from '../../contract/selection.ts';
import { type FrameSearch, frameSearch, oneOf, periodIn, text } from '../address.ts';

const SORTS = [
  'rank',
  'grade',
  'revenueRank',
  'rankGap',
  'name',
  'segment',
  'country',
  'revenue',
  'contribution',
  'costToServe',
  'profit',
] as const;

/** Which customers are meant, as the address, the server and the addresses of figures say it. */
export interface CustomerSelection {
  /** `segment:Rail`, once for each value. */
  where?: string[] | undefined;
  /** A part of the name or number. */
  search?: string | undefined;
  sign?: 'loss' | 'gain' | 'zero' | undefined;
}

/** The portfolio's place: which customers, in which order, and what stands open. */
export interface PortfolioSearch extends FrameSearch, CustomerSelection {
  /** The field by which figures are grouped. */
  by?: string | undefined;
  sort?: (typeof SORTS)[number] | undefined;
  direction?: 'ascending' | 'descending' | undefined;
  show?: 'pools' | 'bridge' | 'decisions' | 'statement' | undefined;
  /** The earlier period of the profit bridge; a year earlier unless said otherwise. */
  compare?: string | undefined;
}

/** Reads an address; what is not understood is left out. */
export function portfolioSearch(raw: Record<string, unknown>): PortfolioSearch {
  const read: PortfolioSearch = {
    ...frameSearch(raw),
    ...customerSelection(raw),
    by: text(raw.by),
    sort: oneOf(SORTS, raw.sort),
    direction: oneOf(['ascending', 'descending'], raw.direction),
    show: oneOf(['pools', 'bridge', 'decisions', 'statement'], raw.show),
    compare: periodIn(raw.compare),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** What of an address chooses customers, on whichever page. */
export function customerSelection(raw: Record<string, unknown>): CustomerSelection {
  return {
    where: conditionsIn(raw),
    search: text(raw.search),
    sign: oneOf(['loss', 'gain', 'zero'], raw.sign),
  };
}

/** Conditions on fields; an address of before may name a segment or a country by itself. */
function conditionsIn(raw: Record<string, unknown>): string[] | undefined {
  const short = (['segment', 'country'] as const).flatMap(field => {
    const value = text(raw[field]);
    return value === undefined ? [] : [conditionText({ field, value })];
  });
  const written = [raw.where].flat().filter(one => typeof one === 'string' && readCondition(one)) as string[];
  const where = [...new Set([...short, ...written])];
  return where.length > 0 ? where : undefined;
}

/** What of an address chooses customers. */
export function selectionIn({ where, search, sign }: CustomerSelection): CustomerSelection {
  return { where, search, sign };
}

/** Whether every customer is meant. */
export function isWhole({ where, search, sign }: CustomerSelection): boolean {
  return !where?.length && !search && !sign;
}

/** The selection with one more value of a field, or without it where it has it. */
export function toggled(where: readonly string[] = [], condition: Condition): string[] | undefined {
  const text = conditionText(condition);
  const next = where.includes(text) ? where.filter(one => one !== text) : [...where, text];
  return next.length > 0 ? next : undefined;
}

export function withoutField(where: readonly string[] = [], field: string): string[] | undefined {
  const next = where.filter(one => readCondition(one)?.field !== field);
  return next.length > 0 ? next : undefined;
}

/** Of a selection grouped by a field, the customers of one group. */
export function groupSelection(selection: CustomerSelection, { field, value }: Condition): CustomerSelection {
  if (field === BAND) return { ...selection, sign: value as CustomerSelection['sign'] };
  const others = withoutField(selection.where, field) ?? [];
  return { ...selection, where: [...others, conditionText({ field, value })] };
}

/** What those of a selection who lose money lose; nothing opens where only others are meant. */
export function lostFigure(selection: CustomerSelection): string | undefined {
  if (selection.sign !== undefined && selection.sign !== 'loss') return undefined;
  return narrowedFigure('ranking/profit', { ...selection, sign: 'loss' });
}

/** The fields of a selection in words: "Segment" and "Rail or Road". */
export function chosenFields(
  where: readonly string[] = [],
): { field: string; name: string; values: string }[] {
  const conditions = where.flatMap(text => readCondition(text) ?? []);
  return [...new Set(conditions.map(({ field }) => field))].map(field => ({
    field,
    name: fieldName(field),
    values: conditions
      .filter(condition => condition.field === field)
      .map(({ value }) => value ?? 'not stated')
      .join(' or '),
  }));
}
