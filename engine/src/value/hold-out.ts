import type { Histories } from './histories.ts';
import { type ActualPurchases, countActual, type HoldOutActual } from './hold-out-actual.ts';
import {
  type AliveReliability,
  aliveReliability,
  byDecile,
  byRecency,
  byRepeats,
  type ExpectedAndActual,
  type HoldOutRow,
  type WeekOfHoldOut,
  weekByWeek,
} from './hold-out-tables.ts';

/** What a model said of customers at the split, and what they did after it. */
export interface HoldOutInput {
  /** Of the calibration: customers with a first purchase up to the split, observed up to the split. */
  readonly histories: Histories;
  /** Purchases that the model expects of each customer in the hold-out, in the order of the histories. */
  readonly expected: ArrayLike<number>;
  /** P(alive) of each at the split; undefined where the model has none. */
  readonly alive: ArrayLike<number> | undefined;
  readonly purchases: ActualPurchases;
  /** Length of the hold-out, in the unit of the histories. */
  readonly duration: number;
  /** What the model expects of all customers together from the split to a time after it; for the weeks. */
  readonly expectedBy: ((time: number) => number) | undefined;
  /** As `seasonalIndex` gives it. */
  readonly seasonalIndex: number | undefined;
  /** Silence after which the hiatus rule takes a customer for gone, in the unit of the histories; 26 weeks where not stated. */
  readonly hiatus: number | undefined;
}

export interface HoldOutAccuracy {
  readonly rule: 'model' | 'last rate' | 'hiatus';
  /** Purchases expected of all; and this ÷ the actual ones less 1, undefined where there were none. */
  readonly total: number;
  readonly error: number | undefined;
  /** Per customer, in purchases. */
  readonly mae: number | undefined;
  readonly rmse: number | undefined;
  /** Of the actual purchases, the share made by the tenth of customers of whom most was expected (ties by their order). */
  readonly topDecileCapture: number | undefined;
}

export interface HoldOut {
  readonly customers: number;
  readonly duration: number;
  readonly actual: number;
  /** Actual purchases outside of the hold-out, or of no customer of the histories with a forecast: not counted. */
  readonly leftOut: number;
  /** Customers whose expectation is no number of 0 or more: in no figure. */
  readonly withoutForecast: number;
  /** The model, then the two naive rules. */
  readonly accuracy: readonly [HoldOutAccuracy, HoldOutAccuracy, HoldOutAccuracy];
  /** Silence that the hiatus rule used. */
  readonly hiatus: number;
  /** What the tenth of customers who really bought most made of the purchases: no rule can capture more. */
  readonly topDecilePossible: number | undefined;
  /** Expected × seasonal index, and its error; undefined without an index. */
  readonly seasonal:
    | { readonly index: number; readonly total: number; readonly error: number | undefined }
    | undefined;
  /** Empty without `expectedBy`. */
  readonly weeks: readonly WeekOfHoldOut[];
  /** By x = 0 to 6, and 7 or more. */
  readonly byRepeats: readonly ExpectedAndActual[];
  /** By time from the last purchase to the split. */
  readonly byRecency: readonly ExpectedAndActual[];
  /** By tenths of customers, those of whom least is expected first. */
  readonly byDecile: readonly ExpectedAndActual[];
  /** Undefined without P(alive). */
  readonly alive: AliveReliability | undefined;
}

const HIATUS_WEEKS = 26;

/**
 * Holds what a model expected against what happened, and against two rules that need no model:
 *
 * - last rate: x ÷ T × duration, the customer's own rate as it was; the rate of all where T is zero.
 * - hiatus: the same, and nothing of a customer whose last purchase lies more than so long before the split. Wübben &
 *   von Wangenheim (2008), Journal of Marketing 72(3), found such rules hard to beat.
 *
 * It knows nothing of the model. Customers whose first purchase comes after the split are in no history and so in no figure: what
 * they buy is `leftOut`.
 * @param input arrays of any other length than the customers leave those without an entry in `withoutForecast`
 */
export function holdOut(input: HoldOutInput): HoldOut {
  const { histories, duration, seasonalIndex } = input;
  const week = histories.unit === 'week' ? 1 : 7;
  const hiatus = input.hiatus ?? HIATUS_WEEKS * week;
  const counted = countActual(input.purchases, {
    customers: histories.customers.length,
    duration,
    isCounted: customer => isForecast(input.expected[customer]),
  });
  const rows = rowsOf(input, counted);
  const lastRates = lastRatesOf(rows, duration);
  const hiatusRates = lastRates.map((rate, i) => ((rows[i] as HoldOutRow).silence > hiatus ? 0 : rate));
  const actual = sumOf(rows.map(row => row.actual));
  const accuracy = (rule: HoldOutAccuracy['rule'], expected: readonly number[]) =>
    accuracyOf(
      rule,
      expected,
      rows.map(row => row.actual),
    );
  const model = accuracy(
    'model',
    rows.map(row => row.expected),
  );
  const seasonalTotal = seasonalIndex === undefined ? undefined : model.total * seasonalIndex;
  return {
    customers: rows.length,
    duration,
    actual,
    leftOut: counted.leftOut,
    withoutForecast: histories.customers.length - rows.length,
    accuracy: [model, accuracy('last rate', lastRates), accuracy('hiatus', hiatusRates)],
    hiatus,
    topDecilePossible: captured(
      rows.map(row => row.actual),
      rows.map(row => row.actual),
    ),
    seasonal:
      seasonalIndex === undefined || seasonalTotal === undefined
        ? undefined
        : { index: seasonalIndex, total: seasonalTotal, error: errorOf(seasonalTotal, actual) },
    weeks: weekByWeek(counted, { duration, week, expectedBy: input.expectedBy }),
    byRepeats: byRepeats(rows),
    byRecency: byRecency(rows, week),
    byDecile: byDecile(rows),
    alive: aliveReliability(rows),
  };
}

function rowsOf({ histories, expected, alive }: HoldOutInput, counted: HoldOutActual): HoldOutRow[] {
  return Array.from(histories.customers, (_, i) => i).flatMap(i => {
    const ofModel = expected[i];
    if (!isForecast(ofModel)) return [];
    const p = alive?.[i];
    const age = histories.age[i] as number;
    return {
      repeats: histories.repeats[i] as number,
      age,
      silence: age - (histories.recency[i] as number),
      expected: ofModel,
      alive: p !== undefined && p >= 0 && p <= 1 ? p : undefined,
      actual: counted.byCustomer[i] as number,
    };
  });
}

function isForecast(expected: number | undefined): expected is number {
  return expected !== undefined && expected >= 0 && Number.isFinite(expected);
}

function lastRatesOf(rows: readonly HoldOutRow[], duration: number): number[] {
  const age = sumOf(rows.map(row => row.age));
  const rateOfAll = age > 0 ? sumOf(rows.map(({ repeats }) => repeats)) / age : 0;
  return rows.map(row => (row.age > 0 ? row.repeats / row.age : rateOfAll) * duration);
}

function accuracyOf(
  rule: HoldOutAccuracy['rule'],
  expected: readonly number[],
  actual: readonly number[],
): HoldOutAccuracy {
  const total = sumOf(expected);
  const errors = expected.map((each, i) => each - (actual[i] as number));
  const count = errors.length;
  return {
    rule,
    total,
    error: errorOf(total, sumOf(actual)),
    mae: count === 0 ? undefined : sumOf(errors.map(Math.abs)) / count,
    rmse: count === 0 ? undefined : Math.sqrt(sumOf(errors.map(error => error * error)) / count),
    topDecileCapture: captured(expected, actual),
  };
}

/** Share of the actual that the first tenth by `order` made. */
function captured(order: readonly number[], actual: readonly number[]): number | undefined {
  const total = sumOf(actual);
  if (total === 0) return undefined;
  const byOrder = [...order.keys()].sort((a, b) => (order[b] as number) - (order[a] as number) || a - b);
  const top = byOrder.slice(0, Math.ceil(order.length / 10));
  return sumOf(top.map(i => actual[i] as number)) / total;
}

function errorOf(total: number, actual: number): number | undefined {
  return actual === 0 ? undefined : total / actual - 1;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((so, value) => so + value, 0);
}
