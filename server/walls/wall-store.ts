import type { Day, ParticipantRole, Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';

/** The start of a day in the book's time zone, or now where that is later: it is how a day compares with an instant. */
const begins = (day: Day) =>
  sql<Date>`greatest(wall_now(), ${day}::date::timestamp AT TIME ZONE coalesce((SELECT time_zone FROM book), 'UTC'))`;
const now = sql<Date>`wall_now()`;

export async function addClass(scope: Scope, store: Store, name: string): Promise<number | undefined> {
  const row = await store
    .insertInto('conflict_class')
    .values({ public_id: publicId('cls'), name, made_by: scope.person })
    .onConflict(conflict => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export async function addMembers(
  scope: Scope,
  store: Store,
  { conflictClass, customers, from }: { conflictClass: number; customers: readonly number[]; from: Day },
): Promise<void> {
  const rows = customers.map(customer_id => ({
    ...{ class_id: conflictClass, customer_id, first_day: from, last_day: null, made_by: scope.person },
  }));
  await store.insertInto('conflict_member').values(rows).execute();
}

/** Sets the last day of a membership that is open; false where there is none. */
export async function endMembership(
  _scope: Scope,
  store: Store,
  { conflictClass, customer, until }: { conflictClass: number; customer: number; until: Day },
): Promise<boolean> {
  const done = await store
    .updateTable('conflict_member')
    .set({ last_day: until })
    .where('class_id', '=', conflictClass)
    .where('customer_id', '=', customer)
    .where('first_day', '<=', until)
    .where(({ eb, or }) => or([eb('last_day', 'is', null), eb('last_day', '>', until)]))
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function addWall(
  scope: Scope,
  store: Store,
  { customer, reason, from }: { customer: number; reason: string; from: Day },
): Promise<void> {
  const row = { customer_id: customer, reason, first_day: from, last_day: null, made_by: scope.person };
  await store.insertInto('customer_wall').values(row).execute();
}

export async function endWall(
  _scope: Scope,
  store: Store,
  { customer, until }: { customer: number; until: Day },
): Promise<boolean> {
  const done = await store
    .updateTable('customer_wall')
    .set({ last_day: until })
    .where('customer_id', '=', customer)
    .where('first_day', '<=', until)
    .where(({ eb, or }) => or([eb('last_day', 'is', null), eb('last_day', '>', until)]))
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Undefined where another customer has the code name. */
export async function setCodeName(
  _scope: Scope,
  store: Store,
  { customer, name }: { customer: number; name: string },
): Promise<boolean> {
  await store.deleteFrom('code_name').where('customer_id', '=', customer).execute();
  if (name === '') return true;
  const done = await store
    .insertInto('code_name')
    .values({ customer_id: customer, name })
    .onConflict(conflict => conflict.column('name').doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function addGrant(
  scope: Scope,
  store: Store,
  grant: { person: number; customer: number; role: ParticipantRole; purpose: string; from: Day; until: Day },
): Promise<string> {
  const { person, customer, role, purpose, from, until } = grant;
  const row = await store
    .insertInto('wall_grant')
    .values({
      ...{ public_id: publicId('gra'), person_id: person, customer_id: customer, role, purpose },
      ...{ first_day: from, last_day: until, begins: begins(from), made_by: scope.person },
    })
    .returning('public_id')
    .executeTakeFirstOrThrow();
  return row.public_id;
}

export async function withdrawGrant(scope: Scope, store: Store, id: string): Promise<boolean> {
  const done = await store
    .updateTable('wall_grant')
    .set({ withdrawn_at: now, withdrawn_by: scope.person })
    .where('public_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Rules in their next version: whoever signed the one before has to sign anew. */
export async function addHandlingRules(
  scope: Scope,
  store: Store,
  { customer, rules }: { customer: number; rules: string },
): Promise<void> {
  const next = sql<number>`(SELECT coalesce(max(version), 0) + 1 FROM handling_rules WHERE customer_id = ${customer})`;
  await store
    .insertInto('handling_rules')
    .values({ customer_id: customer, version: next, rules, made_by: scope.person })
    .execute();
}

export async function setRequiredTraining(
  _scope: Scope,
  store: Store,
  { customer, training }: { customer: number; training: readonly string[] },
): Promise<void> {
  await store.deleteFrom('required_training').where('customer_id', '=', customer).execute();
  const rows = [...new Set(training)].map(one => ({ customer_id: customer, training: one }));
  if (rows.length > 0) await store.insertInto('required_training').values(rows).execute();
}

export async function addTraining(
  scope: Scope,
  store: Store,
  { person, training, from, until }: { person: number; training: string; from: Day; until: Day },
): Promise<void> {
  await store
    .insertInto('training')
    .values({ person_id: person, training, first_day: from, last_day: until, made_by: scope.person })
    .execute();
}

/** Only the version in force can be signed; false where it is another by now. */
export async function addAttestation(
  _scope: Scope,
  store: Store,
  { person, customer, version }: { person: number; customer: number; version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO attestation (person_id, customer_id, version, made_at)
    SELECT ${person}, customer_id, max(version), wall_now() FROM handling_rules WHERE customer_id = ${customer}
    GROUP BY customer_id HAVING max(version) = ${version}
    ON CONFLICT (person_id, customer_id, version) DO UPDATE SET version = excluded.version`.execute(store);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function addCrossing(
  scope: Scope,
  store: Store,
  crossing: {
    person: number;
    conflictClass: number;
    to: number;
    reason: string;
    from: Day;
    approvedBy: number;
  },
): Promise<void> {
  const { person, conflictClass, to, reason, from, approvedBy } = crossing;
  await store
    .insertInto('wall_crossing')
    .values({
      ...{ public_id: publicId('cro'), person_id: person, class_id: conflictClass, customer_id: to, reason },
      ...{ first_day: from, begins: begins(from), approved_by: approvedBy, made_by: scope.person },
    })
    .execute();
}

export async function withdrawCrossing(_scope: Scope, store: Store, id: string): Promise<boolean> {
  const done = await store
    .updateTable('wall_crossing')
    .set({ withdrawn_at: now })
    .where('public_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function addBreakGlass(
  _scope: Scope,
  store: Store,
  {
    person,
    customer,
    reason,
    hours,
    approvedBy,
  }: { person: number; customer: number; reason: string; hours: number; approvedBy: number },
): Promise<void> {
  await store
    .insertInto('break_glass')
    .values({
      ...{
        public_id: publicId('brk'),
        person_id: person,
        customer_id: customer,
        reason,
        approved_by: approvedBy,
      },
      ...{ begins: now, ends: sql<Date>`wall_now() + make_interval(hours => ${hours})` },
    })
    .execute();
}

export async function endBreakGlassAt(_scope: Scope, store: Store, id: string): Promise<boolean> {
  const done = await store
    .updateTable('break_glass')
    .set({ ended_at: now })
    .where('public_id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
