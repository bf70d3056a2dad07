import type { Scope } from '@clientele/engine';
import type { PREDICTABILITY_SORTS } from '../../contract/value-forecast.ts';
import { compareTexts } from '../profit/ordered-texts.ts';
import { Recent } from '../recent.ts';
import { cardAnswer, cardAt, type Made, moneyText } from './forecast-row.ts';
import { largestCustomers } from './largest-customers.ts';
import { type JudgedCustomer, predictabilityOf } from './predictability.ts';
import type { TermsAsked, ValueStores } from './terms.ts';
import { standing } from './value-answer.ts';
import { headOf, isSoughtIn, nothingYet, type Window, windowOf } from './value-customers.ts';

/** How many of them are named to the planner and the account manager. */
const HARDEST = 5;

interface PredictabilityAsked extends TermsAsked, Window {
  readonly sort: (typeof PREDICTABILITY_SORTS)[number];
  readonly direction: 'ascending' | 'descending';
  readonly search?: string | undefined;
}

/** Whoever seeks and sorts among them asks for the same; a forecast is of one state of the book, and of one scope. */
const recent = new Recent<readonly JudgedCustomer[]>(2);

/** How well the orders of the largest customers can be planned for, which are the hardest, and what that costs. */
export async function predictabilityAnswer(stores: ValueStores, scope: Scope, asked: PredictabilityAsked) {
  const stood = await standing(stores, scope, asked);
  if (stood.state !== 'ready')
    return { ...nothingYet(stood), judged: 0, of: 0, hardest: hardestOf(undefined, []) };
  const { made } = stood;
  const judged = await recent.get(made.forecast, '', () =>
    predictabilityOf(stores, scope, made, largestCustomers(made)),
  );
  const isSought = isSoughtIn(made, asked.search);
  const shown = judged.filter(({ row }) => isSought(row));
  return {
    ...headOf(made),
    total: shown.length,
    judged: judged.length,
    of: made.forecast.positions.length,
    hardest: hardestOf(made, judged),
    customers: windowOf(sorted(made, shown, asked), asked).map(one => rowOf(made, one)),
  };
}

function revenueOf({ read, forecast }: Made, row: number): number {
  return read.trade.revenue[forecast.positions[row] as number] as number;
}

function hardestOf(made: Made | undefined, judged: readonly JudgedCustomer[]) {
  const hardest = judged
    .filter(({ predictability: { score } }) => score !== undefined)
    .sort((a, b) => (a.predictability.score as number) - (b.predictability.score as number) || a.row - b.row)
    .slice(0, HARDEST);
  const together = (saved: readonly (number | undefined)[]) => {
    const known = saved.filter(amount => amount !== undefined);
    return known.length === 0 ? null : moneyText(known.reduce((sum, amount) => sum + amount, 0));
  };
  return {
    customers: made ? hardest.map(({ row }) => cardAnswer(cardAt(made, row))) : [],
    stockSaved: together(hardest.map(({ worth }) => worth.stock.saved)),
    expeditingSaved: together(hardest.map(({ worth }) => worth.expediting.saved)),
  };
}

function rowOf(made: Made, { row, predictability, worth }: JudgedCustomer) {
  const part = (name: string) => predictability.parts.find(one => one.part === name)?.value ?? null;
  const saved = (amount: number | undefined) => (amount === undefined ? null : moneyText(amount));
  return {
    ...cardAnswer(cardAt(made, row)),
    score: predictability.score ?? null,
    class: predictability.demand?.class ?? null,
    bucketDays: predictability.buckets.bucketDays,
    changes: part('changes'),
    notice: part('notice'),
    returns: part('returns'),
    revenue: moneyText(revenueOf(made, row)),
    stockSaved: saved(worth.stock.saved),
    expeditingSaved: saved(worth.expediting.saved),
  };
}

/** What is not known stands last, whichever way it goes. */
function sorted(
  made: Made,
  judged: readonly JudgedCustomer[],
  { sort, direction }: PredictabilityAsked,
): JudgedCustomer[] {
  const sign = direction === 'ascending' ? 1 : -1;
  if (sort === 'name') {
    const nameOf = ({ row }: JudgedCustomer) => cardAt(made, row).name;
    return judged.toSorted((a, b) => sign * compareTexts(nameOf(a), nameOf(b)) || a.row - b.row);
  }
  const of = {
    score: ({ predictability }: JudgedCustomer) => predictability.score,
    revenue: ({ row }: JudgedCustomer) => revenueOf(made, row),
    stockSaved: ({ worth }: JudgedCustomer) => worth.stock.saved,
    expeditingSaved: ({ worth }: JudgedCustomer) => worth.expediting.saved,
  }[sort];
  const last = Number.POSITIVE_INFINITY;
  const place = (one: JudgedCustomer) => {
    const value = of(one);
    return value === undefined ? last : sign * value;
  };
  return judged.toSorted((a, b) => {
    const [left, right] = [place(a), place(b)];
    return left === right ? a.row - b.row : left - right;
  });
}
