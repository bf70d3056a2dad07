import { localOwner, type RoleName, rightsOf, type Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { House } from '../server/house.ts';
import { myWalls } from '../server/walls/my-walls.ts';
import { openWalls } from '../server/walls/sight.ts';
import { signed } from '../server/walls/wall-changes.ts';
import { approvedCrossing, glassBroken } from '../server/walls/wall-exceptions.ts';
import type { Answered } from './house.ts';

/** People as an owner would have added them; answers their numbers by name. Accounts that files write so are their own. */
export async function addedPeople(
  { stores }: Pick<House, 'stores'>,
  roles: Readonly<Record<string, readonly RoleName[]>>,
): Promise<ReadonlyMap<string, number>> {
  const numbers = new Map<string, number>();
  for (const [name, of] of Object.entries(roles)) {
    const { rows } = await stores.database.within(localOwner('test'), store =>
      sql<{ id: number }>`INSERT INTO person (public_id, name, owner_name, roles, made_by)
        VALUES (${publicIdOf(name)}, ${name}, ${name}, ${of}, 'test') RETURNING id`.execute(store),
    );
    numbers.set(name, rows[0]?.id as number);
  }
  return numbers;
}

/**
 * Adds people to a house, and asks it as any of them, by what their roles allow and without a sign-in.
 * @returns what is asked below /api: by whom, where, how, and with a text as the body of an upload or an object as JSON
 */
export async function peopleAsking(
  house: Pick<House, 'stores' | 'as'>,
  roles: Readonly<Record<string, readonly RoleName[]>>,
  surface: Scope['surface'] = 'test',
) {
  const numbers = await addedPeople(house, roles);
  return async (name: string, path: string, method = 'GET', body?: string | object): Promise<Answered> => {
    const identity = { personId: numbers.get(name) as number, person: name, surface };
    const door = house.as({ ...identity, rights: rightsOf(roles[name] ?? []) });
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const answer = await door.fetch(new Request(`http://127.0.0.1/api${path}`, { method, ...sent }));
    return { status: answer.status, body: await answer.json() };
  };
}

/** What each of some people asks of the walls. */
export async function wallPeople(
  house: Pick<House, 'stores'>,
  roles: Readonly<Record<string, readonly RoleName[]>>,
) {
  const { database } = house.stores;
  const stores = { database, walls: openWalls(database) };
  const numbers = await addedPeople(house, roles);
  const scopeOf = (name: string): Scope => ({
    ...localOwner('test'),
    personId: numbers.get(name) as number,
    person: name,
  });
  return {
    id: publicIdOf,
    mine: (name: string) => myWalls(stores, scopeOf(name)),
    sign: (name: string, asked: { customer: string; version: number }) =>
      signed(stores, scopeOf(name), asked),
    breakGlass: (by: string, asked: Parameters<typeof glassBroken>[2]) =>
      glassBroken(stores, scopeOf(by), asked),
    approveCrossing: (by: string, asked: Parameters<typeof approvedCrossing>[2]) =>
      approvedCrossing(stores, scopeOf(by), asked),
  };
}

export function publicIdOf(name: string): string {
  return `per_${name.replaceAll(/\W/g, '')}`;
}
