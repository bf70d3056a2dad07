import { median } from '../profit/ranking.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { Predictability } from './predictability.ts';

/** What a customer's forecast error and its expediting are valued with. Money in whole currency; undefined where not known. */
export interface PredictabilityWorthInput {
  /** Share of cycles without a shortage, above 0.5 and below 1, such as 0.95. */
  readonly serviceLevel: number | undefined;
  readonly leadTimeDays: number | undefined;
  /** Of one unit of the demand. */
  readonly unitCost: number | undefined;
  /** Cost of holding stock a year as a share of its value: capital, space, risk. */
  readonly carryingRate: number | undefined;
  /** Error ÷ demand of the median customer, as `medianDailyError` gives it. */
  readonly referenceDailyError: number | undefined;
  /** Paid for expediting this customer's orders in a year. */
  readonly expediteCost: number | undefined;
  /** What it would have been at the median customer's share of expediting. */
  readonly referenceExpediteCost: number | undefined;
}

/** Money a year: `own` of this customer, `reference` at the median customer's predictability, `saved` = reference − own. */
export interface YearlyWorth {
  readonly own: number | undefined;
  readonly reference: number | undefined;
  readonly saved: number | undefined;
  /** The formula with its numbers, or what is missing. */
  readonly reason: string;
}

export interface PredictabilityWorth {
  /** Units of safety stock held for this customer alone. */
  readonly safetyStock: number | undefined;
  readonly stock: YearlyWorth;
  readonly expediting: YearlyWorth;
  /** Sum of what is saved, below zero where it costs; undefined unless both are known. */
  readonly saved: number | undefined;
}

/** Forecast error and demand of a day: root mean square error ÷ √bucket days, mean demand ÷ bucket days. */
interface DailyForecast {
  readonly error: number;
  readonly demand: number;
}

/**
 * What a customer's predictability saves or costs a year, against the same demand forecast as well as the median customer's.
 *
 * Safety stock = z × σ × √lead time, σ the error of a day; its cost a year = safety stock × unit cost × carrying rate. Errors of
 * days are taken as independent, and the lead time as fixed. Stock is valued as if it were held for this customer alone: what
 * several share covers all of them with less, so the figures of customers do not add up to the warehouse.
 *
 * Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains, 4th ed., ch. 6.
 */
export function predictabilityWorth(
  forecast: Predictability,
  input: PredictabilityWorthInput,
): PredictabilityWorth {
  const daily = dailyForecast(forecast);
  const { safetyStock, ...stock } = stockWorth(daily, input);
  const expediting = expeditingWorth(input);
  const saved =
    stock.saved === undefined || expediting.saved === undefined ? undefined : stock.saved + expediting.saved;
  return { safetyStock, stock, expediting, saved };
}

/**
 * Error ÷ demand of a day of the median customer, over those whose demand can be forecast; undefined where none can.
 */
export function medianDailyError(forecasts: readonly Predictability[]): number | undefined {
  const errors = forecasts.map(dailyForecast).flatMap(daily => (daily ? [daily.error / daily.demand] : []));
  return median(errors);
}

function dailyForecast({ forecast, buckets }: Predictability): DailyForecast | undefined {
  if (forecast === 'insufficient' || forecast.demand === 0) return undefined;
  const days = buckets.bucketDays * forecast.horizon;
  return { error: forecast.rolling.rmse / Math.sqrt(days), demand: forecast.demand / days };
}

function stockWorth(
  daily: DailyForecast | undefined,
  input: PredictabilityWorthInput,
): YearlyWorth & { safetyStock: number | undefined } {
  const { serviceLevel, leadTimeDays, unitCost, carryingRate, referenceDailyError } = input;
  const z = serviceLevel === undefined ? undefined : normalQuantile(serviceLevel);
  const problem = missing([
    ['the forecast error', daily !== undefined],
    ['a service level between 0.5 and 1', z !== undefined && z > 0],
    ['the lead time', isAmount(leadTimeDays)],
    ['the unit cost', isAmount(unitCost)],
    ['the carrying rate', isAmount(carryingRate)],
  ]);
  if (problem !== undefined || daily === undefined || z === undefined)
    return { safetyStock: undefined, ...without(problem ?? '') };
  const unitsOf = (error: number) => z * error * Math.sqrt(leadTimeDays as number);
  const perUnit = (unitCost as number) * (carryingRate as number);
  const safetyStock = unitsOf(daily.error);
  const own = safetyStock * perUnit;
  const formula = `z ${round(z)} × error of a day ${round(daily.error)} × √${leadTimeDays} days = ${round(safetyStock)} units; × ${round(unitCost as number)} × ${carryingRate} = ${round(own)} a year`;
  if (!isAmount(referenceDailyError))
    return {
      safetyStock,
      own,
      reference: undefined,
      saved: undefined,
      reason: `${formula}. Missing: the error of the median customer.`,
    };
  const reference = unitsOf(referenceDailyError * daily.demand) * perUnit;
  return {
    safetyStock,
    own,
    reference,
    saved: reference - own,
    reason: `${formula}; ${round(reference)} at the median customer's error of ${round(referenceDailyError)} × demand.`,
  };
}

function expeditingWorth({ expediteCost, referenceExpediteCost }: PredictabilityWorthInput): YearlyWorth {
  const problem = missing([
    ['what expediting cost', isAmount(expediteCost)],
    ['what it costs for the median customer', isAmount(referenceExpediteCost)],
  ]);
  const own = isAmount(expediteCost) ? expediteCost : undefined;
  const reference = isAmount(referenceExpediteCost) ? referenceExpediteCost : undefined;
  if (own === undefined || reference === undefined)
    return { own, reference, saved: undefined, reason: problem ?? '' };
  return {
    own,
    reference,
    saved: reference - own,
    reason: `${round(reference)} at the median customer's share, ${round(own)} paid.`,
  };
}

function missing(inputs: readonly (readonly [string, boolean])[]): string | undefined {
  const wanting = inputs.flatMap(([name, isKnown]) => (isKnown ? [] : [name]));
  return wanting.length === 0 ? undefined : `Missing: ${wanting.join(', ')}.`;
}

function without(reason: string): YearlyWorth {
  return { own: undefined, reference: undefined, saved: undefined, reason };
}

function isAmount(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && Number.isFinite(value);
}

/** To make one takes longer than to write a thousand numbers with it. */
const FOUR_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

function round(value: number): string {
  return FOUR_DIGITS.format(value);
}
