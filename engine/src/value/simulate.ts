import type { PurchaseModel } from './histories.ts';

export interface SimulationPlan {
  readonly customers: number;
  /** Time observed of the customers who began first, and within how much of it the others began. */
  readonly observed: number;
  readonly entry: number;
  /** Time after the observation, whose purchases are `later`. */
  readonly later: number;
  /** Whether times are whole days, of which several purchases count once, as in real histories. */
  readonly wholeDays: boolean;
  readonly seed: number;
}

export interface SimulatedHistories {
  readonly repeats: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  /** What each customer buys afterwards. */
  readonly later: Float64Array;
}

type WithRates = Exclude<PurchaseModel, { model: 'empirical' }>;

/**
 * Histories as a model has them, the same for every seed: to see what a fit makes of data whose truth is known.
 * Example: BG/NBD with r 0.24, α 4.4, a 0.8, b 2.4 and 39 weeks → 2,357 customers much like those of CDNOW
 */
export function simulateHistories(model: WithRates, plan: SimulationPlan): SimulatedHistories {
  const random = randomNumbers(plan.seed);
  const column = () => new Float64Array(plan.customers);
  const [repeats, recency, age, later] = [column(), column(), column(), column()] as const;
  for (let i = 0; i < plan.customers; i++) {
    const began = random() * plan.entry;
    const observed = plan.observed - (plan.wholeDays ? Math.floor(began) : began);
    const rate = model.model === 'poisson' ? model.rate : gammaNumber(random, model.r) / model.alpha;
    const lifetime = lifetimeOf(model, random);
    let time = 0;
    let day = 0;
    let gone = lifetime.atFirst;
    while (!gone) {
      time -= Math.log(1 - random()) / rate;
      const at = plan.wholeDays ? Math.ceil(time) : time;
      if (!(time < lifetime.until && at <= observed + plan.later)) break;
      const column = at <= observed ? repeats : later;
      if (at > day) column[i] = (column[i] as number) + 1;
      day = at;
      if (at <= observed) recency[i] = at;
      gone = random() < lifetime.dropout;
    }
    age[i] = observed;
  }
  return { repeats, recency, age, later };
}

function lifetimeOf(model: WithRates, random: () => number) {
  if (model.model === 'pareto-nbd') {
    const rate = gammaNumber(random, model.s) / model.beta;
    return { until: -Math.log(1 - random()) / rate, dropout: 0, atFirst: false };
  }
  if (model.model === 'nbd' || model.model === 'poisson')
    return { until: Number.POSITIVE_INFINITY, dropout: 0, atFirst: false };
  const one = gammaNumber(random, model.a);
  const dropout = one / (one + gammaNumber(random, model.b));
  return {
    until: Number.POSITIVE_INFINITY,
    dropout,
    atFirst: model.model === 'mbg-nbd' && random() < dropout,
  };
}

/** Numbers from 0 to 1. Source: mulberry32 by T. Ettinger. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Gamma(shape, 1). Source: Marsaglia & Tsang 2000 (doi 10.1145/358407.358414), below 1 by a power of a uniform number. */
function gammaNumber(random: () => number, shape: number): number {
  if (shape < 1) return gammaNumber(random, shape + 1) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - random()) < (normal * normal) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
