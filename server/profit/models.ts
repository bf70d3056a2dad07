import { type CostModel, checkModel, type Scope } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import { readBook, recordChange, setModel } from '../facts/store.ts';
import type { ProfitStores } from './ranked.ts';
import { addModel, type KeptModel, listModels, modelInUse } from './store.ts';

type ModelStores = Pick<ProfitStores, 'database'>;

function card({ publicId, name, at, by }: KeptModel, inUse: boolean) {
  return { id: publicId, name, at, by, inUse };
}

export function modelsAnswer({ database }: ModelStores, scope: Scope) {
  return database.within(scope, async store => {
    const current = await modelInUse(scope, store);
    return (await listModels(scope, store)).map(model => card(model, model.id === current.id));
  });
}

export function modelAnswer({ database }: ModelStores, scope: Scope, id: string) {
  return database.within(scope, async store => {
    const current = await modelInUse(scope, store);
    const found =
      id === 'current' ? current : (await listModels(scope, store)).find(model => model.publicId === id);
    if (!found) throw new Refusal('not-found', `There is no cost model "${id}".`);
    return { ...card(found, found.id === current.id), model: found.model as never };
  });
}

/** Checks a model and puts it to use; a model with problems is refused with all of them. */
export function putModelToUse({ database }: ModelStores, scope: Scope, model: CostModel) {
  return database.within(scope, async store => {
    const { settings } = await readBook(scope, store);
    const problems = checkModel(model, settings?.currency ?? model.currency);
    if (problems.length > 0) {
      const more = problems.length > 1 ? `, and ${problems.length - 1} more` : '';
      const [first] = problems;
      throw new Refusal(
        'model-refused',
        `The cost model cannot be used: ${first?.where}: ${first?.what}${more}.`,
        problems,
      );
    }
    const before = await modelInUse(scope, store);
    const kept = await addModel(scope, store, model);
    await setModel(scope, store, kept.id);
    await recordChange(scope, store, {
      what: 'cost model in use',
      before: { model: before.publicId, name: before.name },
      after: { model: kept.publicId, name: kept.name },
    });
    return card(kept, true);
  });
}
