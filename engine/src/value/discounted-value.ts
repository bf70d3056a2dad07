import { discountedLifetimeAfter, discountedResidual } from './discounting.ts';
import { aliveAfter, expectedPurchases } from './expected-purchases.ts';
import type { Outlook } from './outlook.ts';

/** How purchases to come turn into money of today. Any amount may be below zero. */
export interface ValueTerms {
  /** What a purchase leaves: its expected amount × margin, less the cost to serve of an order. */
  readonly marginPerPurchase: number;
  /** Cost to serve of a month that no order causes, for as long as the customer is alive; 0 if not stated. */
  readonly costPerMonth?: number;
  /** Discount of a year, such as 0.15; a month has (1+i)^(1÷12) − 1. */
  readonly annualRate: number;
  /** Months of the horizon. */
  readonly months: number;
  /** Units of time in a month: 30.4375 days or 4.348125 weeks; lifetimes takes 4.345 weeks. */
  readonly unitsPerMonth: number;
  /** When in a month its money comes. `end` is what lifetimes and most sheets do; `middle` is worth half a month more. */
  readonly timing: 'end' | 'middle';
}

export interface DiscountedValue {
  /** Month by month: purchases expected, and what they leave, discounted. */
  readonly months: readonly { readonly purchases: number; readonly value: number }[];
  /** Of all months of the horizon. */
  readonly horizon: number;
  /** Of all time after the horizon, discounted continuously; undefined at a rate of zero or below. */
  readonly residual: number | undefined;
}

/**
 * Value to come of a customer: Σ over months k of (margin × (E[Y(wk)] − E[Y(w(k−1))]) − cost × P(alive in k)) ÷ (1+i)^k,
 * with k − ½ for the middle of the month; and the residual beyond. The past is no part of it. Undefined for terms that are
 * not numbers, a rate of −1 or below, or months that are not whole.
 *
 * Source: Fader, Hardie & Lee 2005 (doi 10.1509/jmkr.2005.42.4.415) for the residual; the monthly sum as lifetimes has it.
 * Example: BG/NBD and Gamma–Gamma of CDNOW, x 2, t_x 30.43, T 38.86 weeks, m 22.35, 1 % a month, 12 months → 36.29
 */
export function discountedValue(outlook: Outlook, terms: ValueTerms): DiscountedValue | undefined {
  const within = horizonValue(outlook, terms);
  return within && { ...within, residual: residualOf(outlook, terms) };
}

/** The same without the residual, which takes several times as long as all months of the horizon. */
export function horizonValue(
  outlook: Outlook,
  terms: ValueTerms,
): Omit<DiscountedValue, 'residual'> | undefined {
  const { marginPerPurchase, costPerMonth = 0, annualRate, months: count, unitsPerMonth, timing } = terms;
  const sane = [marginPerPurchase, costPerMonth, annualRate, unitsPerMonth].every(Number.isFinite);
  if (!sane || !(annualRate > -1 && unitsPerMonth > 0 && count >= 0) || !Number.isInteger(count))
    return undefined;
  const lnMonth = Math.log1p(annualRate) / 12;
  const months: { purchases: number; value: number }[] = [];
  let [before, horizon] = [0, 0];
  for (let k = 1; k <= count; k++) {
    const until = expectedPurchases(outlook, k * unitsPerMonth) ?? before;
    const purchases = until - before;
    before = until;
    // A month is served if the customer is alive in its middle.
    const served = costPerMonth === 0 ? 0 : (aliveAfter(outlook, (k - 0.5) * unitsPerMonth) ?? 0);
    const discount = Math.exp(-lnMonth * (timing === 'end' ? k : k - 0.5));
    const value = (marginPerPurchase * purchases - costPerMonth * served) * discount;
    months.push({ purchases, value });
    horizon += value;
  }
  return Number.isFinite(horizon) ? { months, horizon } : undefined;
}

function residualOf(
  outlook: Outlook,
  { marginPerPurchase, costPerMonth = 0, annualRate, months, unitsPerMonth }: ValueTerms,
): number | undefined {
  const rate = Math.log1p(annualRate) / (12 * unitsPerMonth);
  const from = months * unitsPerMonth;
  const purchases = discountedResidual(outlook, rate, from);
  const time = costPerMonth === 0 ? 0 : discountedLifetimeAfter(outlook, rate, from);
  if (purchases === undefined || time === undefined) return undefined;
  const value = marginPerPurchase * purchases - (costPerMonth * time) / unitsPerMonth;
  return Number.isFinite(value) ? value : undefined;
}
