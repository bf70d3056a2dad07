import { multiplyDivide } from '../units/rounding.ts';

/**
 * Rates have ten decimals: a rupiah is 0.0000573012 euros, of which six decimals would leave two digits, and a dinar in
 * rupiah still stays in the safe range.
 */
export const RATE_DIGITS = 10;
const RATE_ONE = 1e10;

/** Older than this a rate says nothing of a day any more: a month with the weekend behind it. */
export const RATE_DAYS_MOST = 31;

/** A converted amount stays below this, in micro-units. */
const CONVERTED_MOST = 9e15;

/** Units of the reporting currency for one unit of another, from a day on. */
export interface ExchangeRate {
  readonly currency: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** In units of the tenth decimal, above zero. */
  readonly rate: number;
}

/** The rate of a currency on a day since 1970-01-01; undefined where there is none. */
export type RateOn<R extends ExchangeRate = ExchangeRate> = (currency: string, day: number) => R | undefined;

/**
 * Looks rates up: the newest of a day not after the one asked for and at most `RATE_DAYS_MOST` days older. Of two rates
 * of one currency and day the later in the list counts.
 */
export function ratesByDay<R extends ExchangeRate>(rates: readonly R[]): RateOn<R> {
  const byCurrency = new Map<string, R[]>();
  for (const rate of rates) {
    const listed = byCurrency.get(rate.currency);
    if (listed) listed.push(rate);
    else byCurrency.set(rate.currency, [rate]);
  }
  // The sort is stable: of one day the later stays behind the earlier, and is what a search from the left ends at.
  for (const listed of byCurrency.values()) listed.sort((a, b) => a.day - b.day);
  return (currency, day) => {
    const listed = byCurrency.get(currency) ?? [];
    let from = 0;
    let until = listed.length;
    while (from < until) {
      const middle = (from + until) >> 1;
      if ((listed[middle] as R).day <= day) from = middle + 1;
      else until = middle;
    }
    const found = listed[from - 1];
    return found && day - found.day <= RATE_DAYS_MOST ? found : undefined;
  };
}

/**
 * An amount in the reporting currency: amount × rate, rounded half to even to a micro-unit. Undefined where that leaves
 * the range of an amount.
 * Example: converted(1_200_000_000, 9_231_000_000) → 1107720000, which is 1,200.00 at 0.9231
 */
export function converted(amount: number, { rate }: Pick<ExchangeRate, 'rate'>): number | undefined {
  if (!(Math.abs(amount) * (rate / RATE_ONE) < CONVERTED_MOST)) return undefined;
  return multiplyDivide(amount, rate, RATE_ONE);
}
