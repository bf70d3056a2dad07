import type { Day, Scope } from '@clientele/engine';
import type { Store } from '../database/open.ts';

// What stood before walls are changed, for the log; each row is held, so that nobody changes it in between.

interface Ending {
  readonly customer: number;
  readonly row: object;
}

/** The last day of a membership that goes on beyond a day. */
export async function membershipBefore(
  _scope: Scope,
  store: Store,
  { conflictClass, customer, until }: { conflictClass: number; customer: number; until: Day },
): Promise<Day | null | undefined> {
  const row = await store
    .selectFrom('conflict_member')
    .select('last_day')
    .where('class_id', '=', conflictClass)
    .where('customer_id', '=', customer)
    .where('first_day', '<=', until)
    .where(({ eb, or }) => or([eb('last_day', 'is', null), eb('last_day', '>', until)]))
    .forUpdate()
    .executeTakeFirst();
  return row?.last_day;
}

/** Reasons and last days of a customer's own walls that go on beyond a day. */
export async function wallsBefore(
  _scope: Scope,
  store: Store,
  { customer, until }: { customer: number; until: Day },
): Promise<{ readonly reason: string; readonly until: Day | null }[]> {
  return await store
    .selectFrom('customer_wall')
    .select(['reason', 'last_day as until'])
    .where('customer_id', '=', customer)
    .where('first_day', '<=', until)
    .where(({ eb, or }) => or([eb('last_day', 'is', null), eb('last_day', '>', until)]))
    .forUpdate()
    .execute();
}

/** The code name of a customer; empty where it has none. */
export async function codeNameBefore(_scope: Scope, store: Store, customer: number): Promise<string> {
  const row = await store
    .selectFrom('code_name')
    .select('name')
    .where('customer_id', '=', customer)
    .forUpdate()
    .executeTakeFirst();
  return row?.name ?? '';
}

export async function grantBefore(_scope: Scope, store: Store, id: string): Promise<Ending | undefined> {
  const row = await store
    .selectFrom('wall_grant')
    .innerJoin('person', 'person.id', 'wall_grant.person_id')
    .innerJoin('customer', 'customer.id', 'wall_grant.customer_id')
    .select(['customer_id', 'person.public_id as person', 'customer.public_id as customer'])
    .select(['role', 'purpose', 'first_day as from', 'last_day as until', 'withdrawn_at as withdrawn'])
    .where('wall_grant.public_id', '=', id)
    .forUpdate('wall_grant')
    .executeTakeFirst();
  if (!row) return undefined;
  const { customer_id: customer, ...told } = row;
  return { customer, row: { id, ...told } };
}

export async function crossingBefore(
  _scope: Scope,
  store: Store,
  id: string,
): Promise<(Ending & { readonly person: number }) | undefined> {
  const row = await store
    .selectFrom('wall_crossing')
    .innerJoin('person', 'person.id', 'wall_crossing.person_id')
    .innerJoin('conflict_class', 'conflict_class.id', 'wall_crossing.class_id')
    .innerJoin('customer', 'customer.id', 'wall_crossing.customer_id')
    .select(['person_id', 'customer_id', 'person.public_id as person', 'customer.public_id as to'])
    .select(['conflict_class.public_id as class', 'reason', 'first_day as from', 'withdrawn_at as withdrawn'])
    .where('wall_crossing.public_id', '=', id)
    .forUpdate('wall_crossing')
    .executeTakeFirst();
  if (!row) return undefined;
  const { customer_id: customer, person_id: person, ...told } = row;
  return { customer, person, row: { id, ...told } };
}

export async function breakGlassBefore(_scope: Scope, store: Store, id: string): Promise<Ending | undefined> {
  const row = await store
    .selectFrom('break_glass')
    .innerJoin('person', 'person.id', 'break_glass.person_id')
    .innerJoin('customer', 'customer.id', 'break_glass.customer_id')
    .select(['customer_id', 'person.public_id as person', 'customer.public_id as customer'])
    .select(['reason', 'begins', 'ends', 'ended_at as ended'])
    .where('break_glass.public_id', '=', id)
    .forUpdate('break_glass')
    .executeTakeFirst();
  if (!row) return undefined;
  const { customer_id: customer, ...told } = row;
  return { customer, row: { id, ...told } };
}

/** Rules in force and required training of a customer. */
export async function rulesBefore(
  _scope: Scope,
  store: Store,
  customer: number,
): Promise<{ readonly rules: string | null; readonly training: readonly string[] }> {
  const rules = await store
    .selectFrom('handling_rules')
    .select('rules')
    .where('customer_id', '=', customer)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  const training = await store
    .selectFrom('required_training')
    .select('training')
    .where('customer_id', '=', customer)
    .orderBy('training')
    .execute();
  return { rules: rules?.rules ?? null, training: training.map(one => one.training) };
}
