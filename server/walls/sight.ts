import {
  type Access,
  accessTo,
  hiddenFrom,
  type Moment,
  type Reach,
  type Right,
  reachOf,
  rightsOf,
  seenByBoth,
  seenOf,
  type VisibleCustomers,
  type WallFacts,
  type WallsIndex,
  wallsIndex,
} from '@clientele/engine';
import type { Database } from '../database/open.ts';
import type { Identity } from '../people/identity.ts';
import { OWN_SCOPE } from '../stores.ts';
import { ownCustomers, rolesOf } from './own-customers-store.ts';
import { type WallState, wallFacts, wallState } from './wall-facts-store.ts';

/** The walls as they stand, at the present moment. */
export interface PresentWalls {
  readonly facts: WallFacts;
  readonly index: WallsIndex;
  readonly moment: Moment;
}

/** A walled customer that was in sight, and the rule that opened it. */
export interface SeenWalled {
  readonly customer: number;
  readonly access: Access;
}

/** What is decided by walls, from one state of them; asked anew at each request. */
export interface Walls {
  present(): Promise<PresentWalls>;
  /** Which customers an identity sees when it uses a right: as far as the right reaches, and no wall closes. */
  sight(identity: Pick<Identity, 'personId' | 'rights' | 'viewing'>, right: Right): Promise<VisibleCustomers>;
  /** The walled ones among customers that a person was just found to see, and the rule that opens each of them. */
  seenWalled(personId: number, visible: VisibleCustomers): readonly SeenWalled[];
  /** Whether a person's roles read a customer's records, walls apart. */
  reaches(person: number, customer: number): Promise<boolean>;
}

const PEOPLE_MOST = 500;

export function openWalls(database: Database): Walls {
  let held: { readonly revision: number; readonly facts: WallFacts; readonly index: WallsIndex } | undefined;
  let latest: Moment | undefined;
  /** The same list as before where it says the same: what stands on it is then known to be the same too. */
  const seen = new Map<string, { readonly key: string; readonly customers: VisibleCustomers }>();

  const standing = async (state: WallState) => {
    latest = state.moment;
    if (held?.revision !== state.revision) {
      const facts = await database.within(OWN_SCOPE, store => wallFacts(OWN_SCOPE, store));
      held = { revision: state.revision, facts, index: wallsIndex(facts) };
    }
    return held;
  };
  const remembered = (of: string, customers: VisibleCustomers): VisibleCustomers => {
    const key = JSON.stringify(customers);
    const before = seen.get(of);
    const same = before?.key === key ? before : { key, customers };
    seen.delete(of);
    seen.set(of, same);
    const [oldest] = seen.keys();
    if (seen.size > PEOPLE_MOST && oldest !== undefined) seen.delete(oldest);
    return same.customers;
  };
  /** A participant's account is the person's too, for as long as the wall lets them in. */
  const owned = async (personId: number, { index }: { index: WallsIndex }, moment: Moment) => {
    const own = await database.within(OWN_SCOPE, store => ownCustomers(OWN_SCOPE, store, personId));
    const walls = index.people.get(personId);
    const all = new Set([...own, ...(walls?.grants.keys() ?? []), ...(walls?.breakGlass.keys() ?? [])]);
    const mine = new Set(own);
    const isOpen = (id: number) => {
      const access = accessTo(index, personId, id, moment);
      return access.open && (access.rule !== 'unwalled' || mine.has(id));
    };
    return [...all].filter(isOpen).sort((a, b) => a - b);
  };

  const sightOf = async (personId: number, reach: Reach): Promise<VisibleCustomers> => {
    if (personId === 0) return reach === 'all' ? 'all' : [];
    if (reach === 'none') return [];
    const state = await database.within(OWN_SCOPE, store => wallState(OWN_SCOPE, store));
    const now = await standing(state);
    const hidden = hiddenFrom(now.index, personId, state.moment);
    const own = () => owned(personId, now, state.moment);
    return remembered(`${personId} ${reach}`, await reached(reach, hidden, own));
  };

  return {
    present: async () => {
      const state = await database.within(OWN_SCOPE, store => wallState(OWN_SCOPE, store));
      const { facts, index } = await standing(state);
      return { facts, index, moment: state.moment };
    },
    sight: async ({ personId, rights, viewing }, right) => {
      const own = await sightOf(personId, reachOf(viewing?.ownRights ?? rights, right));
      if (!viewing) return own;
      const theirs = await sightOf(viewing.personId, reachOf(viewing.rights, right));
      return remembered(`${personId} as ${viewing.personId} ${right}`, seenByBoth(own, theirs));
    },
    seenWalled: (personId, visible) => {
      if (held === undefined || latest === undefined) return [];
      const { index } = held;
      const moment = latest;
      return seenOf({ customers: visible }, index.walledOn(moment.day)).map(customer => ({
        ...{ customer, access: accessTo(index, personId, customer, moment) },
      }));
    },
    reaches: async (person, customer) => {
      const roles = await database.within(OWN_SCOPE, store => rolesOf(OWN_SCOPE, store, person));
      const reach = reachOf(rightsOf(roles), 'customers.read');
      if (reach !== 'own') return reach === 'all';
      const granted = held?.index.people.get(person);
      if (granted?.grants.has(customer) || granted?.breakGlass.has(customer)) return true;
      const own = await database.within(OWN_SCOPE, store => ownCustomers(OWN_SCOPE, store, person));
      return own.includes(customer);
    },
  };
}

async function reached(
  reach: Reach,
  hidden: readonly number[],
  own: () => Promise<readonly number[]>,
): Promise<VisibleCustomers> {
  if (reach === 'own') return await own();
  return hidden.length === 0 ? 'all' : { except: hidden };
}
