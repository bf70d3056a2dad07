import { localOwner } from '@clientele/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Explanation } from '../../contract/profit-answers.ts';
import { DUCKDB, POSTGRES_18 } from '../../test/engines.ts';
import type { ImportQuery, TestHouse } from '../../test/house.ts';

describe.each([DUCKDB, POSTGRES_18])('with the ledger on $name', engine => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await (await engine.start()).house();
  });
  afterAll(() => house.close());

  const EURO: ImportQuery = { currency: 'EUR', homeCountry: 'Germany' };
  const text = (...rows: string[]) => rows.map(row => `${row}\n`).join('');
  const send = (file: string, ...rows: string[]) => house.send(file, text(...rows), EURO);
  const explain = async (figure: string): Promise<Explanation> =>
    house.get(`/explain?${new URLSearchParams({ figure, period: 'all' })}`);
  const inputsOf = ({ inputs }: Explanation) => inputs.map(({ label, value, unit }) => [label, value, unit]);

  const LINES = 'order,customer,product,day,quantity,amount,discount,cost,currency';
  const RATES = 'currency,day,rate';

  describe('deliveries and payments', () => {
    let deliveries: { id: string };
    let payments: { id: string };
    beforeAll(async () => {
      await send('lines.csv', 'order,customer,product,day,quantity,amount', 'A1,K1,P1,2025-03-03,5,50');
      deliveries = await send(
        'deliveries.csv',
        'delivery,order,customer,product,quantity,requested,promised,actual,country,reason,cause',
        'D1,A1,K1,P1,5,2025-03-05,2025-03-07,2025-03-10,Germany,Broken mould,own',
        'D2,A1,K1,P9,2,,2025-04-01,,,,',
        'D3,,K1,,1,,,2025-03-01,,,',
        'D4,A1,K1,P1,3,,2025-03-02,2025-03-01,,,carrier',
        'D5,A1,K1,P1,3,2025-03-02,,,,,',
        'D6,A1,K1,P1,-3,,2025-03-02,,,,',
        'D7,A1,K1,P1,3,,2025-03-02,,,,weather',
      );
      payments = await send(
        'payments.csv',
        'payment,invoice,customer,due,paid,amount',
        'Y1,A1,K1,2025-03-31,2025-04-14,50',
        'Y2,A1,K1,2025-04-30,,7.5',
        'Y3,,K1,2025-03-31,2025-03-31,-2',
        'Y4,,K1,,2025-03-31,2',
      );
    });

    test('are kept, and a row that cannot be comes back with its problem', async () => {
      expect(deliveries).toMatchObject({ state: 'kept', kind: 'deliveries', rowsKept: 4, rowsRefused: 3 });
      expect(payments).toMatchObject({ state: 'kept', kind: 'payments', rowsKept: 3, amount: '55.5' });
      const problems = [...(await house.problems(deliveries.id)), ...(await house.problems(payments.id))];
      expect(problems.map(({ row, field, what }) => [row, field, what])).toEqual([
        [6, 'promised', 'is empty, and so is actual'],
        [7, 'quantity', '"-3" is negative'],
        [8, 'cause', '"weather" is not known here'],
        [5, 'due', 'is empty'],
      ]);
    });

    test('stand among the facts of their customer, with what came late and what is open', async () => {
      const facts = async (kind: string) =>
        (await house.get(`/customers/K1/lines?kind=${kind}`)).lines.map((line: Record<string, unknown>) => [
          line.day,
          line.reference,
          line.product,
          line.quantity,
          line.amount,
          line.note,
        ]);
      expect(await facts('delivery')).toEqual([
        ['2025-04-01', 'D2', 'P9', 2, null, 'not yet delivered, promised 2025-04-01'],
        [
          '2025-03-10',
          'D1',
          'P1',
          5,
          null,
          '3 days late, promised 2025-03-07, Broken mould, our own mistake',
        ],
        ['2025-03-01', 'D4', 'P1', 3, null, '1 day early, promised 2025-03-02, caused by the carrier'],
        ['2025-03-01', 'D3', null, 1, null, 'no day promised'],
      ]);
      expect(await facts('payment')).toEqual([
        ['2025-04-30', 'Y2', null, null, '7.5', 'open, due 2025-04-30, A1'],
        ['2025-04-14', 'Y1', null, null, '50', '14 days late, due 2025-03-31, A1'],
        ['2025-03-31', 'Y3', null, null, '-2', 'paid on the day'],
      ]);
      expect((await house.get('/customers/K1/lines')).total).toBe(8);
    });

    test('count in the month of the actual day, else of the promised one, and open to their rows', async () => {
      const kept = await explain(`batch/${deliveries.id}/rowsKept`);
      expect(inputsOf(kept)).toEqual([
        ['2025-03', '3', 'rows'],
        ['2025-04', '1', 'rows'],
      ]);
      const amount = await explain(`batch/${payments.id}/amount`);
      expect(inputsOf(amount)).toEqual([
        ['2025-03', '-2', 'EUR'],
        ['2025-04', '57.5', 'EUR'],
      ]);
      expect(
        (await explain(`batch/${payments.id}/amount@2025-04`)).facts.map(({ text, row }) => [text, row]),
      ).toEqual([
        ['Payment Y1', 2],
        ['Payment Y2, open', 3],
      ]);
      expect(inputsOf(await explain(`batch/${deliveries.id}/row/2`))).toEqual(
        expect.arrayContaining([
          ['Number', 'D1', 'text'],
          ['Order', 'A1', 'text'],
          ['Promised', '2025-03-07', 'text'],
          ['Delivered', '2025-03-10', 'text'],
          ['Reason', 'Broken mould', 'text'],
          ['Caused by', 'own', 'text'],
          ['Quantity', '5', ''],
        ]),
      );
      expect(await explain(`batch/${payments.id}/row/3/amount`)).toMatchObject({ value: '7.5', unit: 'EUR' });
    });

    test('are refused in a closed month, and undone without a trace', async () => {
      await house.ask('/months/2025-04/close', 'POST');
      expect(await house.undo(deliveries.id)).toMatchObject({ status: 409, body: { code: 'closed-month' } });
      const late = await send('late.csv', 'delivery,quantity,actual', 'D9,1,2025-04-02');
      expect(late).toMatchObject({
        state: 'refused',
        sentence: expect.stringContaining('2025-04 is closed'),
      });
      await house.ask('/months/2025-04/reopen', 'POST', { reason: 'test' });
      for (const { id } of [deliveries, payments]) expect((await house.undo(id)).status).toBe(200);
      expect((await house.get('/customers/K1/lines')).total).toBe(1);
      expect(
        await house.ledgerRows('SELECT batch_id FROM delivery UNION ALL SELECT batch_id FROM payment'),
      ).toEqual([]);
    });
  });

  describe('another currency', () => {
    let rates: { id: string };
    let lines: { id: string };
    test('is a problem where no rate is known, and never parity', async () => {
      const batch = await send('dollars-too-early.csv', LINES, 'B1,K2,P1,2025-03-31,1,1200,,,USD');
      expect(batch).toMatchObject({ state: 'refused', rowsRefused: 1 });
      expect(await house.problems(batch.id)).toMatchObject([
        {
          field: 'currency',
          what: 'is USD, the book is kept in EUR, and no exchange rate of USD is known for 2025-03-31 or the 31 days before',
          mend: 'Import an exchange rate of USD that reaches 2025-03-31, or give the amounts in EUR.',
        },
      ]);
    });

    test('is converted at the newest rate of a day not after its own, every amount of the line', async () => {
      rates = await send(
        'rates.csv',
        RATES,
        'USD,2025-03-28,0.9231',
        'USD,2025-04-01,0.5',
        'IDR,2025-03-01,0.0000573012',
        'EUR,2025-03-01,1',
      );
      expect(rates).toMatchObject({
        state: 'kept',
        kind: 'exchange-rates',
        rowsKept: 3,
        rowsRefused: 1,
        amount: null,
      });
      lines = await send(
        'dollars.csv',
        LINES,
        'B1,K2,P1,2025-03-31,1,1200,100,700,USD',
        'B2,K2,P1,2025-03-31,1,10,,,EUR',
        'B3,K2,P1,2025-03-31,1,10,,,',
        'B4,K2,P1,2025-03-31,1,1000000,,,idr',
        'B5,K2,P1,2025-05-03,1,10,,,USD',
      );
      expect(lines).toMatchObject({ state: 'kept', rowsKept: 4, rowsRefused: 1, amount: '1185.0212' });
      const { statement } = await house.get('/customers/K2?period=all');
      // 1,200, 100 and 700 at 0.9231; the list amount is what the two before come to.
      expect(statement).toMatchObject({ list: '1277.3312', discounts: '-92.31', netRevenue: '1185.0212' });
      expect(await house.ledgerRows(`SELECT cost FROM order_line WHERE cost IS NOT NULL`)).toEqual([
        { cost: 646_170_000 },
      ]);
      expect((await house.get('/reconciliation?period=all')).reconciled).toBe(true);
    });

    test('is told by Explain, with the rate and the file and row that it stands in', async () => {
      const explained = await explain(`batch/${lines.id}/row/2/amount`);
      expect(explained).toMatchObject({
        value: '1107.72',
        unit: 'EUR',
        formula: '1,200.00 USD × 0.9231 of 2025-03-28',
      });
      expect(explained.inputs.slice(0, 2)).toMatchObject([
        { label: 'As the row states it', value: '1200', unit: 'USD' },
        {
          label: 'Exchange rate',
          value: '0.9231',
          unit: 'EUR for 1 USD',
          figure: `batch/${rates.id}/row/2/rate`,
          note: 'of 2025-03-28, rates.csv, row 2',
        },
      ]);
      const rate = await explain(`batch/${rates.id}/row/2/rate`);
      expect(rate).toMatchObject({
        value: '0.9231',
        facts: [{ file: 'rates.csv', row: 2, day: '2025-03-28' }],
      });
      expect(await explain(`batch/${lines.id}/row/2/cost`)).toMatchObject({
        formula: '700.00 USD × 0.9231 of 2025-03-28',
      });
      expect((await explain(`batch/${lines.id}/row/3/amount`)).formula).toContain('As the row states it');
    });

    test('converts activities, returns, payments and ledger amounts, those of a month at its last day', async () => {
      const amounts = await Promise.all(
        [
          [
            'activities.csv',
            'activity,day,money,currency',
            'visit,2025-04-02,10,USD',
            'visit,2025-04-02,,CHF',
          ],
          ['returns.csv', 'return,product,day,quantity,amount,cost,currency', 'R1,P1,2025-04-01,1,10,4,USD'],
          [
            'payments.csv',
            'payment,due,paid,amount,currency',
            'Y1,2025-03-30,2025-04-02,10,USD',
            'Y2,2025-03-30,,10,USD',
          ],
          ['ledger.csv', 'month,pool,amount,currency', '2025-03,desk,10,USD', '2025-04,desk,10,USD'],
        ].map(async ([file = '', ...rows]) => {
          const { kind, rowsRefused, amount } = await send(file, ...rows);
          return [kind, rowsRefused, amount];
        }),
      );
      expect(amounts).toEqual([
        ['activities', 0, '5'],
        ['returns', 0, '-5'],
        ['payments', 0, '14.231'],
        ['ledger', 0, '14.231'],
      ]);
    });

    test('notes what rests on the rates; the newest batch counts from then on, for what comes after it', async () => {
      const { rows } = await house.stores.database.within(localOwner('test'), store =>
        sql<{ why: string }>`SELECT why FROM batch_dependency d JOIN batch b ON b.id = d.on_batch_id
        WHERE b.public_id = ${rates.id}`.execute(store),
      );
      expect(rows).toEqual(Array(5).fill({ why: 'converted at its exchange rates' }));
      const corrected = await send('rates-corrected.csv', RATES, 'USD,2025-03-28,0.9');
      const after = await send('dollars-after.csv', LINES, 'B9,K2,P1,2025-03-31,1,100,,,USD');
      expect(after.amount).toBe('90');
      await house.undo(corrected.id);
      expect(await explain(`batch/${after.id}/row/2/amount`)).toMatchObject({
        value: '90',
        caution: expect.stringContaining('does not count any more'),
      });
      expect((await send('dollars-then.csv', LINES, 'B8,K2,P1,2025-03-31,1,100,,,USD')).amount).toBe('92.31');
      expect((await explain(`batch/${lines.id}/row/2/amount`)).value).toBe('1107.72');
    });
  });
});
