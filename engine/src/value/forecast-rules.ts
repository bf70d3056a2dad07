/** From the plainest to the one that asks for most; of two that do as well, the earlier is chosen. */
export const FORECAST_RULES = [
  'naive mean',
  'exponential smoothing',
  'croston',
  'sba',
  'tsb',
  'seasonal naive',
] as const;
export type ForecastRule = (typeof FORECAST_RULES)[number];

export interface ForecastSettings {
  /** Weight of the newest demand, and of the newest interval, 0 to 1; 0.05 to 0.2 is usual for intermittent demand. */
  readonly alpha: number;
  /** TSB only: weight of the newest bucket in the probability of demand, 0 to 1. */
  readonly beta: number;
  /** Buckets in a season, such as 52 of a week; undefined where no season is asked about. */
  readonly season: number | undefined;
}

export const FORECAST_SETTINGS: ForecastSettings = { alpha: 0.1, beta: 0.1, season: undefined };

/**
 * Demand in each of the next buckets, as a rule forecasts it; fractions of a unit are meant.
 *
 * - naive mean: mean of all buckets.
 * - exponential smoothing: level += α (demand − level), from the first bucket.
 * - croston: size ÷ interval, each smoothed where there is demand. Croston (1972), doi 10.1057/jors.1972.50.
 * - sba: (1 − α ÷ 2) × croston, which takes out its bias. Syntetos & Boylan (2005), doi 10.1016/j.ijforecast.2004.10.001.
 * - tsb: size × probability of demand, which falls in every bucket without one. Teunter, Syntetos & Babai (2011), doi
 *   10.1016/j.ejor.2011.05.018.
 * - seasonal naive: what the same bucket of the last season had; only with two whole seasons before.
 *
 * The first interval of croston, sba and tsb is the one between the first two demands, so these need two.
 *
 * @param demands one per bucket in order of time, buckets without demand included; below zero counts as no demand
 * @returns undefined where the rule does not apply yet
 * Example: forecastDemand('croston', [3, 0, 0, 5, 0, 4], 1, { alpha: 0.5, beta: 0.5, season: undefined }) → [1.6]
 */
export function forecastDemand(
  rule: ForecastRule,
  demands: ArrayLike<number>,
  buckets: number,
  settings: ForecastSettings = FORECAST_SETTINGS,
): number[] | undefined {
  const series = demandSeries(demands);
  const forecast = forecaster(rule, series, settings)(series.length);
  if (forecast === undefined) return undefined;
  return Array.from({ length: buckets }, (_, ahead) => forecast(ahead));
}

/** What is forecast for a bucket so many after the next one. */
type AheadForecast = (ahead: number) => number;

/**
 * A rule over a series in one pass: what it would have forecast after any number of its buckets, from these alone.
 * @param series as `demandSeries` gives it
 */
export function forecaster(
  rule: ForecastRule,
  series: Float64Array,
  settings: ForecastSettings,
): (known: number) => AheadForecast | undefined {
  if (rule === 'seasonal naive') {
    const season = settings.season;
    return known =>
      season === undefined || !(season >= 1) || known < 2 * season
        ? undefined
        : ahead => series[known - season + (ahead % season)] as number;
  }
  const levels = levelsOf(rule, series, settings);
  return known => {
    const level = levels[known];
    return level === undefined ? undefined : () => level;
  };
}

/** Demands with what is below zero, or no number, as none. */
export function demandSeries(demands: ArrayLike<number>): Float64Array {
  return Float64Array.from(demands, demand => (demand > 0 && Number.isFinite(demand) ? demand : 0));
}

/** The level after 0, 1, … buckets. */
function levelsOf(
  rule: Exclude<ForecastRule, 'seasonal naive'>,
  series: Float64Array,
  { alpha, beta }: ForecastSettings,
): (number | undefined)[] {
  switch (rule) {
    case 'naive mean':
      return meanLevels(series);
    case 'exponential smoothing':
      return smoothedLevels(series, alpha);
    case 'croston':
      return crostonLevels(series, alpha, 1);
    case 'sba':
      return crostonLevels(series, alpha, 1 - alpha / 2);
    case 'tsb':
      return tsbLevels(series, alpha, beta);
  }
}

function meanLevels(series: Float64Array): (number | undefined)[] {
  let sum = 0;
  const levels: (number | undefined)[] = [undefined];
  for (const [i, demand] of series.entries()) {
    sum += demand;
    levels.push(sum / (i + 1));
  }
  return levels;
}

function smoothedLevels(series: Float64Array, alpha: number): (number | undefined)[] {
  let level: number | undefined;
  const levels = [level];
  for (const demand of series) {
    level = level === undefined ? demand : level + alpha * (demand - level);
    levels.push(level);
  }
  return levels;
}

function crostonLevels(series: Float64Array, alpha: number, factor: number): (number | undefined)[] {
  let size: number | undefined;
  let interval: number | undefined;
  let since = 0;
  let level: number | undefined;
  const levels = [level];
  for (const demand of series) {
    since += 1;
    if (demand > 0) {
      if (size !== undefined)
        interval = interval === undefined ? since : interval + alpha * (since - interval);
      size = size === undefined ? demand : size + alpha * (demand - size);
      since = 0;
      if (interval !== undefined) level = (factor * size) / interval;
    }
    levels.push(level);
  }
  return levels;
}

function tsbLevels(series: Float64Array, alpha: number, beta: number): (number | undefined)[] {
  let size: number | undefined;
  let probability: number | undefined;
  let since = 0;
  const levels: (number | undefined)[] = [undefined];
  for (const demand of series) {
    since += 1;
    if (probability !== undefined) probability += beta * ((demand > 0 ? 1 : 0) - probability);
    if (demand > 0) {
      if (size !== undefined) probability ??= 1 / since;
      size = size === undefined ? demand : size + alpha * (demand - size);
      since = 0;
    }
    levels.push(size === undefined || probability === undefined ? undefined : size * probability);
  }
  return levels;
}
