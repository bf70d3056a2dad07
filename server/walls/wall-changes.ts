import { asInstallation, type ParticipantRole, parseDay, type Scope, wallPreview } from '@clientele/engine';
import type { KnownCustomer } from '../customers/store.ts';
import type { Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { type Change, recordChange } from '../facts/store.ts';
import * as stood from './wall-before-store.ts';
import { type Named, type NamedCustomer, type WallNames, wallNames } from './wall-rows-store.ts';
import * as kept from './wall-store.ts';
import { namedPerson, type WallStores, walledCustomer, wallsOverview } from './walls.ts';

interface RivalsAsked {
  readonly customers: readonly string[];
  readonly class?: string | undefined;
  readonly name?: string | undefined;
}

/** Who would lose and gain sight of whom, for people whose roles reach the customers at all. */
export async function rivalsPreview(stores: WallStores, scope: Scope, asked: RivalsAsked) {
  const { customers, names, declared } = await rivalsOf(stores, scope, asked);
  const { facts, moment } = await stores.walls.present();
  const people = [...names.people].filter(([, { left }]) => !left).map(([id]) => id);
  const changes: { person: Named; loses: NamedCustomer[]; gains: NamedCustomer[] }[] = [];
  for (const { person, loses, gains } of wallPreview(facts, [declared(moment.day)], people, moment)) {
    const touched = async (ids: readonly number[]) => {
      const reached: NamedCustomer[] = [];
      for (const id of ids) if (await stores.walls.reaches(person, id)) reached.push(nameOf(names, id));
      return reached;
    };
    const change = {
      person: namedPerson(names, person),
      loses: await touched(loses),
      gains: await touched(gains),
    };
    if (change.loses.length + change.gains.length > 0) changes.push(change);
  }
  return {
    customers: customers.map(({ id }) => nameOf(names, id)),
    changes,
    others: people.length - changes.length,
  };
}

/** From the next request on nobody sees either who is not let in. */
export async function declaredRivals(stores: WallStores, scope: Scope, asked: RivalsAsked) {
  const { customers, conflictClass } = await rivalsOf(stores, scope, asked);
  const { moment } = await stores.walls.present();
  const name = asked.name?.trim() || customers.map(one => one.name).join(' and ');
  return await changed(stores, scope, 'rivals declared', async (steward, store) => {
    const id = conflictClass ?? (await kept.addClass(steward, store, name));
    if (id === undefined)
      throw new Refusal(
        'class-exists',
        `There is a class "${name}" already: add the customers to it, or take another name.`,
      );
    const ids = customers.map(one => one.id);
    await kept.addMembers(steward, store, { conflictClass: id, customers: ids, from: moment.day });
    const after = { class: name, customers: customers.map(one => one.publicId), from: moment.day };
    return { before: null, after, customers: ids };
  });
}

async function rivalsOf(stores: WallStores, scope: Scope, asked: RivalsAsked) {
  const steward = asInstallation(scope);
  const customers: KnownCustomer[] = [];
  for (const key of asked.customers) {
    const customer = await walledCustomer(stores, scope, key);
    if (!customers.some(({ id }) => id === customer.id)) customers.push(customer);
  }
  const names = await stores.database.within(steward, store =>
    wallNames(
      steward,
      store,
      customers.map(({ id }) => id),
    ),
  );
  const conflictClass =
    asked.class === undefined ? undefined : idIn(names.classes, asked.class, 'conflict class');
  const { facts } = await stores.walls.present();
  const members = facts.classes.find(({ id }) => id === conflictClass)?.members ?? [];
  const again = customers.find(({ id }) =>
    members.some(one => one.customer === id && one.until === undefined),
  );
  if (again) throw new Refusal('is-member', `${again.name} is in this class already.`);
  if (customers.length + members.length < 2)
    throw new Refusal('not-asked-right', 'Rivals are two customers at least: name both.');
  const fresh = Math.max(0, ...facts.classes.map(({ id }) => id)) + 1;
  const declared = (from: string) => ({
    id: conflictClass ?? fresh,
    members: customers.map(({ id }) => ({ customer: id, from })),
  });
  return { customers, names, conflictClass, declared };
}

export async function leftClass(
  stores: WallStores,
  scope: Scope,
  asked: { id: string; customer: string; until: string },
) {
  const customer = await walledCustomer(stores, scope, asked.customer);
  const until = dayOf(asked.until);
  return await changed(stores, scope, 'left class', async (steward, store, names) => {
    const conflictClass = idIn(names.classes, asked.id, 'conflict class');
    const ending = { conflictClass, customer: customer.id, until };
    const before = await stood.membershipBefore(steward, store, ending);
    if (!(await kept.endMembership(steward, store, ending)))
      throw new Refusal(
        'not-found',
        `${customer.name} is in this class no longer than that, or begins later.`,
      );
    const member = { class: asked.id, customer: customer.publicId };
    return {
      ...{ before: { ...member, until: before ?? null }, after: { ...member, until } },
      customers: [customer.id],
    };
  });
}

export async function walledFor(
  stores: WallStores,
  scope: Scope,
  asked: { customer: string; reason: string; until?: string | undefined },
) {
  const customer = await walledCustomer(stores, scope, asked.customer);
  const { moment } = await stores.walls.present();
  return await changed(stores, scope, 'customer walled', async (steward, store) => {
    const until = asked.until === undefined ? undefined : dayOf(asked.until);
    const reason = asked.reason.trim();
    const called = { customer: customer.publicId };
    if (until === undefined) {
      await kept.addWall(steward, store, { customer: customer.id, reason, from: moment.day });
      return { before: null, after: { ...called, reason, from: moment.day }, customers: [customer.id] };
    }
    const ending = { customer: customer.id, until };
    const walls = await stood.wallsBefore(steward, store, ending);
    if (!(await kept.endWall(steward, store, ending)))
      throw new Refusal('not-found', `${customer.name} has no such wall that goes on beyond ${until}.`);
    return { before: { ...called, walls }, after: { ...called, until }, customers: [customer.id] };
  });
}

export async function namedByCode(
  stores: WallStores,
  scope: Scope,
  asked: { customer: string; name: string },
) {
  const customer = await walledCustomer(stores, scope, asked.customer);
  const name = asked.name.trim();
  return await changed(stores, scope, 'code name', async (steward, store) => {
    const before = await stood.codeNameBefore(steward, store, customer.id);
    if (!(await kept.setCodeName(steward, store, { customer: customer.id, name })))
      throw new Refusal(
        'name-taken',
        `Another customer is called "${name}" already: take another code name.`,
      );
    const called = { customer: customer.publicId };
    return { before: { ...called, name: before }, after: { ...called, name }, customers: [customer.id] };
  });
}

export interface GrantAsked {
  readonly person: string;
  readonly customer: string;
  readonly role: ParticipantRole;
  readonly purpose: string;
  readonly from?: string | undefined;
  readonly until: string;
}

export async function letThrough(stores: WallStores, scope: Scope, asked: GrantAsked) {
  const customer = await walledCustomer(stores, scope, asked.customer);
  const { moment } = await stores.walls.present();
  const [from, until] = [dayOf(asked.from ?? moment.day), dayOf(asked.until)];
  if (until < from || until < moment.day)
    throw new Refusal(
      'not-asked-right',
      `The last day, ${until}, is over before it begins: write a later one.`,
    );
  return await changed(stores, scope, 'let in', async (steward, store, names) => {
    const person = idIn(activeIn(names), asked.person, 'person');
    const { role, purpose } = asked;
    const grant = { person, customer: customer.id, role, purpose: purpose.trim(), from, until };
    const id = await kept.addGrant(steward, store, grant);
    const after = { id, person: asked.person, customer: customer.publicId, role, purpose, from, until };
    return { before: null, after, customers: [customer.id] };
  });
}

export async function withdrawn(stores: WallStores, scope: Scope, id: string) {
  return await changed(stores, scope, 'withdrawn', async (steward, store) => {
    const before = await stood.grantBefore(steward, store, id);
    if (!before || !(await kept.withdrawGrant(steward, store, id)))
      throw new Refusal('not-found', 'There is no such participant, or it was withdrawn before.');
    const after = await stood.grantBefore(steward, store, id);
    return { before: before.row, after: after?.row ?? null, customers: [before.customer] };
  });
}

export async function setRules(
  stores: WallStores,
  scope: Scope,
  asked: { customer: string; rules?: string | undefined; training?: readonly string[] | undefined },
) {
  const customer = await walledCustomer(stores, scope, asked.customer);
  return await changed(stores, scope, 'handling rules', async (steward, store) => {
    const { rules, training } = asked;
    const before = await stood.rulesBefore(steward, store, customer.id);
    if (rules !== undefined)
      await kept.addHandlingRules(steward, store, { customer: customer.id, rules: rules.trim() });
    if (training) await kept.setRequiredTraining(steward, store, { customer: customer.id, training });
    const after = await stood.rulesBefore(steward, store, customer.id);
    const called = { customer: customer.publicId };
    return { before: { ...called, ...before }, after: { ...called, ...after }, customers: [customer.id] };
  });
}

export async function trained(
  stores: WallStores,
  scope: Scope,
  asked: { person: string; training: string; from?: string | undefined; until: string },
) {
  const { moment } = await stores.walls.present();
  const [from, until] = [dayOf(asked.from ?? moment.day), dayOf(asked.until)];
  if (until < from) throw new Refusal('not-asked-right', `A training that ends before ${from} never holds.`);
  return await changed(stores, scope, 'training', async (steward, store, names) => {
    const person = idIn(activeIn(names), asked.person, 'person');
    await kept.addTraining(steward, store, { person, training: asked.training.trim(), from, until });
    const after = { person: asked.person, training: asked.training, from, until };
    return { before: null, after, customers: [] };
  });
}

/** Signs for the person who asks. */
export async function signed(stores: WallStores, scope: Scope, asked: { customer: string; version: number }) {
  const { facts } = await stores.walls.present();
  const customer = await walledCustomer(stores, scope, asked.customer);
  const mine = facts.grants.some(
    grant =>
      grant.person === scope.personId && grant.customer === customer.id && grant.withdrawn === undefined,
  );
  // Whoever was not let in learns nothing, not even that there is such a customer.
  if (!mine) throw new Refusal('not-found', `There is no customer "${asked.customer}".`);
  const steward = asInstallation(scope);
  const done = await stores.database.within(steward, async store => {
    const signing = { person: scope.personId, customer: customer.id, version: asked.version };
    const added = await kept.addAttestation(steward, store, signing);
    const after = { customer: customer.publicId, version: asked.version };
    const written = { what: 'handling rules signed', before: null, after, customers: [customer.id] };
    if (added) await recordChange(scope, store, written);
    return added;
  });
  if (!done)
    throw new Refusal(
      'rules-changed',
      'The handling rules have a newer version by now: read it, then sign it.',
    );
  return { signed: true };
}

/** Runs a change, writes it down beside it, and tells how the walls stand then. */
export async function changed(
  stores: WallStores,
  scope: Scope,
  what: string,
  work: (steward: Scope, store: Store, names: WallNames) => Promise<Omit<Change, 'what'>>,
) {
  const steward = asInstallation(scope);
  await stores.database.within(steward, async store => {
    const names = await wallNames(steward, store);
    await recordChange(scope, store, { what: `wall: ${what}`, ...(await work(steward, store, names)) });
  });
  return await wallsOverview(stores, scope);
}

export function activeIn({ people }: WallNames): Map<number, { readonly id: string }> {
  return new Map([...people].filter(([, { left }]) => !left));
}

/** The number behind a public id; refused where there is none. */
export function idIn(named: ReadonlyMap<number, { readonly id: string }>, id: string, what: string): number {
  const found = [...named].find(([, one]) => one.id === id)?.[0];
  if (found === undefined) throw new Refusal('not-found', `There is no ${what} "${id}".`);
  return found;
}

function dayOf(text: string): string {
  const day = parseDay(text);
  if (day === undefined) throw new Refusal('not-asked-right', `"${text}" is no day: write it as YYYY-MM-DD.`);
  return day;
}

function nameOf({ customers }: WallNames, id: number): NamedCustomer {
  return customers.get(id) as NamedCustomer;
}
