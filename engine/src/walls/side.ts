import { type Crossing, isMemberOn, isOver, type Moment } from './walls.ts';
import { compareEvents, type SideEvent, type WallsIndex } from './walls-index.ts';

/** The customer on whose side a person stands in a class, and what put them there. */
export type Side = { readonly customer: number } & (
  | { readonly by: 'grant'; readonly grant: number }
  | { readonly by: 'read'; readonly instant: number }
  | { readonly by: 'crossing'; readonly crossing: number }
);

interface Standing {
  readonly person: number;
  readonly conflictClass: number;
  readonly moment: Moment;
}

/**
 * The side of a person in a conflict class: among the members of that day the customer of the earliest event, an event
 * being a confidential read or the beginning of a grant (Brewer & Nash 1989, simple security). Undefined where there is none.
 *
 * A day compares with an instant by the instant at which it begins, which the facts bring along as `begins`; a grant that
 * was made later than that begins when it was made. Events of one instant: grants before reads, then the lower id.
 * - A grant that was withdrawn before it began never counted; one withdrawn later leaves its side, since what was known
 *   stays known. Whether it was ever attested makes no difference: it could be at any time.
 * - A read by break-glass is a read like any other. Where the person had a side it comes later, and so changes nothing.
 * - A crossing that holds goes before all events, the latest one first. It holds from its day on, unless it was withdrawn,
 *   if somebody else approved it who stood on no side of the class by then; a read in that very instant comes after it.
 * - Who left the class counts for nothing in it, and counts again after coming back.
 *
 * Example: a grant for customer 1 that began on Monday at 00:00 and a read of customer 2 on Monday at 00:30 → side of 1.
 */
export function sideOf(walls: WallsIndex, standing: Standing): Side | undefined {
  const crossing = lastCrossing(walls, standing);
  if (crossing !== undefined) return { customer: crossing.to, by: 'crossing', crossing: crossing.id };
  const event = firstEvent(walls, standing);
  if (event === undefined) return undefined;
  const { customer, by, id, instant } = event;
  return by === 'grant' ? { customer, by, grant: id } : { customer, by, instant };
}

function lastCrossing(walls: WallsIndex, { person, conflictClass, moment }: Standing): Crossing | undefined {
  const crossings = walls.people.get(person)?.crossings.get(conflictClass) ?? [];
  return crossings
    .filter(({ to }) => walls.classesOn(to, moment.day).includes(conflictClass))
    .filter(crossing => crossing.from <= moment.day && hasBegun(crossing, moment.instant))
    .filter(crossing => isRightlyApproved(walls, crossing))
    .sort((a, b) => a.begins - b.begins || a.id - b.id)
    .at(-1);
}

/**
 * The approver is another person who on the crossing's first day stood on no side of the class, nor had crossed in it. It is
 * asked of that day and not of today, so that an approver who joins a side later sends nobody back.
 */
function isRightlyApproved(walls: WallsIndex, crossing: Crossing): boolean {
  const { person, approvedBy, class: conflictClass, from, begins } = crossing;
  if (approvedBy === person) return false;
  const crossings = walls.people.get(approvedBy)?.crossings.get(conflictClass) ?? [];
  if (crossings.some(own => hasBegun(own, begins))) return false;
  const event = firstEvent(walls, {
    person: approvedBy,
    conflictClass,
    moment: { day: from, instant: begins },
  });
  return event === undefined || (event.by === 'read' && event.instant === begins);
}

function hasBegun({ begins, withdrawn }: Crossing, instant: number): boolean {
  return begins <= instant && !isOver(withdrawn, instant);
}

function firstEvent(walls: WallsIndex, { person, conflictClass, moment }: Standing): SideEvent | undefined {
  const events = walls.people.get(person)?.events;
  if (events === undefined) return undefined;
  let first: SideEvent | undefined;
  for (const member of walls.members.get(conflictClass) ?? []) {
    const event = events.get(member.customer)?.[0];
    if (event === undefined || event.instant > moment.instant || !isMemberOn(member, moment.day)) continue;
    if (first === undefined || compareEvents(event, first) < 0) first = event;
  }
  return first;
}
