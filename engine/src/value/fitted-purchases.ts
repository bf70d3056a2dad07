import type { Day } from '../units/day.ts';
import { dayNumber, dayOfNumber } from '../units/day.ts';
import { type CappedAmounts, cappedAmounts, type Outliers } from './capped-amounts.ts';
import { type ChoiceOptions, chooseModel, type ModelChoice } from './choose-model.ts';
import { fitSpend, type SpendFit } from './gamma-gamma.ts';
import type { Histories, TimeUnit } from './histories.ts';
import { type LapseRule, type LapseSignal, lapseSignals } from './lapse.ts';
import { collapse, type Patterns } from './patterns.ts';
import {
  type CountedDays,
  countPurchaseColumns,
  type LeftOut,
  type PurchaseColumns,
  type PurchaseRules,
  purchaseDaysOf,
} from './purchases.ts';
import { regularities } from './regularity.ts';
import { type SpendChecks, spendChecks } from './spend-checks.ts';
import { type TestedForecast, testedForecast } from './tested-forecast.ts';

/** What purchases are fitted by. */
export interface FitTerms {
  readonly until: Day;
  readonly unit: TimeUnit;
  /** Last day that the forecast held out may know; the last quarter of the time is held out unless it is stated. */
  readonly split?: Day | undefined;
  /** Left out unless stated. */
  readonly zeroDays?: PurchaseRules['zeroDays'];
  /** Kept unless stated. */
  readonly outliers?: Outliers | undefined;
}

/** All that hangs on the purchases alone, and neither on a horizon nor on a rate. Rows are those of `histories`. */
export interface FittedPurchases {
  /** Their m is capped where outliers are. */
  readonly histories: Histories;
  /** Where each row stands in the customers of the purchases. */
  readonly positions: Uint32Array;
  readonly leftOut: readonly LeftOut[];
  readonly regularity: number | undefined;
  readonly days: CountedDays;
  readonly patterns: Patterns;
  /** The pattern of each row. */
  readonly ofCustomer: Uint32Array;
  readonly choice: ModelChoice;
  readonly spend: SpendFit | undefined;
  /** What capping did to m; undefined where outliers are kept, or nobody has an amount above another's. */
  readonly cappedMeans: CappedAmounts | undefined;
  /** Mean amount of a purchase over all customers as it would be with outliers as they are; undefined where they are. */
  readonly populationMeanUncapped: number | undefined;
  readonly spendChecks: SpendChecks;
  readonly tested: TestedForecast | undefined;
  readonly lapseRule: LapseRule;
  readonly lapses: readonly LapseSignal[];
  /** k of each customer, drawn to the others'; NaN where it is not known. */
  readonly regularities: Float64Array;
}

/**
 * Counts, fits, chooses a model and tests it.
 *
 * @param purchases lines or days with customer, day and amount in whole currency; below zero for returns
 * @returns undefined where nobody has a purchase that counts
 */
export function fitPurchases(
  purchases: PurchaseColumns,
  asked: FitTerms & Pick<ChoiceOptions, 'onProgress'>,
): FittedPurchases | undefined {
  const { until, unit, onProgress } = asked;
  const rules = { until, unit, zeroDays: asked.zeroDays };
  const told = (from: number, to: number) =>
    onProgress && {
      onProgress: (share: number, step: string) => onProgress(from + share * (to - from), step),
    };
  const { histories: counted, leftOut, regularity } = countPurchaseColumns(purchases, rules);
  if (counted.customers.length === 0) return undefined;
  const { histories, cappedMeans } = withOutliers(counted, asked.outliers);
  const days = purchaseDaysOf(purchases, rules);
  const { patterns, ofCustomer } = collapse(histories);
  const choice = chooseModel(patterns, { ...told(0, 0.5), regularity });
  const tested = testedForecast(purchases, days, { ...rules, split: asked.split, ...told(0.5, 0.8) });
  onProgress?.(0.8, 'rhythms');
  const positions = positionsOf(purchases, histories);
  return {
    ...{ histories, positions, leftOut, regularity, days, patterns, ofCustomer, choice, tested },
    spend: fitSpend(histories),
    cappedMeans,
    populationMeanUncapped: cappedMeans && fitSpend(counted)?.populationMean,
    spendChecks: spendChecks(histories),
    ...rhythmsOf(days, { positions, histories, until }),
  };
}

/** Histories with their amounts as they were asked for; the purchases stay as they were. */
function withOutliers(histories: Histories, outliers: Outliers = 'keep') {
  const found = outliers === 'cap' ? cappedAmounts(histories) : undefined;
  if (!found) return { histories, cappedMeans: undefined };
  const { meanAmount } = found.spending;
  return { histories: { ...histories, meanAmount }, cappedMeans: found.capped };
}

function positionsOf({ customers }: PurchaseColumns, histories: Histories): Uint32Array {
  let at = 0;
  return Uint32Array.from(histories.customers, customer => {
    while (customers[at] !== customer) at += 1;
    return at++;
  });
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
