import { median } from '../profit/ranking.ts';
import { type BetaPrior, fitBetaPrior, type Outcomes } from './beta-prior.ts';

/** Gaps from which a customer has a rhythm of its own. */
export const LAPSE_GAPS_LEAST = 3;
/** Deviations above the usual interval, and the least multiple of it, at which a silence is too long. */
export const LAPSE_DEVIATIONS = 3;
export const LAPSE_MULTIPLE_LEAST = 1.5;
/** Customers with a rhythm of their own from which others may borrow; alarms from which a rate is stated. */
export const LAPSE_POOL_LEAST = 10;
export const LAPSE_ALARMS_LEAST = 10;
/** How far past the threshold silences are told apart, in multiples of it. */
export const LAPSE_LEVELS = [1, 1.5, 2, 3, 4, 6] as const;

/** 'own': threshold from the customer's own gaps; 'pooled': from its one or two gaps and the multiple of the others. */
export type LapseBasis = 'own' | 'pooled';

/** A customer's purchase days and the gaps between them, in days. */
export interface Rhythm {
  readonly customer: string;
  readonly days: Float64Array;
  readonly gaps: Float64Array;
}

/** A silence that an order ended, or the present one, and the threshold of its time. */
export interface ReplayedSilence {
  readonly basis: LapseBasis;
  readonly threshold: number;
  readonly start: number;
  readonly length: number;
  readonly isPresent: boolean;
}

/** How silences went on that were longer than a multiple of their threshold. */
export interface LapseLevel {
  readonly basis: LapseBasis;
  /** Of the threshold; 1 is the rule itself. */
  readonly multiple: number;
  /** Silences that passed it and are old enough to be judged, and those of them that ended with an order. */
  readonly judged: number;
  readonly ended: number;
  /** Beta distribution over customers of the share that ended; undefined with fewer than ten judged. */
  readonly prior: BetaPrior | undefined;
}

export function spreadOf(gaps: Float64Array, usual: number): number {
  return 1.4826 * (median(gaps.map(gap => Math.abs(gap - usual))) ?? 0);
}

export function basisOf(gaps: ArrayLike<number>): LapseBasis {
  return gaps.length < LAPSE_GAPS_LEAST ? 'pooled' : 'own';
}

/** @param multiple of the others, for fewer than three gaps */
export function thresholdOf(gaps: Float64Array, multiple: number | undefined): number | undefined {
  const usual = median(gaps);
  if (usual === undefined) return undefined;
  if (basisOf(gaps) === 'pooled') return multiple === undefined ? undefined : usual * multiple;
  return Math.max(usual + LAPSE_DEVIATIONS * spreadOf(gaps, usual), usual * LAPSE_MULTIPLE_LEAST);
}

/** The median multiple of the usual interval at which the threshold lies of those with a rhythm of their own. */
export function pooledMultiple(rhythms: readonly Rhythm[]): number | undefined {
  const own = rhythms.filter(({ gaps }) => basisOf(gaps) === 'own');
  if (own.length < LAPSE_POOL_LEAST) return undefined;
  return median(own.map(({ gaps }) => (thresholdOf(gaps, undefined) as number) / (median(gaps) as number)));
}

/** Every silence after the first gap, with the threshold that the gaps before it alone would have set; the present one last. */
export function replay(
  { days, gaps }: Rhythm,
  multiple: number | undefined,
  today: number,
): ReplayedSilence[] {
  const silences: ReplayedSilence[] = [];
  for (let i = 1; i < days.length; i++) {
    const before = gaps.subarray(0, i);
    const threshold = thresholdOf(before, multiple);
    if (threshold === undefined) continue;
    const start = days[i] as number;
    const isPresent = i === gaps.length;
    const length = isPresent ? today - start : (gaps[i] as number);
    silences.push({ basis: basisOf(before), threshold, start, length, isPresent });
  }
  return silences;
}

/** What a customer's silences say of a level; the present one counts as not ended, and only in the pool. */
export function outcomesAt(
  silences: readonly ReplayedSilence[],
  { basis, multiple }: { basis: LapseBasis; multiple: number },
  { today, withPresent }: { today: number; withPresent: boolean },
): Outcomes {
  const judged = silences.filter(
    each =>
      each.basis === basis &&
      each.length > multiple * each.threshold &&
      each.start + 2 * multiple * each.threshold <= today &&
      (withPresent || !each.isPresent),
  );
  return { trials: judged.length, successes: judged.filter(({ isPresent }) => !isPresent).length };
}

/** Levels of both bases, over all customers. */
export function lapseLevels(replays: readonly (readonly ReplayedSilence[])[], today: number): LapseLevel[] {
  // Most customers never passed a threshold, and have nothing to say at any level.
  const alarmed = replays
    .map(silences => silences.filter(({ length, threshold }) => length > threshold))
    .filter(silences => silences.length > 0);
  return (['own', 'pooled'] as const).flatMap(basis =>
    LAPSE_LEVELS.map(multiple => {
      const level = { basis, multiple };
      const outcomes = alarmed.map(silences => outcomesAt(silences, level, { today, withPresent: true }));
      const judged = outcomes.reduce((so, { trials }) => so + trials, 0);
      const ended = outcomes.reduce((so, { successes }) => so + successes, 0);
      return {
        ...level,
        judged,
        ended,
        prior: judged < LAPSE_ALARMS_LEAST ? undefined : fitBetaPrior(outcomes),
      };
    }),
  );
}
