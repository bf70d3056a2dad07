import { addMonths, type Day, dayNumber, dayOfNumber, monthOf } from '../units/day.ts';
import { type ChoiceOptions, chooseModel } from './choose-model.ts';
import { expectedPurchases } from './expected-purchases.ts';
import type { PurchaseModel, TimeUnit } from './histories.ts';
import { type HoldOut, holdOut } from './hold-out.ts';
import { outlookOf } from './outlook.ts';
import { collapse, type Patterns } from './patterns.ts';
import {
  type CountedDays,
  countPurchaseColumns,
  type PurchaseColumns,
  type PurchaseRules,
} from './purchases.ts';
import { scoreCustomers } from './score.ts';
import { seasonalIndex } from './seasonal-index.ts';

/** A forecast of a time that has passed, made of what was known before it. */
export interface TestedForecast {
  /** Last day that the forecast knew, and last that it was held against. */
  readonly split: Day;
  readonly until: Day;
  readonly model: PurchaseModel;
  readonly result: HoldOut;
}

/** Of the time observed, so much is held out; half a year at most, four weeks at least. */
const HELD_OUT = 0.25;
const HELD_OUT_DAYS_MOST = 182;
const HELD_OUT_DAYS_LEAST = 28;
const DAYS_PER: Readonly<Record<TimeUnit, number>> = { day: 1, week: 7 };

/**
 * Fits anew on what lay before a split and holds the forecast against what came after it.
 *
 * @param days the purchase days that count, up to `until`
 * @param asked.split the last day that the forecast may know; the last quarter of the time is held out unless it is stated
 * @returns undefined where less than four weeks would be held out, or nobody bought before
 */
export function testedForecast(
  columns: PurchaseColumns,
  days: CountedDays,
  asked: {
    readonly split?: Day | undefined;
  } & PurchaseRules &
    Pick<ChoiceOptions, 'onProgress'>,
): TestedForecast | undefined {
  const last = dayNumber(asked.until);
  const split = asked.split === undefined ? splitOf(days, last) : dayNumber(asked.split);
  if (split === undefined || last - split < HELD_OUT_DAYS_LEAST) return undefined;
  const perUnit = DAYS_PER[asked.unit];
  const known = countPurchaseColumns(columns, {
    until: dayOfNumber(split),
    unit: asked.unit,
    zeroDays: asked.zeroDays,
  });
  if (known.histories.customers.length === 0) return undefined;
  const collapsed = collapse(known.histories);
  const { model } = chooseModel(collapsed.patterns, {
    ...(asked.onProgress && { onProgress: asked.onProgress }),
    regularity: known.regularity,
  });
  const duration = (last - split) / perUnit;
  const { alive, expected } = scoreCustomers(model, known.histories, duration, collapsed);
  const rows = new Map(known.histories.customers.map((customer, row) => [customer, row]));
  const after = Array.from(days.day.keys()).filter(i => (days.day[i] as number) > split);
  const rowOf = (i: number) => rows.get(columns.customers[days.customer[i] as number] as string) ?? -1;
  return {
    split: dayOfNumber(split),
    until: asked.until,
    model,
    result: holdOut({
      histories: known.histories,
      expected,
      alive,
      purchases: {
        customer: after.map(rowOf),
        time: after.map(i => ((days.day[i] as number) - split) / perUnit),
      },
      duration,
      expectedBy: time => expectedOfAll(model, collapsed.patterns, time),
      seasonalIndex: seasonOf(days, split, last),
      hiatus: undefined,
    }),
  };
}

function splitOf({ day }: CountedDays, last: number): number | undefined {
  if (day.length === 0) return undefined;
  const first = day.reduce((least, one) => Math.min(least, one), last);
  return last - Math.min(HELD_OUT_DAYS_MOST, Math.floor((last - first + 1) * HELD_OUT));
}

function expectedOfAll(model: PurchaseModel, patterns: Patterns, time: number): number {
  let sum = 0;
  for (let i = 0; i < patterns.count; i++) {
    const outlook = outlookOf(model, {
      repeats: patterns.repeats[i] as number,
      recency: patterns.recency[i] as number,
      age: patterns.age[i] as number,
    });
    sum += (patterns.weights[i] as number) * ((outlook && expectedPurchases(outlook, time)) ?? 0);
  }
  return sum;
}

/** The season of the months held out, by the whole months before the split. */
function seasonOf({ day }: CountedDays, split: number, last: number): number | undefined {
  const known = day.filter(one => one <= split);
  if (known.length === 0) return undefined;
  const lastMonth = monthOf(dayOfNumber(split + 1));
  let month = monthOf(dayOfNumber(known.reduce((least, one) => Math.min(least, one), split)));
  const counts = new Map<string, number>();
  for (; month < lastMonth; month = addMonths(month, 1)) counts.set(month, 0);
  for (const one of known) {
    const of = monthOf(dayOfNumber(one));
    const count = counts.get(of);
    if (count !== undefined) counts.set(of, count + 1);
  }
  const months = Math.min(12, Math.max(1, Math.round((last - split) / 30.4375)));
  return seasonalIndex([...counts.values()], months);
}
