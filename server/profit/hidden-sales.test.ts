import { localOwner } from '@clientele/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { hiddenSales, salesOfSome } from './hidden-sales.ts';
import type { Months } from './months.ts';
import { type PeriodSales, periodSales } from './period-sales.ts';

const SCOPE = localOwner('test');
const MONTHS: readonly Months[] = [
  { first: 0, last: 999_999 },
  { first: 202402, last: 202506 },
  { first: 202503, last: 202503 },
  { first: 199001, last: 199012 },
];

describe.each(['duckdb', 'postgres'])('what hidden customers bought, on %s', engine => {
  let house: TestHouse;
  let hidden: number[];
  beforeAll(async () => {
    house = await testHouse(undefined, { CLIENTELE_LEDGER: engine, DATABASE_URL: '' });
    await house.ask('/example', 'POST');
    hidden = [...(await house.customerKeys()).keys()].filter(id => id > 0 && id % 3 === 0);
  });
  afterAll(() => house.close());

  /** A ledger that counts what it is asked for, of which nothing is kept yet. */
  const counting = () => {
    const { ledger } = house.stores;
    let count = 0;
    const columns: Ledger['columns'] = (...asked) => {
      count += 1;
      return ledger.columns(...asked);
    };
    return { ledger: { ...ledger, columns }, count: () => count };
  };
  const fromLines = (customers: readonly number[], months: Months) =>
    periodSales({ ...house.stores.ledger }, { ...SCOPE, customers }, { ...months, revision: 0 });
  const read = async (ledger: Ledger, most?: number) => {
    const sales = await hiddenSales(ledger, SCOPE, hidden, most);
    if (!sales) throw new Error('too much to keep');
    return sales;
  };
  /** Products with their totals, since the halves of these may come otherwise. */
  const totals = ({ products, special, parts }: PeriodSales) => {
    const total = (of: 'quantity' | 'net', row: number) =>
      BigInt(parts[`${of}_high`][row] as number) * 2n ** 20n + BigInt(parts[`${of}_low`][row] as number);
    return Array.from(products, (product, row) => ({
      ...{ product, special: special[row] },
      ...{ quantity: total('quantity', row), net: total('net', row) },
    }));
  };

  test('is what their lines come to, of any of them in any months, and read once', async () => {
    const { ledger, count } = counting();
    let products = 0;
    for (const some of [hidden, hidden.slice(1), hidden.slice(0, 1), [999_999]])
      for (const months of MONTHS) {
        const kept = totals(salesOfSome(await read(ledger), some, months));
        expect(kept).toEqual(totals(await fromLines(some, months)));
        products += kept.length;
      }
    expect(count()).toBe(1);
    expect(products).toBeGreaterThan(100);
  });

  test('is read anew once something was written', async () => {
    const { ledger, count } = counting();
    const [id] = hidden;
    const march = { first: 202503, last: 202503 };
    const before = await read(ledger);
    const key = (await house.customerKeys()).get(Number(id));
    await house.send(
      'more.csv',
      `order,customer,product,day,quantity,amount\nH-1,${key},H-77,2025-03-04,2,12.5\n`,
      { currency: 'EUR' },
    );
    await house.get('/portfolio');
    const after = await read(ledger);
    expect(count()).toBe(2);
    const [was, is] = [before, after].map(sales => totals(salesOfSome(sales, hidden, march)));
    expect(is?.length).toBe(Number(was?.length) + 1);
    expect(is).toEqual(totals(await fromLines(hidden, march)));
  });

  test('is not kept where it is too much', async () => {
    const { ledger } = counting();
    const all = await read(ledger);
    const rows = all.product_id?.length ?? 0;
    expect(await read(ledger, rows)).toEqual(all);
    expect(await hiddenSales(ledger, SCOPE, hidden, rows - 1)).toBeUndefined();
  });
});
