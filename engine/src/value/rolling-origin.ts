import {
  demandSeries,
  FORECAST_RULES,
  FORECAST_SETTINGS,
  type ForecastRule,
  type ForecastSettings,
  forecaster,
} from './forecast-rules.ts';

/** Origins below which an error says too little. */
export const ORIGINS_LEAST = 4;

export interface RuleAccuracy {
  readonly rule: ForecastRule;
  /** Mean absolute error and root mean square error, in units of demand over the horizon. */
  readonly mae: number;
  readonly rmse: number;
  /** Mean of forecast − demand: above zero the rule forecasts too much. */
  readonly bias: number;
  /**
   * Errors ÷ those of the naive forecast "as in the bucket before" up to the last origin: mean absolute (Hyndman & Koehler 2006,
   * doi 10.1016/j.ijforecast.2006.03.001), and root mean square. Undefined where demand never changed.
   */
  readonly mase: number | undefined;
  readonly rmsse: number | undefined;
  /** 1 − rmse ÷ rmse of the naive mean on the same origins; undefined where the naive mean made no error. */
  readonly skill: number | undefined;
}

export interface RollingOrigin {
  /** Buckets forecast at a time; forecasts and demands are compared as sums over them. */
  readonly horizon: number;
  /** How often was forecast and compared. */
  readonly origins: number;
  /** Buckets known at the first origin. */
  readonly firstOrigin: number;
  /** Mean demand over the horizon at the origins. */
  readonly demand: number;
  /** All rules that applied at every origin, in the order of `FORECAST_RULES`. */
  readonly rules: readonly RuleAccuracy[];
  /** The rule with the least rmse: the one to forecast with. */
  readonly chosen: ForecastRule;
  /**
   * Accuracy of forecasting at each origin with the rule that had done best before it; `rule` is the chosen one. Since the choice
   * is part of what is tested, it is not flattered by it, as the least of several errors is. Its skill may be below zero.
   */
  readonly rolling: RuleAccuracy;
}

export interface RollingOriginSettings extends ForecastSettings {
  /** 1 or more buckets. */
  readonly horizon: number;
  /** Buckets known at the first origin; half of the series, and two with demand, where it is not stated. */
  readonly firstOrigin: number | undefined;
}

export const ROLLING_ORIGIN_SETTINGS: RollingOriginSettings = {
  ...FORECAST_SETTINGS,
  horizon: 1,
  firstOrigin: undefined,
};

/**
 * Forecasts a series over and over from an origin that moves by one bucket, each time from what was known there, and compares.
 * Squared errors choose, since the absolute error of intermittent demand is least for forecasting nothing at all; percentages
 * are not given, since most buckets are zero. Tashman (2000), doi 10.1016/S0169-2070(00)00065-0.
 *
 * @param demands one per bucket in order of time; below zero counts as no demand
 * @returns 'insufficient' with fewer than two demands before the first origin, or fewer than four origins
 */
export function rollingOrigin(
  demands: ArrayLike<number>,
  settings: Partial<RollingOriginSettings> = {},
): RollingOrigin | 'insufficient' {
  const all = { ...ROLLING_ORIGIN_SETTINGS, ...settings };
  const { horizon } = all;
  const series = demandSeries(demands);
  const firstOrigin = Math.max(all.firstOrigin ?? Math.ceil(series.length / 2), afterSecondDemand(series));
  const origins = series.length - horizon - firstOrigin + 1;
  if (!(horizon >= 1) || !(origins >= ORIGINS_LEAST)) return 'insufficient';
  const actual = Float64Array.from({ length: origins }, (_, i) => sumOf(series, firstOrigin + i, horizon));
  const candidates = FORECAST_RULES.flatMap(rule => {
    const errors = errorsOf(rule, { series, settings: all, firstOrigin, actual });
    return errors === undefined ? [] : [{ rule, errors }];
  });
  const scales = scalesOf(series.subarray(0, firstOrigin + origins - 1));
  const naive = rootMeanSquare(candidates[0]?.errors ?? []);
  const measure = (rule: ForecastRule, errors: ArrayLike<number>) =>
    accuracyOf(rule, errors, { ...scales, horizon, naive });
  const rules = candidates.map(({ rule, errors }) => measure(rule, errors));
  const best = rules.reduce((so, each) => (each.rmse < so.rmse ? each : so));
  return {
    horizon,
    origins,
    firstOrigin,
    demand: meanOf(actual),
    rules,
    chosen: best.rule,
    rolling: measure(best.rule, errorsOfChoice(candidates.map(({ errors }) => errors))),
  };
}

function afterSecondDemand(series: Float64Array): number {
  const first = series.findIndex(demand => demand > 0);
  const second = first < 0 ? -1 : series.findIndex((demand, i) => i > first && demand > 0);
  return second < 0 ? Number.POSITIVE_INFINITY : second + 1;
}

function errorsOf(
  rule: ForecastRule,
  given: { series: Float64Array; settings: RollingOriginSettings; firstOrigin: number; actual: Float64Array },
): Float64Array | undefined {
  const { series, settings, firstOrigin, actual } = given;
  const known = forecaster(rule, series, settings);
  const errors = new Float64Array(actual.length);
  for (let i = 0; i < errors.length; i++) {
    const forecast = known(firstOrigin + i);
    if (forecast === undefined) return undefined;
    let sum = 0;
    for (let ahead = 0; ahead < settings.horizon; ahead++) sum += forecast(ahead);
    errors[i] = sum - (actual[i] as number);
  }
  return errors;
}

/** At each origin the error of the rule with the least squares so far; the first rule, the naive mean, to begin with. */
function errorsOfChoice(candidates: readonly Float64Array[]): Float64Array {
  const squares = new Float64Array(candidates.length);
  return (candidates[0] as Float64Array).map((_, i) => {
    const best = squares.reduce((so, each, j) => (each < (squares[so] as number) ? j : so), 0);
    for (const [j, errors] of candidates.entries())
      squares[j] = (squares[j] as number) + (errors[i] as number) ** 2;
    return candidates[best]?.[i] as number;
  });
}

interface Scales {
  readonly absolute: number;
  readonly squared: number;
}

/** Mean absolute and root mean square change from bucket to bucket. */
function scalesOf(series: Float64Array): Scales {
  const changes = series.subarray(1).map((demand, i) => demand - (series[i] as number));
  return { absolute: meanOf(changes.map(Math.abs)), squared: rootMeanSquare(changes) };
}

function accuracyOf(
  rule: ForecastRule,
  errors: ArrayLike<number>,
  { absolute, squared, horizon, naive }: Scales & { horizon: number; naive: number },
): RuleAccuracy {
  const mae = meanOf(Float64Array.from(errors, Math.abs));
  const rmse = rootMeanSquare(errors);
  return {
    rule,
    mae,
    rmse,
    bias: meanOf(errors),
    // The scale is of one bucket: errors over a horizon are set against as many.
    mase: absolute === 0 ? undefined : mae / (absolute * horizon),
    rmsse: squared === 0 ? undefined : rmse / (squared * horizon),
    skill: naive === 0 ? undefined : 1 - rmse / naive,
  };
}

function rootMeanSquare(values: ArrayLike<number>): number {
  return Math.sqrt(meanOf(Float64Array.from(values, value => value * value)));
}

function meanOf(values: ArrayLike<number>): number {
  return values.length === 0 ? 0 : sumOf(values, 0, values.length) / values.length;
}

function sumOf(values: ArrayLike<number>, from: number, count: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += values[i] as number;
  return sum;
}
