import type { ForecastTerms } from '@clientele/engine';
import { figureOf, narrowedFigure } from '../../contract/profit-figure.ts';
import type { ValueStep } from './value-steps.ts';

/** Figures of a customer beside the steps of its value. */
export type ValueStanding = 'rank' | 'predictability' | 'silence';

/**
 * Address of a figure of value at the terms that a forecast was made for: of all customers, of one, or a step of its own.
 * Example: value/cus_x/amount?until=2026-03-31&unit=day&months=36&rate=0.1
 */
export function valueFigure(
  terms: ForecastTerms,
  customer?: string,
  step?: ValueStep | ValueStanding,
): string {
  const { until, unit, months, annualRate, outliers } = terms;
  // The last step is the value itself: one figure has one address.
  const path = [customer, step === 'value' ? undefined : step].filter(part => part !== undefined);
  return narrowedFigure(figureOf('value', ...path), {
    ...{ until, unit, months, rate: annualRate },
    outliers: outliers === 'cap' ? outliers : undefined,
  });
}
