import type { RoleName, Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Person } from '../../contract/people.ts';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';

export interface KeptPerson {
  readonly id: number;
  readonly publicId: string;
  readonly name: string;
  readonly email: string | null;
  /** Whether an owner wrote it; else the person gave it. */
  readonly emailByOwner: boolean;
  readonly roles: readonly RoleName[];
  readonly ownerName: string | null;
}
export type PersonFields = Pick<KeptPerson, 'name' | 'email' | 'emailByOwner' | 'roles' | 'ownerName'>;

const SEEN_AGAIN = '5 minutes';

/** Who has not left, by name. */
export async function listPeople(_scope: Scope, store: Store): Promise<Person[]> {
  const rows = await store
    .selectFrom('person as p')
    .leftJoin('auth_user as u', 'u.person_id', 'p.id')
    .select([
      'p.public_id',
      'p.name',
      'p.email',
      'p.roles',
      'p.owner_name',
      'p.made_at',
      'p.made_by',
      'p.seen_at',
    ])
    .select(['u.id as user_id', 'u.two_factor_enabled'])
    .select(({ selectFrom }) =>
      selectFrom('team_member as m')
        .innerJoin('team as t', 't.id', 'm.team_id')
        .select(sql<string[]>`coalesce(array_agg(t.name ORDER BY t.name), '{}')`.as('names'))
        .whereRef('m.person_id', '=', 'p.id')
        .as('teams'),
    )
    .select(({ selectFrom }) =>
      selectFrom('passkey as k')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('k.user_id', '=', 'u.id')
        .as('passkeys'),
    )
    .where('p.left_at', 'is', null)
    .orderBy(sql`lower(p.name)`)
    .execute();
  return rows.map(row => ({
    id: row.public_id,
    name: row.name,
    email: row.email,
    roles: row.roles,
    ownerName: row.owner_name,
    teams: row.teams ?? [],
    signsIn: row.user_id !== null,
    secondFactor: row.two_factor_enabled ?? false,
    passkeys: row.passkeys ?? 0,
    seenAt: row.seen_at?.toISOString() ?? null,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by,
  }));
}

/** By its number or the id of the outside; undefined too where it has left. */
export async function readPerson(
  _scope: Scope,
  store: Store,
  by: { id: number } | { publicId: string },
): Promise<KeptPerson | undefined> {
  const row = await store
    .selectFrom('person')
    .selectAll()
    .where('id' in by ? 'id' : 'public_id', '=', 'id' in by ? by.id : by.publicId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return row && personOf(row);
}

/** Whoever has not left and owns the book; held until the transaction ends, so that two cannot go at once. */
export async function holdOwners(_scope: Scope, store: Store): Promise<KeptPerson[]> {
  const rows = await store
    .selectFrom('person')
    .selectAll()
    .where('left_at', 'is', null)
    .where(sql<boolean>`'owner' = ANY (roles)`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(personOf);
}

export async function addPerson(scope: Scope, store: Store, fields: PersonFields): Promise<KeptPerson> {
  const row = await store
    .insertInto('person')
    .values({ public_id: publicId('per'), made_by: scope.person, ...columnsOf(fields) })
    .returningAll()
    .executeTakeFirstOrThrow();
  return personOf(row);
}

export async function writePerson(
  _scope: Scope,
  store: Store,
  { id, ...fields }: PersonFields & { readonly id: number },
): Promise<void> {
  await store.updateTable('person').set(columnsOf(fields)).where('id', '=', id).execute();
}

export async function letGo(_scope: Scope, store: Store, id: number): Promise<void> {
  await store.updateTable('person').set({ left_at: new Date() }).where('id', '=', id).execute();
  await store.deleteFrom('team_member').where('person_id', '=', id).execute();
}

/** Another person who has not left and has the e-mail. */
export async function personByEmail(
  _scope: Scope,
  store: Store,
  { email, not }: { email: string; not: number },
): Promise<KeptPerson | undefined> {
  const row = await store
    .selectFrom('person')
    .selectAll()
    .where('left_at', 'is', null)
    .where('email', '=', email)
    .where('id', '<>', not)
    .executeTakeFirst();
  return row && personOf(row);
}

/** Writes down that the person was here, now and then. An update that finds nobody would move the walls' revision too. */
export async function seePerson(_scope: Scope, store: Store, id: number): Promise<void> {
  const due = await store
    .selectFrom('person')
    .select('id')
    .where('id', '=', id)
    .where(sql<boolean>`coalesce(seen_at < now() - ${SEEN_AGAIN}::interval, true)`)
    .executeTakeFirst();
  if (due) await store.updateTable('person').set({ seen_at: sql`now()` }).where('id', '=', id).execute();
}

function columnsOf({ name, email, emailByOwner, roles, ownerName }: PersonFields) {
  return { name, email, email_by_owner: emailByOwner, roles: [...roles], owner_name: ownerName };
}

function personOf(row: {
  id: number;
  public_id: string;
  name: string;
  email: string | null;
  email_by_owner: boolean;
  roles: string[];
  owner_name: string | null;
}): KeptPerson {
  const { id, public_id, name, email, email_by_owner, roles, owner_name } = row;
  return {
    ...{ id, publicId: public_id, name, email, emailByOwner: email_by_owner },
    ...{ roles: roles as RoleName[], ownerName: owner_name },
  };
}
