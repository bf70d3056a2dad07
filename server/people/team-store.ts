import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Team } from '../../contract/people.ts';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';

export async function listTeams(_scope: Scope, store: Store): Promise<Team[]> {
  const rows = await store
    .selectFrom('team as t')
    .select(['t.public_id', 't.name', 't.territories'])
    .select(({ selectFrom }) =>
      selectFrom('team_member as m')
        .innerJoin('person as p', 'p.id', 'm.person_id')
        .select(sql<string[]>`coalesce(array_agg(p.public_id ORDER BY lower(p.name)), '{}')`.as('ids'))
        .whereRef('m.team_id', '=', 't.id')
        .as('members'),
    )
    .orderBy(sql`lower(t.name)`)
    .execute();
  return rows.map(row => ({
    id: row.public_id,
    name: row.name,
    territories: row.territories,
    members: row.members ?? [],
  }));
}

/** Undefined where the id is unknown, or another team has the name. */
export async function writeTeam(
  _scope: Scope,
  store: Store,
  { id, name, territories }: Omit<Team, 'id' | 'members'> & { readonly id: string | undefined },
): Promise<number | undefined> {
  const others = await store
    .selectFrom('team')
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .$if(id !== undefined, query => query.where('public_id', '<>', id as string))
    .execute();
  if (others.length > 0) return undefined;
  const values = { name, territories };
  const row =
    id === undefined
      ? await store
          .insertInto('team')
          .values({ public_id: publicId('tea'), ...values })
          .onConflict(conflict => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
      : await store
          .updateTable('team')
          .set(values)
          .where('public_id', '=', id)
          .returning('id')
          .executeTakeFirst();
  return row?.id;
}

/** The members from now on, by their ids of the outside; answers how many of them there are. */
export async function writeMembers(
  _scope: Scope,
  store: Store,
  { team, members }: { team: number; members: readonly string[] },
): Promise<number> {
  await store.deleteFrom('team_member').where('team_id', '=', team).execute();
  const done = await sql`
    INSERT INTO team_member (team_id, person_id)
    SELECT ${team}, id FROM person WHERE left_at IS NULL AND public_id = ANY (${members})`.execute(store);
  return Number(done.numAffectedRows ?? 0n);
}

export async function removeTeam(_scope: Scope, store: Store, id: string): Promise<boolean> {
  const done = await store.deleteFrom('team').where('public_id', '=', id).executeTakeFirst();
  return done.numDeletedRows > 0n;
}
