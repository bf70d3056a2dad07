import type { Scenario, Scope } from '@clientele/engine';
import type { ScenarioCard } from '../../contract/scenarios.ts';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';
import { visible } from '../database/visible.ts';

export interface SavedScenario {
  readonly name: string;
  readonly note: string | null;
  readonly scenario: Scenario;
  /** Ids of the customers that it is about; undefined leaves them as they are. */
  readonly customers: readonly number[] | undefined;
}

export async function listScenarios(scope: Scope, store: Store): Promise<ScenarioCard[]> {
  const rows = await store.selectFrom('scenario').selectAll().orderBy('name').orderBy('id').execute();
  const attached = await attachedCustomers(scope, store);
  return rows.map(row => cardOf(row, attached.get(row.id) ?? []));
}

export async function addScenario(scope: Scope, store: Store, saved: SavedScenario): Promise<ScenarioCard> {
  const row = await store
    .insertInto('scenario')
    .values({ public_id: publicId('scn'), ...columnsOf(scope, saved) })
    .returningAll()
    .executeTakeFirstOrThrow();
  return await attach(scope, store, row, saved);
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
  return row && (await attach(scope, store, row, saved));
}

export async function removeScenario(_scope: Scope, store: Store, id: string): Promise<boolean> {
  const done = await store.deleteFrom('scenario').where('public_id', '=', id).executeTakeFirst();
  return done.numDeletedRows > 0n;
}

async function attach(
  scope: Scope,
  store: Store,
  row: ScenarioRow,
  { customers }: SavedScenario,
): Promise<ScenarioCard> {
  if (customers) {
    await detached(scope, store, row.id).execute();
    const pairs = [...new Set(customers)].map(customer => ({ scenario_id: row.id, customer_id: customer }));
    if (pairs.length > 0) await store.insertInto('scenario_customer').values(pairs).execute();
  }
  return cardOf(row, (await attachedCustomers(scope, store, row.id)).get(row.id) ?? []);
}

/** Customers beyond the scope stay attached, since who saves does not see them. */
function detached(scope: Scope, store: Store, scenario: number) {
  return store
    .deleteFrom('scenario_customer')
    .where('scenario_id', '=', scenario)
    .where(visible(scope, 'customer_id'));
}

type Attached = ScenarioCard['customers'];

/** By scenario: the customers in scope that it is about. */
async function attachedCustomers(
  scope: Scope,
  store: Store,
  scenario?: number,
): Promise<ReadonlyMap<number, Attached>> {
  const all = store
    .selectFrom('scenario_customer')
    .innerJoin('customer', 'customer.id', 'scenario_customer.customer_id')
    .select(['scenario_id', 'public_id', 'source_key', 'customer.name as name'])
    .where('known', '=', true)
    .where(visible(scope, 'customer_id'))
    .orderBy('source_key');
  const one = scenario === undefined ? all : all.where('scenario_id', '=', scenario);
  const rows = await one.execute();
  const found = new Map<number, { id: string; name: string }[]>();
  for (const { scenario_id, public_id: id, source_key, name } of rows) {
    const mine = found.get(scenario_id) ?? [];
    found.set(scenario_id, mine);
    mine.push({ id, name: name ?? source_key });
  }
  return found;
}

function columnsOf({ person }: Scope, { name, note, scenario }: SavedScenario) {
  return { name, note, body: JSON.stringify(scenario), saved_by: person };
}

interface ScenarioRow {
  readonly id: number;
  readonly public_id: string;
  readonly name: string;
  readonly note: string | null;
  readonly body: object;
  readonly revision: number;
  readonly saved_at: Date;
  readonly saved_by: string;
}

function cardOf(row: ScenarioRow, customers: Attached): ScenarioCard {
  return {
    id: row.public_id,
    name: row.name,
    note: row.note,
    revision: row.revision,
    at: row.saved_at.toISOString(),
    by: row.saved_by,
    scenario: row.body as ScenarioCard['scenario'],
    customers,
  };
}
