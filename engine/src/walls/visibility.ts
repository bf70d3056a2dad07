import { firstAtLeast } from '../units/ascending.ts';
import { accessTo, type OpenAccess } from './access.ts';
import type { Moment } from './walls.ts';
import type { WallsIndex } from './walls-index.ts';

/** A person to whom a customer is open, and the rule that lets them in. */
export interface LetIn {
  readonly person: number;
  readonly access: OpenAccess;
}

/**
 * All walled customers that are closed to a person at a moment, ascending. Only what the person was ever let into is asked
 * about one by one, so that it takes no longer the more people there are.
 * Example: 1, 2 and 3 are walled and the person has a grant for 2 → [1, 3]
 */
export function hiddenFrom(walls: WallsIndex, person: number, moment: Moment): readonly number[] {
  const own = walls.people.get(person);
  const walled = walls.walledOn(moment.day);
  if (own === undefined) return walled;
  const asked = new Set([...own.grants.keys(), ...own.breakGlass.keys()]);
  const open = [...asked].filter(customer => accessTo(walls, person, customer, moment).open);
  return without(
    walled,
    open.sort((a, b) => a - b),
  );
}

/** Those of the people who can see a customer at a moment, in their order, each with the rule that lets them in. */
export function whoCanSee(
  walls: WallsIndex,
  people: readonly number[],
  customer: number,
  moment: Moment,
): readonly LetIn[] {
  return people.flatMap(person => {
    const access = accessTo(walls, person, customer, moment);
    return access.open ? [{ person, access }] : [];
  });
}

/** Both ascending. Few are taken out of many, so the runs between them are copied as a whole. */
function without(customers: readonly number[], taken: readonly number[]): readonly number[] {
  const runs: (readonly number[])[] = [];
  let from = 0;
  for (const customer of taken) {
    const at = firstAtLeast(customers, customer);
    if (customers[at] !== customer) continue;
    runs.push(customers.slice(from, at));
    from = at + 1;
  }
  return from === 0 ? customers : [...runs, customers.slice(from)].flat();
}
