import {
  type CostModel,
  customersNamed,
  type ModelVersion,
  type Month,
  type NamedCustomers,
  NOBODY_NAMED,
  type Scope,
} from '@clientele/engine';
import { customersNumbered } from '../customers/store.ts';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';

/** A cost model as it was put in, which never changes. */
export interface KeptModel {
  readonly id: number;
  readonly publicId: string;
  readonly name: string;
  readonly at: string;
  readonly by: string;
  readonly model: CostModel;
}

/** A kept model and the months that it holds for. */
export interface KeptVersion extends KeptModel, ModelVersion {}

/** Which cost models hold when, as somebody left it. */
export interface Timeline {
  /** 0 where none was ever put in use. */
  readonly id: number;
  readonly publicId: string;
  readonly at: string;
  readonly by: string;
  readonly reason: string | null;
  /** In the order of time, without overlap. */
  readonly versions: readonly KeptVersion[];
  /** Customers for whom the versions make exceptions, as far as the book knows them now. */
  readonly named: NamedCustomers;
}

const NO_TIMELINE: Timeline = {
  ...{ id: 0, publicId: 'none', at: '', by: '', reason: null },
  versions: [],
  named: NOBODY_NAMED,
};

export async function timelineInUse(scope: Scope, store: Store): Promise<Timeline> {
  const { timeline_id } = await store.selectFrom('book').select('timeline_id').executeTakeFirstOrThrow();
  if (timeline_id === null) return NO_TIMELINE;
  const [timeline] = await readTimelines(scope, store, timeline_id);
  return timeline ?? NO_TIMELINE;
}

/** That of a book of this currency: models of another drop out when such a book is opened. */
export async function timelineFor(
  scope: Scope,
  store: Store,
  currency: string | undefined,
): Promise<Timeline> {
  const inUse = await timelineInUse(scope, store);
  const fits = inUse.versions.every(({ model }) => model.currency === currency);
  return currency === undefined || fits ? inUse : NO_TIMELINE;
}

/** Every state that there was, newest first. */
export function listTimelines(scope: Scope, store: Store): Promise<Timeline[]> {
  return readTimelines(scope, store);
}

async function readTimelines(scope: Scope, store: Store, id?: number): Promise<Timeline[]> {
  const query = store.selectFrom('model_timeline').selectAll().orderBy('id', 'desc');
  const rows = await (id === undefined ? query : query.where('id', '=', id)).execute();
  const models = new Map((await listModels(scope, store)).map(model => [model.id, model]));
  const named = await customersNumbered(
    scope,
    store,
    customersNamed([...models.values()].map(({ model }) => model)),
  );
  return rows.map(row => ({
    named,
    id: row.id,
    publicId: row.public_id,
    at: row.made_at.toISOString(),
    by: row.made_by,
    reason: row.reason,
    versions: row.versions.map(({ model, first, last }) => ({
      ...(models.get(model) as KeptModel),
      first: first ?? undefined,
      last: last ?? undefined,
    })),
  }));
}

/** Keeps a state of the versions; `setTimeline` puts it in use. */
export async function addTimeline(
  scope: Scope,
  store: Store,
  {
    versions,
    reason,
  }: {
    versions: readonly { id: number; first: Month | undefined; last: Month | undefined }[];
    reason: string | null;
  },
): Promise<{ id: number; publicId: string }> {
  const dated = versions.map(({ id, first, last }) => ({
    model: id,
    first: first ?? null,
    last: last ?? null,
  }));
  const row = await store
    .insertInto('model_timeline')
    .values({ public_id: publicId('tml'), versions: JSON.stringify(dated), reason, made_by: scope.person })
    .returning(['id', 'public_id'])
    .executeTakeFirstOrThrow();
  return { id: row.id, publicId: row.public_id };
}

export async function listModels(_scope: Scope, store: Store): Promise<KeptModel[]> {
  const rows = await store.selectFrom('cost_model').selectAll().orderBy('id', 'desc').execute();
  return rows.map(keptModel);
}

export async function addModel(scope: Scope, store: Store, model: CostModel): Promise<KeptModel> {
  const row = await store
    .insertInto('cost_model')
    .values({
      public_id: publicId('mod'),
      name: model.name,
      body: JSON.stringify(model),
      created_by: scope.person,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return keptModel(row);
}

function keptModel(row: {
  id: number;
  public_id: string;
  name: string;
  created_at: Date;
  created_by: string;
  body: object;
}): KeptModel {
  const { id, public_id, name, created_at, created_by, body } = row;
  return {
    id,
    publicId: public_id,
    name,
    at: created_at.toISOString(),
    by: created_by,
    model: body as CostModel,
  };
}
