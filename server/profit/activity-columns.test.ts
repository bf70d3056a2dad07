import { localOwner, type Scope } from '@clientele/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { profitStores } from '../../test/profit-stores.ts';
import type { Columns } from '../ledger/ledger.ts';
import { activityColumns } from './activity-columns.ts';
import { monthBounds } from './months.ts';
import { type ProfitStores, rankedPortfolio } from './ranked.ts';

const WHOLE = localOwner('test');

let house: TestHouse;
/** The activities that were asked for one by one. */
const asked: unknown[] = [];
let stores: ProfitStores;
beforeAll(async () => {
  house = await testHouse();
  await house.ask('/example', 'POST');
  const { ledger } = house.stores;
  const columns = (...[scope, query, given]: Parameters<typeof ledger.columns>): Promise<Columns> => {
    const activity = /activity_number = (\d+) AND NOT own/.exec(query.sql)?.[1];
    if (activity !== undefined) asked.push(Number(activity));
    return ledger.columns(scope, query, given);
  };
  stores = profitStores(house, { ledger: { ...ledger, columns } });
});
afterAll(() => house.close());

test.each([
  ['all', 'all'],
  ['2025', 'all'],
  ['2024-11..2025-02', 'all'],
  ['2025-02', { except: [1, 2, 3] }],
  ['2025', [2, 3, 5, 8, 13]],
] as const)(
  'what each activity cost in %s is what its rows add up to, of customers %j',
  async (text, customers) => {
    const scope: Scope = { ...WHOLE, customers };
    const { portfolio, period } = await rankedPortfolio(stores, scope, text);
    const { totals } = portfolio;
    asked.length = 0;
    const columns = await activityColumns(stores.ledger, scope, portfolio, period);
    const sql = `SELECT activity_number, customer_id, CAST(sum(amount) AS BIGINT) AS amount FROM customer_cost
    WHERE NOT own AND month BETWEEN :first AND :last AND {visible} GROUP BY activity_number, customer_id`;
    const rows = await stores.ledger.rows(scope, { sql, scopedQuery: true }, monthBounds(period));
    const known = new Map(rows.map(row => [`${row.activity_number} ${row.customer_id}`, Number(row.amount)]));
    for (const [activity, column] of columns.entries()) {
      const distinct = totals.distinct.filter(one => one.activity === activity);
      const expected = Array.from(totals.customers, (id, row) =>
        distinct.reduce(
          (sum, { amounts }) => sum + (amounts[row] as number),
          known.get(`${activity} ${id}`) ?? 0,
        ),
      );
      expect([activity, Array.from(column)]).toEqual([activity, expected]);
    }
    // Those that cost nobody in the company anything are not asked for; and the last is what the others leave.
    const ofAll = await stores.ledger.rows(WHOLE, { sql, scopedQuery: true }, monthBounds(period));
    const some = [...new Set(ofAll.map(row => Number(row.activity_number)))].sort((a, b) => a - b);
    expect(asked.toSorted((a, b) => Number(a) - Number(b))).toEqual(some.slice(0, -1));
    expect(some.length).toBeGreaterThan(2);
  },
);
