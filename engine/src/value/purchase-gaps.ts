import { type Day, dayNumber } from '../units/day.ts';

/** One customer's purchase days, in any order; a day that comes twice counts once. */
export interface PurchaseDays {
  readonly customer: string;
  readonly days: readonly Day[];
}

/** Distinct purchase days up to and with `until`, as numbers of days, ascending. A day that does not exist is left out. */
export function purchaseDayNumbers(days: readonly Day[], until: Day): Float64Array {
  const last = dayNumber(until);
  const numbers = new Set(days.map(dayNumber).filter(number => number <= last));
  return Float64Array.from(numbers).sort();
}

/** Gaps between consecutive purchase days, in days, each 1 or more; one fewer than there are days. */
export function gapsBetween(dayNumbers: Float64Array): Float64Array {
  const gaps = new Float64Array(Math.max(0, dayNumbers.length - 1));
  for (let i = 0; i < gaps.length; i++) gaps[i] = (dayNumbers[i + 1] as number) - (dayNumbers[i] as number);
  return gaps;
}
