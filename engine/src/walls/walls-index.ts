import { type Day, parseDay } from '../units/day.ts';
import {
  type BreakGlass,
  type Crossing,
  type Grant,
  isMemberOn,
  type Member,
  type WallFacts,
} from './walls.ts';

/**
 * The facts of the walls by person and by customer, for as long as they do not change. It holds maps and is no JSON: make
 * it once, ask it often, and make another when a fact changes.
 */
export interface WallsIndex {
  readonly people: ReadonlyMap<number, PersonWalls>;
  /** Members of each class, whenever they were in it. */
  readonly members: ReadonlyMap<number, readonly Member[]>;
  readonly handling: ReadonlyMap<number, number>;
  readonly trainingRequired: ReadonlyMap<number, readonly string[]>;
  readonly isWalled: (customer: number, day: Day) => boolean;
  /** Classes that a customer is in on a day; one may be named twice. */
  readonly classesOn: (customer: number, day: Day) => readonly number[];
  /** All walled customers of a day, ascending. */
  readonly walledOn: (day: Day) => readonly number[];
}

/** What concerns one person. */
export interface PersonWalls {
  readonly grants: ReadonlyMap<number, readonly Grant[]>;
  readonly breakGlass: ReadonlyMap<number, readonly BreakGlass[]>;
  /** What puts the person on a side, by customer, earliest first. */
  readonly events: ReadonlyMap<number, readonly SideEvent[]>;
  /** By class. */
  readonly crossings: ReadonlyMap<number, readonly Crossing[]>;
  readonly attestations: ReadonlyMap<number, readonly WallFacts['attestations'][number][]>;
  readonly trainings: ReadonlyMap<string, readonly WallFacts['trainings'][number][]>;
}

export interface SideEvent {
  readonly customer: number;
  readonly instant: number;
  readonly by: 'grant' | 'read';
  /** The grant's id; of a read the customer, which decides between two of one instant. */
  readonly id: number;
}

/**
 * The index of the facts, in time linear in them but for sorting.
 * Example: `accessTo(wallsIndex(facts), 7, 101, { day: '2026-03-02', instant })`
 */
export function wallsIndex(facts: WallFacts): WallsIndex {
  const members = flattened(facts.classes.map(({ id, members }) => [id, members] as const));
  const spans = spansOf(facts.walled, members);
  const isWalled = (customer: number, day: Day) =>
    spans.get(customer)?.some(span => isMemberOn(span, real(day))) ?? false;
  return {
    people: peopleOf(facts),
    members,
    handling: new Map(facts.handling.map(({ customer, version }) => [customer, version])),
    trainingRequired: flattened(
      facts.trainingRequired.map(({ customer, training }) => [customer, [training]] as const),
    ),
    isWalled,
    classesOn: (customer, day) =>
      (spans.get(customer) ?? []).flatMap(span =>
        span.class !== undefined && isMemberOn(span, day) ? [span.class] : [],
      ),
    walledOn: rememberingLast(day => {
      const customers = [...spans.keys()].filter(customer => isWalled(customer, day));
      return customers.sort((a, b) => a - b);
    }),
  };
}

/** Earlier first; of one instant the grant first, which a read of that instant may rest on, then by id. */
export function compareEvents(a: SideEvent, b: SideEvent): number {
  if (a.instant !== b.instant) return a.instant - b.instant;
  if (a.by !== b.by) return a.by === 'grant' ? -1 : 1;
  return a.id - b.id;
}

function peopleOf(facts: WallFacts): Map<number, PersonWalls> {
  const grants = grouped(facts.grants, personOf);
  const breakGlass = grouped(facts.breakGlass, personOf);
  const reads = grouped(facts.reads, personOf);
  const crossings = grouped(facts.crossings, personOf);
  const attestations = grouped(facts.attestations, personOf);
  const trainings = grouped(facts.trainings, personOf);
  const all = [grants, breakGlass, reads, crossings, attestations, trainings].flatMap(map => [...map.keys()]);
  const people = new Map<number, PersonWalls>();
  for (const person of new Set(all)) {
    people.set(person, {
      grants: grouped(grants.get(person) ?? [], customerOf),
      breakGlass: grouped(breakGlass.get(person) ?? [], customerOf),
      events: grouped(eventsOf(grants.get(person) ?? [], reads.get(person) ?? []), customerOf),
      crossings: grouped(crossings.get(person) ?? [], crossing => crossing.class),
      attestations: grouped(attestations.get(person) ?? [], customerOf),
      trainings: grouped(trainings.get(person) ?? [], ({ training }) => training),
    });
  }
  return people;
}

/** A grant that was withdrawn before it began never counted. */
function eventsOf(grants: readonly Grant[], reads: WallFacts['reads']): SideEvent[] {
  const counted = grants.filter(({ begins, withdrawn }) => withdrawn === undefined || withdrawn >= begins);
  return [
    ...counted.map(({ id, customer, begins }) => ({ customer, instant: begins, by: 'grant' as const, id })),
    ...reads.map(({ customer, instant }) => ({ customer, instant, by: 'read' as const, id: customer })),
  ].sort(compareEvents);
}

/** Why and when each customer is walled: as a member of a class, or for another reason. */
function spansOf(
  walled: readonly Member[],
  members: ReadonlyMap<number, readonly Member[]>,
): Map<number, (Member & { readonly class?: number })[]> {
  const ofClasses = [...members].flatMap(([id, those]) => those.map(member => ({ ...member, class: id })));
  return grouped<Member & { readonly class?: number }, number>([...walled, ...ofClasses], customerOf);
}

/** Text that is no day compares as before or after all days, and would take walls away. */
function real(day: Day): Day {
  if (parseDay(day) === undefined) throw new RangeError(`"${day}" is no day; write it as YYYY-MM-DD`);
  return day;
}

function personOf({ person }: { readonly person: number }): number {
  return person;
}

function customerOf({ customer }: { readonly customer: number }): number {
  return customer;
}

function grouped<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  return flattened(rows.map(row => [keyOf(row), [row]] as const));
}

function flattened<T, K>(pairs: readonly (readonly [K, readonly T[]])[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const [key, rows] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [...rows]);
    else for (const row of rows) group.push(row);
  }
  return groups;
}

/** People ask for today one after another, so the last day is enough. */
function rememberingLast<T>(of: (day: Day) => T): (day: Day) => T {
  let last: { day: Day; value: T } | undefined;
  return day => {
    if (last?.day !== day) last = { day, value: of(day) };
    return last.value;
  };
}
