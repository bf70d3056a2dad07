import { dayNumber, forecastValue, type TestedForecast, type ValueForecast } from '@clientele/engine';
import { expect, test } from 'vitest';
import { hasValueGoldens, retailPurchases } from './value-goldens.ts';

test('the forecast of a hundred days is held against the 4,806 purchase days that came, and its range covers them', context => {
  if (!hasValueGoldens()) return context.skip('the public data is not beside the project');
  const purchases = retailPurchases();
  const terms = { until: '2011-12-09', unit: 'day', months: 36, annualRate: 0.1 } as const;
  const columns = {
    customers: [...new Set(purchases.map(({ customer }) => customer))],
    day: Int32Array.from(purchases, ({ day }) => dayNumber(day)),
    amount: Float64Array.from(purchases, ({ amount }) => amount),
  };
  const positions = new Map(columns.customers.map((customer, position) => [customer, position]));
  const customer = Uint32Array.from(purchases, one => positions.get(one.customer) as number);
  const asked = { ...terms, split: '2011-08-31' };
  const forecast = forecastValue({ ...columns, customer }, undefined, asked) as ValueForecast;
  const { actual, accuracy } = (forecast.tested as TestedForecast).result;
  expect(actual).toBe(4806);
  expect(accuracy[0].total).toBeCloseTo(3633.4, 0);
  expect(accuracy[0].error).toBeCloseTo(-0.244, 3);
  // The naive rules did no better.
  for (const { error } of accuracy.slice(1)) expect(error).toBeLessThan(accuracy[0].error as number);
  const { mid, high } = forecast.purchasesOfAll;
  expect(mid / high).toBeLessThan(1 - 0.244);
}, 60_000);
