import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';

/** A name, and the address of a page. */
export interface ViewToSave {
  readonly name: string;
  readonly address: string;
  readonly note: string | null;
}

export interface SavedView extends ViewToSave {
  readonly id: string;
  readonly revision: number;
  readonly at: string;
  readonly by: string;
}

export async function listViews(_scope: Scope, store: Store): Promise<SavedView[]> {
  const rows = await store.selectFrom('named_view').selectAll().orderBy(sql`lower(name)`).execute();
  return rows.map(viewOf);
}

/** Undefined where another view in sight has the name; one behind a wall may have the same. */
export async function addView(scope: Scope, store: Store, view: ViewToSave): Promise<SavedView | undefined> {
  await inTurn(store);
  const taken = await store
    .selectFrom('named_view')
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${view.name})`)
    .executeTakeFirst();
  if (taken) return undefined;
  const row = await store
    .insertInto('named_view')
    .values({ public_id: publicId('vie'), ...columnsOf(scope, view) })
    .returningAll()
    .executeTakeFirstOrThrow();
  return viewOf(row);
}

/** Of two who save at once the second sees what the first saved. */
async function inTurn(store: Store): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('named_view'))`.execute(store);
}

/**
 * In the place of the one with this id, as long as it still has the revision that the change was made from and no other
 * view has the name; undefined otherwise.
 */
export async function changeView(
  scope: Scope,
  store: Store,
  { id, revision, ...view }: ViewToSave & { readonly id: string; readonly revision: number },
): Promise<SavedView | undefined> {
  await inTurn(store);
  const row = await store
    .updateTable('named_view')
    .set({ ...columnsOf(scope, view), revision: revision + 1, saved_at: new Date() })
    .where('public_id', '=', id)
    .where('revision', '=', revision)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('named_view as other')
            .select('other.id')
            .where('other.public_id', '<>', id)
            .where(sql<boolean>`lower(other.name) = lower(${view.name})`),
        ),
      ),
    )
    .returningAll()
    .executeTakeFirst();
  return row && viewOf(row);
}

export async function removeView(_scope: Scope, store: Store, id: string): Promise<boolean> {
  const done = await store.deleteFrom('named_view').where('public_id', '=', id).executeTakeFirst();
  return done.numDeletedRows > 0n;
}

function columnsOf({ person }: Scope, { name, address, note }: ViewToSave) {
  return { name, address, note, saved_by: person };
}

function viewOf(row: {
  public_id: string;
  name: string;
  address: string;
  note: string | null;
  revision: number;
  saved_at: Date;
  saved_by: string;
}): SavedView {
  const { public_id, name, address, note, revision, saved_at, saved_by } = row;
  return { id: public_id, name, address, note, revision, at: saved_at.toISOString(), by: saved_by };
}
