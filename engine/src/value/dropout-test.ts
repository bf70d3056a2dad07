import type { ModelFit } from './fit-model.ts';
import type { Patterns } from './patterns.ts';
import { integrate } from './quadrature.ts';

/** A share of customers who drop out within the mean age, or at a purchase, below which there is no dropout to speak of. */
const SHARE_MIN = 1e-4;

/**
 * Probability of a likelihood ratio so large, 2 (ln L − ln L of NBD), if nobody drops out; 1 where hardly anybody does by
 * the model. Without dropout one parameter lies on its boundary: half χ² with one, half with two degrees of freedom.
 */
export function dropoutTest(fit: ModelFit, nbd: ModelFit, patterns: Patterns): number {
  const ratio = 2 * (fit.logLikelihood - nbd.logLikelihood);
  if (!(ratio > 0) || shareLost(fit, patterns) < SHARE_MIN) return 1;
  return 0.5 * chiSquareTail(ratio) + 0.5 * Math.exp(-ratio / 2);
}

/** The same of NBD against a rate that all share: half χ² with one degree of freedom. */
export function poissonTest(ofNbd: number, ofPoisson: number): number {
  const ratio = 2 * (ofNbd - ofPoisson);
  return ratio > 1e-9 ? 0.5 * chiSquareTail(ratio) : 1;
}

function shareLost({ model }: ModelFit, { customers, age, weights }: Patterns): number {
  if (model.model === 'bg-nbd' || model.model === 'mbg-nbd') return model.a / (model.a + model.b);
  if (model.model !== 'pareto-nbd') return 0;
  const time = age.reduce((sum, end, i) => sum + end * (weights[i] as number), 0) / customers;
  return -Math.expm1(-model.s * Math.log1p(time / model.beta));
}

/** P(χ² with one degree of freedom > x), by its normal density. */
function chiSquareTail(x: number): number {
  const from = Math.sqrt(x);
  const density = (z: number) => Math.exp(-(z * z) / 2);
  return Math.sqrt(2 / Math.PI) * integrate(density, from, from + 12, 8);
}
