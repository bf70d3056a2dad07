import { customerEndpoints } from '../../contract/customers.ts';
import type { Database } from '../database/open.ts';
import type { Bind } from '../routing.ts';
import { searchCustomers } from './store.ts';

export function bindCustomers(bind: Bind, { database }: { readonly database: Database }): void {
  bind(customerEndpoints.findCustomers, async ({ scope, query }) => {
    const found = await database.within(scope, store => searchCustomers(scope, store, query.search));
    return found.map(({ publicId, sourceKey, name, segment, country }) => ({
      id: publicId,
      sourceKey,
      name,
      segment,
      country,
    }));
  });
}
