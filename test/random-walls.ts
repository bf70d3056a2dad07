import { type Member, type Moment, PARTICIPANT_ROLES, type WallFacts } from '@clientele/engine';
import * as fc from 'fast-check';
import { isWalled } from './naive-walls.ts';

// Random histories of walls: a small company, so that everything meets everything else, and a clock that likes midnight.

export const PEOPLE = [1, 2, 3, 4];
export const CUSTOMERS = [11, 12, 13, 14, 15, 16];
const CLASSES = [1, 2, 3];
const TRAININGS = ['handling of drawings', 'export control'];
const DAY = 86_400_000;
/** The book lies two hours east, so that its days do not begin with those of the clock. */
const ZONE = 7_200_000;

export interface History {
  readonly facts: WallFacts;
  readonly instant: number;
  /** What the step that led here read behind a wall. */
  readonly read?: { readonly person: number; readonly customer: number } | undefined;
}

const KINDS = {
  grant: 6,
  withdraw: 2,
  attest: 5,
  'new rules': 1,
  'require training': 1,
  train: 4,
  lapse: 1,
  read: 9,
  'approve crossing': 2,
  'withdraw crossing': 1,
  'break glass': 2,
  'end break-glass': 1,
  'make class': 1,
  join: 2,
  leave: 2,
  wall: 1,
  unwall: 1,
  'time passes': 6,
} as const;
export type Kind = keyof typeof KINDS;

export interface Step {
  readonly kind: Kind;
  readonly person: number;
  readonly customer: number;
  readonly other: number;
  readonly a: number;
  readonly b: number;
}

export function steps(least: number, without: readonly Kind[] = []): fc.Arbitrary<Step[]> {
  const kinds = (Object.keys(KINDS) as Kind[]).filter(kind => !without.includes(kind));
  const kind = fc.oneof(...kinds.map(one => ({ weight: KINDS[one], arbitrary: fc.constant(one) })));
  const step = fc.record({
    kind,
    person: fc.constantFrom(...PEOPLE),
    customer: fc.constantFrom(...CUSTOMERS),
    other: fc.constantFrom(...PEOPLE),
    a: fc.nat({ max: 3 }),
    b: fc.nat({ max: 5 }),
  });
  return fc.array(step, { minLength: least, maxLength: least });
}

export const START: History = {
  instant: 20_500 * DAY,
  facts: {
    classes: [
      { id: 1, members: [11, 12, 13].map(customer => ({ customer, from: '2020-01-01' })) },
      { id: 2, members: [13, 14].map(customer => ({ customer, from: '2020-01-01' })) },
    ],
    walled: [{ customer: 15, from: '2020-01-01' }],
    grants: [],
    handling: [{ customer: 12, version: 1 }],
    attestations: [],
    trainingRequired: [{ customer: 13, training: TRAININGS[0] as string }],
    trainings: [],
    reads: [],
    crossings: [],
    breakGlass: [],
  },
};

export function momentOf({ instant }: History): Moment {
  return { day: dayOf(instant), instant };
}

/** What stands after a step; who may read is asked of `isOpen`. All but a read takes a millisecond at least. */
export function after(
  history: History,
  step: Step,
  isOpen: (person: number, customer: number, moment: Moment) => boolean,
): History {
  if (step.kind === 'time passes') {
    return { facts: history.facts, instant: later(history.instant, step) };
  }
  if (step.kind !== 'read') {
    const instant = history.instant + 1;
    return { instant, facts: { ...history.facts, ...changed(history.facts, step, instant) } };
  }
  const { facts, instant } = history;
  const read = readOf(history, step, isOpen);
  const known = facts.reads.some(one => one.person === read?.person && one.customer === read.customer);
  if (read === undefined || known) return { facts, instant, read };
  return { instant, read, facts: { ...facts, reads: [...facts.reads, { ...read, instant }] } };
}

/** Of what the person may see behind walls one customer: at random they would seldom be let in. */
function readOf(
  history: History,
  { person, a }: Step,
  isOpen: (person: number, customer: number, moment: Moment) => boolean,
): History['read'] {
  const moment = momentOf(history);
  const walled = CUSTOMERS.filter(customer => isWalled(history.facts, customer, moment.day));
  const open = walled.filter(customer => isOpen(person, customer, moment));
  const customer = open[a % Math.max(1, open.length)];
  return customer === undefined ? undefined : { person, customer };
}

type Change = Partial<WallFacts>;

function changed(facts: WallFacts, step: Step, instant: number): Change {
  return (
    grantsAfter(facts, step, instant) ??
    conditionsAfter(facts, step, instant) ??
    exceptionsAfter(facts, step, instant) ??
    membersAfter(facts, step, instant) ??
    {}
  );
}

function grantsAfter({ grants }: WallFacts, step: Step, instant: number): Change | undefined {
  const { kind, person, customer, a, b } = step;
  if (kind === 'withdraw') return { grants: ended(grants, step, 'withdrawn', instant) };
  if (kind !== 'grant') return undefined;
  // From yesterday, today, tomorrow or the day after; a last day is never over when the grant is made.
  const from = dayOf(instant + (a - 1) * DAY);
  const grant = {
    id: grants.length + 1,
    person,
    customer,
    role: PARTICIPANT_ROLES[b % 3] ?? 'reader',
    purpose: '',
  };
  const until = dayOf(instant + (Math.max(0, a - 1) + b * b) * DAY);
  return { grants: [...grants, { ...grant, from, until, begins: Math.max(startOf(from), instant) }] };
}

function conditionsAfter(facts: WallFacts, step: Step, instant: number): Change | undefined {
  const { kind, person, customer, a, b } = step;
  const training = TRAININGS[a % 2] as string;
  const today = dayOf(instant);
  switch (kind) {
    case 'attest': {
      const inForce = facts.handling.find(one => one.customer === customer)?.version ?? 1;
      const version = b === 0 ? inForce - 1 : inForce;
      return { attestations: [...facts.attestations, { person, customer, version, instant }] };
    }
    case 'new rules': {
      const others = facts.handling.filter(one => one.customer !== customer);
      const before = facts.handling.find(one => one.customer === customer)?.version ?? 0;
      return { handling: [...others, { customer, version: before + 1 }] };
    }
    case 'require training':
      return { trainingRequired: [...facts.trainingRequired, { customer, training }] };
    case 'train': {
      const passed = {
        person,
        training,
        from: dayOf(instant + (b % 2) * DAY),
        until: dayOf(instant + b * b * DAY),
      };
      return { trainings: [...facts.trainings, passed] };
    }
    case 'lapse': {
      const until = dayOf(instant - DAY);
      const lapses = (one: { person: number; until: string }) => one.person === person && one.until >= today;
      return { trainings: facts.trainings.map(one => (lapses(one) ? { ...one, until } : one)) };
    }
    default:
      return undefined;
  }
}

function exceptionsAfter(facts: WallFacts, step: Step, instant: number): Change | undefined {
  const { kind, person, customer, other, a, b } = step;
  const { crossings, breakGlass } = facts;
  switch (kind) {
    case 'approve crossing': {
      const from = dayOf(instant + a * DAY);
      const crossing = {
        id: crossings.length + 1,
        person,
        class: CLASSES[b % 3] as number,
        to: customer,
        from,
      };
      const begins = Math.max(startOf(from), instant);
      return { crossings: [...crossings, { ...crossing, begins, approvedBy: other }] };
    }
    case 'withdraw crossing':
      return { crossings: ended(crossings, step, 'withdrawn', instant) };
    case 'break glass': {
      const until = instant + ([2, 3_600_000, DAY, 3 * DAY][a] ?? DAY);
      const glass = { id: breakGlass.length + 1, person, customer, from: instant + (b % 2), until };
      return { breakGlass: [...breakGlass, { ...glass, approvedBy: other }] };
    }
    case 'end break-glass':
      return { breakGlass: ended(breakGlass, step, 'ended', instant) };
    default:
      return undefined;
  }
}

function membersAfter(facts: WallFacts, step: Step, instant: number): Change | undefined {
  const { kind, customer, a, b } = step;
  const id = CLASSES[b % 3] as number;
  const from = dayOf(instant + (a % 2) * DAY);
  const leaves = (member: Member) =>
    member.customer === customer && member.until === undefined
      ? { ...member, until: dayOf(instant - (a % 2) * DAY) }
      : member;
  switch (kind) {
    case 'make class': {
      const rival = CUSTOMERS[(CUSTOMERS.indexOf(customer) + 1 + a) % CUSTOMERS.length] as number;
      return {
        classes: [...facts.classes, { id, members: [customer, rival].map(one => ({ customer: one, from })) }],
      };
    }
    case 'join':
      return { classes: [...facts.classes, { id, members: [{ customer, from }] }] };
    case 'leave':
      return {
        classes: facts.classes.map(one =>
          one.id === id ? { ...one, members: one.members.map(leaves) } : one,
        ),
      };
    case 'wall':
      return { walled: [...facts.walled, { customer, from }] };
    case 'unwall':
      return { walled: facts.walled.map(leaves) };
    default:
      return undefined;
  }
}

/** One of the person's rows that still stand is ended; nothing where there is none. */
function ended<T extends { readonly person: number; readonly customer?: number }>(
  rows: readonly T[],
  { person, b }: Step,
  end: 'withdrawn' | 'ended',
  instant: number,
): T[] {
  const standing = rows.filter(row => row.person === person && !(end in row));
  const chosen = standing[b % Math.max(1, standing.length)];
  return rows.map(row => (row === chosen ? { ...row, [end]: instant } : row));
}

/** A millisecond, the last one of the day, midnight, or noon some days later. */
function later(instant: number, { a, b }: Step): number {
  const midnight = startOf(dayOf(instant)) + DAY;
  if (a === 0) return instant + 1;
  if (a === 1) return Math.max(instant, midnight - 1);
  if (a === 2) return midnight;
  return midnight + b * DAY + DAY / 2;
}

export function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - ZONE;
}

function dayOf(instant: number): string {
  return new Date(instant + ZONE).toISOString().slice(0, 10);
}
