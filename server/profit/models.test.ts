import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
  await fill(house);
});
afterAll(() => house.close());

async function fill(of: TestHouse): Promise<void> {
  const kept = async (text: string) => {
    const batch = await of.send('facts.csv', text, { currency: 'EUR', homeCountry: 'Germany' });
    expect(batch).toMatchObject({ state: 'kept', rowsRefused: 0 });
  };
  const months = ['2024-11', '2024-12', '2025-01', '2025-02'];
  const lines = months.flatMap((month, i) => [
    `A${i},C1,P${i % 3},${month}-10,10,200,100\n`,
    `B${i},C2,P1,${month}-11,40,130,60\n`,
    `D${i},,P1,${month}-12,5,10,\n`,
  ]);
  await kept(`order,customer,product,day,quantity,amount,cost\n${lines.join('')}`);
  await kept(
    `pool,month,amount,capacity_minutes\n${months.map(month => `desk,${month},100,200\nboard,${month},50,\n`).join('')}`,
  );
}

const model = (minutes: string, more: object = {}) => ({
  name: `A minute is ${minutes}`,
  currency: 'EUR',
  pools: [
    { key: 'desk', name: 'Desk', kind: 'time' },
    { key: 'board', name: 'Board', kind: 'sustaining' },
    { key: 'help', name: 'Outside help', kind: 'rate', ratePerMinute: '0.5' },
  ],
  activities: [
    {
      ...{ key: 'units', name: 'Units', line: 'picking', pool: 'desk' },
      minutes: [{ driver: 'units', minutes }],
    },
    {
      ...{ key: 'range', name: 'Range', line: 'range', pool: 'help', assumed: true },
      minutes: [{ driver: 'skus', minutes: '4' }],
    },
  ],
  ...more,
});
const use = async (body: object, query = '') => {
  const { status, body: answer } = await house.ask(`/models${query}`, 'POST', body);
  return { status, ...answer };
};
const profits = async (period: string) => {
  const { customers } = await house.get(`/portfolio/customers?period=${period}`);
  return Object.fromEntries(
    customers.map(({ sourceKey, profit }: { sourceKey: string; profit: string }) => [
      sourceKey,
      Number(profit),
    ]),
  );
};
const reconciled = async () =>
  expect(await house.get('/portfolio')).toMatchObject({ reconciled: true, difference: '0' });

describe('versions of the cost model', () => {
  test('each month is costed by the version that holds, and the period adds up over them', async () => {
    expect(await use(model('1'))).toMatchObject({ status: 200, inUse: true });
    // Half a euro a minute: 10 units a month cost C1 five euros; a month's products two euros each.
    expect(await profits('2024-11')).toEqual({ C1: 100 - 5 - 2, C2: 70 - 20 - 2 });
    expect(await use(model('3'), '?first=2025-01-01&reason=Time+study')).toMatchObject({ status: 200 });
    expect(await profits('2024-11')).toEqual({ C1: 93, C2: 48 });
    expect(await profits('2025-01')).toEqual({ C1: 100 - 15 - 2, C2: 70 - 60 - 2 });
    // Products count once within each version: P0, P1 and P2, P0.
    expect(await profits('all')).toEqual({
      C1: 400 - 10 - 30 - 4 - 4,
      C2: 280 - 40 - 120 - 2 - 2,
    });
    await reconciled();
    const { versions, reason, history, gaps } = await house.get('/model-timeline');
    expect(versions).toMatchObject([
      { name: 'A minute is 1', first: null, last: '2024-12-31' },
      { name: 'A minute is 3', first: '2025-01-01', last: null },
    ]);
    expect([reason, gaps]).toEqual(['Time study', []]);
    expect(history).toHaveLength(2);
  });

  test('a figure over both is explained by its parts, and each part by its own equation', async () => {
    const { customers } = await house.get('/portfolio/customers');
    const id = customers.find(({ sourceKey }: { sourceKey: string }) => sourceKey === 'C1').id;
    const figure = `customer/${id}/cost/units`;
    const explained = await house.get(`/explain?figure=${encodeURIComponent(figure)}&period=all`);
    expect(explained.value).toBe('-40');
    expect(
      explained.inputs.map(({ label, value }: { label: string; value: string }) => [label, value]),
    ).toEqual([
      ['A minute is 1, through 2024-12', '-10'],
      ['A minute is 3, from 2025-01', '-30'],
    ]);
    const part = await house.get(
      `/explain?figure=${encodeURIComponent(explained.inputs[1].figure)}&period=all`,
    );
    expect(part).toMatchObject({ value: '-30', formula: '(3 min × units) × cost of a minute in Desk' });
  });

  test('an earlier state comes back, and stands in the history as a new one', async () => {
    const [latest, first] = (await house.get('/model-timeline')).history;
    const { status } = await house.ask(`/model-timeline/${first.id}?reason=Too+early`, 'POST');
    expect(status).toBe(200);
    expect(await profits('2025-01')).toEqual({ C1: 93, C2: 48 });
    const { versions, reason, history } = await house.get('/model-timeline');
    expect(versions).toMatchObject([{ name: 'A minute is 1', first: null, last: null }]);
    expect([reason, history.length, history[1].id]).toEqual(['Too early', 3, latest.id]);
    expect((await house.ask('/model-timeline/tml_none', 'POST')).status).toBe(404);
  });

  test('a gap charges nobody, says so, and reconciles', async () => {
    const other = await testHouse();
    try {
      await fill(other);
      await other.ask('/models?first=2024-12-01&last=2025-01-31', 'POST', model('1'));
      const { gaps } = await other.get('/model-timeline');
      expect(gaps).toEqual([
        { from: '2024-11', through: '2024-11' },
        { from: '2025-02', through: '2025-02' },
      ]);
      expect(await other.get('/portfolio')).toMatchObject({ reconciled: true, difference: '0' });
      const { warnings, pools } = await other.get('/reconciliation');
      expect(warnings[0]).toContain(
        'No version of the cost model holds in 2 months, from 2024-11 to 2025-02',
      );
      expect(pools[0]).toMatchObject({ pool: 'desk', ledger: '400', unused: '345' });
    } finally {
      await other.close();
    }
  });

  test.each([
    ['?first=2025-01-15', 'is not the first day of a month', 'Write 2025-01-01'],
    ['?last=2025-01-30', 'is not the last day of a month', 'Write 2025-01-31'],
    ['?first=2025-02-01&last=2025-01-31', 'lies before the first', ''],
    ['?first=soon', 'is not the first day of a month', 'Write a day'],
  ])('%s is refused', async (query, what, mend) => {
    const { status, sentence } = await use(model('2'), query);
    expect(status).toBe(400);
    expect(sentence).toContain(what);
    expect(sentence).toContain(mend);
  });

  test('a pool of another kind beside other versions is refused, and alone it is not', async () => {
    const other = model('2', { pools: [{ ...model('1').pools[0], kind: 'sustaining' }], activities: [] });
    const { status, problems } = await use(other, '?first=2025-02-01');
    expect(status).toBe(422);
    expect(problems).toMatchObject([{ where: 'pools[0].kind' }]);
    expect((await use(other)).status).toBe(200);
    await reconciled();
    await use(model('1'));
  });

  test('who saves second is told who was first', async () => {
    const { id } = await house.get('/model-timeline');
    expect((await use(model('2'), `?first=2025-02-01&base=${id}`)).status).toBe(200);
    const second = await use(model('4'), `?first=2025-02-01&base=${id}`);
    expect(second).toMatchObject({ status: 409, code: 'model-changed' });
    expect(second.sentence).toContain('"A minute is 2"');
    await use(model('1'));
  });

  test('what would change a closed month is refused', async () => {
    await house.ask('/months/2024-12/close', 'POST');
    const refused = await use(model('2'));
    expect(refused).toMatchObject({ status: 409, code: 'month-closed' });
    expect(refused.sentence).toContain('2024-12');
    expect((await use(model('1'), '?first=2025-01-01')).status).toBe(200);
    // An earlier state comes back as long as the closed month keeps its version.
    const [, before] = (await house.get('/model-timeline')).history;
    expect((await house.ask(`/model-timeline/${before.id}`, 'POST')).status).toBe(200);
    const { history } = await house.get('/model-timeline');
    const other = await house.ask(`/model-timeline/${history.at(-1).id}`, 'POST');
    expect(other).toMatchObject({ status: 409, body: { code: 'month-closed' } });
    await house.ask('/months/2024-12/reopen', 'POST', { reason: 'A test' });
    await use(model('1'));
  });
});

test('capacity stands by month, with who took more in the fullest one than in its average month', async () => {
  const { months, pools } = await house.get('/capacity');
  expect(months).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
  const [desk] = pools;
  // 10 units of C1, 40 of C2 and 5 of nobody a month, a minute each, of 200 minutes that cost 100.
  expect(desk.months[0]).toEqual({ month: '2024-11', capacity: 200, used: 55, unused: '72.5', rate: '0.5' });
  expect(desk.peak).toEqual({ month: '2024-11', causes: [] });
  const more = 'order,customer,product,day,quantity,amount,cost\nX1,C1,P1,2025-01-20,170,10,5\n';
  const batch = await house.send('more.csv', more, {});
  expect(batch).toMatchObject({ state: 'kept' });
  const { pools: then } = await house.get('/capacity');
  expect(then[0].months[2]).toMatchObject({ used: 225, unused: '-12.5' });
  expect(then[0].peak).toMatchObject({
    month: '2025-01',
    causes: [{ name: 'C1', minutes: 180, average: 52.5 }],
  });
  expect((await house.get('/capacity?period=2024-11')).pools[0].peak.month).toBe('2024-11');
  await house.undo(batch.id);
});

test('a model of 10,000 activities is costed, tried and reconciled', async () => {
  const activities = Array.from({ length: 10_000 }, (_, index) => ({
    ...{ key: `a${index}`, name: `Activity ${index}`, line: 'orders', pool: 'desk' },
    minutes: [{ driver: 'orders', minutes: '0.001' }],
  }));
  expect(await use(model('1', { activities }))).toMatchObject({ status: 200 });
  await reconciled();
  // 10 minutes an order at half a euro; C1 and C2 order once a month each.
  expect(await profits('2025-01')).toEqual({ C1: 95, C2: 65 });
  await use(model('1'));
});

describe('before a model is used', () => {
  const preview = async (body: object, query = '') => {
    const { status, body: told } = await house.ask(`/models/preview${query}`, 'POST', body);
    expect(status, told.sentence).toBe(200);
    return told;
  };

  test('who enters and who leaves the red, and where the cost goes, come out as they do once it is used', async () => {
    const tried = model('4', { productCost: { shareOfNetRevenue: '0.5', assumed: true } });
    for (const query of ['', '?first=2025-01-01', '?first=2024-12-01&last=2025-01-31']) {
      await use(model('1'));
      const told = await preview(tried, query);
      expect(told.problems).toEqual([]);
      expect(await use(tried, query)).toMatchObject({ status: 200 });
      await reconciled();
      const { totals, unused, sustaining } = {
        ...(await house.get('/portfolio')).totals,
        ...(await house.get('/portfolio')),
      };
      const after = await house.get('/portfolio');
      expect([totals, unused, sustaining].length).toBe(3);
      expect(Number(told.profitCustomers.after)).toBeCloseTo(Number(after.totals.profitCustomers), 4);
      expect(Number(told.totals.unused.after)).toBeCloseTo(Number(after.totals.unused), 4);
      expect(Number(told.totals.sustaining.after)).toBe(Number(after.totals.sustaining));
      const now = await profits('all');
      for (const { sourceKey, after: then } of told.movesMost)
        expect(Number(then), `${query} ${sourceKey}`).toBeCloseTo(now[sourceKey] as number, 4);
      const red = Object.entries(now).filter(([, profit]) => (profit as number) < 0);
      expect(told.unprofitable).toEqual({ before: 0, after: red.length });
      expect(told.entersRed.map(({ sourceKey }: { sourceKey: string }) => sourceKey)).toEqual(
        red.map(([key]) => key),
      );
    }
    await use(model('1'));
  });

  test('a model with mistakes moves nothing and says them all', async () => {
    const told = await preview(model('-1', { currency: 'NOK' }));
    expect(told.problems.map(({ where }: { where: string }) => where)).toEqual([
      'currency',
      'activities[0].minutes[0].minutes',
    ]);
    expect(told).toMatchObject({ moved: 0, entersRed: [] });
  });

  test('what differs is told by name', async () => {
    const { differences } = await preview(model('4'));
    expect(differences).toEqual([
      { what: 'Name', before: 'A minute is 1', after: 'A minute is 4' },
      { what: 'Units: minutes per unit', before: '1 min', after: '4 min' },
    ]);
  });
});
