import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

const EURO = { currency: 'EUR' } as const;

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

test('each month names the imports that made it, with their rows and what these state', async () => {
  const lines = await house.send(
    'lines.csv',
    'order,customer,product,day,quantity,amount,rebate\nA1,C1,P1,2025-01-10,2,20.5,1\nA2,C2,P1,2025-02-20,1,10,\nA3,,P1,2025-02-21,1,0.25,\n',
    EURO,
  );
  const calls = await house.send(
    'calls.csv',
    'activity,customer,day,money\nvisit,C1,2025-02-03,12\nvisit,C1,2025-02-04,\n',
    EURO,
  );
  const booked = await house.send('booked.csv', 'month,pool,amount\n2025-03,desk,1000\n', EURO);
  const paid = await house.send(
    'paid.csv',
    'payment,customer,due,paid,amount\nB1,C1,2025-03-01,2025-03-05,7\n',
    EURO,
  );
  await house.send('names.csv', 'customer,name\nC1,Ada\n', EURO);
  await house.ask('/months/2025-03/close', 'POST');
  const { months } = await house.get('/lineage');
  const part = (batch: { id: string }, file: string, kind: string, rows: number, amount: string) => ({
    ...{ id: batch.id, file, kind, rows, amount, replaces: null, mendsOf: null },
    at: expect.any(String),
    by: expect.any(String),
  });
  expect(months).toEqual([
    { month: '2025-01', closed: false, batches: [part(lines, 'lines.csv', 'order-lines', 1, '20.5')] },
    {
      month: '2025-02',
      closed: false,
      batches: [
        part(lines, 'lines.csv', 'order-lines', 2, '10.25'),
        part(calls, 'calls.csv', 'activities', 2, '12'),
      ],
    },
    {
      month: '2025-03',
      closed: true,
      batches: [part(booked, 'booked.csv', 'ledger', 1, '1000'), part(paid, 'paid.csv', 'payments', 1, '7')],
    },
  ]);
  expect((await house.get('/lineage?from=2025-02&through=2025-02')).months).toEqual([months[1]]);
  expect((await house.ask('/lineage?from=2025-13')).status).toBe(400);
  await house.undo(lines.id);
  expect((await house.get('/lineage?through=2025-02')).months).toEqual([
    { month: '2025-02', closed: false, batches: [part(calls, 'calls.csv', 'activities', 2, '12')] },
  ]);
});
