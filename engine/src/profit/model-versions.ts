import { addMonths, type Month } from '../units/day.ts';
import type { Period } from '../units/period.ts';
import type { ModelProblem } from './check-model.ts';
import type { Activity, CostModel, Pool } from './cost-model.ts';

/** A cost model and the months that it holds for, both ends inclusive; undefined is without end on that side. */
export interface ModelVersion {
  readonly model: CostModel;
  readonly first: Month | undefined;
  readonly last: Month | undefined;
}

/**
 * The versions with another one among them, in the order of time: in its months it holds alone, and what others held
 * for before and after stays. So there is never an overlap.
 * Example: A for ever, B from 2025-03 through 2025-04 → A through 2025-02, B, A from 2025-05.
 */
export function putVersion<Version extends ModelVersion>(
  versions: readonly Version[],
  version: Version,
): Version[] {
  const { first, last } = version;
  const left = versions.flatMap(other => {
    const before = first === undefined ? undefined : addMonths(first, -1);
    const after = last === undefined ? undefined : addMonths(last, 1);
    return [
      ...(before === undefined ? [] : [{ ...other, last: earlier(other.last, before) }]),
      ...(after === undefined ? [] : [{ ...other, first: later(other.first, after) }]),
    ].filter(hasMonths);
  });
  return [...left, version].sort((a, b) => ((a.first ?? '') < (b.first ?? '') ? -1 : 1));
}

function hasMonths({ first, last }: ModelVersion): boolean {
  return first === undefined || last === undefined || first <= last;
}

function earlier(a: Month | undefined, b: Month): Month {
  return a !== undefined && a < b ? a : b;
}

function later(a: Month | undefined, b: Month): Month {
  return a !== undefined && a > b ? a : b;
}

/** The version that holds in a month; undefined in a gap. */
export function versionAt<Version extends ModelVersion>(
  versions: readonly Version[],
  month: Month,
): Version | undefined {
  return versions.find(
    ({ first, last }) => (first === undefined || first <= month) && (last === undefined || month <= last),
  );
}

/** The versions that hold in a period, each with its part of it. */
export function versionsOver<Version extends ModelVersion>(
  versions: readonly Version[],
  { from, through }: Period,
): { readonly version: Version; readonly period: Period }[] {
  return versions.flatMap(version => {
    const period = { from: later(version.first, from), through: earlier(version.last, through) };
    return period.from <= period.through ? [{ version, period }] : [];
  });
}

/** The parts of a period in which no version holds. */
export function gapsIn(versions: readonly ModelVersion[], { from, through }: Period): Period[] {
  const gaps: Period[] = [];
  let next = from;
  for (const { period } of versionsOver(versions, { from, through })) {
    if (next < period.from) gaps.push({ from: next, through: addMonths(period.from, -1) });
    next = addMonths(period.through, 1);
  }
  if (next <= through) gaps.push({ from: next, through });
  return gaps;
}

/**
 * All versions as one model: each pool and activity once, in the words and numbers of the latest version that holds in
 * the period and has it. Their order is that of their first appearance, whatever the period, so that an index into the
 * activities means the same for all of them.
 */
export function modelOver(versions: readonly ModelVersion[], period: Period | undefined): CostModel {
  const over = period ? versionsOver(versions, period).map(({ version }) => version) : versions;
  const words = (over.at(-1) ?? versions.at(-1))?.model;
  if (!words) throw new RangeError('there is no version');
  const others = versions.filter(version => !over.includes(version));
  // The latest stand first: they decide how something is described.
  const ordered = [...over.toReversed(), ...others.toReversed()].map(({ model }) => model);
  return {
    ...words,
    pools: eachOnce(versions, ordered, model => model.pools),
    activities: eachOnce(versions, ordered, model => model.activities),
  };
}

function eachOnce<Item extends Pool | Activity>(
  versions: readonly ModelVersion[],
  ordered: readonly CostModel[],
  of: (model: CostModel) => readonly Item[],
): Item[] {
  const keys = new Set(versions.flatMap(({ model }) => of(model).map(({ key }) => key)));
  const described = new Map<string, Item>();
  for (const model of ordered.toReversed()) for (const item of of(model)) described.set(item.key, item);
  return [...keys].map(key => described.get(key) as Item);
}

/**
 * What keeps a version from standing beside the others: figures over several versions add up pool by pool and activity
 * by activity, so a key has to mean the same in all of them.
 */
export function checkVersion(model: CostModel, others: readonly ModelVersion[]): ModelProblem[] {
  const problems: ModelProblem[] = [];
  for (const other of others.map(version => version.model)) {
    const pools = new Map(other.pools.map(pool => [pool.key, pool]));
    const activities = new Map(other.activities.map(activity => [activity.key, activity]));
    for (const [index, { key, kind }] of model.pools.entries()) {
      const before = pools.get(key);
      if (before && before.kind !== kind)
        problems.push({
          where: `pools[${index}].kind`,
          what: `"${key}" is of kind ${before.kind} in "${other.name}"`,
          mend: 'Give the pool a key of its own, such as one with the year, or keep the kind.',
        });
    }
    for (const [index, { key, pool }] of model.activities.entries()) {
      const before = activities.get(key);
      if (before && before.pool !== pool)
        problems.push({
          where: `activities[${index}].pool`,
          what: `"${key}" draws on "${before.pool}" in "${other.name}"`,
          mend: 'Give the activity a key of its own, or keep the pool.',
        });
    }
  }
  return [...new Map(problems.toReversed().map(problem => [problem.where, problem])).values()].reverse();
}
