import { dropoutTest, poissonTest } from './dropout-test.ts';
import {
  type FitOptions,
  type FittedName,
  fitModel,
  type Identification,
  type ModelFit,
} from './fit-model.ts';
import type { PurchaseModel } from './histories.ts';
import { poissonFit } from './nbd.ts';
import type { Patterns } from './patterns.ts';
import { nbdMoments } from './starts.ts';

/** A model that was tried. */
export interface ModelCandidate extends Identification {
  readonly name: PurchaseModel['model'];
  readonly model: PurchaseModel;
  /** Undefined for empirical rates, which have none. */
  readonly logLikelihood: number | undefined;
  readonly aic: number | undefined;
  /** Probability of so much more likelihood than NBD has, if nobody ever dropped out; of models with dropout. */
  readonly dropoutChance: number | undefined;
}

export interface ModelChoice {
  readonly model: PurchaseModel;
  readonly chosen: ModelCandidate;
  /** All that were tried, the most likely first. */
  readonly candidates: readonly ModelCandidate[];
  /** Why this one, for a reader who knows no statistics. */
  readonly reason: string;
  /** What else a reader must know, such as regular timing. */
  readonly warnings: readonly string[];
  readonly customers: number;
  readonly repeatCustomers: number;
}

export interface ChoiceOptions extends FitOptions {
  /** k of the timing, as `countPurchases` gives it. */
  readonly regularity?: number | undefined;
}

/** Fewer repeat customers than this carry no model. */
const REPEAT_CUSTOMERS_MIN = 50;
/** Three models are tested at once; and of one whose parameters are not identified more is asked. */
const SIGNIFICANT = 0.01;
const SIGNIFICANT_UNIDENTIFIED = 0.001;
/** Timing more regular than this is not what the models assume. */
const REGULAR = 1.5;
const ALIVE_AT_ONE =
  'BG/NBD takes every customer who has bought once for alive, however long ago that was: MBG/NBD or Pareto/NBD tell more of them.';
/** What models are called. */
export const MODEL_TITLES: Readonly<Record<PurchaseModel['model'], string>> = {
  'bg-nbd': 'BG/NBD',
  'mbg-nbd': 'MBG/NBD',
  'pareto-nbd': 'Pareto/NBD',
  nbd: 'NBD',
  poisson: 'Poisson',
  empirical: 'Empirical rates',
};

/**
 * The model that the purchases carry, by a ladder that always ends with a forecast: BG/NBD, MBG/NBD or Pareto/NBD, the one
 * of the smallest AIC; NBD where no dropout shows; Poisson where customers do not differ either; and with fewer than 50
 * repeat customers empirical rates, unless a weak prior is asked for (`priorDeviation`). Nothing is thrown for data that
 * carry little: the reason says it.
 *
 * Dropout is tested by the likelihood ratio against NBD, whose parameters lie on the boundary: half χ² with one and half
 * with two degrees of freedom. Source of the mixture: Self & Liang 1987 (doi 10.1080/01621459.1987.10478472).
 */
export function chooseModel(patterns: Patterns, options: ChoiceOptions = {}): ModelChoice {
  const repeatCustomers = repeatCustomersOf(patterns);
  const counted = {
    customers: patterns.customers,
    repeatCustomers,
    warnings: warningsOf(options.regularity),
  };
  const few = repeatCustomers < REPEAT_CUSTOMERS_MIN && options.priorDeviation === undefined;
  const fits = few || repeatCustomers === 0 ? [] : fitsOf(patterns, options);
  const nbd = fits.find(({ name }) => name === 'nbd');
  if (!nbd) {
    const chosen = empirical(patterns);
    return {
      ...counted,
      model: chosen.model,
      chosen,
      candidates: [chosen],
      reason: whyEmpirical(repeatCustomers),
    };
  }
  const candidates = [...fits.map(fit => candidateOf(fit, nbd, patterns)), ...poisson(patterns)].sort(
    (a, b) => (a.aic as number) - (b.aic as number),
  );
  const chosen = chosenOf(candidates);
  const warnings = chosen.name === 'bg-nbd' ? [...counted.warnings, ALIVE_AT_ONE] : counted.warnings;
  return {
    ...counted,
    warnings,
    model: chosen.model,
    chosen,
    candidates,
    reason: whyChosen(chosen, candidates),
  };
}

function fitsOf(patterns: Patterns, options: ChoiceOptions): readonly ModelFit[] {
  // Pareto/NBD takes several times as long as the others.
  const parts: readonly (readonly [FittedName, number])[] = [
    ['nbd', 0.05],
    ['bg-nbd', 0.1],
    ['mbg-nbd', 0.1],
    ['pareto-nbd', 0.75],
  ];
  let done = 0;
  const fits: ModelFit[] = [];
  for (const [name, part] of parts) {
    const { onProgress } = options;
    const before = done;
    const fit = fitModel(patterns, name, {
      ...options,
      ...(onProgress ? { onProgress: (share, step) => onProgress(before + share * part, step) } : {}),
    });
    if (fit) fits.push(fit);
    done += part;
  }
  return fits;
}

function candidateOf(fit: ModelFit, nbd: ModelFit, patterns: Patterns): ModelCandidate {
  const { name, model, logLikelihood, aic, standardErrors, covariance, condition, smallestEigenvalue } = fit;
  const { identified, reason } = fit;
  const dropoutChance = name === 'nbd' ? undefined : dropoutTest(fit, nbd, patterns);
  return {
    ...{ name, model, logLikelihood, aic, standardErrors, covariance, condition, smallestEigenvalue },
    ...{ identified, reason, dropoutChance },
  };
}

/** Candidates come with the smallest AIC first. */
function chosenOf(candidates: readonly ModelCandidate[]): ModelCandidate {
  const shown = (below: number) => candidates.filter(({ dropoutChance = 1 }) => dropoutChance < below);
  const dropout =
    shown(SIGNIFICANT).find(({ identified }) => identified) ?? shown(SIGNIFICANT_UNIDENTIFIED)[0];
  if (dropout) return dropout;
  const nbd = candidates.find(({ name }) => name === 'nbd') as ModelCandidate;
  const alike = candidates.find(({ name }) => name === 'poisson');
  const differ = !alike || poissonTest(nbd.logLikelihood as number, alike.logLikelihood as number) < 0.05;
  return differ ? nbd : alike;
}

function poisson(patterns: Patterns): readonly ModelCandidate[] {
  const fit = poissonFit(patterns);
  if (!fit) return [];
  const { rate, logLikelihood } = fit;
  const purchases = patterns.repeats.reduce((sum, x, i) => sum + x * (patterns.weights[i] as number), 0);
  return [
    {
      ...known({ model: 'poisson', rate }),
      standardErrors: { rate: rate / Math.sqrt(purchases) },
      covariance: [[1 / purchases]],
      logLikelihood,
      aic: 2 - 2 * logLikelihood,
    },
  ];
}

/**
 * The rate of all, with half a purchase added so that none is not never (Jeffreys' prior), and a weight by the moments of
 * NBD: the more customers differ, the more a customer's own purchases count. So few say little of it, and r is kept between
 * 0.25 and 2, where it lies for most customer bases.
 */
function empirical(patterns: Patterns): ModelCandidate {
  let [purchases, time] = [0, 0];
  for (let i = 0; i < patterns.count; i++) {
    purchases += (patterns.weights[i] as number) * (patterns.repeats[i] as number);
    time += (patterns.weights[i] as number) * (patterns.age[i] as number);
  }
  if (!(time > 0)) return known({ model: 'empirical', rate: 0, weight: 1 });
  const rate = (purchases + 0.5) / time;
  const r = Math.min(2, Math.max(0.25, nbdMoments(patterns)?.r ?? 1));
  return known({ model: 'empirical', rate, weight: r / rate });
}

function known(model: PurchaseModel): ModelCandidate {
  return {
    name: model.model,
    model,
    logLikelihood: undefined,
    aic: undefined,
    standardErrors: undefined,
    covariance: undefined,
    condition: undefined,
    smallestEigenvalue: undefined,
    identified: true,
    reason: undefined,
    dropoutChance: undefined,
  };
}

function repeatCustomersOf({ repeats, weights }: Patterns): number {
  return weights.reduce((sum, weight, i) => sum + ((repeats[i] as number) > 0 ? weight : 0), 0);
}

function warningsOf(regularity: number | undefined): readonly string[] {
  if (regularity === undefined || regularity < REGULAR) return [];
  const k = regularity.toFixed(1);
  return [
    `Customers buy at regular times (k is ${k}; 1 would be at random): a pause says more about a lapse than the model reads from it.`,
  ];
}

function whyEmpirical(repeatCustomers: number): string {
  return repeatCustomers === 0
    ? 'No customer has bought a second time: there is nothing to fit, and only the rate of all is forecast.'
    : `Only ${repeatCustomers === 1 ? 'one customer has' : `${repeatCustomers} customers have`} bought a second time, and a model needs ${REPEAT_CUSTOMERS_MIN}: each customer's own rate is drawn towards the rate of all.`;
}

function whyChosen(chosen: ModelCandidate, candidates: readonly ModelCandidate[]): string {
  const title = MODEL_TITLES[chosen.name];
  if (chosen.name === 'poisson')
    return 'No dropout is detected, and customers do not differ in their rate beyond chance: all share one rate.';
  if (chosen.name === 'nbd')
    return 'No dropout is detected: a model with dropout explains the purchases no better than NBD, in which customers differ in their rate and stay.';
  const others = candidates.filter(other => other !== chosen && other.aic !== undefined);
  const listed = (some: readonly ModelCandidate[]) =>
    some.map(({ name, aic }) => `${MODEL_TITLES[name]} ${(aic as number).toFixed(1)}`).join(', ');
  const known = listed(others.filter(({ identified }) => identified));
  // A model whose parameters are not known may have a smaller one.
  const unknown = listed(
    others.filter(({ identified, aic }) => !identified && (aic as number) < (chosen.aic as number)),
  );
  const besides = unknown === '' ? '' : ` ${unknown} is less, but its parameters are not identified.`;
  const flat = chosen.identified
    ? ''
    : ' Its parameters are not identified; its forecasts are stable, since all parameters that explain the purchases as well give nearly the same.';
  return `${title} has the smallest AIC, ${(chosen.aic as number).toFixed(1)}, of the models whose parameters are known${known === '' ? '' : ` (${known})`}: customers drop out.${besides}${flat}`;
}
