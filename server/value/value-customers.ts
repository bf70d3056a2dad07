import type { Scope } from '@clientele/engine';
import type { VALUE_SORTS } from '../../contract/value-forecast.ts';
import { numberedTexts } from '../profit/ordered-texts.ts';
import { soughtAmong } from '../profit/ranking-filter.ts';
import {
  cardAnswer,
  cardAt,
  lapseAnswer,
  type Made,
  moneyRange,
  rangesAt,
  rowAnswer,
} from './forecast-row.ts';
import type { TermsAsked, ValueStores } from './terms.ts';
import { type Standing, standing } from './value-answer.ts';

const ROWS_MOST = 5000;

type Sort = (typeof VALUE_SORTS)[number];
export interface CustomersAsked extends TermsAsked {
  readonly sort: Sort;
  readonly direction: 'ascending' | 'descending';
  readonly search?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}
export type Window = Pick<CustomersAsked, 'offset' | 'limit'>;

/** Customers with their forecasts, sorted, a window of them. */
export async function valueCustomersAnswer(stores: ValueStores, scope: Scope, asked: CustomersAsked) {
  const stood = await standing(stores, scope, asked);
  if (stood.state !== 'ready') return nothingYet(stood);
  const { made } = stood;
  const rows = sortedRows(made, asked);
  return {
    ...headOf(made),
    total: rows.length,
    customers: windowOf(rows, asked).map(row => rowAnswer(made, row)),
  };
}

/** Those that are overdue by their rhythm, the most value at stake first. */
export async function lapsesAnswer(stores: ValueStores, scope: Scope, asked: TermsAsked & Window) {
  const stood = await standing(stores, scope, asked);
  if (stood.state !== 'ready') return { ...nothingYet(stood), rule: '' };
  const { made } = stood;
  const { lapses, lapseRule, value } = made.forecast;
  const rows = lapses
    .flatMap(({ overdue }, row) => (overdue ? [row] : []))
    .sort((a, b) => (value[b] as number) - (value[a] as number) || a - b);
  return {
    ...headOf(made),
    rule: `A customer is overdue once its silence is longer than its usual interval and three times its spread. Replayed on ${lapseRule.silences.toLocaleString('en')} past silences of these customers, the rule sounded ${lapseRule.alarms.toLocaleString('en')} times.`,
    total: rows.length,
    customers: windowOf(rows, asked).map(row => ({
      ...cardAnswer(cardAt(made, row)),
      ...lapseAnswer(lapses[row] as (typeof lapses)[number]),
      value: moneyRange(rangesAt(made, row).value),
    })),
  };
}

/** Until there is a forecast. */
export function nothingYet({ state }: Standing) {
  return { state, currency: '', total: 0, customers: [] };
}

export function headOf({ read }: Made) {
  return { state: 'ready' as const, currency: read.ranked.settings.currency };
}

export function windowOf<T>(rows: readonly T[], { offset, limit }: Window): T[] {
  const from = Math.max(0, offset);
  return rows.slice(from, from + Math.min(ROWS_MOST, Math.max(0, limit)));
}

function sortedRows(made: Made, { sort, direction, search }: CustomersAsked): number[] {
  const { forecast } = made;
  const rows = Array.from(forecast.positions.keys()).filter(isSoughtIn(made, search));
  const sign = direction === 'ascending' ? 1 : -1;
  const places = sort === 'name' ? namePlaces(made) : new Uint32Array();
  const of: Record<Sort, (row: number) => number> = {
    name: row => places[row] as number,
    value: row => forecast.value[row] as number,
    alive: row => forecast.alive[row] as number,
    purchases: row => forecast.purchases[row] as number,
    repeats: row => forecast.histories.repeats[row] as number,
    silentDays: row => forecast.lapses[row]?.silence ?? -1,
  };
  const value = of[sort];
  return rows.sort((a, b) => sign * (value(a) - value(b)) || a - b);
}

const kept = new WeakMap<Made['forecast'], Uint32Array>();

/** Where the name of each row's customer stands among all; sorted once a forecast. */
function namePlaces(made: Made): Uint32Array {
  const { forecast } = made;
  const known = kept.get(forecast);
  if (known) return known;
  const { codes } = numberedTexts(Array.from(forecast.positions, (_, row) => cardAt(made, row).name));
  kept.set(forecast, codes);
  return codes;
}

/** Whether the customer of a row has a text in its name or number; every one without a text. */
export function isSoughtIn({ read, forecast }: Made, search: string | undefined): (row: number) => boolean {
  const isSought = soughtAmong(read.cards, search);
  return row => !isSought || isSought(forecast.positions[row] as number);
}
