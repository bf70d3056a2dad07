import { expect, test } from 'vitest';
import { dayNumber } from '../units/day.ts';
import type { Outliers } from './capped-amounts.ts';
import { cappedAmounts } from './capped-amounts.ts';
import type { SpendModel } from './gamma-gamma.ts';
import type { PurchaseColumns } from './purchases.ts';
import { forecastValue, type ValueForecast } from './value-forecast.ts';

const FIRST = dayNumber('2024-01-01');

/** Customers with some purchases each, whose amounts differ between and within them; the last one may have one far above. */
function purchasesOf({ count, far }: { count: number; far: number | undefined }): PurchaseColumns {
  const rows = Array.from({ length: count }, (_, customer) =>
    Array.from({ length: 2 + (customer % 5) }, (__, i) => ({
      customer,
      day: FIRST + (customer % 29) + i * (20 + (customer % 13)),
      amount:
        customer === count - 1 && i === 1 && far !== undefined
          ? far
          : 300 * Math.exp(0.6 * Math.sin(customer * 7.3) + 0.4 * Math.sin(customer * 3.1 + i * 2.7)),
    })),
  ).flat();
  return {
    customers: Array.from({ length: count }, (_, i) => `C${String(i).padStart(4, '0')}`),
    customer: Uint32Array.from(rows, ({ customer }) => customer),
    day: Int32Array.from(rows, ({ day }) => day),
    amount: Float64Array.from(rows, ({ amount }) => amount),
  };
}

const forecastOf = (purchases: PurchaseColumns, outliers?: Outliers) =>
  forecastValue(purchases, undefined, {
    ...({ until: '2024-12-31', unit: 'week', months: 36, annualRate: 0.1 } as const),
    outliers,
  }) as ValueForecast;

// Online Retail has a customer of 168,469, cancelled twelve minutes later, whose mean is hundreds of times the others'.
test('one amount far above the others moves p and q of all; capped it does not, and it is said whose', () => {
  const without = forecastOf(purchasesOf({ count: 300, far: undefined }));
  const purchases = purchasesOf({ count: 300, far: 168_469 });
  const [kept, capped] = [forecastOf(purchases), forecastOf(purchases, 'cap')];
  const model = (forecast: ValueForecast) => forecast.spend?.model as SpendModel;
  const moved = (of: ValueForecast, name: 'p' | 'q') => Math.abs(model(of)[name] / model(without)[name] - 1);
  expect(moved(kept, 'p')).toBeGreaterThan(0.2);
  expect(moved(kept, 'q')).toBeGreaterThan(0.2);
  expect(moved(capped, 'p')).toBeLessThan(0.1);
  expect(moved(capped, 'q')).toBeLessThan(0.1);
  expect(kept.capped).toBeUndefined();
  expect(capped.capped?.quantile).toBe(0.99);
  expect(capped.capped?.lowered[0]).toEqual({ row: 299, from: kept.histories.meanAmount[299] });
  expect(capped.capped?.lowered.every(({ from }) => from > (capped.capped?.limit as number))).toBe(true);
  expect(capped.populationMeanUncapped).toBe(kept.spend?.populationMean);
  // The customer's own amount falls with it, and what others bought and when stays as it was.
  expect(capped.terms.amount[299]).toBeLessThan((kept.terms.amount[299] as number) / 10);
  expect(capped.purchases).toEqual(kept.purchases);
  expect(capped.days).toEqual(kept.days);
});

test('where customers’ own means stand in for the model, those are capped', () => {
  const few = purchasesOf({ count: 2, far: 90_000 });
  const [kept, capped] = [forecastOf(few), forecastOf(few, 'cap')];
  expect(capped.spendModel).toBeUndefined();
  expect(capped.capped?.lowered).toEqual([{ row: 1, from: expect.closeTo(30_000, -3) }]);
  expect(capped.terms.ofAll.amount).toBeLessThan(kept.terms.ofAll.amount / 10);
  expect(capped.value[0]).toBeLessThan(kept.value[0] as number);
});

test('with few customers the largest counts as the one below it; alone or alike, nobody is lowered', () => {
  const of = (...amounts: number[]) =>
    cappedAmounts({
      repeats: new Float64Array(amounts.length).fill(2),
      meanAmount: Float64Array.from(amounts),
    });
  expect(of(50, 60, 90_000)?.capped).toEqual({
    quantile: 2 / 3,
    limit: 60,
    lowered: [{ row: 2, from: 90_000 }],
  });
  // 48 ÷ 49 × 49 comes to a hair above 48.
  for (let count = 2; count < 120; count++)
    expect(of(...Array.from({ length: count }, (_, i) => i + 1))?.capped.lowered.length, `${count}`).toBe(
      count <= 100 ? 1 : Math.floor(count * 0.01 + 1e-9),
    );
  expect(of(7)).toBeUndefined();
  expect(of()).toBeUndefined();
  expect(of(5, 5, 5)?.capped.lowered).toEqual([]);
});
