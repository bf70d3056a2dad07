import type { Scope } from '@clientele/engine';
import type { VALUE_SORTS } from '../../contract/value-forecast.ts';
import {
  cardAnswer,
  cardAt,
  lapseAnswer,
  type Made,
  moneyRange,
  rangesAt,
  rowAnswer,
} from './forecast-row.ts';
import { predictabilityOf } from './predictability.ts';
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
type Window = Pick<CustomersAsked, 'offset' | 'limit'>;

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

/** How many of the largest customers are judged: what a planner can talk to. */
const JUDGED_MOST = 200;

/** How well the orders of the largest customers can be planned for, the hardest first. */
export async function predictabilityAnswer(stores: ValueStores, scope: Scope, asked: TermsAsked & Window) {
  const stood = await standing(stores, scope, asked);
  if (stood.state !== 'ready') return nothingYet(stood);
  const { made } = stood;
  const { revenue } = made.read.trade;
  const revenueOf = (row: number) => revenue[made.forecast.positions[row] as number] as number;
  const largest = Array.from(made.forecast.positions.keys())
    .sort((a, b) => revenueOf(b) - revenueOf(a) || a - b)
    .slice(0, JUDGED_MOST);
  const judged = await predictabilityOf(stores, scope, made, largest);
  const known = (score: number | undefined) => score ?? Number.POSITIVE_INFINITY;
  const rows = judged.sort(
    (a, b) => known(a.predictability.score) - known(b.predictability.score) || a.row - b.row,
  );
  return {
    ...headOf(made),
    total: rows.length,
    customers: windowOf(rows, asked).map(({ row, predictability, worth }) => ({
      ...cardAnswer(cardAt(made, row)),
      score: predictability.score ?? null,
      class: predictability.demand?.class ?? null,
      bucketDays: predictability.buckets.bucketDays,
      revenue: revenueOf(row).toFixed(2),
      stockSaved: worth.stock.saved === undefined ? null : worth.stock.saved.toFixed(2),
    })),
  };
}

/** Until there is a forecast. */
function nothingYet({ state }: Standing) {
  return { state, currency: '', total: 0, customers: [] };
}

function headOf({ read }: Made) {
  return { state: 'ready' as const, currency: read.ranked.settings.currency };
}

function windowOf<T>(rows: readonly T[], { offset, limit }: Window): T[] {
  const from = Math.max(0, offset);
  return rows.slice(from, from + Math.min(ROWS_MOST, Math.max(0, limit)));
}

function sortedRows(made: Made, { sort, direction, search }: CustomersAsked): number[] {
  const { forecast } = made;
  const sought = search?.trim().toLocaleLowerCase();
  const meant = (row: number) => {
    if (!sought) return true;
    const { name, sourceKey } = cardAt(made, row);
    return name.toLocaleLowerCase().includes(sought) || sourceKey.toLocaleLowerCase().includes(sought);
  };
  const rows = Array.from(forecast.positions.keys()).filter(meant);
  const sign = direction === 'ascending' ? 1 : -1;
  if (sort === 'name')
    return rows.sort(
      (a, b) => sign * cardAt(made, a).name.localeCompare(cardAt(made, b).name, 'en') || a - b,
    );
  const of: Record<Exclude<Sort, 'name'>, (row: number) => number> = {
    value: row => forecast.value[row] as number,
    alive: row => forecast.alive[row] as number,
    purchases: row => forecast.purchases[row] as number,
    repeats: row => forecast.histories.repeats[row] as number,
    silentDays: row => forecast.lapses[row]?.silence ?? -1,
  };
  const value = of[sort];
  return rows.sort((a, b) => sign * (value(a) - value(b)) || a - b);
}
