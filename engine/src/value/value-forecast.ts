import type { CappedAmounts } from './capped-amounts.ts';
import type { ChoiceOptions, ModelChoice } from './choose-model.ts';
import { type Concentration, concentration } from './concentration.ts';
import { horizonValue, type ValueTerms } from './discounted-value.ts';
import { type FitTerms, type FittedPurchases, fitPurchases } from './fitted-purchases.ts';
import { type ForecastRange, rangeWithError, totalRange } from './forecast-range.ts';
import { expectedAmount, type SpendModel } from './gamma-gamma.ts';
import type { Histories, TimeUnit } from './histories.ts';
import { type CustomerTrade, type OrderTerms, orderTerms } from './order-terms.ts';
import { outlookOf } from './outlook.ts';
import { NO_PATTERN } from './patterns.ts';
import type { PurchaseColumns } from './purchases.ts';
import { scoreCustomers } from './score.ts';

export interface ForecastTerms extends FitTerms {
  /** Months of the horizon. */
  readonly months: number;
  /** Discount of a year, such as 0.1. */
  readonly annualRate: number;
}

/** Value to come of every customer with a purchase, and what is known of how well. Rows are those of `histories`. */
export interface ValueForecast extends FittedPurchases {
  /** The model that amounts are forecast by; undefined leaves them to the customers' own means. */
  readonly spendModel: SpendModel | undefined;
  /** Whose amounts were capped, of those that amounts are forecast from; undefined where outliers are kept. */
  readonly capped: CappedAmounts | undefined;
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
}

export const UNITS_PER_MONTH: Readonly<Record<TimeUnit, number>> = { day: 365.25 / 12, week: 365.25 / 84 };

/**
 * Fits, chooses, scores and tests: all that is said of the value of customers comes from here.
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
  const fitted = fitPurchases(purchases, asked);
  asked.onProgress?.(0.9, 'discounting');
  return fitted && valueOfFitted(fitted, trade, asked);
}

/**
 * Value to come, of what was fitted already: another horizon or rate needs no other fit.
 *
 * value = Σ over months k of (amount × margin rate − cost to serve an order) × expected purchases in k ÷ (1+i)^(k/12), at the
 * end of each month; amounts by Gamma–Gamma where it may be used. Source of the parts: see the functions that compute them.
 */
export function valueOfFitted(
  fitted: FittedPurchases,
  trade: CustomerTrade | undefined,
  asked: Pick<ForecastTerms, 'months' | 'annualRate' | 'unit' | 'outliers'>,
): ValueForecast {
  const { histories, days, positions, patterns, ofCustomer, choice, tested } = fitted;
  const horizon = asked.months * UNITS_PER_MONTH[asked.unit];
  const collapsed = { patterns, ofCustomer, withoutHistory: 0 };
  const { alive, expected } = scoreCustomers(choice.model, histories, horizon, collapsed);
  const spendModel = spendModelOf(fitted);
  const amountOf = spendModel && amountsBy(spendModel, histories);
  const terms = orderTerms({ histories, days, positions, trade, amountOf, outliers: asked.outliers });
  const discounted = discountedOf(fitted, asked);
  const value = discounted.map((count, row) => count * (terms.perPurchase[row] as number));
  return {
    ...fitted,
    spendModel,
    capped: spendModel ? fitted.cappedMeans : terms.cappedMeans,
    alive,
    purchases: expected,
    discountedPurchases: discounted,
    terms,
    value,
    purchasesOfAll: rangeWithError(
      totalRange(uncertainOf(choice), patterns, horizon) ?? pointOf(expected),
      tested?.result.accuracy[0].error,
    ),
    concentration: concentration(value),
  };
}

/** Gamma–Gamma where it may be used and its parameters are known: else it would say no more than the customers' own means. */
function spendModelOf({ spend }: FittedPurchases): SpendModel | undefined {
  return spend?.usable && spend.standardErrors ? spend.model : undefined;
}

/** The chosen model with what is not known of its parameters. */
export function uncertainOf({ model, chosen }: ModelChoice) {
  return { model, covariance: chosen.covariance };
}

/** The terms of discounting that a forecast is made at, for one purchase that leaves one. */
export function valueTermsOf(
  { months, annualRate, unit }: Pick<ForecastTerms, 'months' | 'annualRate' | 'unit'>,
  marginPerPurchase = 1,
): ValueTerms {
  return { marginPerPurchase, annualRate, months, unitsPerMonth: UNITS_PER_MONTH[unit], timing: 'end' };
}

function pointOf(expected: Float64Array): ForecastRange {
  const mid = expected.reduce((sum, one) => sum + one, 0);
  return { low: mid, mid, high: mid };
}

function amountsBy(model: SpendModel, { repeats, meanAmount }: Histories) {
  return (row: number) =>
    expectedAmount(model, { repeats: repeats[row] as number, meanAmount: meanAmount[row] as number });
}

function discountedOf(
  { choice: { model }, patterns, ofCustomer }: FittedPurchases,
  asked: Pick<ForecastTerms, 'months' | 'annualRate' | 'unit'>,
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
