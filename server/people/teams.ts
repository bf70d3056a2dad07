import type { Scope } from '@clientele/engine';
import type { Team } from '../../contract/people.ts';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import type { PeopleStores } from './people.ts';
import { listTeams, removeTeam, writeMembers, writeTeam } from './team-store.ts';

export function teamsAnswer({ database }: PeopleStores, scope: Scope): Promise<Team[]> {
  return database.within(scope, store => listTeams(scope, store));
}

/** What is left out stays as it is, or is nothing where the team is new. */
export function saveTeam(
  { database }: PeopleStores,
  scope: Scope,
  asked: {
    readonly id?: string | undefined;
    readonly name: string;
    readonly territories?: readonly string[] | undefined;
    readonly members?: readonly string[] | undefined;
  },
): Promise<Team[]> {
  const name = asked.name.trim();
  if (name === '') throw new Refusal('not-asked-right', 'A team has a name: write one.');
  return database.within(scope, async store => {
    const before = (await listTeams(scope, store)).find(({ id }) => id === asked.id);
    if (asked.id !== undefined && !before) throw unknownTeam(asked.id);
    const territories = stated(asked.territories ?? before?.territories ?? []);
    const members = [...new Set(asked.members ?? before?.members ?? [])];
    const team = await writeTeam(scope, store, { id: asked.id, name, territories });
    if (team === undefined)
      throw new Refusal('team-exists', `There is a team "${name}" already: choose another name.`);
    if ((await writeMembers(scope, store, { team, members })) !== members.length)
      throw new Refusal('not-found', 'One of the members is not among the people: choose again.');
    await recordChange(scope, store, {
      what: 'team saved',
      before: before ?? null,
      after: { name, territories, members },
      customers: [],
    });
    return await listTeams(scope, store);
  });
}

export function dropTeam({ database }: PeopleStores, scope: Scope, id: string): Promise<Team[]> {
  return database.within(scope, async store => {
    const before = (await listTeams(scope, store)).find(team => team.id === id);
    if (!before || !(await removeTeam(scope, store, id))) throw unknownTeam(id);
    await recordChange(scope, store, { what: 'team removed', before, after: null, customers: [] });
    return await listTeams(scope, store);
  });
}

function stated(texts: readonly string[]): string[] {
  return [...new Set(texts.map(text => text.trim()).filter(text => text !== ''))];
}

function unknownTeam(id: string): Refusal {
  return new Refusal('not-found', `There is no team "${id}": it may have been removed.`);
}
