import type { Scope } from '@clientele/engine';
import type { Database } from '../database/open.ts';
import { type KnownCustomer, knownCustomers } from './store.ts';

/** The customers by id, read once for a revision of the book and a scope. */
export interface CustomerRegister {
  customers(scope: Scope, revision: number): Promise<ReadonlyMap<number, KnownCustomer>>;
}

export function openRegister(database: Database): CustomerRegister {
  let held: { key: string; customers: Promise<ReadonlyMap<number, KnownCustomer>> } | undefined;
  const read = async (scope: Scope) => {
    const customers = await database.within(scope, store => knownCustomers(scope, store));
    return new Map(customers.map(customer => [customer.id, customer]));
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
