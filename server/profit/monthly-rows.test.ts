import { localOwner, type Scope } from '@clientele/engine';
import { expect, test } from 'vitest';
import { testHouse } from '../../test/house.ts';
import type { Ledger, Row } from '../ledger/ledger.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { monthlyRows } from './monthly-rows.ts';

const WHOLE = localOwner('test');
const POOLS = scopedQuery('pool-months');
const FILES = scopedQuery('lines-and-minutes-by-month');

test('of the whole company, or of all but some, all months are read once until something is written', async () => {
  const asked: unknown[] = [];
  let writes = 1;
  const ledger: Pick<Ledger, 'rows' | 'writes'> = {
    writes: () => writes,
    rows: (scope, query, given) => {
      asked.push([scope.customers, query.sql === POOLS.sql ? 'pools' : 'files', given]);
      return Promise.resolve([202412, 202501, 202502, 202503].map((month): Row => ({ month, writes })));
    },
  };
  const months = async (first: number, last: number, scope: Scope = WHOLE) =>
    (await monthlyRows(ledger, scope, POOLS, { first, last })).map(row => [row.month, row.writes]);
  const all = { first: 0, last: 999_999 };
  expect(await months(202501, 202502)).toEqual([
    [202501, 1],
    [202502, 1],
  ]);
  expect(await months(202503, 202503)).toEqual([[202503, 1]]);
  expect(await months(202504, 202512)).toEqual([]);
  await monthlyRows(ledger, WHOLE, FILES, { first: 202501, last: 202501 });
  expect(asked.splice(0)).toEqual([
    ['all', 'pools', all],
    ['all', 'files', all],
  ]);
  writes = 2;
  expect(await months(202503, 202503)).toEqual([[202503, 2]]);
  expect(asked.splice(0)).toEqual([['all', 'pools', all]]);
  const wall: Scope = { ...WHOLE, customers: { except: [3] } };
  await months(202501, 202502, wall);
  expect(await months(202503, 202503, wall)).toEqual([[202503, 2]]);
  await months(202503, 202503, { ...WHOLE, customers: { except: [4] } });
  expect(asked.splice(0)).toEqual([
    [{ except: [3] }, 'pools', all],
    [{ except: [4] }, 'pools', all],
  ]);
  // Who sees some customers has rows of their own.
  const bounds = { first: 202501, last: 202502 };
  await months(bounds.first, bounds.last, { ...WHOLE, customers: [3] });
  expect(asked.splice(0)).toEqual([[[3], 'pools', bounds]]);
});

test.each(['duckdb', 'postgres'])('what was read of %s stands until a write is done', async engine => {
  const house = await testHouse(undefined, { CLIENTELE_LEDGER: engine, DATABASE_URL: '' });
  try {
    const { ledger } = house.stores;
    const lines = async () => {
      const { totals } = await house.get('/portfolio');
      return totals.lines;
    };
    const sent = async (order: string) =>
      await house.send(
        `${order}.csv`,
        `order,customer,product,day,quantity,amount\n${order},C1,P1,2025-01-10,1,5\n`,
        {
          currency: 'EUR',
        },
      );
    const first = await sent('A1');
    expect(await lines()).toBe(1);
    const before = ledger.writes();
    expect(await lines()).toBe(1);
    await expect(ledger.write(() => Promise.reject(new Error('not this one')))).rejects.toThrow(
      'not this one',
    );
    expect(ledger.writes()).toBe(before);
    await ledger.write(async writer => await writer.run('DELETE FROM stale_month WHERE month = 0'));
    expect(ledger.writes()).toBe(before + 1);
    const beside = ledger.writeBeside(writer => writer.rows('SELECT count(*) AS lines FROM order_line'));
    expect(await beside).toEqual([{ lines: 1 }]);
    expect(ledger.writes()).toBe(before + 1);
    await sent('A2');
    expect(await lines()).toBe(2);
    await house.undo(first.id);
    expect(await lines()).toBe(1);
  } finally {
    await house.close();
  }
});
