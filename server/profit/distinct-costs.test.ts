import { localOwner, type Scope } from '@clientele/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { productsBought } from './distinct-costs.ts';

const SCOPE = localOwner('test');
const PERIODS = [undefined, { from: '2025-02', through: '2025-04' }];

describe.each(['duckdb', 'postgres'])('distinct products on %s', engine => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await testHouse(undefined, { CLIENTELE_LEDGER: engine, DATABASE_URL: '' });
    await house.ask('/example', 'POST');
    // What nobody bought.
    await house.send(
      'nobody.csv',
      'order,customer,product,day,quantity,amount\nN-1,,P-1,2025-03-04,2,12.5\n',
      { currency: 'EUR' },
    );
    await house.get('/portfolio');
  });
  afterAll(() => house.close());

  test('are of those in scope, however many a wall hides', async () => {
    const { ledger } = house.stores;
    const all = [...(await house.customerKeys()).keys()].filter(id => id > 0);
    const [one = 0, another = 0] = all;
    const far = Array.from({ length: 2001 }, (_, at) => 100_000 + at);
    for (const period of PERIODS) {
      const bought = (customers: Scope['customers']) =>
        productsBought(ledger, { ...SCOPE, customers }, { period });
      const { customer_id: everybody } = await bought('all');
      expect((everybody as Float64Array)[0]).toBe(0);
      for (const except of [
        [],
        [one],
        [another, one, all.at(-1) ?? 0, 999_999],
        all.slice(2),
        all,
        [one, ...far],
      ]) {
        const seen = all.filter(id => !except.includes(id));
        expect(await bought({ except })).toEqual(await bought(seen));
      }
    }
  });
});
