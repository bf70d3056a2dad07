import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());
afterEach(async () => {
  for (const batch of await house.get('/batches')) if (batch.state === 'kept') await house.undo(batch.id);
});

const HEAD = 'order,customer,product,day,quantity,amount,cost';
const RETURNS = 'return,customer,product,day,quantity,amount';
const MODEL = {
  name: 'One desk',
  currency: 'EUR',
  pools: [
    { key: 'desk', name: 'Desk', kind: 'time' },
    { key: 'board', name: 'Board', kind: 'sustaining' },
  ],
  activities: [
    {
      ...{ key: 'units', name: 'Units', line: 'picking', pool: 'desk' },
      minutes: [{ driver: 'units', minutes: '1' }],
    },
  ],
};
const kept = async (text: string) => {
  const batch = await house.send('facts.csv', text, { currency: 'EUR', homeCountry: 'Germany' });
  expect(batch).toMatchObject({ state: 'kept', rowsRefused: 0 });
};
const used = async (model: object) => house.ask('/models', 'POST', model);

test('a customer with nothing but returns has negative revenue, and loses it', async () => {
  await kept(`${HEAD}\nA1,C1,P1,2025-01-10,2,100,60\n`);
  await kept(`${RETURNS}\nR1,C2,P1,2025-02-10,1,30\n`);
  const { customers } = await house.get('/portfolio/customers');
  expect(customers).toMatchObject([
    { sourceKey: 'C1', revenue: '100', profit: '40', rank: 1 },
    { sourceKey: 'C2', revenue: '-30', profit: '-30', rank: 2 },
  ]);
  const page = await house.get('/customers/C2');
  expect(page.statement).toMatchObject({ list: '0', returns: '-30', netRevenue: '-30', profit: '-30' });
  expect(await house.get('/portfolio')).toMatchObject({ reconciled: true, difference: '0' });
});

test('whole years, their parts and their months add up to the same, before and after an undo', async () => {
  await house.ask('/models', 'POST', MODEL);
  const months = ['2023-12', '2024-01', '2024-06', '2024-12', '2025-01', '2025-02'];
  const lines = months.map((month, i) => `A${i},C${i % 2},P1,${month}-10,${i + 1},${100 + i},${10 + i}\n`);
  await kept(`${HEAD}\n${lines.join('')}`);
  await kept(`${HEAD}\nB1,C1,P1,2024-06-11,5,1000,10\n`);
  const [latest] = await house.get('/batches');
  await house.undo(latest.id);
  const revenueOf = async (period: string) =>
    Number((await house.get(`/portfolio?period=${period}`)).totals.revenue);
  const expected = (from: string, through: string) =>
    months.reduce((total, month, i) => total + (month >= from && month <= through ? 100 + i : 0), 0);
  for (const [from, through] of [
    ['2024-01', '2024-12'],
    ['2023-12', '2025-02'],
    ['2024-02', '2025-01'],
    ['2023-12', '2024-11'],
    ['2000-01', '2030-12'],
    ['2024-06', '2024-06'],
  ] as const)
    expect(await revenueOf(`${from}..${through}`), `${from} to ${through}`).toBe(expected(from, through));
  expect(await revenueOf('all')).toBe(expected('2000-01', '2030-12'));
});

test('the ranking is sorted by texts in every period, whoever has facts in it', async () => {
  await kept(
    `${HEAD}\nA1,C1,P1,2025-01-10,2,100,60\nA2,C2,P1,2025-02-10,2,50,60\nA3,C3,P1,2025-02-11,2,70,60\n`,
  );
  await house.send('cards.csv', 'customer,name,segment\nC1,Item 2,b\nC2,item 10,\nC3,Item 1,a\n');
  const keys = async (query: string) => {
    const { customers } = await house.get(`/portfolio/customers?${query}`);
    return customers.map(({ sourceKey }: { sourceKey: string }) => sourceKey);
  };
  expect(await keys('sort=name&period=all')).toEqual(['C3', 'C1', 'C2']);
  expect(await keys('sort=name&period=2025-02')).toEqual(['C3', 'C2']);
  expect(await keys('sort=name&direction=descending&period=2025-02')).toEqual(['C2', 'C3']);
  expect(await keys('sort=name&period=2025-01')).toEqual(['C1']);
  // Who has no segment comes last.
  expect(await keys('sort=segment&period=2025-02')).toEqual(['C3', 'C2']);
  await house.send('cards.csv', 'customer,name\nC2,Item 0\n');
  expect(await keys('sort=name&period=2025-02')).toEqual(['C2', 'C3']);
});

describe('the ranking as a file', () => {
  const bytes = async (query: string) => {
    const answer = await house.fetched(`/portfolio/customers/file${query}`);
    return {
      type: answer.headers.get('content-type'),
      name: answer.headers.get('content-disposition'),
      body: Buffer.from(await answer.arrayBuffer()),
    };
  };

  test('is CSV with every digit, filtered and sorted as the page, and no cell is a formula', async () => {
    await house.ask('/models', 'POST', MODEL);
    await kept(
      `${HEAD}\nA1,C1,P1,2025-01-10,2,100.125,60\nA2,=C2,P1,2025-01-11,3,"30",10\nA3,C3,P1,2025-01-12,1,5,9\n`,
    );
    const { type, name, body } = await bytes('?sort=revenue&direction=descending&sign=gain&period=2025');
    expect(type).toBe('text/csv; charset=utf-8');
    expect(name).toBe("attachment; filename*=UTF-8''Customers%202025.csv");
    const [heading, ...lines] = body.toString('utf8').split('\r\n');
    expect(heading).toMatch(
      /^\ufeff"Rank","Revenue rank","Number","Customer","Segment","Country","Net revenue, EUR"/,
    );
    expect(lines).toEqual([
      '1,1,"C1","C1",,,100.125,60,40.125,0,0,40.125,0',
      '2,2,"\'=C2","\'=C2",,,30,10,20,0,0,20,0',
      '',
    ]);
  });

  test('is a workbook that reads back as it was written', async () => {
    await kept(`${HEAD}\nA1,C1,P1,2025-01-10,2,100.125,60\nA2,=C2,P1,2025-01-11,3,30,10\n`);
    const { type, body } = await bytes('?format=xlsx');
    expect(type).toContain('spreadsheetml');
    const { body: read } = await house.inspect('Customers.xlsx', body);
    expect(read.tables[0].name).toBe('Customers');
    expect(JSON.stringify(read.tables[0])).toContain('=C2');
    expect(JSON.stringify(read.tables[0])).toContain('100.125');
  });
});

test('a period without facts is empty and reconciled, not an error and not zero by division', async () => {
  await kept(`${HEAD}\nA1,C1,P1,2025-01-10,2,100,60\n`);
  for (const period of ['2031', '1999-Q2', '2025-02', '2025-03..2025-04']) {
    const portfolio = await house.get(`/portfolio?period=${period}`);
    expect(portfolio).toMatchObject({ reconciled: true, difference: '0' });
    expect(portfolio.totals).toMatchObject({ customers: 0, lines: 0, revenue: '0', companyProfit: '0' });
    expect(portfolio.whale).toMatchObject({ peakOverEnd: null, peakCustomers: 0 });
    expect(portfolio.gini).toEqual({ revenuePositiveOnly: null, profitAll: null });
    expect((await house.get(`/portfolio/customers?period=${period}`)).customers).toEqual([]);
    expect((await house.get(`/drivers?period=${period}`)).customers).toEqual([]);
    expect((await house.get(`/reconciliation?period=${period}`)).reconciled).toBe(true);
    expect((await house.ask(`/customers/C1?period=${period}`)).status).toBe(200);
  }
  expect(await house.ask('/portfolio?period=2025-13')).toMatchObject({
    status: 400,
    body: { code: 'unknown-period' },
  });
});

describe('a cost model', () => {
  test('with zero capacity, a negative rate and an unknown driver is refused with all its problems', async () => {
    await kept(`${HEAD}\nA1,C1,P1,2025-01-10,2,100,60\n`);
    const before = await house.get('/models');
    const { status, body } = await used({
      ...MODEL,
      pools: [
        { key: 'desk', name: 'Desk', kind: 'time', capacityMinutes: '0' },
        { key: 'rate', name: 'Rate', kind: 'rate', ratePerMinute: '-0.62' },
      ],
      activities: [
        { key: 'a', name: 'A', line: 'orders', pool: 'desk', minutes: [{ driver: 'wishes', minutes: '1' }] },
        { key: 'b', name: 'B', line: 'orders', pool: 'attic', minutes: [{ driver: 'orders', minutes: '1' }] },
      ],
    });
    expect([status, body.code]).toEqual([422, 'model-refused']);
    expect(body.sentence).toMatch(/and 3 more/);
    expect(body.problems.map(({ where }: { where: string }) => where)).toEqual([
      'pools[0].capacityMinutes',
      'pools[1].ratePerMinute',
      'activities[0].minutes[0].driver',
      'activities[1].pool',
    ]);
    expect(await house.get('/models')).toEqual(before);
  });

  test.each([['no pools'], ['a line that there is not']])('with %s is no model at all', async what => {
    const model =
      what === 'no pools'
        ? { ...MODEL, pools: undefined }
        : { ...MODEL, activities: [{ ...MODEL.activities[0], line: 'parties' }] };
    expect(await used(model)).toMatchObject({ status: 400, body: { code: 'not-asked-right' } });
  });

  test.each([
    [
      'minutes taken back by a correction',
      'A2,C2,P1,2025-01-11,-5,-50,-30',
      '100',
      '1000',
      { C1: '20', C2: '-10' },
      '90',
    ],
    [
      'more used than there is',
      'A2,C2,P1,2025-01-11,90,900,500',
      '100',
      '50',
      { C1: '20', C2: '180' },
      '-100',
    ],
    ['zero capacity in the ledger', 'A2,C2,P1,2025-01-11,5,50,30', '100', '0', { C1: '0', C2: '0' }, '100'],
    [
      'capacity below zero in the ledger',
      'A2,C2,P1,2025-01-11,5,50,30',
      '100',
      '-50',
      { C1: '0', C2: '0' },
      '100',
    ],
    ['no capacity in the ledger', 'A2,C2,P1,2025-01-11,5,50,30', '100', '', { C1: '0', C2: '0' }, '100'],
  ])('reconciles with %s', async (title, row, amount, capacity, costs, unused) => {
    // Customer 1 takes 10 units, a minute each.
    const corrected = title.startsWith('minutes') ? '50' : capacity;
    await kept(`${HEAD}\nA1,C1,P1,2025-01-10,10,100,60\n${row}\n`);
    await kept(
      `month,pool,amount,capacity_minutes\n2025-01,desk,${amount},${corrected}\n2025-01,board,40,\n`,
    );
    expect((await used(MODEL)).status).toBe(200);
    const { customers } = await house.get('/portfolio/customers');
    const costOf = customers.map((one: { sourceKey: string; costToServe: string }) => [
      one.sourceKey,
      one.costToServe,
    ]);
    expect(Object.fromEntries(costOf)).toEqual(costs);
    const portfolio = await house.get('/portfolio');
    expect(portfolio).toMatchObject({
      reconciled: true,
      difference: '0',
      totals: { unused, sustaining: '40' },
    });
  });
});

test('totals beyond nine billion are exact, where no single customer is', async () => {
  const lines = Array.from(
    { length: 4 },
    (_, index) => `A${index},C${index},P1,2025-01-10,1,8999999999.999999,0`,
  );
  await kept(`${HEAD}\n${lines.join('\n')}\n`);
  const { totals, reconciled, difference } = await house.get('/portfolio');
  expect([totals.revenue, reconciled, difference]).toEqual(['35999999999.999996', true, '0']);
});

test('the facts behind a product cost add up to it, halves of a micro-unit included', async () => {
  await kept('product,unit_cost\nP1,0.000005\nP2,0.000003\n');
  await kept(`${HEAD}\nA1,C1,P1,2025-01-10,0.5,1,\nA2,C1,P2,2025-01-10,0.5,1,\n`);
  const { statement } = await house.get('/customers/C1');
  expect(statement.productCost).toBe('-0.000004');
  const explained = await house.get('/explain?figure=customer/C1/productCost');
  const facts = explained.facts.map(({ value }: { value: string }) => Number(value));
  expect(facts.reduce((total: number, value: number) => total + value, 0)).toBeCloseTo(-0.000004, 9);
});

test('the example company gives way to the first import in another currency, and to no other', async () => {
  expect((await house.ask('/example', 'POST')).status).toBe(200);
  expect((await house.get('/book')).example).toBe(true);
  const pounds = `${HEAD}\nA1,C1,P1,2025-01-10,2,100,60\n`;
  const first = await house.send('pounds.csv', pounds, { currency: 'GBP', company: 'Ours' });
  expect(first.state).toBe('kept');
  const book = await house.get('/book');
  expect(book).toMatchObject({
    example: false,
    settings: { currency: 'GBP', company: 'Ours' },
    months: { from: '2025-01', through: '2025-01' },
  });
  expect((await house.get('/portfolio')).totals).toMatchObject({ customers: 1, revenue: '100' });
  expect((await house.get('/models')).filter(({ inUse }: { inUse: boolean }) => inUse)).toEqual([]);
  const second = await house.send('euros.csv', pounds.replace('A1', 'A2'), { currency: 'EUR' });
  expect(second).toMatchObject({
    state: 'refused',
    sentence: expect.stringMatching(/in EUR, the book is kept in GBP/),
  });
});
