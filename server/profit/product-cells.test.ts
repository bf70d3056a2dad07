import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LossCellAnswer, ProductCellAnswer, ProductMap } from '../../contract/product-cells.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { micros } from '../../test/shown-figures.ts';

const PERIOD = '2025-Q1';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

test('an empty book has no cells', async () => {
  expect(await house.get('/products')).toMatchObject({ rows: [], products: [], all: { profit: '0' } });
  expect(await house.get('/products/losses')).toMatchObject({ total: 0, lost: '0', cells: [] });
});

type Traded = { readonly revenue: string; readonly profit: string };
const sumOf = (some: readonly (Traded | null)[], measure: keyof Traded) =>
  some.reduce((total, one) => total + (one ? micros(one[measure]) : 0n), 0n);

describe('the cells of the example', () => {
  let map: ProductMap;
  let losing: string;
  beforeAll(async () => {
    await house.ask('/example', 'POST');
    map = await house.get(`/products?period=${PERIOD}&customers=100&products=7`);
    const { customers } = await house.get(`/portfolio/customers?period=${PERIOD}&sort=profit&limit=1`);
    losing = customers[0].id;
  });

  test.each(['revenue', 'profit'] as const)(
    'add up to the %s of each customer, and with the rest to the portfolio’s, to the last digit',
    async measure => {
      expect(map.rows).toHaveLength(100);
      const { customers } = await house.get(`/portfolio/customers?period=${PERIOD}&limit=5000`);
      const known = new Map(customers.map((one: { id: string } & Traded) => [one.id, one[measure]]));
      for (const { id, cells, others, whole, total } of map.rows) {
        expect(total[measure]).toBe(known.get(id));
        expect(sumOf([...cells, others, whole], measure)).toBe(micros(total[measure]));
      }
      const { shown, rest, products, all } = map;
      expect(sumOf([...products, shown.others, shown.whole], measure)).toBe(micros(shown.total[measure]));
      expect(sumOf([shown.total, rest], measure)).toBe(micros(all[measure]));
      const { totals } = await house.get(`/portfolio?period=${PERIOD}`);
      expect(all[measure]).toBe(measure === 'profit' ? totals.profitCustomers : totals.revenueCustomers);
    },
  );

  test('of a year are those of its months', async () => {
    const year = await profitsByProduct(losing, '2025');
    const months = new Map<string, bigint>();
    for (let month = 1; month <= 12; month++)
      for (const [key, profit] of await profitsByProduct(losing, `2025-${String(month).padStart(2, '0')}`))
        months.set(key, (months.get(key) ?? 0n) + profit);
    expect(year.size).toBeGreaterThan(10);
    expect(months).toEqual(year);
  });

  test('cost what the customer’s activities cost, activity by activity', async () => {
    const { products, rows }: ProductMap = await house.get(
      `/products?period=${PERIOD}&customer=${losing}&products=60`,
    );
    const costs = new Map<string, bigint>();
    const add = (key: string, amount: string) => costs.set(key, (costs.get(key) ?? 0n) + micros(amount));
    for (const { key } of products) {
      const cell: ProductCellAnswer = await house.get(cellPath(losing, key));
      for (const activity of cell.activities) add(activity.key, activity.amount);
      expect(micros(cell.contribution) - micros(cell.costToServe)).toBe(micros(cell.profit));
    }
    const { statement } = await house.get(`/customers/${losing}?period=${PERIOD}`);
    // The customer's profit and loss deducts them.
    const whole = new Map<string, bigint>();
    for (const { activities } of statement.costLines)
      for (const { key, amount } of activities) whole.set(key, -micros(amount) - (costs.get(key) ?? 0n));
    expect(costs.get('order_entry')).toBeGreaterThan(0n);
    expect(whole.get('order_entry')).toBe(0n);
    expect(costs.get('visits')).toBeUndefined();
    const left = [...whole.values()].reduce((total, amount) => total + amount, 0n);
    expect(-left).toBe(micros(rows[0]?.whole.profit ?? ''));
  });

  test('that lose money stand with the most first, and each fix is priced', async () => {
    const { cells, total, lost } = await losses('limit=5000');
    expect(total).toBe(cells.length);
    expect(cells.reduce((sum, { profit }) => sum + micros(profit), 0n)).toBe(micros(lost));
    const profits = cells.map(({ profit }) => Number(profit));
    expect(profits).toEqual(profits.toSorted((a, b) => a - b));
    const helped = { minimum: 0, substitute: 0 };
    for (const { fixes, lines, profit, contribution, product } of cells) {
      const { minimum, surcharge, substitute } = fixes;
      if (lines === 0) expect(surcharge).toEqual({ none: 'no-sale' });
      else expect(surcharge).toMatchObject({ lines, gain: profit.slice(1) });
      if (contribution.startsWith('-') && lines > 0)
        expect(minimum).toEqual({ none: expect.stringMatching(/below-cost|no-sale/) });
      if (!('none' in minimum)) {
        helped.minimum += 1;
        expect(minimum.linesInstead).toBeLessThan(minimum.linesBelow);
        expect(minimum.linesBelow).toBeLessThanOrEqual(lines);
      }
      if (!('none' in substitute)) {
        helped.substitute += 1;
        expect(substitute.product.group).toBe(product.group);
        expect(substitute.share).toBeGreaterThan(substitute.shareNow);
      }
    }
    expect(helped.minimum).toBeGreaterThan(20);
    expect(helped.substitute).toBeGreaterThan(20);
  });

  test('are found by customer and by a part of the product’s number, name or group', async () => {
    const all = await losses('limit=5000');
    const seals = await losses('limit=5000&product=seals');
    expect(seals.cells).toEqual(all.cells.filter(({ product }) => product.group === 'seals'));
    expect(seals.cells.length).toBeGreaterThan(5);
    const mine = await losses(`limit=5000&customer=${losing}`);
    expect(mine.cells).toEqual(all.cells.filter(({ customer }) => customer.id === losing));
    expect(mine).toMatchObject({ customersTotal: 1, customersRead: 1 });
    const first = await losses('limit=3&offset=2');
    expect(first.cells).toEqual(all.cells.slice(2, 5));
  });

  test('of customers that a field chooses open to the sums that the map shows', async () => {
    const chosen = 'where=segment:Distributors&where=segment:Medical+devices&where=country:Germany';
    const few: ProductMap = await house.get(`/products?period=${PERIOD}&customers=9&products=4&${chosen}`);
    expect(few.customersTotal).toBeGreaterThan(9);
    expect(few.customersTotal).toBeLessThan(map.customersTotal);
    const losses = await house.get(`/products/losses?period=${PERIOD}&${chosen}`);
    const sums = [few.shown.others, few.shown.whole, few.all, ...few.products, few.rows[0]?.others];
    for (const sum of [...sums, { profit: losses.lost, figure: losses.figure }]) {
      const { figure = '', profit } = sum ?? {};
      const { value } = await house.get(`/explain?${new URLSearchParams({ figure, period: PERIOD })}`);
      expect(value, figure).toBe(profit);
    }
  });

  test('with the most loss first begin with the customer that loses most', async () => {
    const { rows, products }: ProductMap = await house.get(
      `/products?period=${PERIOD}&by=loss&customers=4&products=3`,
    );
    const { customers } = await house.get(
      `/portfolio/customers?period=${PERIOD}&sort=profit&direction=ascending&limit=4`,
    );
    expect(rows.map(({ id }) => id)).toEqual(customers.map(({ id }: { id: string }) => id));
    expect(products).toHaveLength(3);
  });

  test('of which there are none are refused', async () => {
    expect((await house.ask(cellPath(losing, 'nothing'))).status).toBe(404);
    expect((await house.ask('/products?customer=nobody')).status).toBe(404);
    const { status } = await house.ask(`/explain?figure=cell/${losing}/nothing/profit&period=${PERIOD}`);
    expect(status).toBe(404);
  });
});

function losses(query: string): Promise<{
  cells: LossCellAnswer[];
  total: number;
  lost: string;
  customersTotal: number;
  customersRead: number;
}> {
  return house.get(`/products/losses?period=${PERIOD}&${query}`);
}

function cellPath(customer: string, product: string): string {
  return `/products/cell?${new URLSearchParams({ period: PERIOD, customer, product })}`;
}

async function profitsByProduct(customer: string, period: string): Promise<Map<string, bigint>> {
  const { products, rows }: ProductMap = await house.get(
    `/products?period=${period}&customer=${customer}&products=60`,
  );
  const [row] = rows;
  return new Map([
    ...products.map(({ key }, at) => [key, micros(row?.cells[at]?.profit ?? '0')] as const),
    ['', micros(row?.whole.profit ?? '0')],
  ]);
}

test('an order that began before the period costs nothing in it, and a return may have its number', async () => {
  const book = await testHouse();
  try {
    const lines =
      'order,customer,product,day,quantity,amount,cost\nO1,A,P1,2025-01-30,1,10,4\nO1,A,P2,2025-02-03,1,10,4\nO2,A,P3,2025-02-04,1,10,4\n';
    const returns = 'return,customer,product,day,quantity,amount\nO1,A,P1,2025-02-20,1,1\n';
    await book.send('lines.csv', lines, { kind: 'order-lines', currency: 'EUR' });
    await book.send('returns.csv', returns, { kind: 'returns' });
    const pool = { key: 'desk', name: 'Desk', kind: 'rate', ratePerMinute: '1' };
    const activities = ['orders', 'returnOrders'].map(driver => ({
      ...{ key: driver, name: driver, line: 'orders', pool: 'desk' },
      minutes: [{ driver, minutes: '6' }],
    }));
    const model = { name: 'Desk', currency: 'EUR', pools: [pool], activities };
    expect((await book.ask('/models', 'POST', model)).status).toBe(200);
    const profits = async (period: string) => {
      const { products, rows }: ProductMap = await book.get(`/products?period=${period}`);
      return Object.fromEntries(products.map(({ key }, at) => [key, rows[0]?.cells[at]?.profit]));
    };
    expect(await profits('2025-01')).toEqual({ P1: '0' });
    expect(await profits('2025-02')).toEqual({ P1: '-7', P2: '6', P3: '0' });
    expect(await profits('2025')).toEqual({ P1: '-7', P2: '6', P3: '0' });
  } finally {
    await book.close();
  }
});
