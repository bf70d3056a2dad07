import { may, RIGHTS, type Right, type Rights, type Scope } from '@clientele/engine';
import type { ApiKey } from '../../contract/sign-in.ts';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import { addKey, listKeys, removeKey } from './key-store.ts';
import { refuseOthers } from './own-account.ts';
import type { PeopleStores } from './people.ts';

export function keysAnswer({ database }: PeopleStores, scope: Scope): Promise<ApiKey[]> {
  refuseOthers(scope);
  return database.within(scope, store => listKeys(scope, store, scope.personId));
}

/** Refused where it asks for more than its owner may. */
export function makeKey(
  { database }: PeopleStores,
  scope: Scope,
  asked: { readonly name: string; readonly rights: readonly Right[]; readonly lastDay: string },
  own: Rights,
): Promise<{ key: string; apiKey: ApiKey }> {
  refuseOthers(scope);
  const name = asked.name.trim();
  const rights = [...new Set(asked.rights)];
  if (name === '')
    throw new Refusal('not-asked-right', 'A key has a name that says what it is for: write one.');
  if (rights.length === 0) throw new Refusal('not-asked-right', 'Choose at least one right for the key.');
  const beyond = rights.find(right => !may(own, right));
  if (beyond)
    throw new Refusal('not-allowed', `A key may no more than its owner: “${RIGHTS[beyond]}” is not yours.`);
  if (!isDay(asked.lastDay))
    throw new Refusal('not-asked-right', 'Give the last day on which the key holds, such as 2030-12-31.');
  const { lastDay } = asked;
  return database.within(scope, async store => {
    const { id, key } = await addKey(scope, store, { personId: scope.personId, name, rights, lastDay });
    const apiKey = (await listKeys(scope, store, scope.personId)).find(one => one.id === id) as ApiKey;
    if (apiKey.ended) throw new Refusal('not-asked-right', `${lastDay} is over: give a later last day.`);
    const after = { id, name, rights, lastDay };
    await recordChange(scope, store, { what: 'API key made', before: null, after, customers: [] });
    return { key, apiKey };
  });
}

export function dropKey({ database }: PeopleStores, scope: Scope, id: string): Promise<ApiKey[]> {
  refuseOthers(scope);
  return database.within(scope, async store => {
    const known = (await listKeys(scope, store, scope.personId)).find(one => one.id === id);
    if (!known || !(await removeKey(scope, store, { personId: scope.personId, id })))
      throw new Refusal('not-found', `There is no key "${id}": it may have been removed.`);
    const before = { id, name: known.name, rights: known.rights, lastDay: known.lastDay };
    await recordChange(scope, store, { what: 'API key removed', before, after: null, customers: [] });
    return await listKeys(scope, store, scope.personId);
  });
}

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  );
}
