/** A share's distribution over customers: Beta(mean × strength, (1 − mean) × strength). */
export interface BetaPrior {
  /** 0 to 1, both ends excluded. */
  readonly mean: number;
  /** As many trials of one's own weigh as much as the mean. */
  readonly strength: number;
}

export interface Outcomes {
  readonly trials: number;
  readonly successes: number;
}

const MEAN_STEPS = 199;
const STRENGTHS = Array.from({ length: 22 }, (_, i) => 2 ** (i / 2 - 2));

/**
 * The beta mixture that makes the outcomes likeliest, over a grid: means in steps of half a per cent, strengths from 0.25 to
 * 362 trials. A grid cannot fail to converge, and finer ones change no figure that a person reads.
 *
 * ln L = Σ_{j<s} ln(a + j) + Σ_{j<n−s} ln(b + j) − Σ_{j<n} ln(a + b + j), a = mean × strength, b = strength − a
 * @returns undefined where nobody has a trial
 */
export function fitBetaPrior(outcomes: readonly Outcomes[]): BetaPrior | undefined {
  const counts = new Map<string, { trials: number; successes: number; customers: number }>();
  for (const { trials, successes } of outcomes) {
    if (!(trials > 0)) continue;
    const key = `${trials}|${successes}`;
    const found = counts.get(key) ?? { trials, successes, customers: 0 };
    found.customers += 1;
    counts.set(key, found);
  }
  if (counts.size === 0) return undefined;
  const patterns = [...counts.values()];
  let best: BetaPrior | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const strength of STRENGTHS) {
    for (let step = 1; step <= MEAN_STEPS; step++) {
      const prior = { mean: step / (MEAN_STEPS + 1), strength };
      const likelihood = patterns.reduce((so, each) => so + each.customers * logLikelihood(prior, each), 0);
      if (likelihood > most) {
        most = likelihood;
        best = prior;
      }
    }
  }
  return best;
}

/** Mean of the share after the outcomes: (mean × strength + successes) ÷ (strength + trials). */
export function posteriorMean({ mean, strength }: BetaPrior, { trials, successes }: Outcomes): number {
  return (mean * strength + successes) / (strength + trials);
}

function logLikelihood({ mean, strength }: BetaPrior, { trials, successes }: Outcomes): number {
  const a = mean * strength;
  return logRising(a, successes) + logRising(strength - a, trials - successes) - logRising(strength, trials);
}

/** ln of start × (start + 1) × … , `count` factors. */
function logRising(start: number, count: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += Math.log(start + j);
  return sum;
}
