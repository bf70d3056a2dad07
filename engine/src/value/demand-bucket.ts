import { median } from '../profit/ranking.ts';
import { type Day, dayNumber } from '../units/day.ts';
import { gapsBetween, purchaseDayNumbers } from './purchase-gaps.ts';

/** Lengths of a bucket in days: a day, a week, two, four, a quarter. */
export const BUCKET_DAYS = [1, 7, 14, 28, 91] as const;

/** What a customer ordered on a day, in any one unit of quantity. */
export interface DayDemand {
  readonly day: Day;
  readonly quantity: number;
}

/** Demand of one customer in buckets of a length that fits its rhythm. */
export interface BucketedDemand {
  readonly bucketDays: number;
  /** Median gap of the days with demand, by which the length was chosen; undefined with fewer than two, when it is a week. */
  readonly medianGap: number | undefined;
  /** One per bucket, oldest first; days that come to zero or below count as none. */
  readonly series: Float64Array;
}

/**
 * Demand by bucket. The length is the shortest of a day, a week, two weeks, four weeks and a quarter that is no shorter than the
 * median gap, a quarter at most: in shorter buckets nearly every customer is intermittent, and the class says nothing of it.
 *
 * Buckets are laid back from the last day, so that the last one is whole; the first is the one with the first demand, and begins
 * on or before it.
 *
 * @param demands in any order; those after `through` are left out
 */
export function bucketDemand(demands: readonly DayDemand[], through: Day): BucketedDemand {
  const last = dayNumber(through);
  const onDay = new Map<Day, number>();
  for (const { day, quantity } of demands)
    if (dayNumber(day) <= last) onDay.set(day, (onDay.get(day) ?? 0) + quantity);
  const positive = [...onDay].filter(([, quantity]) => quantity > 0);
  const days = purchaseDayNumbers(
    positive.map(([day]) => day),
    through,
  );
  const medianGap = median(gapsBetween(days));
  const bucketDays = medianGap === undefined ? 7 : (BUCKET_DAYS.find(length => length >= medianGap) ?? 91);
  const back = (number: number) => Math.floor((last - number) / bucketDays);
  const first = days[0];
  const series = new Float64Array(first === undefined ? 0 : back(first) + 1);
  for (const [day, quantity] of positive) {
    const bucket = series.length - 1 - back(dayNumber(day));
    series[bucket] = (series[bucket] as number) + quantity;
  }
  return { bucketDays, medianGap, series };
}
