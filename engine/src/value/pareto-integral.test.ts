import { expect, test } from 'vitest';
import { type ParetoIntegral, paretoIntegral, paretoLnIntegral } from './pareto-integral.ts';

const MODELS = [
  { r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7 },
  { r: 0.05, alpha: 400, s: 3, beta: 0.5 },
  { r: 30, alpha: 1, s: 0.02, beta: 5000 },
  { r: 2, alpha: 7, s: 1, beta: 7 },
];
const HISTORIES = [0, 1, 2, 12, 160, 2500].flatMap(x =>
  [0.001, 0.2, 7, 90, 3000].flatMap(silence =>
    [0.5, 30, 700].map(last => ({ x, last: x === 0 ? 0 : last, end: (x === 0 ? 0 : last) + silence })),
  ),
);

test.each(MODELS)('the value alone is that beside the derivatives: r $r, s $s', model => {
  const beside: ParetoIntegral = { lnJ: 0, lnAlphaGrowth: 0, shareAlpha: 0, lnBetaGrowth: 0, shareBeta: 0 };
  for (const history of HISTORIES) {
    const point = { ...model, ...history };
    paretoIntegral(point, beside);
    expect(Number.isFinite(beside.lnJ)).toBe(true);
    expect(paretoLnIntegral(point)).toBe(beside.lnJ);
  }
});

test('nobody dropped out within no time', () => {
  const model = MODELS[0] as (typeof MODELS)[number];
  expect(paretoLnIntegral({ ...model, x: 3, last: 20, end: 20 })).toBe(Number.NEGATIVE_INFINITY);
});
