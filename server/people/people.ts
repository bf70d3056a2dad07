import type { RoleName, Scope } from '@clientele/engine';
import type { OneTimeLink, Person } from '../../contract/people.ts';
import type { Database, Store } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { recordChange } from '../facts/store.ts';
import { endAccess, hasAccount, renameAccount, takeSecondFactor } from './auth-store.ts';
import { handedOver, linkFor, tellChange } from './links.ts';
import type { People } from './open-people.ts';
import { takePasskeys } from './passkey-store.ts';
import {
  addPerson,
  holdOwners,
  type KeptPerson,
  letGo,
  listPeople,
  type PersonFields,
  personByEmail,
  readPerson,
  writePerson,
} from './store.ts';

export interface PeopleStores {
  readonly database: Database;
  readonly people: People;
}

interface Given {
  readonly name?: string | undefined;
  readonly email?: string | null | undefined;
  readonly roles?: readonly RoleName[] | undefined;
  readonly ownerName?: string | null | undefined;
}

export function peopleAnswer({ database }: PeopleStores, scope: Scope): Promise<Person[]> {
  return database.within(scope, store => listPeople(scope, store));
}

/** Whether an owner who signs in is asked for more than a password, or can be. */
export async function ownerHasSecondFactor(scope: Scope, store: Store): Promise<boolean> {
  const people = await listPeople(scope, store);
  return people.some(
    ({ roles, signsIn, secondFactor, passkeys }) =>
      roles.includes('owner') && signsIn && (secondFactor || passkeys > 0),
  );
}

/** Adds a person, who comes in by the link that is mailed or answered. */
export async function invite(
  { database, people }: PeopleStores,
  scope: Scope,
  { byHand, ...given }: Given & { readonly name: string; readonly byHand?: boolean | undefined },
): Promise<{ person: Person; link: OneTimeLink }> {
  const { person, link } = await database.within(scope, async store => {
    const stated = fieldsOf(NOBODY_YET, given);
    // As it is invited, not as it may call itself later: its accounts hang on it.
    const fields = { ...stated, ownerName: stated.ownerName ?? stated.name };
    await refuseTaken(scope, store, { email: fields.email, not: 0 });
    const added = await addPerson(scope, store, fields);
    await recordChange(scope, store, {
      ...{ what: 'person invited', before: null, after: written(added), customers: [] },
    });
    const link = await linkFor(scope, store, { person: added, kind: 'invitation', people });
    return { person: await shown(scope, store, added), link };
  });
  return { person, link: await handedOver(people, link, { email: person.email, byHand }) };
}

export async function changePerson(
  { database, people }: PeopleStores,
  scope: Scope,
  { id, ...given }: Given & { readonly id: string },
): Promise<Person> {
  const { before, person } = await database.within(scope, async store => {
    const owners = await holdOwners(scope, store);
    const before = await personBy(scope, store, id);
    const fields = fieldsOf(before, given);
    if (!fields.roles.includes('owner')) refuseLastOwner(owners, before);
    if (fields.email === null && (await hasAccount(scope, store, before.id)))
      throw new Refusal('not-asked-right', `${before.name} signs in with an e-mail: give another one.`);
    await refuseTaken(scope, store, { email: fields.email, not: before.id });
    const after = { ...before, ...fields };
    await writePerson(scope, store, after);
    await renameAccount(scope, store, { personId: before.id, name: fields.name, email: fields.email });
    await recordChange(scope, store, {
      what: 'person changed',
      before: written(before),
      after: written(after),
      customers: [],
    });
    return { before, person: await shown(scope, store, after) };
  });
  const { name } = person;
  const emails = before.email === person.email ? [] : [before.email, person.email];
  const told = emails.flatMap(email => (email === null ? [] : [{ name, email }]));
  if (person.signsIn) tellChange(people, told, 'email');
  return person;
}

/** Nothing is open to the person any more; what it did keeps its name. */
export function removePerson({ database }: PeopleStores, scope: Scope, id: string): Promise<Person[]> {
  return database.within(scope, async store => {
    const owners = await holdOwners(scope, store);
    const person = await personBy(scope, store, id);
    refuseLastOwner(owners, person);
    await letGo(scope, store, person.id);
    await endAccess(scope, store, person.id);
    await recordChange(scope, store, {
      ...{ what: 'person removed', before: written(person), after: null, customers: [] },
    });
    return await listPeople(scope, store);
  });
}

/** For who lost a password or never had one. */
export async function resetLink(
  { database, people }: PeopleStores,
  scope: Scope,
  {
    id,
    withoutSecondFactor = false,
    byHand,
  }: { id: string; withoutSecondFactor?: boolean | undefined; byHand?: boolean | undefined },
): Promise<OneTimeLink> {
  const { person, link, taken } = await database.within(scope, async store => {
    const person = await personBy(scope, store, id);
    // What a lost phone showed codes on held passkeys too.
    const taken = withoutSecondFactor && (await takeDevices(scope, store, person.id));
    const kind = (await hasAccount(scope, store, person.id)) ? 'reset' : 'invitation';
    await recordChange(scope, store, {
      what: 'sign-in link made',
      before: null,
      after: { person: person.publicId, kind, withoutSecondFactor },
      customers: [],
    });
    return { person, taken, link: await linkFor(scope, store, { person, kind, people }) };
  });
  const { name, email } = person;
  if (taken && email !== null) tellChange(people, [{ name, email }], 'devices');
  return await handedOver(people, link, { email, byHand });
}

async function takeDevices(scope: Scope, store: Store, personId: number): Promise<boolean> {
  const codes = await takeSecondFactor(scope, store, personId);
  return (await takePasskeys(scope, store, personId)) > 0 || codes;
}

async function personBy(scope: Scope, store: Store, publicId: string): Promise<KeptPerson> {
  const person = await readPerson(scope, store, { publicId });
  if (!person) throw new Refusal('not-found', `There is no person "${publicId}": it may have been removed.`);
  return person;
}

const NOBODY_YET = { name: '', email: null, emailByOwner: false, roles: [], ownerName: null };

function fieldsOf(before: PersonFields, { name, email, roles, ownerName }: Given): PersonFields {
  const stated = email === undefined ? before.email : emailOf(email);
  const fields = {
    name: (name ?? before.name).trim(),
    email: stated,
    // What a person gave is not an owner's because an owner left it as it is.
    emailByOwner: stated === before.email ? before.emailByOwner : stated !== null,
    roles: roles === undefined ? before.roles : [...new Set(roles)],
    ownerName: ownerName === undefined ? before.ownerName : ownerName?.trim() || null,
  };
  if (fields.name === '') throw new Refusal('not-asked-right', 'A person has a name: write one.');
  if (fields.roles.length === 0)
    throw new Refusal('not-asked-right', `Give ${fields.name} a role: without one nothing may be seen.`);
  return fields;
}

/** As it is kept; refused where it is none. */
export function emailOf(text: string | null): string | null {
  const email = text?.trim().toLowerCase() || null;
  if (email !== null && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email))
    throw new Refusal(
      'not-asked-right',
      `"${email}" is no e-mail address: write one such as name@example.com.`,
    );
  return email;
}

async function refuseTaken(
  scope: Scope,
  store: Store,
  { email, not }: { email: string | null; not: number },
): Promise<void> {
  const other = email === null ? undefined : await personByEmail(scope, store, { email, not });
  if (other)
    throw new Refusal('email-taken', `${other.name} has the e-mail ${email} already: give another one.`);
}

function refuseLastOwner(owners: readonly KeptPerson[], person: KeptPerson): void {
  if (owners.length === 1 && owners[0]?.id === person.id)
    throw new Refusal(
      'last-owner',
      `${person.name} is the only owner, and somebody has to give roles: make another person an owner first.`,
    );
}

function written({ publicId, name, email, roles, ownerName }: KeptPerson) {
  return { id: publicId, name, email, roles, ownerName };
}

async function shown(scope: Scope, store: Store, { publicId }: KeptPerson): Promise<Person> {
  return (await listPeople(scope, store)).find(({ id }) => id === publicId) as Person;
}
