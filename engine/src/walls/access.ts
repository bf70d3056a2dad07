import { sideOf } from './side.ts';
import {
  type Grant,
  holdsOn,
  isOver,
  type Moment,
  PARTICIPANT_ROLES,
  type ParticipantRole,
} from './walls.ts';
import type { PersonWalls, WallsIndex } from './walls-index.ts';

/** The rule that opens a customer's confidential records to a person. */
export type OpenAccess =
  | { readonly open: true; readonly rule: 'unwalled' }
  | { readonly open: true; readonly rule: 'grant'; readonly grant: number; readonly role: ParticipantRole }
  | { readonly open: true; readonly rule: 'break-glass'; readonly breakGlass: number };

/** The rule that closes them. It is for stewards and the log: the person is told "not found" and nothing else. */
export type ClosedAccess =
  | { readonly open: false; readonly rule: 'no grant' }
  | { readonly open: false; readonly rule: 'withdrawn' | 'ended' | 'not begun'; readonly grant: number }
  | { readonly open: false; readonly rule: 'not attested'; readonly version: number }
  | { readonly open: false; readonly rule: 'training lapsed'; readonly training: string }
  | { readonly open: false; readonly rule: 'other side'; readonly class: number; readonly customer: number };

export type Access = OpenAccess | ClosedAccess;

/**
 * Whether a person may read a customer's confidential records at a moment, and by which rule.
 *
 * Open is what has no wall that day. Behind one a grant opens that has begun, is not over and not withdrawn, while its
 * person has attested the handling rules in force, all training that the customer requires is current, and the person
 * stands on no other side of any class that the customer is in that day. Of several grants the most powerful counts, then
 * the one of the lower id. Without one, break-glass opens, whatever the side: from its first instant until before its last,
 * if another person approved it. Whatever ends, ends at its very instant.
 *
 * Closed is named by what is nearest to opening: other side, training, attestation, then not begun, ended, withdrawn, none.
 *
 * Example: a grant through 2026-03-31 is `grant` on that day and `ended` on 2026-04-01.
 */
export function accessTo(walls: WallsIndex, person: number, customer: number, moment: Moment): Access {
  if (!walls.isWalled(customer, moment.day)) return { open: true, rule: 'unwalled' };
  const own = walls.people.get(person);
  if (own === undefined) return { open: false, rule: 'no grant' };
  const grant = bestOf(own.grants.get(customer)?.filter(one => isLive(one, moment)) ?? []);
  const closed =
    grant === undefined
      ? whyNotLive(own.grants.get(customer) ?? [], moment)
      : (whyNotEffective({ walls, own, customer, moment }) ?? otherSide({ walls, person, customer, moment }));
  if (grant !== undefined && closed === undefined) {
    return { open: true, rule: 'grant', grant: grant.id, role: grant.role };
  }
  const breakGlass = breakGlassOf(own, { person, customer, instant: moment.instant });
  if (breakGlass !== undefined) return { open: true, rule: 'break-glass', breakGlass };
  return closed ?? { open: false, rule: 'no grant' };
}

/**
 * Whether a record that was derived from several customers is open: only through the walls of all of them (Brewer & Nash
 * 1989, the *-rule), so what rests on two rivals is open to nobody without break-glass. One of no customer has no wall.
 */
export function openThroughAll(
  walls: WallsIndex,
  person: number,
  customers: readonly number[],
  moment: Moment,
): boolean {
  return customers.every(customer => accessTo(walls, person, customer, moment).open);
}

interface Asked {
  readonly walls: WallsIndex;
  readonly customer: number;
  readonly moment: Moment;
}

function isLive(grant: Grant, { day, instant }: Moment): boolean {
  return holdsOn(grant, day) && grant.begins <= instant && !isOver(grant.withdrawn, instant);
}

function bestOf(grants: readonly Grant[]): Grant | undefined {
  const power = ({ role }: Grant) => PARTICIPANT_ROLES.indexOf(role);
  return [...grants].sort((a, b) => power(a) - power(b) || a.id - b.id)[0];
}

/** Of grants none of which is live; of several for the same reason the newest. */
function whyNotLive(grants: readonly Grant[], { day, instant }: Moment): ClosedAccess {
  const newestFirst = [...grants].sort((a, b) => b.id - a.id);
  const standing = newestFirst.filter(({ withdrawn }) => !isOver(withdrawn, instant));
  const ended = standing.find(({ until }) => until < day);
  const coming = standing.find(({ until }) => until >= day);
  if (coming !== undefined) return { open: false, rule: 'not begun', grant: coming.id };
  if (ended !== undefined) return { open: false, rule: 'ended', grant: ended.id };
  const [withdrawn] = newestFirst;
  return withdrawn === undefined
    ? { open: false, rule: 'no grant' }
    : { open: false, rule: 'withdrawn', grant: withdrawn.id };
}

function whyNotEffective({
  walls,
  own,
  customer,
  moment: { day, instant },
}: Asked & { own: PersonWalls }): ClosedAccess | undefined {
  const version = walls.handling.get(customer);
  const attested = own.attestations
    .get(customer)
    ?.some(attestation => attestation.version === version && attestation.instant <= instant);
  if (version !== undefined && attested !== true) return { open: false, rule: 'not attested', version };
  const lapsed = walls.trainingRequired
    .get(customer)
    ?.find(training => !own.trainings.get(training)?.some(passed => holdsOn(passed, day)));
  return lapsed === undefined ? undefined : { open: false, rule: 'training lapsed', training: lapsed };
}

function otherSide({
  walls,
  person,
  customer,
  moment,
}: Asked & { person: number }): ClosedAccess | undefined {
  for (const conflictClass of walls.classesOn(customer, moment.day)) {
    const side = sideOf(walls, { person, conflictClass, moment });
    if (side !== undefined && side.customer !== customer) {
      return { open: false, rule: 'other side', class: conflictClass, customer: side.customer };
    }
  }
  return undefined;
}

function breakGlassOf(
  own: PersonWalls,
  { person, customer, instant }: { person: number; customer: number; instant: number },
): number | undefined {
  const standing = own.breakGlass
    .get(customer)
    ?.find(
      ({ from, until, approvedBy, ended }) =>
        from <= instant && instant < until && !isOver(ended, instant) && approvedBy !== person,
    );
  return standing?.id;
}
