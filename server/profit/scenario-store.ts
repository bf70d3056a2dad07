import type { Scenario, Scope } from '@clientele/engine';
import type { ScenarioCard } from '../../contract/scenarios.ts';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';

export interface SavedScenario {
  readonly name: string;
  readonly note: string | null;
  readonly scenario: Scenario;
}

export async function listScenarios(_scope: Scope, store: Store): Promise<ScenarioCard[]> {
  const rows = await store.selectFrom('scenario').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(cardOf);
}

export async function addScenario(scope: Scope, store: Store, saved: SavedScenario): Promise<ScenarioCard> {
  const row = await store
    .insertInto('scenario')
    .values({ public_id: publicId('scn'), ...columnsOf(scope, saved) })
    .returningAll()
    .executeTakeFirstOrThrow();
  return cardOf(row);
}

/** In the place of the one with this id, as long as it still has the revision that the change was made from. */
export async function changeScenario(
  scope: Scope,
  store: Store,
  { id, revision, ...saved }: SavedScenario & { readonly id: string; readonly revision: number },
): Promise<ScenarioCard | undefined> {
  const row = await store
    .updateTable('scenario')
    .set({ ...columnsOf(scope, saved), revision: revision + 1, saved_at: new Date() })
    .where('public_id', '=', id)
    .where('revision', '=', revision)
    .returningAll()
    .executeTakeFirst();
  return row && cardOf(row);
}

export async function removeScenario(_scope: Scope, store: Store, id: string): Promise<boolean> {
  const done = await store.deleteFrom('scenario').where('public_id', '=', id).executeTakeFirst();
  return done.numDeletedRows > 0n;
}

function columnsOf({ person }: Scope, { name, note, scenario }: SavedScenario) {
  return { name, note, body: JSON.stringify(scenario), saved_by: person };
}

function cardOf(row: {
  public_id: string;
  name: string;
  note: string | null;
  body: object;
  revision: number;
  saved_at: Date;
  saved_by: string;
}): ScenarioCard {
  return {
    id: row.public_id,
    name: row.name,
    note: row.note,
    revision: row.revision,
    at: row.saved_at.toISOString(),
    by: row.saved_by,
    scenario: row.body as ScenarioCard['scenario'],
  };
}
