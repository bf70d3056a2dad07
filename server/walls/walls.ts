import { accessTo, asInstallation, type Grant, isOver, type Scope, whoCanSee } from '@clientele/engine';
import type { WallPerson, WallsAnswer } from '../../contract/wall-answers.ts';
import { customerBy, type KnownCustomer, searchCustomers } from '../customers/store.ts';
import type { Database } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import type { PresentWalls, Walls } from './sight.ts';
import { type Named, type NamedCustomer, type WallNames, wallNames, wallWords } from './wall-rows-store.ts';
import { accessText, NO_ROLE } from './wall-words.ts';

export interface WallStores {
  readonly database: Database;
  readonly walls: Walls;
}

/** Everything about walls, as of now. Who runs them is told the names of customers, and nothing else behind them. */
export async function wallsOverview(stores: WallStores, scope: Scope): Promise<WallsAnswer> {
  const present = await stores.walls.present();
  const steward = asInstallation(scope);
  const [names, words] = await stores.database.within(
    steward,
    async store => [await wallNames(steward, store), await wallWords(steward, store)] as const,
  );
  const { facts, moment } = present;
  const states: ParticipantState[] = [];
  for (const grant of facts.grants) states.push(await stateOf(stores.walls, present, names, grant));
  const customer = (id: number) => names.customers.get(id) as NamedCustomer;
  const person = (id: number) => namedPerson(names, id);
  const span = ({ from, until }: { from: string; until?: string | undefined }) => ({
    from,
    until: until ?? null,
  });
  return {
    today: moment.day,
    classes: [...names.classes].map(([id, named]) => ({
      ...named,
      members: facts.classes
        .filter(one => one.id === id)
        .flatMap(({ members }) =>
          members.map(member => ({ customer: customer(member.customer), ...span(member) })),
        ),
    })),
    walled: words.walls.map(({ customer_id, reason, first_day, last_day }) => ({
      ...{ customer: customer(customer_id), reason, from: first_day, until: last_day },
    })),
    codeNames: words.codeNames.map(({ customer_id, name }) => ({ customer: customer(customer_id), name })),
    participants: facts.grants.map((grant, at) => ({
      ...{
        id: words.grants.get(grant.id) as string,
        person: person(grant.person),
        customer: customer(grant.customer),
      },
      ...{ role: grant.role, purpose: grant.purpose, from: grant.from, until: grant.until },
      withdrawn: grant.withdrawn === undefined ? null : new Date(grant.withdrawn).toISOString(),
      ...(states[at] as ParticipantState),
    })),
    handling: words.handling.map(({ customer_id, version, rules }) => ({
      ...{ customer: customer(customer_id), version, rules },
    })),
    trainingRequired: facts.trainingRequired.map(one => ({
      ...{ customer: customer(one.customer), training: one.training },
    })),
    trainings: facts.trainings.map(one => ({
      ...{ person: person(one.person), training: one.training, from: one.from, until: one.until },
    })),
    crossings: facts.crossings.map(one => ({
      ...{
        id: words.crossings.get(one.id)?.public_id ?? '',
        person: person(one.person),
        to: customer(one.to),
      },
      ...{ class: names.classes.get(one.class) as Named, reason: words.crossings.get(one.id)?.reason ?? '' },
      ...{ from: one.from, approvedBy: person(one.approvedBy) },
      withdrawn: one.withdrawn === undefined ? null : new Date(one.withdrawn).toISOString(),
    })),
    breakGlass: facts.breakGlass.map(one => ({
      ...{
        id: words.glass.get(one.id)?.public_id ?? '',
        person: person(one.person),
        customer: customer(one.customer),
      },
      ...{ reason: words.glass.get(one.id)?.reason ?? '', from: new Date(one.from).toISOString() },
      ...{ until: new Date(one.until).toISOString(), approvedBy: person(one.approvedBy) },
      ended: one.ended === undefined ? null : new Date(one.ended).toISOString(),
    })),
  };
}

export function namedPerson({ people }: WallNames, id: number): Named {
  const { id: publicId, name } = people.get(id) ?? { id: '', name: 'local owner' };
  return { id: publicId, name };
}

type ParticipantState = Pick<WallsAnswer['participants'][number], 'state' | 'sentence'>;

/** What is over is told as that; a grant of which a better one of the same person lets in is told as that one. */
async function stateOf(
  walls: Walls,
  { index, moment }: PresentWalls,
  names: WallNames,
  { id, person, customer, until, withdrawn }: Grant,
): Promise<ParticipantState> {
  const over = isOver(withdrawn, moment.instant) ? 'withdrawn' : until < moment.day ? 'ended' : undefined;
  if (over) return { state: over, sentence: accessText({ open: false, rule: over, grant: id }, names) };
  const access = accessTo(index, person, customer, moment);
  if (access.open && !(await walls.reaches(person, customer)))
    return { state: NO_ROLE.rule, sentence: NO_ROLE.sentence };
  return { state: access.rule, sentence: accessText(access, names) };
}

/** Who can see a customer, and which participants cannot at present. */
export async function whoSees(stores: WallStores, scope: Scope, key: string) {
  const steward = asInstallation(scope);
  const customer = await walledCustomer(stores, scope, key);
  const { index, moment } = await stores.walls.present();
  const names = await stores.database.within(steward, store => wallNames(steward, store, [customer.id]));
  const active = [...names.people].filter(([, { left }]) => !left).map(([id]) => id);
  const open: number[] = [];
  const told = (id: number) => {
    const access = accessTo(index, id, customer.id, moment);
    const roles = [...(names.people.get(id)?.roles ?? [])];
    const named = { person: namedPerson(names, id), roles };
    if (access.open && !open.includes(id))
      return { ...named, rule: NO_ROLE.rule, sentence: NO_ROLE.sentence };
    return { ...named, rule: access.rule, sentence: accessText(access, names) };
  };
  for (const { person } of whoCanSee(index, active, customer.id, moment))
    if (await stores.walls.reaches(person, customer.id)) open.push(person);
  const closed = active.filter(
    id => !open.includes(id) && (index.people.get(id)?.grants.has(customer.id) ?? false),
  );
  return {
    customer: names.customers.get(customer.id) as NamedCustomer,
    walled: index.isWalled(customer.id, moment.day),
    people: open.map(told),
    closed: closed.map(told),
  };
}

/** By id or source key, of all there are; refused where there is none. */
export async function walledCustomer(
  { database }: WallStores,
  scope: Scope,
  key: string,
): Promise<KnownCustomer> {
  const steward = asInstallation(scope);
  const customer = await database.within(steward, store => customerBy(steward, store, key));
  if (!customer) throw new Refusal('not-found', `There is no customer "${key}".`);
  return customer;
}

/** Whom a wall may let in: everybody who has not left, by name. */
export async function wallPeople({ database }: WallStores, scope: Scope): Promise<WallPerson[]> {
  const steward = asInstallation(scope);
  const { people } = await database.within(steward, store => wallNames(steward, store));
  return [...people.values()]
    .filter(({ left }) => !left)
    .map(({ id, name, roles }) => ({ id, name, roles: [...roles] }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The names of customers that contain a text, or of those asked for: what walls are run with, nothing behind them is read. */
export async function wallCustomers(
  { database }: WallStores,
  scope: Scope,
  { search, key }: { search: string; key?: string | string[] | undefined },
): Promise<NamedCustomer[]> {
  const steward = asInstallation(scope);
  const keys = key === undefined ? [] : [key].flat().slice(0, NAMES_MOST);
  const found = await database.within(steward, async store => {
    if (keys.length === 0) return await searchCustomers(steward, store, search);
    const named: (KnownCustomer | undefined)[] = [];
    for (const one of keys) named.push(await customerBy(steward, store, one));
    return named.filter(one => one !== undefined);
  });
  return found.map(({ publicId, sourceKey, name }) => ({ id: publicId, sourceKey, name }));
}

const NAMES_MOST = 20;
