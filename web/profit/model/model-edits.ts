import { type Activity, type CostModel, type Pool, parseActivityDriver } from '@clientele/engine';

export const NEW_POOL: Pool = { key: '', name: '', kind: 'time', assumed: true };

export function newActivity({ activities, pools }: CostModel): Activity {
  const pool = pools.find(({ kind }) => kind === 'time' || kind === 'rate')?.key ?? '';
  let number = activities.length + 1;
  while (activities.some(({ key }) => key === `activity_${number}`)) number += 1;
  const minutes = [{ driver: 'orders', minutes: '5' }];
  return { key: `activity_${number}`, name: '', line: 'orders', pool, minutes, assumed: true };
}

export function withActivity(model: CostModel, activity: Activity): CostModel {
  return { ...model, activities: withOne(model.activities, activity) };
}

export function without(model: CostModel, { key }: Activity): CostModel {
  return { ...model, activities: model.activities.filter(activity => activity.key !== key) };
}

export function withPool(model: CostModel, pool: Pool): CostModel {
  return { ...model, pools: withOne(model.pools, pool) };
}

/** In the place of the one with its key, else behind all. */
function withOne<Item extends { readonly key: string }>(items: readonly Item[], item: Item): Item[] {
  const known = items.some(({ key }) => key === item.key);
  return known ? items.map(one => (one.key === item.key ? item : one)) : [...items, item];
}

/** Kinds of activity that the model counts, and those in the book that it does not cover yet. */
export function kindsOf({ activities }: CostModel, uncovered: readonly string[]): string[] {
  const drivers = activities.flatMap(({ minutes = [], money = [] }) => [
    ...minutes.map(({ driver }) => driver),
    ...money,
  ]);
  const kinds = drivers.flatMap(driver => parseActivityDriver(driver)?.activity ?? []);
  return [...new Set([...kinds, ...uncovered])].sort();
}
