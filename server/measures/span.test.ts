import { localOwner, type Scope } from '@clientele/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { spanOfFacts } from './drivers.ts';

const WHOLE = localOwner('test');
const LINES = ['S-1,A,P-1,2024-02-03,1,10', 'S-2,B,P-1,2024-05-06,1,10', 'S-3,C,P-1,2025-03-04,1,10'];
const HEADING = 'order,customer,product,day,quantity,amount';

describe.each(['duckdb', 'postgres'])('the span of facts on %s', engine => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await testHouse(undefined, { CLIENTELE_LEDGER: engine, DATABASE_URL: '' });
    await house.send('lines.csv', `${HEADING}\n${LINES.join('\n')}\n`, { currency: 'EUR' });
    await house.get('/portfolio');
  });
  afterAll(() => house.close());

  test('is of those in scope, and stands until something is written', async () => {
    let asked = 0;
    const rows: Ledger['rows'] = (...query) => {
      asked += 1;
      return house.stores.ledger.rows(...query);
    };
    const ledger = { ...house.stores.ledger, rows };
    const keys = await house.customerKeys();
    const id = (key: string) => [...keys].find(([, one]) => one === key)?.[0] ?? 0;
    const span = (customers: Scope['customers']) => spanOfFacts({ ledger }, { ...WHOLE, customers });
    const all = { from: '2024-02', through: '2025-03', asOf: '2025-03-04' };
    for (let again = 0; again < 2; again++) {
      expect(await span('all')).toEqual(all);
      expect(await span({ except: [id('A')] })).toEqual({ ...all, from: '2024-05' });
      expect(await span({ except: [id('C')] })).toEqual({
        ...{ from: '2024-02', through: '2024-05', asOf: '2024-05-06' },
      });
      expect(await span({ except: ['A', 'B', 'C'].map(id) })).toBeUndefined();
    }
    expect(asked).toBe(4);
    expect(await span([id('B')])).toEqual({ from: '2024-05', through: '2024-05', asOf: '2024-05-06' });
    await house.send('more.csv', `${HEADING}\nS-4,B,P-1,2025-06-07,1,10\n`, { currency: 'EUR' });
    await house.get('/portfolio');
    expect(await span('all')).toEqual({ from: '2024-02', through: '2025-06', asOf: '2025-06-07' });
    expect(await span({ except: [id('C')] })).toEqual({
      ...{ from: '2024-02', through: '2025-06', asOf: '2025-06-07' },
    });
  });
});
