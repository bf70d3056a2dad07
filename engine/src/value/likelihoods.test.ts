import { describe, expect, test } from 'vitest';
import { bgLogLikelihood } from './bg-nbd.ts';
import { lnBeta, lnGamma } from './gamma-functions.ts';
import type { Differentiable } from './minimize.ts';
import { nbdLogLikelihood } from './nbd.ts';
import { type ParetoIntegral, paretoIntegral } from './pareto-integral.ts';
import { paretoLogLikelihood } from './pareto-nbd.ts';
import { collapse, type Patterns } from './patterns.ts';
import { integrate } from './quadrature.ts';

const patterns = patternsOf([
  [0, 0, 39],
  [0, 0, 0],
  [1, 1.7, 38.9],
  [2, 30.4, 38.9],
  [2, 30.4, 38.9],
  [29, 37.7, 38],
  [300, 20, 20],
]);

const MODELS: readonly (readonly [string, Differentiable, readonly number[]])[] = [
  ['BG/NBD', bgLogLikelihood(patterns, false), [0.24, 4.4, 0.8, 2.4]],
  ['MBG/NBD', bgLogLikelihood(patterns, true), [0.5, 6.2, 0.9, 1.6]],
  ['Pareto/NBD', paretoLogLikelihood(patterns), [0.55, 10.6, 0.6, 11.7]],
  ['NBD', nbdLogLikelihood(patterns), [0.4, 12]],
];

describe.each(MODELS)('%s', (_title, likelihood, parameters) => {
  test.each([0, 0.7, -1.5])('has the gradient of its differences, parameters apart by %f', apart => {
    const point = parameters.map((value, i) => Math.log(value) + apart * (i - 1));
    const gradient: number[] = [];
    likelihood(point, gradient);
    for (const [i, slope] of gradient.entries()) {
      const h = 1e-5;
      const at = (shift: number) =>
        likelihood(
          point.map((x, j) => (i === j ? x + shift : x)),
          [],
        );
      const difference = (at(h) - at(-h)) / (2 * h);
      expect(Math.abs(slope - difference)).toBeLessThan(1e-6 * Math.max(1, Math.abs(difference)));
    }
  });

  test('gives a number wherever the search may come', () => {
    for (const x of [-28, 28]) {
      for (let i = 0; i < parameters.length; i++) {
        const point = parameters.map((value, j) => (i === j ? x : Math.log(value)));
        const gradient: number[] = [];
        expect(Number.isFinite(likelihood(point, gradient))).toBe(true);
        expect(gradient.every(Number.isFinite)).toBe(true);
      }
    }
  });
});

// Fader, Hardie & Lee 2005, equation 6, and Batislam et al. 2007, as they are printed.
test.each([
  [2, 30.43, 38.86],
  [7, 29.43, 38.86],
])('the likelihood of BG/NBD and MBG/NBD is the printed one for x %d', (x, last, end) => {
  const [r, alpha, a, b] = [0.3, 5, 0.7, 2];
  const one = patternsOf([[x, last, end]]);
  const theta = [r, alpha, a, b].map(Math.log);
  const shape = lnGamma(r + x) - lnGamma(r) + r * Math.log(alpha);
  const term = (lnChance: number, time: number) =>
    Math.exp(lnChance - lnBeta(a, b) - (r + x) * Math.log(alpha + time));
  const bg = term(lnBeta(a, b + x), end) + term(lnBeta(a + 1, b + x - 1), last);
  const mbg = term(lnBeta(a, b + x + 1), end) + term(lnBeta(a + 1, b + x), last);
  expect(bgLogLikelihood(one, false)(theta, [])).toBeCloseTo(shape + Math.log(bg), 10);
  expect(bgLogLikelihood(one, true)(theta, [])).toBeCloseTo(shape + Math.log(mbg), 10);
});

describe('the integral of Pareto/NBD', () => {
  const out: ParetoIntegral = { lnJ: 0, lnAlphaGrowth: 0, shareAlpha: 0, lnBetaGrowth: 0, shareBeta: 0 };
  test.each([
    { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7, x: 0, last: 0, end: 39 },
    { r: 0.55, alpha: 10.6, s: 0.6, beta: 10.6, x: 3, last: 5, end: 39 },
    { r: 0.05, alpha: 0.01, s: 0.05, beta: 30, x: 0, last: 0, end: 400 },
    { r: 0.05, alpha: 30, s: 4, beta: 0.02, x: 0, last: 0, end: 400 },
    { r: 5, alpha: 30, s: 1, beta: 0.5, x: 12, last: 0.5, end: 400 },
    { r: 0.5, alpha: 3, s: 0.3, beta: 14, x: 3000, last: 10, end: 60 },
    { r: 1e6, alpha: 1e7, s: 0.3, beta: 14, x: 2, last: 10, end: 60 },
  ])('is that of many small steps: %o', point => {
    const { r, alpha, s, beta, x, last, end } = point;
    const density = (u: number) =>
      Math.exp(
        -(r + x) * Math.log1p((u - last) / (alpha + last)) - (s + 1) * Math.log1p((u - last) / (beta + last)),
      );
    const from = Math.min(alpha, beta) + last;
    const over = (f: (u: number) => number) =>
      integrate(
        y => f(last + from * Math.expm1(y)) * from * Math.exp(y),
        0,
        Math.log1p((end - last) / from),
        400,
      );
    const whole = over(density);
    paretoIntegral(point, out);
    expect(Math.exp(out.lnJ) / whole).toBeCloseTo(1, 9);
    expect(out.shareAlpha / (over(u => (density(u) * u) / (alpha + u)) / whole)).toBeCloseTo(1, 8);
    expect(out.shareBeta / (over(u => (density(u) * u) / (beta + u)) / whole)).toBeCloseTo(1, 8);
  });

  test('is nothing over no time', () => {
    paretoIntegral({ r: 1, alpha: 1, s: 1, beta: 1, x: 3, last: 5, end: 5 }, out);
    expect(out.lnJ).toBe(Number.NEGATIVE_INFINITY);
  });
});

function patternsOf(histories: readonly (readonly [number, number, number])[]): Patterns {
  const column = (at: number) => Float64Array.from(histories, history => history[at] as number);
  return collapse({ repeats: column(0), recency: column(1), age: column(2) }).patterns;
}
