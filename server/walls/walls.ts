import { accessTo, asInstallation, type Scope, whoCanSee } from '@clientele/engine';
import type { WallsAnswer } from '../../contract/walls.ts';
import { customerBy, type KnownCustomer } from '../customers/store.ts';
import type { Database } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import type { PresentWalls, Walls } from './sight.ts';
import { type Named, type NamedCustomer, type WallNames, wallNames, wallWords } from './wall-rows-store.ts';
import { accessText } from './wall-words.ts';

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
    participants: facts.grants.map(grant => ({
      ...{
        id: words.grants.get(grant.id) as string,
        person: person(grant.person),
        customer: customer(grant.customer),
      },
      ...{ role: grant.role, purpose: grant.purpose, from: grant.from, until: grant.until },
      withdrawn: grant.withdrawn === undefined ? null : new Date(grant.withdrawn).toISOString(),
      ...stateOf(present, names, grant),
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

/** A grant of which a better one of the same person lets in is told as that one. */
function stateOf(
  { index, moment }: PresentWalls,
  names: WallNames,
  { person, customer }: { person: number; customer: number },
): { state: string; sentence: string } {
  const access = accessTo(index, person, customer, moment);
  return { state: access.rule, sentence: accessText(access, names) };
}

/** Who can see a customer, and which participants cannot at present. */
export async function whoSees(stores: WallStores, scope: Scope, key: string) {
  const steward = asInstallation(scope);
  const customer = await walledCustomer(stores, scope, key);
  const { index, moment } = await stores.walls.present();
  const names = await stores.database.within(steward, store => wallNames(steward, store, [customer.id]));
  const active = [...names.people].filter(([, { left }]) => !left).map(([id]) => id);
  const told = (id: number) => {
    const access = accessTo(index, id, customer.id, moment);
    const roles = [...(names.people.get(id)?.roles ?? [])];
    return { person: namedPerson(names, id), roles, rule: access.rule, sentence: accessText(access, names) };
  };
  const open: number[] = [];
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

/** Of a person whose wall it is. */
export async function myWalls(stores: WallStores, scope: Scope) {
  const { index, facts, moment } = await stores.walls.present();
  const steward = asInstallation(scope);
  const [names, words] = await stores.database.within(
    steward,
    async store => [await wallNames(steward, store), await wallWords(steward, store)] as const,
  );
  const mine = facts.grants.filter(
    ({ person, withdrawn, until }) =>
      person === scope.personId && withdrawn === undefined && until >= moment.day,
  );
  return mine.map(({ customer, role, purpose, until }) => {
    const access = accessTo(index, scope.personId, customer, moment);
    const rules = words.handling.find(({ customer_id }) => customer_id === customer);
    const unsigned = access.rule === 'not attested' && rules !== undefined;
    return {
      ...{ customer: names.customers.get(customer) as NamedCustomer, role, purpose, until },
      ...{ state: access.rule, sentence: mySentence(access, names) },
      toSign: unsigned ? { version: rules.version, rules: rules.rules } : null,
    };
  });
}

/** Who stands on the other side is not told whose that is: it would name the rival. */
function mySentence(access: ReturnType<typeof accessTo>, names: WallNames): string {
  return access.rule === 'other side' ? 'Closed by a conflict: ask a steward' : accessText(access, names);
}
