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

const EURO = { currency: 'EUR', homeCountry: 'Germany' };
const HEAD = 'order,customer,product,day,quantity,amount,country,cost';
/** Row 4 repeats row 2; row 5 differs from row 3 only in that no country is stated. */
const LINES = `${HEAD}
A1,C1,P1,2025-01-10,2,20,Norway,
A2,C2,P2,2025-01-11,1,10,Chad,5
A1,C1,P1,2025-01-10,2,20,Norway,
A2,C2,P2,2025-01-11,1,10,,5
`;
/** Rows 2 and 4 are rows 2 and 3 of the lines above. */
const MORE = `${HEAD}
A1,C1,P1,2025-01-10,2,20,Norway,
A3,C3,P1,2025-02-01,1,7,Norway,
A2,C2,P2,2025-01-11,1,10,Chad,5
A3,C3,P1,2025-02-02,1,8,Norway,
`;
const MODEL = {
  name: 'Desk',
  currency: 'EUR',
  productCost: { shareOfNetRevenue: '0.6' },
  pools: [{ key: 'desk', name: 'Desk', kind: 'time' }],
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

const check = async (text: string, body: object = {}) => {
  const file = { file: 'check.csv', settings: EURO, ...body };
  const answer = await house.ask(
    `/files/${(await house.inspect('check.csv', text)).body.id}/check`,
    'POST',
    file,
  );
  expect(answer).toMatchObject({ status: 200 });
  const batch = await house.ended(answer.body.id);
  expect(batch.state).toBe('checked');
  return { ...batch, findings: batch.findings as NonNullable<typeof batch.findings> };
};
const kept = async (file: string, text: string, query: object = EURO) => {
  const batch = await house.send(file, text, query);
  expect(batch.state).toBe('kept');
  return batch;
};
const keep = async (id: string, decisions: object = {}) => {
  await house.ask(`/batches/${id}/keep`, 'POST', decisions);
  return house.ended(id);
};
const totals = async () => {
  const { totals } = await house.get('/portfolio');
  return {
    customers: totals.customers,
    lines: totals.lines,
    revenue: totals.revenue,
    profit: totals.profitTotal,
  };
};

describe('the same fact twice is shown before anything is kept', () => {
  test('inside a file and against what is there, row by row', async () => {
    const first = await check(LINES);
    expect(first.findings.duplicates).toEqual({
      repeated: { rows: 1, samples: [{ row: 4, sameAs: 2 }] },
      existing: { rows: 0, documents: 0, samples: [] },
    });
    const there = await keep(first.id);
    expect(there).toMatchObject({ state: 'kept', rowsKept: 4, rowsLeftOut: 0, amount: '60' });
    const { duplicates } = (await check(MORE)).findings;
    expect(duplicates).toEqual({
      repeated: { rows: 0, samples: [] },
      existing: {
        rows: 2,
        documents: 2,
        samples: [
          { row: 2, batch: there.id, file: 'check.csv', sameAs: 2 },
          { row: 4, batch: there.id, file: 'check.csv', sameAs: 3 },
        ],
      },
    });
  });

  test('and left out as decided: its rows come back as problems, and amounts, months and customers are those of the rest', async () => {
    await kept('there.csv', LINES);
    const before = await totals();
    const checked = await check(MORE);
    const batch = await keep(checked.id, { leaveOutExisting: true });
    expect(batch).toMatchObject({
      state: 'kept',
      rowsRead: 4,
      rowsKept: 2,
      rowsRefused: 0,
      rowsLeftOut: 2,
      amount: '15',
    });
    expect(await house.problems(batch.id)).toMatchObject([
      {
        row: 2,
        field: 'row',
        what: 'is the same as row 2 of there.csv',
        text: 'A1,C1,P1,2025-01-10,2,20,Norway,',
      },
      { row: 4, field: 'row', what: 'is the same as row 3 of there.csv' },
    ]);
    expect((await house.get(`/batches/${batch.id}/undo`)).months).toEqual(['2025-02']);
    expect(await totals()).toMatchObject({ customers: 3, lines: before.lines + 2, revenue: '75' });
    expect(await house.get('/reconciliation')).toMatchObject({
      reconciled: true,
      revenue: { files: '75', difference: '0' },
    });
    // Nothing is to be mended in them: the file to mend has none of them.
    expect((await house.text(`/batches/${batch.id}/problems.csv`)).trimEnd().split('\n')).toHaveLength(1);
  });

  test('without a check too, of repeated rows the first stays', async () => {
    const batch = await kept('lines.csv', LINES, { ...EURO, leaveOutRepeated: true, leaveOutExisting: true });
    expect(batch).toMatchObject({ rowsKept: 3, rowsLeftOut: 1, amount: '40' });
    expect(await house.problems(batch.id)).toMatchObject([{ row: 4, what: 'is the same as row 2' }]);
    const again = await house.send('again.csv', `${LINES.replace('country', 'Country')}`, {
      ...EURO,
      leaveOutExisting: true,
    });
    expect(again).toMatchObject({
      state: 'refused',
      rowsKept: 0,
      sentence: 'All 4 rows are there already and were left out.',
    });
    expect((await totals()).revenue).toBe('40');
  });

  test.each([
    [
      'returns',
      'return,customer,product,day,quantity,amount,cause',
      'R1,C1,P1,2025-01-10,1,5,own',
      'R1,C1,P1,2025-01-10,1,5,customer',
    ],
    [
      'activities',
      'activity,customer,day,count,minutes,flag',
      'visit,C1,2025-01-10,1,30,',
      'visit,C1,2025-01-10,1,30,weekend',
    ],
    ['payments', 'payment,customer,due,paid,amount', 'B1,C1,2025-01-10,,5', 'B1,C1,2025-01-10,2025-01-12,5'],
    [
      'deliveries',
      'delivery,customer,promised,actual,quantity',
      'D1,C1,2025-01-10,,5',
      'D1,C1,2025-01-10,2025-01-11,5',
    ],
    ['ledger', 'month,pool,amount,account', '2025-01,desk,1000,', '2025-01,desk,1000,4711'],
  ])('of %s', async (kind, heading, row, other) => {
    await kept('there.csv', `${heading}\n${row}\n`, { ...EURO, kind });
    const { duplicates } = (await check(`${heading}\n${other}\n${row}\n${row}\n`, { kind })).findings;
    expect(duplicates.repeated).toEqual({ rows: 1, samples: [{ row: 4, sameAs: 3 }] });
    expect(duplicates.existing.samples).toMatchObject([
      { row: 3, sameAs: 2 },
      { row: 4, sameAs: 2 },
    ]);
  });

  test('as many as there are, while twenty are shown, and a thousand on a thousand are no million', async () => {
    const rows = Array.from({ length: 1000 }, () => 'A1,C1,P1,2025-01-10,2,20,Norway,').join('\n');
    await kept('there.csv', `${HEAD}\n${rows}\n`);
    const { duplicates } = (await check(`${HEAD}\n${rows}\nA9,C1,P1,2025-01-10,2,20,Norway,\n`)).findings;
    expect(duplicates.repeated.rows).toBe(999);
    expect(duplicates.existing).toMatchObject({ rows: 1000, documents: 1 });
    expect([duplicates.repeated.samples.length, duplicates.existing.samples.length]).toEqual([20, 20]);
  });
});

describe('what a file would change is shown before anything is kept', () => {
  test('customers and products that are new, and those that change', async () => {
    await kept('names.csv', 'customer,name,country\nC1,Ada,Norway\n');
    await kept('products.csv', 'product,name,unit_cost\nP1,Seal,4\n');
    const lines = (await check(LINES)).findings;
    expect(lines.customers).toMatchObject({ created: 1, changed: 0, createdKeys: ['C2'] });
    expect(lines.products).toMatchObject({ created: 1, changed: 0, createdKeys: ['P2'] });
    const names = (await check('customer,name,owner\nC1,Ada Ltd,\nC9,Ida,Bo\n')).findings;
    expect(names.customers).toMatchObject({
      ...{ created: 1, gone: 0, changed: 1, createdKeys: ['C9'] },
      samples: [{ key: 'C1', field: 'name', before: 'Ada', after: 'Ada Ltd' }],
    });
    const costs = (await check('product,unit_cost\nP1,4.5\n')).findings;
    expect(costs.products.samples).toEqual([{ key: 'P1', field: 'unit_cost', before: '4', after: '4.5' }]);
    expect((await house.get('/customers/C1')).customer).toMatchObject({ name: 'Ada' });
  });

  test('customers, lines, revenue and profit, to the last digit what they are afterwards', async () => {
    await kept(
      'booked.csv',
      'month,pool,amount,capacity_minutes\n2025-01,desk,1000,733\n2025-02,desk,1000,700\n',
    );
    await kept('there.csv', LINES);
    expect((await house.ask('/models', 'POST', MODEL)).status).toBe(200);
    for (const text of [MORE, 'product,unit_cost\nP1,0.333333\n', 'month,pool,amount\n2025-01,desk,500\n']) {
      const before = await totals();
      const checked = await check(text);
      expect(checked.findings.difference?.before).toEqual(before);
      expect(await totals()).toEqual(before);
      expect((await keep(checked.id)).state).toBe('kept');
      const after = await totals();
      expect(checked.findings.difference?.after).toEqual(after);
      expect(after.profit).not.toBe(before.profit);
    }
  });

  test('without a cost model there is no profit, and an empty book opens with the settings of the file', async () => {
    await house.ask('/models', 'POST', { ...MODEL, currency: 'NOK' });
    const { difference } = (await check(LINES, { settings: { currency: 'EUR' } })).findings;
    expect(difference).toEqual({
      before: { customers: 0, lines: 0, revenue: '0', profit: null },
      after: { customers: 2, lines: 4, revenue: '60', profit: null },
    });
  });
});
