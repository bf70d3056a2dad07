import { ROLES, type RoleName, type Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';

/**
 * Customers whose account is the person's, that of a member of one of its teams, or in a territory of a team, by id. Files
 * write the owner of an account as a name: it is the person's by `owner_name`, whatever the capitals. What people call
 * themselves counts for nothing here.
 */
export async function ownCustomers(_scope: Scope, store: Store, person: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    WITH mate AS (
      SELECT ${person}::bigint AS id
      UNION SELECT o.person_id FROM team_member m JOIN team_member o ON o.team_id = m.team_id WHERE m.person_id = ${person}
    ), owner AS (
      SELECT lower(p.owner_name) AS name FROM person p JOIN mate ON mate.id = p.id WHERE p.left_at IS NULL AND p.owner_name IS NOT NULL
    ), territory AS (
      SELECT lower(unnest(t.territories)) AS country FROM team t JOIN team_member m ON m.team_id = t.id WHERE m.person_id = ${person}
    )
    SELECT c.id FROM customer c
    WHERE c.known AND (lower(c.owner) IN (SELECT name FROM owner) OR lower(c.country) IN (SELECT country FROM territory))
    ORDER BY c.id`.execute(store);
  return rows.map(({ id }) => id);
}

/** Of who has left there are none. */
export async function rolesOf(_scope: Scope, store: Store, person: number): Promise<RoleName[]> {
  const row = await store
    .selectFrom('person')
    .select('roles')
    .where('id', '=', person)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return (row?.roles ?? []).filter((role): role is RoleName => Object.hasOwn(ROLES, role));
}
