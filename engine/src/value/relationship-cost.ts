import { type Day, dayNumber } from '../units/day.ts';

/** From the first try to win a customer, over building it up, to keeping it. */
export const RELATIONSHIP_PHASES = ['acquire', 'build', 'maintain'] as const;
export type RelationshipPhase = (typeof RELATIONSHIP_PHASES)[number];

/** Money spent on a relationship, in whole currency: sales visits, samples, tooling, account care. */
export interface RelationshipSpend {
  readonly phase: RelationshipPhase;
  readonly day: Day;
  readonly amount: number;
}

export interface PhaseCost {
  readonly phase: RelationshipPhase;
  /** Undefined where nothing was booked up to the day: that is not known to be nothing. */
  readonly accrued: number | undefined;
  /** The last 365 days of it. */
  readonly current: number | undefined;
  readonly entries: number;
  readonly firstDay: Day | undefined;
}

export interface RelationshipCost {
  readonly phases: readonly PhaseCost[];
  /** Sums of the phases that are known; undefined where none is. */
  readonly accrued: number | undefined;
  readonly current: number | undefined;
  /** Phases of which nothing was booked, and which the sums leave out. */
  readonly missing: readonly RelationshipPhase[];
}

/**
 * What a relationship has cost from its beginning to a day, and in the last year of it, by phase.
 * @param spends of one customer, in any order; those after `asOf` are left out
 */
export function relationshipCost(spends: readonly RelationshipSpend[], asOf: Day): RelationshipCost {
  const today = dayNumber(asOf);
  const past = spends.filter(({ day, amount }) => dayNumber(day) <= today && Number.isFinite(amount));
  const phases = RELATIONSHIP_PHASES.map((phase): PhaseCost => {
    const own = past.filter(spend => spend.phase === phase);
    const days = own.map(({ day }) => day).sort();
    const recent = own.filter(({ day }) => dayNumber(day) > today - 365);
    return {
      phase,
      accrued: own.length === 0 ? undefined : sumOf(own),
      current: own.length === 0 ? undefined : sumOf(recent),
      entries: own.length,
      firstDay: days[0],
    };
  });
  const known = phases.filter(({ entries }) => entries > 0);
  const total = (of: 'accrued' | 'current') =>
    known.length === 0 ? undefined : known.reduce((so, phase) => so + (phase[of] ?? 0), 0);
  return {
    phases,
    accrued: total('accrued'),
    current: total('current'),
    missing: phases.filter(({ entries }) => entries === 0).map(({ phase }) => phase),
  };
}

function sumOf(spends: readonly RelationshipSpend[]): number {
  return spends.reduce((so, { amount }) => so + amount, 0);
}
