import type { CostModel, Scope } from '@clientele/engine';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';

export interface KeptModel {
  /** 0 for the empty model, which stands in until one is chosen. */
  readonly id: number;
  readonly publicId: string;
  readonly name: string;
  readonly at: string;
  readonly by: string;
  readonly model: CostModel;
}

/** Without a model nothing below contribution is known, and the pages say so. */
function noModel(currency: string): KeptModel {
  const model: CostModel = { name: 'No cost model yet', currency, pools: [], activities: [] };
  return { id: 0, publicId: 'none', name: model.name, at: '', by: '', model };
}

export async function modelInUse(_scope: Scope, store: Store): Promise<KeptModel> {
  const book = await store.selectFrom('book').select(['model_id', 'currency']).executeTakeFirstOrThrow();
  if (book.model_id === null) return noModel(book.currency ?? 'EUR');
  const row = await store
    .selectFrom('cost_model')
    .selectAll()
    .where('id', '=', book.model_id)
    .executeTakeFirstOrThrow();
  return keptModel(row);
}

/** The model that a book of this currency is costed by: one of another currency drops out when such a book is opened. */
export async function modelFor(scope: Scope, store: Store, currency: string | undefined): Promise<KeptModel> {
  const inUse = await modelInUse(scope, store);
  return currency === undefined || inUse.model.currency === currency ? inUse : noModel(currency);
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
