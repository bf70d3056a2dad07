import { type CostModel, type Recosting, recost, recostPools } from '@clientele/engine';
import type { ModelPreview } from '../../../contract/models.ts';

/** A number of minutes that is tried: which term of which activity, and what the reader makes of it. */
export interface Trial {
  readonly activity: string;
  readonly term: number;
  readonly minutes: string;
}

/** Reads `expediting.0:60`; undefined for what is none. */
export function readTrial(text: string): Trial | undefined {
  const match = /^(.+)\.(\d+):(\d+(?:\.\d+)?)$/.exec(text);
  if (!match) return undefined;
  const [, activity = '', term = '', minutes = ''] = match;
  return { activity, term: Number(term), minutes };
}

/** Those of an address that this model has and says otherwise. */
export function readTrials(texts: readonly string[], model: CostModel): Trial[] {
  const read = texts.flatMap(text => readTrial(text) ?? []);
  return read
    .filter(trial => !Number.isNaN(statedIn(model, trial)))
    .reduce<Trial[]>((trials, trial) => withTrial(trials, trial, model), []);
}

export function trialText({ activity, term, minutes }: Trial): string {
  return `${activity}.${term}:${minutes}`;
}

/** The trials with one more; back at what the model says, it is none. */
export function withTrial(trials: readonly Trial[], trial: Trial, model: CostModel): Trial[] {
  const others = trials.filter(({ activity, term }) => activity !== trial.activity || term !== trial.term);
  return statedIn(model, trial) === Number(trial.minutes) ? others : [...others, trial];
}

function statedIn(model: CostModel, { activity, term }: Pick<Trial, 'activity' | 'term'>): number {
  return Number(model.activities.find(({ key }) => key === activity)?.minutes?.[term]?.minutes);
}

/** The model with the minutes that are tried. */
export function tried(model: CostModel, trials: readonly Trial[]): CostModel {
  return {
    ...model,
    activities: model.activities.map(activity => ({
      ...activity,
      ...(activity.minutes && {
        minutes: activity.minutes.map((term, index) => ({
          ...term,
          minutes:
            trials.find(trial => trial.activity === activity.key && trial.term === index)?.minutes ??
            term.minutes,
        })),
      }),
    })),
  };
}

/** A period under a model as the page turns it: columns over the customers, in micro-units. */
export interface Turning extends Recosting {
  readonly model: CostModel;
  readonly cards: readonly { readonly id: string; readonly name: string }[];
  readonly contribution: Float64Array;
  readonly whole: boolean;
}

/** What each customer earns at these minutes. */
function profitsAt(turned: Turning, model: CostModel): Float64Array {
  const minutes = turned.terms.map(({ activity, term }) =>
    Number(model.activities[activity]?.minutes?.[term]?.minutes),
  );
  const profit = recost(turned, minutes, new Float64Array(turned.cards.length));
  for (let row = 0; row < profit.length; row++)
    profit[row] = (turned.contribution[row] as number) - (profit[row] as number);
  return profit;
}

/** What a draft moves, in micro-units. */
export interface Moves {
  readonly entersRed: number;
  readonly leavesRed: number;
  readonly profit: number;
  /** What becomes of the pools otherwise; only of the whole company. */
  readonly pools:
    | { readonly unused: number; readonly unassigned: number; readonly ownMistakes: number }
    | undefined;
  /** Largest first. */
  readonly most: readonly {
    readonly id: string;
    readonly name: string;
    readonly before: number;
    readonly after: number;
  }[];
}

const SHOWN = 5;
/** Rounding leaves less than this between two ways to the same amount: a tenth of a cent. */
const NOTHING = 1000;

/** @param before and after the same customers, in the same order */
export function movesOf(
  before: { turned: Turning; model: CostModel },
  after: { turned: Turning; model: CostModel },
): Moves {
  const was = profitsAt(before.turned, before.model);
  const is = profitsAt(after.turned, after.model);
  const moved: { row: number; by: number }[] = [];
  let entersRed = 0;
  let leavesRed = 0;
  let profit = 0;
  for (let row = 0; row < is.length; row++) {
    const [a, b] = [was[row] as number, is[row] as number];
    profit += b - a;
    if (Math.abs(b - a) < NOTHING) continue;
    if (a >= 0 && b < 0) entersRed += 1;
    if (a < 0 && b >= 0) leavesRed += 1;
    moved.push({ row, by: Math.abs(b - a) });
  }
  moved.sort((a, b) => b.by - a.by);
  const [poolsWere, poolsAre] = [before, after].map(({ turned, model }) => sumsOf(turned, model));
  const difference = (key: 'unused' | 'unassigned' | 'ownMistakes') =>
    (poolsAre?.[key] ?? 0) - (poolsWere?.[key] ?? 0);
  return {
    entersRed,
    leavesRed,
    profit,
    pools: after.turned.whole
      ? {
          unused: difference('unused'),
          unassigned: difference('unassigned'),
          ownMistakes: difference('ownMistakes'),
        }
      : undefined,
    most: moved.slice(0, SHOWN).map(({ row }) => ({
      ...(after.turned.cards[row] as Turning['cards'][number]),
      before: was[row] as number,
      after: is[row] as number,
    })),
  };
}

function sumsOf(turned: Turning, model: CostModel) {
  const minutes = turned.terms.map(({ activity, term }) =>
    Number(model.activities[activity]?.minutes?.[term]?.minutes),
  );
  const pools = recostPools(turned, model, minutes).filter(({ kind }) => kind !== 'sustaining');
  const sum = (key: 'unused' | 'unassigned' | 'ownMistakes') =>
    pools.reduce((total, pool) => total + pool[key], 0);
  return { unused: sum('unused'), unassigned: sum('unassigned'), ownMistakes: sum('ownMistakes') };
}

/** The same as the server tells it of a book too large for the page. */
export function movesTold({ crossing, profitCustomers, totals, movesMost }: ModelPreview): Moves {
  const micro = (text: string) => Math.round(Number(text) * 1e6);
  const moved = ({ before, after }: { before: string; after: string }) => micro(after) - micro(before);
  return {
    entersRed: crossing.enters,
    leavesRed: crossing.leaves,
    profit: moved(profitCustomers),
    pools: totals
      ? {
          unused: moved(totals.unused),
          unassigned: moved(totals.unassigned),
          ownMistakes: moved(totals.ownMistakes),
        }
      : undefined,
    most: movesMost.slice(0, SHOWN).map(({ id, name, before, after }) => ({
      ...{ id, name, before: micro(before), after: micro(after) },
    })),
  };
}
