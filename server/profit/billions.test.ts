import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
/** Three customers of seven thousand million each, a month each: safe one by one in whole micro-units, and not together. */
beforeAll(async () => {
  house = await testHouse();
  const lines = ['A', 'B', 'C'].map(
    (customer, month) => `${customer}1,${customer},P,2025-0${month + 3}-10,1,7000000000,5000000000\n`,
  );
  await house.send('lines.csv', `order,customer,product,day,quantity,amount,cost\n${lines.join('')}`, {
    currency: 'EUR',
    homeCountry: 'Germany',
  });
  const model = {
    ...{ name: 'Desk', currency: 'EUR' },
    pools: [{ key: 'desk', name: 'Desk', kind: 'rate', ratePerMinute: '1000000' }],
    activities: [
      {
        ...{ key: 'entry', name: 'Entry', line: 'orders', pool: 'desk', assumed: true },
        minutes: [{ driver: 'orders', minutes: '3500' }],
      },
    ],
  };
  expect((await house.ask('/models', 'POST', model)).status).toBe(200);
});
afterAll(() => house.close());

const PRICE = { changes: [{ kind: 'price', share: 0.1 }], reaction: { low: 0, high: 0 } };

test('totals beyond the safe range are told by scenarios, measurements, previews and what explains them', async () => {
  const { body: ran } = await house.ask('/scenarios/run', 'POST', PRICE);
  expect(Number(ran.revenue.before)).toBe(21e9);
  expect(Number(ran.profitCustomers.low)).toBeCloseTo(-4.5e9 + 2.1e9, 0);
  const saved = (await house.ask('/scenarios', 'POST', { name: 'Ten per cent', scenario: PRICE })).body;
  const revenue = await house.get(`/explain?figure=scenario/${saved.id}/revenue/low`);
  expect(Number(revenue.value)).toBeCloseTo(23.1e9, 0);
  const { measurements } = await house.get('/measurements');
  expect(Number(measurements[0].touched)).toBe(10.5e9);
  const { model } = await house.get('/models/current');
  expect((await house.ask('/models/preview', 'POST', model)).status).toBe(200);
});

test('a customer who comes to more than is counted exactly is refused in words, until the file is undone', async () => {
  const line = (order: string) => `${order},A,P,2025-06-10,1,7000000000,\n`;
  const file = `order,customer,product,day,quantity,amount,cost\n${line('X1')}${line('X2')}`;
  const batch = await house.send('more.csv', file, { currency: 'EUR' });
  expect(batch.state).toBe('kept');
  const { status, body } = await house.ask('/portfolio');
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: 'out-of-range' });
  expect(body.sentence).toContain('import them in thousands, in every file');
  // It may reach somebody who does not see the customer.
  expect(body.sentence).not.toMatch(/\d/);
  expect((await house.undo(batch.id)).status).toBe(200);
  expect((await house.get('/portfolio')).totals.revenue).toBe('21000000000');
});
