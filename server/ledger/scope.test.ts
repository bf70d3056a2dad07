import type { Scope } from '@clientele/engine';
import { expect, test } from 'vitest';
import { testHouse } from '../../test/house.ts';
import { scopedQuery } from './ledger.ts';

const CUSTOMERS = 2400;
const SALES = scopedQuery('sales-by-customer');
const YEAR = {
  first: 202501,
  last: 202512,
  first_year: 2025,
  last_year: 2025,
  first_odd: 202600,
  last_odd: 202499,
};
const LINES = Array.from({ length: CUSTOMERS }, (_, i) => `A${i},C${i},P1,2025-01-10,1,${i + 1}\n`);

test.each(['duckdb', 'postgres'])(
  'a query on %s answers of the customers in scope only, however many',
  async engine => {
    const house = await testHouse(undefined, { CLIENTELE_LEDGER: engine, DATABASE_URL: '' });
    try {
      const text = `order,customer,product,day,quantity,amount\n${LINES.join('')}A,,P1,2025-01-10,1,7\n`;
      await house.send('lines.csv', text, { currency: 'EUR' });
      await house.get('/portfolio');
      const ids = [...(await house.customerKeys()).keys()].filter(id => id > 0).sort((a, b) => a - b);
      expect(ids).toHaveLength(CUSTOMERS);
      const seen = async (customers: Scope['customers']) => {
        const scope: Scope = { personId: 7, person: 'somebody', surface: 'test', customers };
        const { customer_id } = await house.stores.ledger.columns(scope, SALES, YEAR);
        return Array.from(customer_id as Float64Array);
      };
      expect(await seen('all')).toEqual([0, ...ids]);
      for (const count of [0, 1, 2, 128, 129, 1000, CUSTOMERS]) {
        const some = ids.slice(CUSTOMERS - count);
        // Whose number there is not, and whatever belongs to nobody, brings no row.
        expect(await seen([0, ...some, 2 ** 40])).toEqual(some);
        expect(await seen([0, ...some, 5000])).toEqual(some);
        expect(await seen(some)).toEqual(some);
        expect(await seen({ except: some })).toEqual(ids.slice(0, CUSTOMERS - count));
      }
    } finally {
      await house.close();
    }
  },
);
