import { expect, test } from 'vitest';
import { digamma, lnBeta, lnGamma, powerIntegral } from './gamma-functions.ts';

const EULER = 0.5772156649015329;

test.each([
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [1, 0],
  [2, 0],
  [5, Math.log(24)],
  [1e-8, 18.420680738180209],
  [100, 359.1342053695754],
  [1e6, 12815504.569147611],
])('lnΓ(%f)', (x, expected) => {
  expect(Math.abs(lnGamma(x) - expected)).toBeLessThan(2e-14 * Math.max(1, Math.abs(expected)));
});

test.each([
  [1, -EULER],
  [0.5, -EULER - 2 * Math.LN2],
  [2, 1 - EULER],
  [10.5, 2.30300103429769],
])('ψ(%f)', (x, expected) => {
  expect(digamma(x)).toBeCloseTo(expected, 12);
});

test('ψ is the slope of lnΓ, and both keep their recurrences', () => {
  for (const x of [0.03, 0.7, 3.3, 9.99, 10.01, 250]) {
    const h = 1e-5 * x;
    expect((lnGamma(x + h) - lnGamma(x - h)) / (2 * h)).toBeCloseTo(digamma(x), 6);
    expect(lnGamma(x + 1) - lnGamma(x)).toBeCloseTo(Math.log(x), 11);
    expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 11);
  }
  expect(Math.exp(lnBeta(2, 3))).toBeCloseTo(1 / 12, 14);
});

test('an integral of a power passes smoothly through the logarithm', () => {
  expect(powerIntegral(0, 2)).toBe(2);
  expect(powerIntegral(1e-9, 2)).toBeCloseTo(2, 8);
  expect(powerIntegral(-1, Math.LN2)).toBeCloseTo(0.5, 14);
});
