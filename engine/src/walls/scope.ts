/**
 * Who asks, over which surface, and which customers they may see. Every read and write takes one: no scope, no rows.
 */
export interface Scope {
  /**
   * Number of the person, which walls know; 0 is the installation itself, which is whoever can reach the data folder, and
   * what the program does on its own account.
   */
  readonly personId: number;
  /** As it is written down beside what the person changes. */
  readonly person: string;
  readonly surface: 'web' | 'command line' | 'api' | 'job' | 'test';
  readonly customers: VisibleCustomers;
  /** Number of the person as whom somebody looks at the product: what is hidden from either is hidden. */
  readonly viewedAs?: number | undefined;
}

/** The ids in the store of some customers, all but some, or everything: then also what belongs to no customer. */
export type VisibleCustomers = 'all' | readonly number[] | { readonly except: readonly number[] };

export function localOwner(surface: Scope['surface']): Scope {
  return { personId: 0, person: 'local owner', surface, customers: 'all' };
}

/**
 * What the program itself does on somebody's behalf, who stays written beside it: a file is read whole, whoever sent it.
 * Answered with are only names, to who runs walls; what a minute costs, which is the same to all; and sums over customers, as
 * far as the disclosure rule goes, or of those in sight alone, worked out by taking the others away.
 */
export function asInstallation(scope: Scope): Scope {
  return { ...scope, personId: 0, customers: 'all', viewedAs: undefined };
}

/** Whether the scope takes in figures of the whole company: unassigned lines, pools, capacity. */
export function seesWholeCompany(scope: Scope): boolean {
  return scope.customers === 'all';
}

/**
 * Those of some customers that the scope sees, in their order.
 * Example: [1, 2, 3] for who sees all but 2 → [1, 3]
 */
export function seenOf({ customers }: Pick<Scope, 'customers'>, some: readonly number[]): readonly number[] {
  if (customers === 'all') return some;
  if ('except' in customers) {
    const hidden = new Set(customers.except);
    return some.filter(id => !hidden.has(id));
  }
  const seen = new Set(customers);
  return some.filter(id => seen.has(id));
}

/**
 * The customers that two people both see.
 * Example: all but 2, and 1 and 2 → 1
 */
export function seenByBoth(one: VisibleCustomers, other: VisibleCustomers): VisibleCustomers {
  if (one === 'all') return other;
  if (other === 'all') return one;
  if ('except' in one) {
    if (!('except' in other)) return seenOf({ customers: one }, other);
    return { except: [...new Set([...one.except, ...other.except])].sort((a, b) => a - b) };
  }
  return seenOf({ customers: other }, one);
}
