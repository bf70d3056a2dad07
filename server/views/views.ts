import type { Scope } from '@clientele/engine';
import { VIEWED_PAGES, type View } from '../../contract/views.ts';
import { textsOfAddress } from '../audit/address.ts';
import { customerBy } from '../customers/store.ts';
import type { Database, Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import { listScenarios } from '../profit/scenario-store.ts';
import { addView, changeView, listViews, removeView, type SavedView } from './store.ts';
import { addressToKeep, partsOfAddress } from './view-address.ts';

interface ViewStores {
  readonly database: Database;
}

export function viewsAnswer({ database }: ViewStores, scope: Scope): Promise<View[]> {
  return database.within(scope, store => answerOf(scope, store));
}

/** Saves a new view, or changes one; refuses a name that another has, saying whose that is. */
export function saveView(
  { database }: ViewStores,
  scope: Scope,
  asked: {
    id?: string | undefined;
    revision?: number | undefined;
    name: string;
    note?: string | null | undefined;
    address: string;
  },
): Promise<View> {
  const name = asked.name.trim();
  if (name === '') throw new Refusal('not-asked-right', 'A view is saved under a name: write one.');
  const view = { name, note: asked.note?.trim() || null, address: addressToKeep(asked.address) };
  const { id, revision = 0 } = asked;
  return database.within(scope, async store => {
    await refuseUnseen(scope, store, { id, address: view.address });
    const before = (await listViews(scope, store)).find(one => one.id === id);
    const saved =
      id === undefined
        ? await addView(scope, store, view)
        : await changeView(scope, store, { ...view, id, revision });
    if (saved) {
      await written(scope, store, { what: 'view saved', before, after: saved });
      return await shown(scope, store, saved);
    }
    throw refused(await listViews(scope, store), { id, revision, name });
  });
}

/** A view is of a customer that its saver sees; one that was saved before may outlive it. */
async function refuseUnseen(
  scope: Scope,
  store: Store,
  { id, address }: { id: string | undefined; address: string },
): Promise<void> {
  const customer = partsOfAddress(address)?.id;
  if (customer === undefined || (await customerBy(scope, store, customer))) return;
  const before = (await listViews(scope, store)).find(view => view.id === id);
  if (before?.address !== address) throw new Refusal('not-found', `There is no customer "${customer}".`);
}

/** Why nothing was saved: the view is gone, was changed meanwhile, or its name is taken. */
function refused(
  views: readonly SavedView[],
  { id, revision, name }: { id: string | undefined; revision: number; name: string },
): Refusal {
  const before = views.find(view => view.id === id);
  if (id !== undefined && !before)
    return new Refusal('not-found', `There is no view "${id}": it may have been removed.`);
  if (before && before.revision !== revision)
    return new Refusal(
      'view-changed',
      `"${before.name}" was changed meanwhile by ${before.by}. Look at theirs, then save yours under another name or again.`,
    );
  const other = views.find(view => view.name.toLowerCase() === name.toLowerCase());
  return new Refusal(
    'view-exists',
    `There is a view "${other?.name ?? name}" already${other ? `, saved by ${other.by} on ${other.at.slice(0, 10)}` : ''}. Choose another name, or change that one.`,
  );
}

export function dropView({ database }: ViewStores, scope: Scope, id: string): Promise<View[]> {
  return database.within(scope, async store => {
    const before = (await listViews(scope, store)).find(one => one.id === id);
    if (!(await removeView(scope, store, id))) throw new Refusal('not-found', `There is no view "${id}".`);
    await written(scope, store, { what: 'view removed', before });
    return await answerOf(scope, store);
  });
}

async function written(
  scope: Scope,
  store: Store,
  { what, before, after }: { what: string; before?: SavedView | undefined; after?: SavedView | undefined },
): Promise<void> {
  const naming = [before, after].flatMap(view => (view ? textsOfAddress(view.address) : []));
  await recordChange(scope, store, { what, before: before ?? null, after: after ?? null, naming });
}

async function answerOf(scope: Scope, store: Store): Promise<View[]> {
  const views: View[] = [];
  for (const saved of await listViews(scope, store)) views.push(await shown(scope, store, saved));
  return views;
}

async function shown(scope: Scope, store: Store, saved: SavedView): Promise<View> {
  const page = partsOfAddress(saved.address)?.page;
  return {
    ...saved,
    page: page ? VIEWED_PAGES[page] : null,
    gone: (await whatIsGone(scope, store, saved.address)) ?? null,
  };
}

/** A view outlives what it shows: it says so, instead of opening to nothing. */
async function whatIsGone(scope: Scope, store: Store, address: string): Promise<string | undefined> {
  const parts = partsOfAddress(address);
  if (!parts?.page) return 'This version has no such page any more.';
  if (parts.id !== undefined && !(await customerBy(scope, store, parts.id)))
    return 'Its customer is no longer in the book.';
  const scenario = parts.page === '/scenarios' ? parts.url.searchParams.get('id') : null;
  if (scenario !== null && !(await listScenarios(scope, store)).some(({ id }) => id === scenario))
    return 'Its scenario was removed.';
  return undefined;
}
