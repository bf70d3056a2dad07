import type { ValueForecast } from '../contract/value-forecast.ts';
import type { ValuedCustomer } from './value-customers-print.ts';
import { chosenOf } from './value-print.ts';

/** The fit for programs: what was chosen by name, then all that the contract says of it. */
export function fitJson(forecast: ValueForecast | undefined) {
  if (!forecast) return { state: 'empty' as const, chosen: null, forecast: null };
  const { name, parameters, logLikelihood, aic, condition, identified } = chosenOf(forecast);
  return {
    state: 'ready' as const,
    chosen: name,
    reason: forecast.reason,
    warnings: forecast.warnings,
    parameters: Object.fromEntries(parameters.map(one => [one.name, one.value])),
    standardErrors: Object.fromEntries(parameters.map(one => [one.name, one.standardError])),
    logLikelihood,
    aic,
    condition,
    identified,
    forecast,
  };
}

/** Customers of a file in the words of the contract. */
export function customersJson(
  currency: string,
  {
    forecast,
    customers,
  }: { readonly forecast: ValueForecast | undefined; readonly customers: readonly ValuedCustomer[] },
) {
  return {
    state: forecast ? ('ready' as const) : ('empty' as const),
    currency,
    total: forecast?.customers ?? 0,
    customers,
    ...cappedJson(forecast),
  };
}

/** Whether amounts far above the others were capped, and whose: a list of customers alone would not say so. */
export function cappedJson(forecast: ValueForecast | undefined) {
  return { outliers: forecast?.outliers ?? null, capped: forecast?.amounts.capped ?? null };
}
