import {
  may,
  type Right,
  type Rights,
  type RoleName,
  reachOf,
  rightsOf,
  rightsOfBoth,
  type Scope,
  type VisibleCustomers,
} from '@clientele/engine';

/** Who asks, over which surface, and what they may do. */
export interface Identity extends Pick<Scope, 'personId' | 'person' | 'surface'> {
  readonly rights: Rights;
  /** As whom they look at the product; then `rights` are those that both have. */
  readonly viewing?: Viewing | undefined;
}

interface Viewing {
  readonly personId: number;
  readonly person: string;
  readonly id: string;
  readonly since: string;
  /** What the viewed person may, and what the one who looks may by themselves. */
  readonly rights: Rights;
  readonly ownRights: Rights;
}

/** Which customers an identity sees when it uses a right. */
export type Sight = (identity: Identity, right: Right) => Promise<VisibleCustomers>;

/** Whoever can reach the data folder may do what its owner may: over its socket, and in a process that opened it. */
export function localIdentity(surface: Scope['surface']): Identity {
  return { personId: 0, person: 'local owner', surface, rights: rightsOf(['owner']) };
}

/** Who has not signed in yet, at the endpoints that are open to everybody: it may nothing and sees nobody. */
export const NOBODY: Identity = { personId: -1, person: 'nobody signed in', surface: 'web', rights: {} };

/** Of some rights those that are named, each as far as it reached. */
export function narrowed(rights: Rights, named: readonly Right[]): Rights {
  return Object.fromEntries(
    named.filter(right => may(rights, right)).map(right => [right, reachOf(rights, right)]),
  );
}

interface Viewed extends Pick<Viewing, 'personId' | 'id' | 'since'> {
  readonly name: string;
  readonly roles: readonly RoleName[];
}

/** Whoever looks as another may what both may, and is still who asks. */
export function viewingAs(identity: Identity, { personId, id, name, roles, since }: Viewed): Identity {
  const theirs = rightsOf(roles);
  return {
    ...identity,
    rights: rightsOfBoth(identity.rights, theirs),
    viewing: { personId, id, person: name, since, rights: theirs, ownRights: identity.rights },
  };
}
