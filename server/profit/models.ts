import {
  type CostModel,
  checkModel,
  checkVersion,
  gapsIn,
  lastDayOf,
  type ModelProblem,
  type Month,
  modelDifferences,
  putVersion,
  type Scope,
  versionAt,
} from '@clientele/engine';
import type { Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { closedMonths, readBook, recordChange, setTimeline } from '../facts/store.ts';
import { spanOfFacts } from '../measures/drivers.ts';
import { type MonthsAsked, monthsAsked } from './months-asked.ts';
import type { ProfitStores } from './ranked.ts';
import {
  addModel,
  addTimeline,
  type KeptModel,
  type KeptVersion,
  listModels,
  listTimelines,
  type Timeline,
  timelineInUse,
} from './store.ts';

type Versions = readonly Pick<KeptVersion, 'id' | 'model' | 'first' | 'last'>[];

type ModelStores = Pick<ProfitStores, 'database'>;

function card({ publicId, name, at, by }: KeptModel, inUse: boolean) {
  return { id: publicId, name, at, by, inUse };
}

const NO_MODEL: KeptModel = {
  ...{ id: 0, publicId: 'none', name: 'No cost model yet', at: '', by: '' },
  model: { name: 'No cost model yet', currency: 'EUR', pools: [], activities: [] },
};

export function modelsAnswer({ database }: ModelStores, scope: Scope) {
  return database.within(scope, async store => {
    const { versions } = await timelineInUse(scope, store);
    const used = new Set(versions.map(({ id }) => id));
    return (await listModels(scope, store)).map(model => card(model, used.has(model.id)));
  });
}

export function modelAnswer({ database }: ModelStores, scope: Scope, id: string) {
  return database.within(scope, async store => {
    const { versions } = await timelineInUse(scope, store);
    const found = await modelCalled(scope, store, id);
    const inUse = found.id === 0 || versions.some(version => version.id === found.id);
    return { ...card(found, inUse), model: found.model as never };
  });
}

async function modelCalled(scope: Scope, store: Store, id: string): Promise<KeptModel> {
  if (id === 'current') {
    const { versions } = await timelineInUse(scope, store);
    const { settings } = await readBook(scope, store);
    const { model, ...rest } = NO_MODEL;
    return (
      versions.at(-1) ?? { ...rest, model: { ...model, currency: settings?.currency ?? model.currency } }
    );
  }
  const found = (await listModels(scope, store)).find(model => model.publicId === id);
  if (!found) throw new Refusal('not-found', `There is no cost model "${id}".`);
  return found;
}

export async function compareModels(
  { database }: ModelStores,
  scope: Scope,
  { id, other }: { id: string; other: string },
) {
  const [before, after] = await database.within(scope, async store => [
    await modelCalled(scope, store, id),
    await modelCalled(scope, store, other),
  ]);
  return modelDifferences(before.model, after.model).map(said => ({
    what: said.what,
    before: said.before ?? null,
    after: said.after ?? null,
  }));
}

/** A version as the outside sees it: from a day through a day. */
export function versionAnswer({
  publicId,
  name,
  first,
  last,
}: Pick<KeptVersion, 'publicId' | 'name' | 'first' | 'last'>) {
  return {
    id: publicId,
    name,
    first: first === undefined ? null : `${first}-01`,
    last: last === undefined ? null : lastDayOf(last),
  };
}

function timelineCard({ publicId, at, by, reason, versions }: Timeline) {
  return { id: publicId, at, by, reason, versions: versions.map(versionAnswer) };
}

export async function timelineAnswer(
  stores: Pick<ProfitStores, 'database' | 'ledger' | 'costing'>,
  scope: Scope,
) {
  await stores.costing.settled();
  const span = await spanOfFacts(stores, scope);
  return await stores.database.within(scope, async store => {
    const inUse = await timelineInUse(scope, store);
    return {
      ...timelineCard(inUse),
      gaps: span && inUse.versions.length > 0 ? gapsIn(inUse.versions, span) : [],
      history: (await listTimelines(scope, store)).map(timelineCard),
    };
  });
}

/** What keeps a model from being used in these months: of the model itself, and beside those that then hold elsewhere. */
export function problemsOf(
  model: CostModel,
  currency: string,
  { versions }: Timeline,
  months: MonthsAsked,
): ModelProblem[] {
  const placed = putVersion<{ model: CostModel; first: Month | undefined; last: Month | undefined }>(
    versions,
    {
      model,
      ...months,
    },
  );
  const others = placed.filter(version => version.model !== model);
  return [...checkModel(model, currency), ...checkVersion(model, others)];
}

export interface UsingModel {
  readonly first?: string | undefined;
  readonly last?: string | undefined;
  readonly reason?: string | undefined;
  /** The timeline that the change was made from. */
  readonly base?: string | undefined;
}

/** Checks a model and puts it to use in its months; a model with problems is refused with all of them. */
export function putModelToUse(
  { database }: ModelStores,
  scope: Scope,
  model: CostModel,
  asked: UsingModel = {},
) {
  const months = monthsAsked(asked);
  return database.within(scope, async store => {
    const { settings } = await readBook(scope, store);
    const timeline = await timelineInUse(scope, store);
    refuseOtherBase(timeline, asked.base);
    const problems = problemsOf(model, settings?.currency ?? model.currency, timeline, months);
    if (problems.length > 0) {
      const more = problems.length > 1 ? `, and ${problems.length - 1} more` : '';
      const [first] = problems;
      throw new Refusal(
        'model-refused',
        `The cost model cannot be used: ${first?.where}: ${first?.what}${more}.`,
        problems,
      );
    }
    const kept = await addModel(scope, store, model);
    const versions = putVersion<Pick<KeptVersion, 'id' | 'model' | 'first' | 'last'>>(timeline.versions, {
      ...kept,
      ...months,
    });
    refuseClosed(await closedMonths(scope, store), timeline.versions, versions);
    await changeTimeline(scope, store, { before: timeline, versions, reason: asked.reason });
    return card(kept, true);
  });
}

/** Puts an earlier state of the versions back in use, as a new state. */
export function returnToTimeline(
  { database }: ModelStores,
  scope: Scope,
  { id, reason }: { id: string; reason?: string | undefined },
) {
  return database.within(scope, async store => {
    const before = await timelineInUse(scope, store);
    const { settings } = await readBook(scope, store);
    const earlier = (await listTimelines(scope, store)).find(({ publicId }) => publicId === id);
    if (!earlier) throw new Refusal('not-found', `There is no earlier state "${id}" of the cost models.`);
    const foreign = earlier.versions.find(({ model }) => model.currency !== settings?.currency);
    if (settings && foreign)
      throw new Refusal(
        'model-refused',
        `"${foreign.name}" is in ${foreign.model.currency}, the book in ${settings.currency}.`,
      );
    const { versions } = earlier;
    refuseClosed(await closedMonths(scope, store), before.versions, versions);
    const changed = await changeTimeline(scope, store, { before, versions, reason });
    return timelineCard(changed);
  });
}

async function changeTimeline(
  scope: Scope,
  store: Store,
  {
    before,
    versions,
    reason,
  }: {
    before: Timeline;
    versions: readonly Pick<KeptVersion, 'id' | 'first' | 'last'>[];
    reason?: string | undefined;
  },
): Promise<Timeline> {
  const { id } = await addTimeline(scope, store, { versions, reason: reason?.trim() || null });
  await setTimeline(scope, store, id);
  const after = await timelineInUse(scope, store);
  await recordChange(scope, store, {
    what: 'cost models in use',
    before: { timeline: before.publicId, versions: before.versions.map(versionAnswer) },
    after: { timeline: after.publicId, versions: after.versions.map(versionAnswer), reason: after.reason },
    customers: [],
  });
  return after;
}

/** Two people may edit one model: who saves second sees what the first one did, and decides. */
function refuseOtherBase({ publicId, by, at, versions }: Timeline, base: string | undefined): void {
  if (base === undefined || base === publicId) return;
  const latest = versions.at(-1)?.name ?? 'none';
  throw new Refusal(
    'model-changed',
    `The cost models were changed meanwhile by ${by} at ${at.slice(0, 16).replace('T', ' ')}; the latest is now "${latest}". Compare yours with it, then save again.`,
  );
}

/** A closed month keeps its figures, and so the version that it was costed by. */
function refuseClosed(closed: readonly Month[], before: Versions, after: Versions): void {
  const touched = closed.filter(month => versionAt(before, month)?.id !== versionAt(after, month)?.id);
  if (touched.length === 0) return;
  const [from, through] = [touched[0], touched.at(-1) as string];
  throw new Refusal(
    'month-closed',
    `This would change figures of closed months: ${from === through ? from : `${from} to ${through}`}. Let the version begin after ${closed.at(-1)}, or reopen them.`,
  );
}
