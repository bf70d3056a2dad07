import type { Day } from '../units/day.ts';
import { dayNumber, dayOfNumber } from '../units/day.ts';
import { type ChoiceOptions, chooseModel, type ModelChoice } from './choose-model.ts';
import { type Concentration, concentration } from './concentration.ts';
import { horizonValue, type ValueTerms } from './discounted-value.ts';
import { type ForecastRange, rangeWithError, totalRange } from './forecast-range.ts';
import { expectedAmount, fitSpend, type SpendFit } from './gamma-gamma.ts';
import type { Histories, TimeUnit } from './histories.ts';
import { type LapseRule, type LapseSignal, lapseSignals } from './lapse.ts';
import { type CustomerTrade, type OrderTerms, orderTerms } from './order-terms.ts';
import { outlookOf } from './outlook.ts';
import { collapse, NO_PATTERN, type Patterns } from './patterns.ts';
import {
  type CountedDays,
  countPurchaseColumns,
  type LeftOut,
  type PurchaseColumns,
  type PurchaseRules,
  purchaseDaysOf,
} from './purchases.ts';
import { regularities } from './regularity.ts';
import { scoreCustomers } from './score.ts';
import { type SpendChecks, spendChecks } from './spend-checks.ts';
import { type TestedForecast, testedForecast } from './tested-forecast.ts';

export interface ForecastTerms {
  readonly until: Day;
  readonly unit: TimeUnit;
  /** Months of the horizon. */
  readonly months: number;
  /** Discount of a year, such as 0.1. */
  readonly annualRate: number;
  /** Last day that the forecast held out may know; the last quarter of the time is held out unless it is stated. */
  readonly split?: Day | undefined;
  /** Left out unless stated. */
  readonly zeroDays?: PurchaseRules['zeroDays'];
}

/** Value to come of every customer with a purchase, and what is known of how well. Rows are those of `histories`. */
export interface ValueForecast {
  readonly histories: Histories;
  /** Where each row stands in the customers of the purchases. */
  readonly positions: Uint32Array;
  readonly leftOut: readonly LeftOut[];
  readonly regularity: number | undefined;
  readonly choice: ModelChoice;
  readonly spend: SpendFit | undefined;
  readonly spendChecks: SpendChecks;
  /** P(alive), purchases within the horizon, and its discounted purchases: Σ over months of purchases × discount. */
  readonly alive: Float64Array;
  readonly purchases: Float64Array;
  readonly discountedPurchases: Float64Array;
  readonly terms: OrderTerms;
  /** Value within the horizon. */
  readonly value: Float64Array;
  /** Of all together; the range covers how far off the test was, too. */
  readonly purchasesOfAll: ForecastRange;
  readonly concentration: Concentration;
  readonly tested: TestedForecast | undefined;
  readonly lapseRule: LapseRule;
  readonly lapses: readonly LapseSignal[];
  /** k of each customer, drawn to the others'; NaN where it is not known. */
  readonly regularities: Float64Array;
}

export const UNITS_PER_MONTH: Readonly<Record<TimeUnit, number>> = { day: 365.25 / 12, week: 365.25 / 84 };

/**
 * Fits, chooses, scores and tests: all that is said of the value of customers comes from here.
 *
 * value = Σ over months k of (amount × margin rate − cost to serve an order) × expected purchases in k ÷ (1+i)^(k/12), at the
 * end of each month; amounts by Gamma–Gamma where it may be used. Source of the parts: see the functions that compute them.
 *
 * @param purchases lines or days with customer, day and amount in whole currency; below zero for returns
 * @param trade what customers bought and cost; without it a purchase is worth its amount
 * @returns undefined where nobody has a purchase that counts
 */
export function forecastValue(
  purchases: PurchaseColumns,
  trade: CustomerTrade | undefined,
  asked: ForecastTerms & Pick<ChoiceOptions, 'onProgress'>,
): ValueForecast | undefined {
  const { until, unit, onProgress } = asked;
  const rules = { until, unit, zeroDays: asked.zeroDays };
  const told = (from: number, to: number) =>
    onProgress && {
      onProgress: (share: number, step: string) => onProgress(from + share * (to - from), step),
    };
  const { histories, leftOut, regularity } = countPurchaseColumns(purchases, rules);
  if (histories.customers.length === 0) return undefined;
  const days = purchaseDaysOf(purchases, rules);
  const collapsed = collapse(histories);
  const choice = chooseModel(collapsed.patterns, { ...told(0, 0.5), regularity });
  const horizon = asked.months * UNITS_PER_MONTH[unit];
  const { alive, expected } = scoreCustomers(choice.model, histories, horizon, collapsed);
  const spend = fitSpend(histories);
  const positions = positionsOf(purchases, histories);
  const terms = orderTerms({ histories, days, positions, trade, amountOf: amountsBy(spend, histories) });
  onProgress?.(0.55, 'discounting');
  const discounted = discountedOf(choice, collapsed, asked);
  const value = discounted.map((count, row) => count * (terms.perPurchase[row] as number));
  const tested = testedForecast(purchases, days, { ...rules, split: asked.split, ...told(0.6, 0.9) });
  onProgress?.(0.9, 'rhythms');
  return {
    histories,
    positions,
    leftOut,
    regularity,
    choice,
    spend,
    spendChecks: spendChecks(histories),
    alive,
    purchases: expected,
    discountedPurchases: discounted,
    terms,
    value,
    purchasesOfAll: rangeWithError(
      totalRange(uncertainOf(choice), collapsed.patterns, horizon) ?? pointOf(expected),
      tested?.result.accuracy[0].error,
    ),
    concentration: concentration(value),
    tested,
    ...rhythmsOf(days, { positions, histories, until }),
  };
}

/** The chosen model with what is not known of its parameters. */
export function uncertainOf({ model, chosen }: ModelChoice) {
  return { model, covariance: chosen.covariance };
}

/** The terms of discounting that a forecast is made at, for one purchase that leaves one. */
export function valueTermsOf({ months, annualRate, unit }: ForecastTerms, marginPerPurchase = 1): ValueTerms {
  return { marginPerPurchase, annualRate, months, unitsPerMonth: UNITS_PER_MONTH[unit], timing: 'end' };
}

function pointOf(expected: Float64Array): ForecastRange {
  const mid = expected.reduce((sum, one) => sum + one, 0);
  return { low: mid, mid, high: mid };
}

function positionsOf({ customers }: PurchaseColumns, histories: Histories): Uint32Array {
  let at = 0;
  return Uint32Array.from(histories.customers, customer => {
    while (customers[at] !== customer) at += 1;
    return at++;
  });
}

/** Amounts by the model where it may be used; undefined leaves it to the customers' own means. */
function amountsBy(spend: SpendFit | undefined, { repeats, meanAmount }: Histories) {
  if (!spend?.usable) return undefined;
  return (row: number) =>
    expectedAmount(spend.model, { repeats: repeats[row] as number, meanAmount: meanAmount[row] as number });
}

function discountedOf(
  { model }: ModelChoice,
  { patterns, ofCustomer }: { readonly patterns: Patterns; readonly ofCustomer: Uint32Array },
  asked: ForecastTerms,
): Float64Array {
  const terms = valueTermsOf(asked);
  const ofPattern = new Float64Array(patterns.count);
  for (let i = 0; i < patterns.count; i++) {
    const outlook = outlookOf(model, {
      repeats: patterns.repeats[i] as number,
      recency: patterns.recency[i] as number,
      age: patterns.age[i] as number,
    });
    ofPattern[i] = (outlook && horizonValue(outlook, terms)?.horizon) ?? 0;
  }
  return Float64Array.from(ofCustomer, pattern =>
    pattern === NO_PATTERN ? 0 : (ofPattern[pattern] as number),
  );
}

function rhythmsOf(
  { customer, day }: CountedDays,
  { positions, histories, until }: { positions: Uint32Array; histories: Histories; until: Day },
) {
  const today = dayNumber(until);
  let at = 0;
  const daysOf = Array.from(positions, position => {
    while (at < customer.length && (customer[at] as number) < position) at += 1;
    const from = at;
    while (at < customer.length && customer[at] === position) at += 1;
    return day.subarray(from, at).filter(one => one <= today);
  });
  const { rule, signals } = lapseSignals(
    daysOf.map((days, row) => ({
      customer: histories.customers[row] as string,
      days: Array.from(days, dayOfNumber),
    })),
    until,
  );
  const gaps = daysOf.map(days => days.slice(1).map((one, i) => one - (days[i] as number)));
  const own = regularities(gaps).customers;
  return {
    lapseRule: rule,
    lapses: signals,
    regularities: Float64Array.from(own, ({ shrunken }) => shrunken ?? Number.NaN),
  };
}
