import { type Scope, sideOf } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import { breakGlassBefore, crossingBefore } from './wall-before-store.ts';
import { activeIn, changed, idIn } from './wall-changes.ts';
import * as kept from './wall-store.ts';
import { type WallStores, walledCustomer } from './walls.ts';

// What lets somebody through against the rule: over to another side after cooling-off, or at once and for hours.

const DAY_MS = 86_400_000;

export async function approvedCrossing(
  stores: WallStores,
  scope: Scope,
  asked: { person: string; class: string; to: string; reason: string; coolingOffDays: number },
) {
  const to = await walledCustomer(stores, scope, asked.to);
  const { index, facts, moment } = await stores.walls.present();
  const from = dayAfter(moment.day, asked.coolingOffDays);
  return await changed(stores, scope, 'crossing approved', async (steward, store, names) => {
    const person = idIn(activeIn(names), asked.person, 'person');
    const conflictClass = idIn(names.classes, asked.class, 'conflict class');
    const approvedBy = anotherThan(scope, person);
    const members = facts.classes.find(({ id }) => id === conflictClass)?.members ?? [];
    if (!members.some(one => one.customer === to.id && (one.until ?? from) >= from))
      throw new Refusal('not-found', `${to.name} is not in this class on ${from}, so there is no such side.`);
    if (sideOf(index, { person: approvedBy, conflictClass, moment }) !== undefined)
      throw new Refusal(
        'on-a-side',
        'Who approves a crossing stands on no side of the class: ask another steward.',
      );
    const reason = asked.reason.trim();
    await kept.addCrossing(steward, store, { person, conflictClass, to: to.id, reason, from, approvedBy });
    const after = { person: asked.person, class: asked.class, to: to.publicId, reason, from };
    return { before: null, after, customers: [to.id] };
  });
}

/** Nobody withdraws their own: it would open the side again that they left. */
export async function withdrawnCrossing(stores: WallStores, scope: Scope, id: string) {
  return await changed(stores, scope, 'crossing withdrawn', async (steward, store) => {
    const before = await crossingBefore(steward, store, id);
    if (before?.person === scope.personId)
      throw new Refusal('own-approval', 'Nobody withdraws their own crossing: ask another steward.');
    if (!before || !(await kept.withdrawCrossing(steward, store, id)))
      throw new Refusal('not-found', 'There is no such crossing, or it was withdrawn before.');
    const after = await crossingBefore(steward, store, id);
    return { before: before.row, after: after?.row ?? null, customers: [before.customer] };
  });
}

export async function glassBroken(
  stores: WallStores,
  scope: Scope,
  asked: { person: string; customer: string; reason: string; hours: number },
) {
  const customer = await walledCustomer(stores, scope, asked.customer);
  return await changed(stores, scope, 'glass broken', async (steward, store, names) => {
    const person = idIn(activeIn(names), asked.person, 'person');
    const { hours } = asked;
    const [reason, approvedBy] = [asked.reason.trim(), anotherThan(scope, person)];
    await kept.addBreakGlass(steward, store, { person, customer: customer.id, reason, hours, approvedBy });
    const after = { person: asked.person, customer: customer.publicId, reason, hours };
    return { before: null, after, customers: [customer.id] };
  });
}

export async function glassMended(stores: WallStores, scope: Scope, id: string) {
  return await changed(stores, scope, 'break-glass ended', async (steward, store) => {
    const before = await breakGlassBefore(steward, store, id);
    if (!before || !(await kept.endBreakGlassAt(steward, store, id)))
      throw new Refusal('not-found', 'There is no such break-glass, or it was ended before.');
    const after = await breakGlassBefore(steward, store, id);
    return { before: before.row, after: after?.row ?? null, customers: [before.customer] };
  });
}

/** Approval is a second person's, whom the log can name. */
function anotherThan({ personId }: Scope, person: number): number {
  if (personId === 0)
    throw new Refusal(
      'not-a-person',
      'A person has to approve this: sign in on the pages, the local owner has no name.',
    );
  if (personId === person)
    throw new Refusal('own-approval', 'Nobody approves this for themselves: ask another steward.');
  return personId;
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + (days + 1) * DAY_MS).toISOString().slice(0, 10);
}
