import type { Scope } from '@clientele/engine';
import { type Condition, headingOf, readCondition } from '../../contract/selection.ts';
import type { KnownCustomer } from '../customers/store.ts';
import { Refusal } from '../errors.ts';
import { type FieldColumn, fieldColumn } from './field-columns.ts';
import type { ProfitStores, Ranked } from './ranked.ts';

/** Which customers of the ranking are meant; what is left out does not narrow them. */
export interface CustomerFilter {
  /** `segment:Rail`: several of one field widen, several fields narrow. */
  readonly where?: string | readonly string[] | undefined;
  readonly segment?: string | undefined;
  readonly country?: string | undefined;
  /** A part of the name or number. */
  readonly search?: string | undefined;
  readonly sign?: 'loss' | 'gain' | 'zero' | undefined;
  /** Only so many, the most profitable first. */
  readonly top?: number | undefined;
}

/** The conditions of a filter on fields, in whichever way they were written. Refuses what names no field. */
export function conditionsOf({ where, segment, country }: CustomerFilter): Condition[] {
  const written = [where ?? []].flat().map(text => {
    const condition = readCondition(text);
    if (!condition)
      throw new Refusal(
        'not-asked-right',
        `"${text}" names no field. Write a field, a colon and a value, such as segment:Rail.`,
      );
    return condition;
  });
  return [
    ...(segment === undefined ? [] : [{ field: 'segment', value: segment }]),
    ...(country === undefined ? [] : [{ field: 'country', value: country }]),
    ...written,
  ];
}

/**
 * Positions in the portfolio's columns of the customers that pass; most profitable first, unless asked otherwise. A value
 * that nobody has lets nobody pass, so that an old link still opens; a field that nobody has is refused.
 */
export async function passingCustomers(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  filter: CustomerFilter,
  order: Uint32Array = ranked.portfolio.byProfit,
): Promise<Uint32Array> {
  const { cards, profit, rank } = ranked.portfolio;
  const { search, sign, top } = filter;
  const isSought = soughtAmong(cards, search);
  const conditions = conditionsOf(filter);
  if (conditions.length === 0 && sign === undefined && top === undefined && !isSought) return order;
  const allowed = await allowedBy(stores, scope, ranked, conditions);
  const passes = (i: number) => {
    if (isSought && !isSought(i)) return false;
    for (const { column, meant } of allowed) if (meant[column.codes[i] as number] === 0) return false;
    if (sign !== undefined && signOf(profit[i] as number) !== sign) return false;
    return top === undefined || (rank[i] as number) <= top;
  };
  const passing = new Uint32Array(order.length);
  let count = 0;
  for (let at = 0, i = 0; at < order.length; at++) {
    i = order[at] as number;
    if (passes(i)) passing[count++] = i;
  }
  return passing.slice(0, count);
}

interface SearchedTexts {
  /** Name and number of each, one after the other. */
  readonly text: string;
  /** Where those of each end. */
  readonly ends: Uint32Array;
}
const searched = new WeakMap<readonly KnownCustomer[], SearchedTexts>();

/** Whether the name or number of the card at a place has a text in it; undefined for no text, which lets all pass. */
export function soughtAmong(
  cards: readonly KnownCustomer[],
  search: string | undefined,
): ((at: number) => boolean) | undefined {
  const sought = search?.trim().toLocaleLowerCase();
  if (!sought) return undefined;
  const { text, ends } = searchedTexts(cards);
  const found = new Uint8Array(cards.length);
  let card = 0;
  // Through one text from hit to hit: to ask 100,000 texts for it takes five times as long.
  for (let hit = text.indexOf(sought); hit >= 0; hit = text.indexOf(sought, ends[card])) {
    while ((ends[card] as number) <= hit) card += 1;
    found[card] = 1;
  }
  return at => found[at] === 1;
}

/** As a search looks into them: to write 100,000 of them small takes a tenth of a second. */
function searchedTexts(cards: readonly KnownCustomer[]): SearchedTexts {
  const known = searched.get(cards);
  if (known) return known;
  // No search has a line break in it, so that none spans two of them.
  const texts = cards.map(({ name, sourceKey }) => `${name}\n${sourceKey}\n`.toLocaleLowerCase());
  let end = 0;
  const ends = Uint32Array.from(texts, text => {
    end += text.length;
    return end;
  });
  const made = { text: texts.join(''), ends };
  searched.set(cards, made);
  return made;
}

/** Ids of everybody in scope whom conditions on fields let pass, with facts in some period or without. */
export async function customersPassing(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  conditions: readonly Condition[],
): Promise<number[]> {
  const { register } = ranked.portfolio;
  const allowed = await allowedInRegister(stores, scope, ranked, conditions);
  const ids: number[] = [];
  for (let i = 0; i < register.ids.length; i++)
    if (allowed.every(({ column, meant }) => meant[column.codes[i] as number] !== 0))
      ids.push(register.ids[i] as number);
  return ids;
}

/** What conditions leave of each field that they name, of everybody in scope: rows are those of the register. */
function allowedInRegister(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  conditions: readonly Condition[],
): Promise<Allowed[]> {
  const everybody = { ...ranked, portfolio: { ...ranked.portfolio, inRegister: undefined } };
  return allowedBy(stores, scope, everybody, conditions);
}

interface Allowed {
  readonly column: FieldColumn;
  /** 1 for each code of the column that is meant. */
  readonly meant: Uint8Array;
}

async function allowedBy(
  stores: ProfitStores,
  scope: Scope,
  ranked: Ranked,
  conditions: readonly Condition[],
): Promise<Allowed[]> {
  const fields = [...new Set(conditions.map(({ field }) => field))];
  return await Promise.all(
    fields.map(async field => {
      const column = await fieldColumn(stores, scope, ranked, field);
      const meant = new Uint8Array(column.values.length + 1);
      for (const code of codesMeant(column, conditions)) meant[code] = 1;
      return { column, meant };
    }),
  );
}

/** The codes of a column that conditions on its field leave, ascending. */
export function codesMeant(column: FieldColumn, conditions: readonly Condition[]): number[] {
  const codes = conditions.flatMap(({ field, value }) =>
    field === column.field ? (codeOf(column, value) ?? []) : [],
  );
  return [...new Set(codes)].sort((a, b) => a - b);
}

function codeOf({ values }: FieldColumn, value: string | null): number | undefined {
  if (value === null) return 0;
  const place = values.indexOf(value);
  return place < 0 ? undefined : place + 1;
}

export function signOf(profit: number): NonNullable<CustomerFilter['sign']> {
  if (profit === 0) return 'zero';
  return profit < 0 ? 'loss' : 'gain';
}

/** Words for a selection: "all customers", "the customers in Rail or Road, DE that lose money". */
export function whichText(filter: CustomerFilter): string {
  const { search, sign, top } = filter;
  const places = placesText(filter);
  const words = [
    top === undefined ? 'the customers' : `the ${top} most profitable customers`,
    places !== '' && `in ${places}`,
    search && `named like "${search}"`,
    sign && { loss: 'that lose money', gain: 'that earn money', zero: 'that come out at zero' }[sign],
  ].filter(Boolean);
  return words.length === 1 && top === undefined ? 'all customers' : words.join(' ');
}

/** "Rail or Road, DE, Tier Gold"; empty where no field narrows. */
export function placesText(filter: CustomerFilter): string {
  const byField = Map.groupBy(conditionsOf(filter), ({ field }) => field);
  return [...byField.values()].map(conditions => conditions.map(valueText).join(' or ')).join(', ');
}

/** A segment or a country says by itself what it is; other fields stand before their value. */
function valueText({ field, value }: Condition): string {
  const name = headingOf(field) ?? field;
  if (value === null) return `${name} not stated`;
  return field === 'segment' || field === 'country' ? value : `${name} ${value}`;
}
