/**
 * Who asks, over which surface, and which customers they may see. Every read and write takes one: no scope, no rows.
 * Until people can sign in there is one person, the local owner, who may see all.
 */
export interface Scope {
  readonly person: string;
  readonly surface: 'web' | 'command line' | 'job' | 'test';
  /** The customers' ids in the store, or all of them (then also what belongs to no customer). */
  readonly customers: 'all' | readonly number[];
}

export function localOwner(surface: Scope['surface']): Scope {
  return { person: 'local owner', surface, customers: 'all' };
}

/** Whether the scope takes in figures of the whole company: unassigned lines, pools, capacity. */
export function seesWholeCompany(scope: Scope): boolean {
  return scope.customers === 'all';
}
