import type { Scope } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import { signedIn } from './own-account.ts';
import type { PeopleStores } from './people.ts';
import { readPerson } from './store.ts';
import { beginViewing, endViewingOf, viewingOf } from './viewing-store.ts';

interface Viewed {
  readonly viewing: { readonly id: string; readonly name: string; readonly since: string } | null;
}

/** From the next request on the session shows what both may see, until it ends or either of the two is removed. */
export async function viewedAs(
  stores: PeopleStores,
  scope: Scope,
  { headers, person: id }: { readonly headers: Headers; readonly person: string },
): Promise<Viewed> {
  const { session } = await signedIn(stores, scope, { headers });
  return await stores.database.within(scope, async store => {
    const viewed = await readPerson(scope, store, { publicId: id });
    if (!viewed) throw new Refusal('not-found', `There is no person "${id}".`);
    if (viewed.id === scope.personId)
      throw new Refusal('not-asked-right', 'You see the product as yourself: choose another person.');
    await beginViewing(scope, store, {
      ...{ sessionId: session.id, personId: scope.personId, viewedId: viewed.id },
    });
    const began = await viewingOf(scope, store, session.id);
    const since = (began?.since ?? new Date()).toISOString();
    const after = { person: id, name: viewed.name, from: since, until: null };
    await recordChange(scope, store, { what: 'view as begun', before: null, after, customers: [] });
    return { viewing: { id, name: viewed.name, since } };
  });
}

export async function viewingOver(stores: PeopleStores, scope: Scope, headers: Headers): Promise<Viewed> {
  const { session } = await signedIn(stores, scope, { headers });
  await stores.database.within(scope, store => endViewingOf(scope, store, session.id));
  return { viewing: null };
}
