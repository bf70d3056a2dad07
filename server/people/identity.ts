import { type Right, type Rights, rightsOf, type Scope, type VisibleCustomers } from '@clientele/engine';

/** Who asks, over which surface, and what they may do. */
export interface Identity extends Pick<Scope, 'personId' | 'person' | 'surface'> {
  readonly rights: Rights;
}

/** Which customers an identity sees when it uses a right. */
export type Sight = (identity: Identity, right: Right) => Promise<VisibleCustomers>;

/** Whoever can reach the data folder may do what its owner may: over its socket, and in a process that opened it. */
export function localIdentity(surface: Scope['surface']): Identity {
  return { personId: 0, person: 'local owner', surface, rights: rightsOf(['owner']) };
}
