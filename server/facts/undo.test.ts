import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

const EURO = { currency: 'EUR' } as const;
const HEAD = 'order,customer,product,day,quantity,amount';
const JANUARY = `${HEAD}\nA1,C1,P1,2025-01-10,2,20\nA2,C2,P1,2025-01-20,1,10\n`;
const FEBRUARY = `${HEAD}\nA3,C1,P2,2025-02-10,3,30.5\n`;
const MODEL = {
  name: 'Desk',
  currency: 'EUR',
  productCost: { shareOfNetRevenue: '0.6' },
  pools: [{ key: 'desk', name: 'Desk', kind: 'rate', ratePerMinute: '1' }],
  activities: [
    {
      key: 'orders',
      name: 'Orders',
      line: 'orders',
      pool: 'desk',
      minutes: [{ driver: 'orders', minutes: '7' }],
    },
  ],
};

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  for (const batch of await house.get('/batches')) if (batch.state === 'kept') await house.undo(batch.id);
});

const kept = async (file: string, text: string, query: object = EURO) => {
  const batch = await house.send(file, text, query);
  expect(batch).toMatchObject({ state: 'kept', rowsRefused: 0 });
  return batch;
};
const preview = (id: string) => house.get(`/batches/${id}/undo`);
const totals = async () => {
  const { totals } = await house.get('/portfolio');
  return {
    customers: totals.customers,
    lines: totals.lines,
    revenue: totals.revenue,
    profit: totals.profitTotal,
  };
};

describe('what an undo would do is said before', () => {
  test('rows, amount, months and the difference in customers, lines and revenue', async () => {
    const january = await kept('january.csv', JANUARY);
    await kept('february.csv', FEBRUARY);
    const before = await totals();
    const answer = await preview(january.id);
    expect(answer).toMatchObject({
      id: january.id,
      file: 'january.csv',
      rows: 2,
      amount: '30',
      months: ['2025-01'],
      closedMonths: [],
      comesBack: null,
      dependents: [],
      customers: { created: 0, gone: 1, changed: 0, goneKeys: ['C2'], samples: [] },
      products: { created: 0, gone: 1, changed: 0, goneKeys: ['P1'] },
      difference: {
        before: { customers: 2, lines: 3, revenue: '60.5', profit: null },
        after: { customers: 1, lines: 1, revenue: '30.5', profit: null },
      },
    });
    expect(await totals()).toEqual(before);
    expect(
      (await house.get('/batches')).filter((batch: { state: string }) => batch.state === 'kept'),
    ).toHaveLength(2);
  });

  test('the profit under the model in use, to the last digit what it is afterwards', async () => {
    const january = await kept('january.csv', JANUARY);
    await kept('february.csv', FEBRUARY);
    await kept('products.csv', 'product,unit_cost\nP2,0.333333\n');
    expect((await house.ask('/models', 'POST', MODEL)).status).toBe(200);
    const before = await totals();
    const { difference } = await preview(january.id);
    expect(difference.before).toEqual(before);
    await house.undo(january.id);
    expect(difference.after).toEqual(await totals());
    expect(difference.after.profit).not.toBe(difference.before.profit);
  });

  test('closed months that refuse it', async () => {
    const batch = await kept('both.csv', `${JANUARY}A4,C1,P2,2025-02-11,1,1\n`);
    await house.ask('/months/2025-02/close', 'POST');
    expect(await preview(batch.id)).toMatchObject({
      months: ['2025-01', '2025-02'],
      closedMonths: ['2025-02'],
    });
    await house.ask('/months/2025-02/reopen', 'POST', { reason: 'end of test' });
  });

  test('customers and products whose attributes go back, and to what', async () => {
    await kept('first.csv', 'customer,name,segment\nC1,Ada,Pumps\n');
    await kept('january.csv', JANUARY);
    await kept('costs.csv', 'product,name,unit_cost\nP1,Seal,4.5\n');
    const names = await kept('second.csv', 'customer,name,country\nC1,Ada Ltd,France\nC9,Nobody yet,\n');
    const costs = await kept('more costs.csv', 'product,unit_cost,kind\nP1,6,special\n');
    expect((await preview(names.id)).customers).toEqual({
      ...{ created: 0, gone: 1, changed: 1, createdKeys: [], goneKeys: ['C9'] },
      samples: [
        { key: 'C1', field: 'name', before: 'Ada Ltd', after: 'Ada' },
        { key: 'C1', field: 'country', before: 'France', after: null },
      ],
    });
    expect((await preview(costs.id)).products).toEqual({
      ...{ created: 0, gone: 0, changed: 1, createdKeys: [], goneKeys: [] },
      samples: [
        { key: 'P1', field: 'special', before: 'special', after: 'goods' },
        { key: 'P1', field: 'unit_cost', before: '6', after: '4.5' },
      ],
    });
  });

  test('imports whose customers or products only this file describes', async () => {
    const customers = await kept('customers.csv', 'customer,name\nC1,Ada\nC2,Ben\n');
    const products = await kept('products.csv', 'product,unit_cost\nP1,4.5\n');
    const january = await kept('january.csv', JANUARY);
    await kept('ben.csv', 'customer,name\nC2,Ben Ltd\n');
    expect((await preview(customers.id)).dependents).toEqual([
      {
        id: january.id,
        file: 'january.csv',
        why: expect.stringMatching(/^Only this file describes one customer /),
      },
    ]);
    expect((await preview(products.id)).dependents).toEqual([
      {
        id: january.id,
        file: 'january.csv',
        why: expect.stringMatching(/^Only this file describes one product /),
      },
    ]);
  });

  test('and refused in words where nothing is there to undo', async () => {
    const january = await kept('january.csv', JANUARY);
    await house.undo(january.id);
    expect(await house.ask(`/batches/${january.id}/undo`)).toMatchObject({
      status: 409,
      body: { code: 'not-kept' },
    });
    expect(await house.ask('/batches/bat_none/undo')).toMatchObject({ status: 404 });
  });
});
