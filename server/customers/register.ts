import type { Scope } from '@clientele/engine';
import type { Database } from '../database/open.ts';
import { type KnownCustomer, knownCustomers } from './store.ts';

/** All customers in scope, ordered by id. */
export interface KnownCustomers {
  readonly ids: Float64Array;
  readonly cards: readonly KnownCustomer[];
  /** Positions in `cards` in the order of the source keys. */
  readonly byKey: Uint32Array;
}

/** The customers, read once for a revision of the book and a scope. */
export interface CustomerRegister {
  customers(scope: Scope, revision: number): Promise<KnownCustomers>;
}

export function openRegister(database: Database): CustomerRegister {
  let held: { key: string; customers: Promise<KnownCustomers> } | undefined;
  const read = async (scope: Scope) => {
    const cards = await database.within(scope, store => knownCustomers(scope, store));
    return {
      ids: Float64Array.from(cards, ({ id }) => id),
      cards,
      byKey: orderOf(cards.map(({ sourceKey }) => sourceKey)),
    };
  };
  return {
    customers: (scope, revision) => {
      const key = JSON.stringify([revision, scope.customers]);
      if (held?.key !== key) {
        const customers = read(scope);
        held = { key, customers };
        customers.catch(() => {
          held = undefined;
        });
      }
      return held.customers;
    },
  };
}

function orderOf(keys: readonly string[]): Uint32Array {
  const order = Uint32Array.from(keys.keys());
  return order.sort((a, b) => ((keys[a] as string) < (keys[b] as string) ? -1 : 1));
}
