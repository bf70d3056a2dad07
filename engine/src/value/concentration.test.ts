import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concentration } from './concentration.ts';

test('by hand, with a value below zero and one not known', () => {
  const found = concentration([20, -10, undefined, 60, 30, Number.NaN], [0.25, 0.5, 1]);
  expect(found).toMatchObject({
    customers: 4,
    unknown: 2,
    total: 100,
    positive: 110,
    negative: -10,
    positiveCustomers: 3,
    negativeCustomers: 1,
    customersOfHalf: 1,
  });
  expect(found.tops).toEqual([
    { top: 0.25, customers: 1, ofPositive: 60 / 110, ofTotal: 0.6 },
    { top: 0.5, customers: 2, ofPositive: 90 / 110, ofTotal: 0.9 },
    { top: 1, customers: 4, ofPositive: 100 / 110, ofTotal: 1 },
  ]);
});

test('where losses eat the total, shares of it are left out and those of the gains stay', () => {
  const found = concentration([50, -70], [0.5]);
  expect(found.tops).toEqual([{ top: 0.5, customers: 1, ofPositive: 1, ofTotal: undefined }]);
  expect(concentration([40, 30, 30, -60]).customersOfHalf).toBe(2);
  expect(concentration([-1, -2])).toMatchObject({ positive: 0, customersOfHalf: undefined });
  expect(concentration([])).toMatchObject({ customers: 0, total: 0, customersOfHalf: undefined });
});

test('equal customers: half of them have half', () => {
  expect(concentration(Array(100).fill(7))).toMatchObject({
    customersOfHalf: 50,
    tops: [{ customers: 1, ofTotal: 0.01 }, { ofTotal: 0.1 }, { ofTotal: 0.2 }],
  });
});

test('order changes nothing, and shares of gains rise to no more than 1', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 50 }), values => {
      const found = concentration(values, [0.1, 0.3, 0.6]);
      expect(concentration(values.toReversed(), [0.1, 0.3, 0.6])).toEqual(found);
      for (const { ofPositive } of found.tops)
        if (ofPositive !== undefined) expect(ofPositive).toBeLessThanOrEqual(1);
      if (found.customersOfHalf !== undefined)
        expect(found.customersOfHalf).toBeLessThanOrEqual(found.positiveCustomers);
    }),
  );
});
