import { localOwner } from '@clientele/engine';
import { openRegister } from '../server/customers/register.ts';
import { openFieldSums } from '../server/measures/field-sums.ts';
import { openMeasures } from '../server/measures/measures.ts';
import { openCosting } from '../server/profit/costing.ts';
import type { ProfitStores } from '../server/profit/ranked.ts';
import { disclosureRule } from '../server/settings/disclosure-rule.ts';
import type { TestHouse } from './house.ts';

const SCOPE = localOwner('test');

/** What the use cases of profit work with, on the stores of a house, for tests that ask them without its HTTP face. */
export function profitStores(house: TestHouse, others: Partial<ProfitStores> = {}): ProfitStores {
  const { database, ledger } = house.stores;
  return {
    database,
    ledger,
    costing: openCosting(house.stores, openMeasures(house.stores, SCOPE), SCOPE),
    register: openRegister(database),
    recent: new Map(),
    disclosure: disclosureRule({}),
    fieldSums: openFieldSums(ledger, SCOPE),
    ...others,
  };
}
