import { bgLogLikelihood } from './bg-nbd.ts';
import type { PurchaseModel } from './histories.ts';
import {
  type Differentiable,
  hessianOf,
  inverseOf,
  type Minimum,
  minimizeByBfgs,
  polishByNewton,
} from './minimize.ts';
import { nbdLogLikelihood } from './nbd.ts';
import { paretoLogLikelihood } from './pareto-nbd.ts';
import { type Patterns, thinned } from './patterns.ts';
import { startsOf } from './starts.ts';
import { eigenOf } from './symmetric-matrix.ts';

/** Models that are fitted by maximum likelihood. */
export type FittedName = 'bg-nbd' | 'mbg-nbd' | 'pareto-nbd' | 'nbd';

/** Parameters in the order in which covariances and standard errors have them. */
export const PARAMETERS: Readonly<Record<FittedName, readonly string[]>> = {
  'bg-nbd': ['r', 'alpha', 'a', 'b'],
  'mbg-nbd': ['r', 'alpha', 'a', 'b'],
  'pareto-nbd': ['r', 'alpha', 's', 'beta'],
  nbd: ['r', 'alpha'],
};

export interface FitOptions {
  /**
   * Standard deviation of a normal prior on the logarithms of the parameters, around 1 and for α and β around the mean
   * age; none unless it is asked for. 2 says: within a factor of fifty. It keeps parameters finite that the data do not
   * know, at the price of drawing those that they do.
   */
  readonly priorDeviation?: number;
  /** Called often with a share of 0 to 1; what it throws cancels the fit. */
  readonly onProgress?: (share: number, step: string) => void;
}

/** How well a fit knows its parameters. */
export interface Identification {
  /** Of the parameters themselves, not their logarithms; undefined where they are not identified. */
  readonly standardErrors: Readonly<Record<string, number>> | undefined;
  /** Covariance of the logarithms of the parameters, in the order of `PARAMETERS`; undefined where they are not identified. */
  readonly covariance: readonly (readonly number[])[] | undefined;
  /** Largest ÷ smallest eigenvalue of the Hessian of −ln L by the logarithms of the parameters. */
  readonly condition: number | undefined;
  readonly smallestEigenvalue: number | undefined;
  readonly identified: boolean;
  /** Why not, as a sentence; undefined where they are. */
  readonly reason: string | undefined;
}

export interface ModelFit extends Identification {
  readonly name: FittedName;
  readonly model: PurchaseModel;
  /** ln L without constants in x, as the papers and BTYD give it; a prior is not part of it. */
  readonly logLikelihood: number;
  /** 2 × parameters − 2 ln L. */
  readonly aic: number;
  readonly converged: boolean;
  /** Evaluations of the likelihood over all patterns. */
  readonly evaluations: number;
}

/** Patterns that starts are tried on; the likelihood of all is evaluated from the best one only. */
const COARSE_PATTERNS = 4000;
const EIGENVALUE_MIN = 1e-2;
/** A parameter whose logarithm is known no better than this lies anywhere within a factor of fifty. */
const DEVIATION_MAX = 2;

/**
 * A model of purchases by maximum likelihood, per unit of time of the patterns; undefined where there is nothing to fit:
 * no customer with a repeat, or no time.
 *
 * BFGS from three starts on a thinned set, then on all patterns, then Newton's steps to the last digits; standard errors
 * from the Hessian. A flat ridge is an answer: `identified` is false with its reason, and forecasts are still stable.
 * Example: CDNOW, BG/NBD in weeks → r 0.2426, α 4.414, a 0.793, b 2.426, ln L −9582.4 (Fader, Hardie & Lee 2005)
 */
export function fitModel(
  patterns: Patterns,
  name: FittedName,
  options: FitOptions = {},
): ModelFit | undefined {
  const starts = startsOf(patterns, name);
  if (!starts) return undefined;
  const { onProgress, priorDeviation } = options;
  const prior =
    priorDeviation === undefined ? undefined : { deviation: priorDeviation, centre: starts.centre };
  let evaluated = 0;
  const objective = (of: Patterns, cost: number): Differentiable => {
    const likelihood = likelihoodOf(of, name);
    return (point, gradient) => {
      evaluated += cost;
      // The number of evaluations to come is not known: a share that closes in on 1.
      onProgress?.(1 - Math.exp(-evaluated / 25), name);
      const value = -likelihood(point, gradient);
      for (let i = 0; i < gradient.length; i++) gradient[i] = -(gradient[i] as number);
      return value + (prior ? addPrior(prior, point, gradient) : 0);
    };
  };
  const coarse = thinned(patterns, COARSE_PATTERNS);
  const onCoarse = objective(coarse, coarse.count / patterns.count);
  const tries = starts.points.map(point => minimizeByBfgs(onCoarse, point));
  const best = tries.reduce((a, b) => (b.value < a.value ? b : a));
  const onAll = coarse === patterns ? onCoarse : objective(patterns, 1);
  const near = polishByNewton(onCoarse, best);
  const minimum =
    coarse === patterns ? near : refined(onAll, onCoarse, near, patterns.customers / coarse.customers);
  const hessian = hessianOf(onAll, minimum.point);
  onProgress?.(1, name);
  const logLikelihood = likelihoodOf(patterns, name)(minimum.point, []);
  return {
    name,
    model: modelOf(name, minimum.point.map(Math.exp)),
    logLikelihood,
    aic: 2 * minimum.point.length - 2 * logLikelihood,
    ...identification(name, minimum, hessian),
    converged: minimum.converged,
    evaluations: minimum.evaluations,
  };
}

/** The model with parameters in the order of `PARAMETERS`. */
export function modelOf(name: FittedName, values: readonly number[]): PurchaseModel {
  const [r, alpha, third, fourth] = values as [number, number, number, number];
  if (name === 'nbd') return { model: name, r, alpha };
  if (name === 'pareto-nbd') return { model: name, r, alpha, s: third, beta: fourth };
  return { model: name, r, alpha, a: third, b: fourth };
}

/** Parameters of a fitted model in the order of `PARAMETERS`; undefined for one that is not fitted by likelihood. */
export function parametersOf(model: PurchaseModel): readonly number[] | undefined {
  switch (model.model) {
    case 'bg-nbd':
    case 'mbg-nbd':
      return [model.r, model.alpha, model.a, model.b];
    case 'pareto-nbd':
      return [model.r, model.alpha, model.s, model.beta];
    case 'nbd':
      return [model.r, model.alpha];
    default:
      return undefined;
  }
}

/**
 * ln L of a model over patterns, as the fit has it: without constants in x.
 * Example: one customer with x 2, t_x 30.43, T 38.86 weeks at the published BG/NBD of CDNOW → −9.4586
 */
export function logLikelihoodOf(model: PurchaseModel, patterns: Patterns): number | undefined {
  const values = parametersOf(model);
  if (!values || values.some(value => !(value > 0))) return undefined;
  const value = likelihoodOf(patterns, model.model as FittedName)(values.map(Math.log), []);
  return Number.isFinite(value) ? value : undefined;
}

/** From the minimum of a thinned set to that of all, with the curvature of the thinned set: it takes a few evaluations. */
function refined(onAll: Differentiable, onCoarse: Differentiable, near: Minimum, customers: number): Minimum {
  const curvature = hessianOf(onCoarse, near.point).map(row => row.map(x => x * customers));
  return polishByNewton(onAll, minimizeByBfgs(onAll, near.point, curvature));
}

function likelihoodOf(patterns: Patterns, name: FittedName): Differentiable {
  if (name === 'nbd') return nbdLogLikelihood(patterns);
  if (name === 'pareto-nbd') return paretoLogLikelihood(patterns);
  return bgLogLikelihood(patterns, name === 'mbg-nbd');
}

function addPrior(
  { deviation, centre }: { readonly deviation: number; readonly centre: readonly number[] },
  point: readonly number[],
  gradient: number[],
): number {
  let sum = 0;
  for (const [i, x] of point.entries()) {
    const away = (x - (centre[i] as number)) / deviation;
    sum += (away * away) / 2;
    gradient[i] = (gradient[i] as number) + away / deviation;
  }
  return sum;
}

/** Standard errors and condition from the curvature at the maximum. */
function identification(
  name: FittedName,
  minimum: Minimum,
  hessian: readonly (readonly number[])[],
): Identification {
  const eigen = eigenOf(hessian);
  const smallest = eigen?.values[0];
  const largest = eigen?.values.at(-1);
  const condition = smallest && largest && smallest > 0 ? largest / smallest : undefined;
  const unknown = (reason: string) => ({
    standardErrors: undefined,
    covariance: undefined,
    condition,
    smallestEigenvalue: smallest,
    identified: false,
    reason,
  });
  if (!minimum.converged) return unknown('The search for the largest likelihood did not come to an end.');
  if (!eigen || smallest === undefined || !(smallest >= EIGENVALUE_MIN))
    return unknown(
      'The likelihood is flat in some direction: other parameters explain the purchases as well.',
    );
  const covariance = inverseOf(hessian) as number[][];
  const deviations = minimum.point.map((_, i) => Math.sqrt(covariance[i]?.[i] as number));
  const standardErrors = Object.fromEntries(
    PARAMETERS[name].map((key, i) => [key, (deviations[i] as number) * Math.exp(minimum.point[i] as number)]),
  );
  const loose = PARAMETERS[name].filter((_, i) => (deviations[i] as number) > DEVIATION_MAX);
  const reason =
    loose.length > 0 ? `The purchases hardly say how large ${loose.join(' and ')} may be.` : undefined;
  const identified = loose.length === 0;
  return { standardErrors, covariance, condition, smallestEigenvalue: smallest, identified, reason };
}
