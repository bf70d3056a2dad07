import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
const kept = async (name: string, text: string) => {
  const batch = await house.send(name, text, { currency: 'EUR', homeCountry: 'Germany' });
  expect(batch).toMatchObject({ state: 'kept', rowsRefused: 0 });
};
const linesOf = (customer: string, product: string) =>
  ['2025-01', '2025-02']
    .map(month => `${customer}-${month},${customer},${product},${month}-10,10,200,100\n`)
    .join('');

beforeAll(async () => {
  house = await testHouse();
  await kept(
    'lines.csv',
    `order,customer,product,day,quantity,amount,cost\n${linesOf('C1', 'P1')}${linesOf('C2', 'P1')}${linesOf('C2', 'P2')}`,
  );
  await kept('desk.csv', 'pool,month,amount,capacity_minutes\ndesk,2025-01,100,200\ndesk,2025-02,100,200\n');
});
afterAll(() => house.close());

const own = (customer: string, minutes: string, reason: string) => ({ customer, minutes, reason });
/** Half a euro a minute at the desk and outside: C1 takes 16 minutes an order and nothing for its range. */
const MODEL = {
  name: 'With exceptions',
  currency: 'EUR',
  pools: [
    { key: 'desk', name: 'Desk', kind: 'time' },
    { key: 'help', name: 'Outside help', kind: 'rate', ratePerMinute: '0.5' },
  ],
  activities: [
    {
      ...{ key: 'entry', name: 'Order entry', line: 'orders', pool: 'desk' },
      minutes: [
        {
          ...{ driver: 'orders', minutes: '8' },
          exceptions: [own('C1', '16', 'Orders by fax'), own('C9', '40', 'Its orders come as drawings')],
        },
      ],
    },
    {
      ...{ key: 'range', name: 'Range', line: 'range', pool: 'help' },
      minutes: [{ driver: 'skus', minutes: '4', exceptions: [own('C1', '0', 'Keeps its own stock')] }],
    },
  ],
};
const PROFITS = { C1: 200 - 16, C2: 400 - 8 - 4 };

async function profits(): Promise<Record<string, number>> {
  const { customers } = await house.get('/portfolio/customers');
  return Object.fromEntries(
    customers.map((row: { sourceKey: string; profit: string }) => [row.sourceKey, Number(row.profit)]),
  );
}

describe('minutes of a customer’s own', () => {
  test('are previewed as they then come out, and who is unknown is named', async () => {
    const { status, body } = await house.ask('/models/preview?period=all', 'POST', MODEL);
    expect(status).toBe(200);
    expect(body).toMatchObject({ problems: [], unknownCustomers: ['C9'] });
    const after = Object.fromEntries(
      body.movesMost.map((move: { sourceKey: string; after: string }) => [
        move.sourceKey,
        Number(move.after),
      ]),
    );
    expect(after).toEqual(PROFITS);
    expect(body.pools[0]).toMatchObject({ usedMinutes: { after: 2 * 16 + 2 * 8 } });
    expect((await house.ask('/models', 'POST', MODEL)).status).toBe(200);
    expect(await profits()).toEqual(PROFITS);
    expect(await house.get('/portfolio')).toMatchObject({ reconciled: true, difference: '0' });
  });

  test('count in each month, and once in the year where products count so', async () => {
    for (const [customer, month, year] of [
      ['C1', ['-8', '-8'], ['-16']],
      ['C2', ['-8', '-8'], ['-12']],
    ] as const)
      for (const [grain, costs] of [
        ['month', month],
        ['year', year],
      ] as const) {
        const { periods } = await house.get(`/customers/${customer}?grain=${grain}`);
        const got = periods.map(
          ({ statement }: { statement: { costToServe: string } }) => statement.costToServe,
        );
        expect([customer, grain, ...got]).toEqual([customer, grain, ...costs]);
      }
    const entry = await house.get('/explain?figure=customer/C1/cost/entry');
    expect(entry).toMatchObject({ value: '-16', formula: '(16 min × orders) × cost of a minute in Desk' });
    const range = await house.get('/explain?figure=customer/C1/minutes/range');
    expect(range).toMatchObject({
      value: '0',
      formula: '0 min × products bought in the period, drawn from Outside help',
    });
  });

  test('stand with their reason beside the figure; other customers take the stated ones', async () => {
    const notes = async (customer: string) => {
      const { inputs } = await house.get(`/explain?figure=customer/${customer}/cost/entry`);
      return inputs.map(({ note }: { note: string | null }) => note).filter((note: string | null) => note);
    };
    expect(await notes('C1')).toContain('16 min each, for this customer alone: Orders by fax');
    expect(await notes('C2')).toContain('8 min each');
  });

  test('stay out of what a slider turns, and are in the columns of a scenario', async () => {
    const { body } = await house.ask('/models/recosting?period=all', 'POST', MODEL);
    expect(body.terms[0].exceptions).toEqual([{ row: 0, minutes: 16, counted: 2, own: 0 }]);
    const scenario = { changes: [], reaction: { low: 0, high: 0 } };
    const run = (await house.ask('/scenarios/run?period=all', 'POST', scenario)).body;
    expect(Number(run.profitCustomers.low)).toBe(PROFITS.C1 + PROFITS.C2);
    const changes = [{ kind: 'minutes', activity: 'entry', term: 0, minutes: 4 }];
    const tried = (await house.ask('/scenarios/run?period=all', 'POST', { ...scenario, changes })).body;
    expect(Number(tried.profitCustomers.low)).toBe(PROFITS.C1 + PROFITS.C2 + 2 * 4 * 0.5);
  });

  test('hold from the day that a customer comes into the book', async () => {
    await kept('c9.csv', `order,customer,product,day,quantity,amount,cost\n${linesOf('C9', 'P1')}`);
    expect(await profits()).toEqual({ ...PROFITS, C9: 200 - 40 - 2 });
    expect(await house.get('/portfolio')).toMatchObject({ reconciled: true, difference: '0' });
  });

  test('are refused without a reason', async () => {
    const [entry, range] = MODEL.activities;
    const unreasoned = { driver: 'orders', minutes: '8', exceptions: [own('C1', '16', '')] };
    const { status, body } = await house.ask('/models', 'POST', {
      ...MODEL,
      activities: [{ ...entry, minutes: [unreasoned] }, range],
    });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('activities[0].minutes[0].exceptions[0].reason');
  });
});
