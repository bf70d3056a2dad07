import { readFile } from 'node:fs/promises';
import type { CostModel, Scope } from '@clientele/engine';
import { readBook } from '../facts/store.ts';
import type { ProfitStores } from './ranked.ts';

const KINDS = [
  ['manufacturer', 'Order desk, planning, warehouse, dispatch, quality'],
  ['distributor', 'Order desk, warehouse, delivery'],
  ['services', 'Job intake, scheduling, account care'],
] as const;

/** Models that order lines alone can be costed by, in the book's currency; every figure in them is assumed. */
export async function startingModelsAnswer({ database }: Pick<ProfitStores, 'database'>, scope: Scope) {
  const { settings } = await database.within(scope, store => readBook(scope, store));
  return await Promise.all(
    KINDS.map(async ([key, covers]) => {
      const file = new URL(`../../examples/starting-models/${key}.json`, import.meta.url);
      const model: CostModel = JSON.parse(await readFile(file, 'utf8'));
      return {
        key,
        name: model.name,
        covers,
        model: { ...model, currency: settings?.currency ?? model.currency } as never,
      };
    }),
  );
}
