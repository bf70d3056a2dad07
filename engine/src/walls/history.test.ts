import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { classIds, isMember, isWalled, naiveOpen, naiveSide } from '../../../test/naive-walls.ts';
import {
  after,
  CUSTOMERS,
  type History,
  type Kind,
  momentOf,
  PEOPLE,
  START,
  type Step,
  steps,
} from '../../../test/random-walls.ts';
import { type Access, accessTo, openThroughAll } from './access.ts';
import { sideOf } from './side.ts';
import { hiddenFrom } from './visibility.ts';
import type { Moment, WallFacts } from './walls.ts';
import { type WallsIndex, wallsIndex } from './walls-index.ts';

const STEPS = 120;
const HISTORIES = 100;
/** Steps after which a person may stand on another side although nobody crossed: the members of a class change. */
const MOVING: readonly Kind[] = [
  ...(['make class', 'join', 'leave', 'time passes'] as const),
  ...(['approve crossing', 'withdraw crossing'] as const),
];

interface Standing {
  readonly facts: WallFacts;
  readonly walls: WallsIndex;
  readonly moment: Moment;
}

test(`over ${HISTORIES * STEPS} random steps everybody sees what the rules say, and nothing else`, async () => {
  const rules = new Map<string, number>();
  let walked = 0;
  await fc.assert(
    fc.property(steps(STEPS), fc.infiniteStream(fc.subarray(CUSTOMERS)), (random, subsets) => {
      let before = standing(START);
      walk(random, (history, step) => {
        const now = standing(history);
        const wrong = PEOPLE.flatMap(person => {
          const accesses = CUSTOMERS.map(customer => accessTo(now.walls, person, customer, now.moment));
          for (const { rule } of accesses) rules.set(rule, (rules.get(rule) ?? 0) + 1);
          return [
            ...accesses.filter(
              (access, at) => !isRight(now, { person, customer: CUSTOMERS[at] ?? 0, access }),
            ),
            ...wrongLists(now, { person, accesses, customers: subsets.next().value ?? [] }),
            ...wrongSides(now, { person, before: MOVING.includes(step.kind) ? undefined : before }),
          ];
        });
        expect(wrong).toEqual([]);
        before = now;
        walked += 1;
      });
    }),
    { numRuns: HISTORIES },
  );
  expect(walked).toBeGreaterThanOrEqual(10_000);
  expect([...rules.keys()].sort()).toEqual(
    [
      ...['unwalled', 'grant', 'break-glass', 'no grant', 'withdrawn', 'ended', 'not begun'],
      ...['not attested', 'training lapsed', 'other side'],
    ].sort(),
  );
});

test('without break-glass and crossings nobody ever reads the records of two rivals', async () => {
  const exceptions: readonly Kind[] = ['approve crossing', 'break glass'];
  let reads = 0;
  await fc.assert(
    fc.property(steps(STEPS, exceptions), random => {
      const done: { person: number; customer: number; rivals: readonly number[] }[] = [];
      walk(random, history => {
        if (history.read === undefined) return;
        const { person, customer } = history.read;
        const { facts, moment } = standing(history);
        const rivals = rivalsOf(facts, customer, moment.day);
        const betrayed = done.filter(
          read => read.person === person && read.rivals.includes(customer) && rivals.includes(read.customer),
        );
        expect(betrayed).toEqual([]);
        done.push({ person, customer, rivals });
        reads += 1;
      });
    }),
    { numRuns: HISTORIES },
  );
  expect(reads).toBeGreaterThan(100);
});

function walk(random: readonly Step[], look: (history: History, step: Step) => void): void {
  let history = START;
  for (const step of random) {
    const walls = wallsIndex(history.facts);
    history = after(
      history,
      step,
      (person, customer, moment) => accessTo(walls, person, customer, moment).open,
    );
    look(history, step);
  }
}

function standing(history: History): Standing {
  return { facts: history.facts, walls: wallsIndex(history.facts), moment: momentOf(history) };
}

/** As the naive rules have it; and what opens stands at this very moment, so that whatever ended is closed at once. */
function isRight(
  { facts, moment }: Standing,
  { person, customer, access }: { person: number; customer: number; access: Access },
): boolean {
  if (access.open !== naiveOpen(facts, person, customer, moment)) return false;
  if (access.rule === 'unwalled') return !isWalled(facts, customer, moment.day);
  if (access.rule === 'break-glass') {
    const glass = facts.breakGlass.find(({ id }) => id === access.breakGlass);
    if (glass?.person !== person || glass.customer !== customer) return false;
    return glass.until > moment.instant && (glass.ended ?? glass.until) > moment.instant;
  }
  if (access.rule !== 'grant') return true;
  const grant = facts.grants.find(({ id }) => id === access.grant);
  if (grant?.person !== person || grant.customer !== customer || grant.role !== access.role) return false;
  const stands = grant.withdrawn === undefined && grant.from <= moment.day && moment.day <= grant.until;
  // It has begun, so its person has a side in every class, and this is it.
  const sides = classIds(facts)
    .filter(id => isMember(facts, id, customer, moment.day))
    .map(id => naiveSide(facts, person, id, moment));
  return stands && sides.every(side => side === customer);
}

/** Of one person: the list of hidden customers, and a record that was derived from some. */
function wrongLists(
  { facts, walls, moment }: Standing,
  {
    person,
    accesses,
    customers,
  }: { person: number; accesses: readonly Access[]; customers: readonly number[] },
): string[] {
  const hidden = CUSTOMERS.filter((_customer, at) => !accesses[at]?.open);
  const closed = customers.filter(customer => !naiveOpen(facts, person, customer, moment));
  const listed = hiddenFrom(walls, person, moment);
  return [
    ...(`${listed}` === `${hidden}` ? [] : [`hidden from ${person}: ${listed}, not ${hidden}`]),
    ...(openThroughAll(walls, person, customers, moment) === (closed.length === 0)
      ? []
      : [`derived from ${customers} for ${person}`]),
  ];
}

/** Sides that are not as the naive rules have them, or moved although nobody crossed and no member came or went. */
function wrongSides(
  { facts, walls, moment }: Standing,
  { person, before }: { person: number; before: Standing | undefined },
): string[] {
  return classIds(facts).flatMap(conflictClass => {
    const side = sideOf(walls, { person, conflictClass, moment })?.customer;
    const naive = naiveSide(facts, person, conflictClass, moment);
    // At midnight members come and go.
    const former =
      before?.moment.day === moment.day
        ? sideOf(before.walls, { person, conflictClass, moment: before.moment })?.customer
        : undefined;
    if (side === naive && (former === undefined || former === side)) return [];
    return [`side of ${person} in ${conflictClass}: ${side}, not ${naive}; was ${former}`];
  });
}

function rivalsOf(facts: WallFacts, customer: number, day: string): number[] {
  return classIds(facts)
    .filter(id => isMember(facts, id, customer, day))
    .flatMap(id => CUSTOMERS.filter(other => other !== customer && isMember(facts, id, other, day)));
}
