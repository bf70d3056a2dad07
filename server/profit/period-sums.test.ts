import { localOwner, type Scope } from '@clientele/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { checkKeptSums, keepingLedger } from '../../test/kept-sums.ts';
import { profitStores } from '../../test/profit-stores.ts';
import { activityCosts } from './activity-costs.ts';
import { bridgeAnswer } from './bridge.ts';
import type { SlotLedger } from './period-slots.ts';
import { periodSums, periodTotals } from './period-sums-store.ts';
import { productMapAnswer } from './product-map.ts';
import { readAheadDone, stopReadingAhead } from './reading-ahead.ts';
import { NET } from './totals.ts';

const WHOLE = localOwner('test');
const ALL = { first: 0, last: 999_999 };
const YEAR = { from: '2025-01', through: '2025-12' };

describe.each(['duckdb', 'postgres'])('what is kept of all customers on %s', engine => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await testHouse(undefined, { CLIENTELE_LEDGER: engine, DATABASE_URL: '' });
    await house.ask('/example', 'POST');
  });
  afterAll(() => house.close());

  /** The same ledger, which has read nothing ahead. */
  const fresh = (): SlotLedger => ({ ...house.stores.ledger });

  test('adds up to what the ledger groups, and is read anew once something was written', async () => {
    await checkKeptSums(house);
    const sent = await house.send(
      'more.csv',
      'order,customer,product,day,quantity,amount\nA-77,NEW-1,P-77,2025-03-04,2,1234.56\n',
      { currency: 'EUR' },
    );
    await house.get('/portfolio');
    await checkKeptSums(house);
    await house.undo(sent.id);
    await house.get('/portfolio');
    await checkKeptSums(house);
  });

  test('is of those alone whom a scope takes in', async () => {
    const { ledger } = keepingLedger(house.stores);
    const { customer_id: ids } = await periodSums(WHOLE, ledger, NET, ALL);
    await readAheadDone(ledger);
    const customers = Array.from(ids as Float64Array).filter(id => id > 0);
    const seen = async (scope: Scope['customers']) => {
      const { customer_id } = await periodSums({ ...WHOLE, customers: scope }, ledger, NET, ALL);
      return Array.from(customer_id as Float64Array);
    };
    expect(await seen({ except: customers.slice(2) })).toEqual(customers.slice(0, 2));
    const some = Array.from({ length: 20_000 }, (_, at) => at * 3);
    expect(await seen(some)).toEqual(customers.filter(id => id % 3 === 0));
    const totals = await periodTotals({ ...WHOLE, customers: some }, ledger, NET, ALL);
    const grouped = await periodSums({ ...WHOLE, customers: some.slice(0, 5000) }, fresh(), NET, ALL);
    const net = (grouped.net_revenue as Float64Array).reduce((total, amount) => total + BigInt(amount), 0n);
    expect(totals?.net_revenue).toBe(net);
    expect(net).toBeGreaterThan(0n);
  });

  test('gives activities, bridges and products behind a wall the figures that the ledger gives', async () => {
    const scope: Scope = { ...WHOLE, customers: { except: [2, 5] } };
    const { ledger, asked } = keepingLedger(house.stores);
    const opened = profitStores(house, { ledger });
    const answers = async () => {
      // Of portfolios that nobody has asked for yet.
      const stores = { ...opened, recent: new Map() };
      const costs = await activityCosts(ledger, scope, YEAR);
      return {
        costs: costs.filter(({ own }) => !own),
        bridge: await bridgeAnswer(stores, scope, { to: '2025', from: '2024' }),
        cells: await productMapAnswer(stores, scope, {
          period: '2025',
          by: 'revenue',
          customers: 40,
          products: 16,
        }),
      };
    };
    const ofCosts = (text: string) => /\bcustomer_cost\b|AS nobody/.test(text);
    const grouped = await answers();
    expect(asked.filter(ofCosts).length).toBeGreaterThan(3);
    await readAheadDone(ledger);
    asked.length = 0;
    expect(await answers()).toEqual(grouped);
    expect(asked.filter(ofCosts)).toEqual([]);
    expect(grouped.costs.length).toBeGreaterThan(2);
  });

  test('is not read once the house is being closed', async () => {
    const { ledger, asked } = keepingLedger(house.stores);
    await stopReadingAhead(ledger);
    await periodSums(WHOLE, ledger, NET, ALL);
    await readAheadDone(ledger);
    expect(asked.filter(text => /customer_year/.test(text)).length).toBe(1);
  });
});
