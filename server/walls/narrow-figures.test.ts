import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answered, type TestHouse, testHouse } from '../../test/house.ts';
import { peopleAsking } from '../../test/wall-people.ts';

let house: TestHouse;
/** As a controller from whom a wall keeps one customer. */
let asked: (path: string, method?: string, body?: object) => Promise<Answered>;
let hidden: string;
beforeAll(async () => {
  house = await testHouse();
  await house.ask('/example', 'POST');
  const as = await peopleAsking(house, { Controller: ['controller'] });
  asked = (...what) => as('Controller', ...what);
  const [first] = (await house.get('/portfolio/customers?limit=1')).customers;
  hidden = first.id;
  await house.ask('/walls/customers', 'POST', { customer: hidden, reason: 'Contract' });
}, 120_000);
afterAll(() => house.close());

const figure = (address: string) => `/explain?figure=${encodeURIComponent(address)}`;

describe('of the customers in sight', () => {
  test.each(['all', '2025-Q1', '2025-02'])(
    'a scenario, a draft and the portfolio start at the same profit over %s',
    async period => {
      const { totals } = (await asked(`/portfolio?period=${period}`)).body;
      const nothing = { changes: [], reaction: { low: 0, high: 0 } };
      const ran = (await asked(`/scenarios/run?period=${period}`, 'POST', nothing)).body;
      expect(Number(ran.profitCustomers.before)).toBeCloseTo(Number(totals.profitCustomers), 2);
      const { model } = (await asked('/models/current')).body;
      const drafted = (await asked(`/models/preview?period=${period}`, 'POST', model)).body;
      expect(Number(drafted.profitCustomers.after)).toBeCloseTo(Number(totals.profitCustomers), 2);
      expect(drafted).toMatchObject({ totals: null, pools: [] });
    },
  );

  test('each earns what it earns to who sees them all', async () => {
    const rows = async (answer: Promise<Answered>) => (await answer).body.customers;
    const all = await rows(house.ask('/portfolio/customers?limit=1000&sort=name'));
    const some = await rows(asked('/portfolio/customers?limit=1000&sort=name'));
    const profits = (list: { id: string; profit: string }[]) => list.map(({ id, profit }) => [id, profit]);
    expect(profits(some)).toEqual(profits(all).filter(([id]) => id !== hidden));
    expect(some.length).toBe(all.length - 1);
  });

  test('what a minute of theirs costs is what it costs to all', async () => {
    const [one] = (await asked('/portfolio/customers?limit=1')).body.customers;
    const { model } = (await asked('/models/current')).body;
    const timed = model.pools.find(({ kind }: { kind: string }) => kind === 'time');
    const { key } = model.activities.find(({ pool }: { pool: string }) => pool === timed.key);
    for (const address of [`customer/${one.id}/rate/${key}`, `pool/${timed.key}/rate`]) {
      const theirs = (await asked(figure(address))).body;
      const { value } = await house.get(figure(address));
      expect(Number(value), address).toBeGreaterThan(0);
      expect(theirs, address).toMatchObject({ value });
      for (const input of theirs.inputs) expect(input.value).not.toBe('0');
    }
  });
});

test('of value, whom they see opens and the sum is of these; the other one is nobody', async () => {
  const whole = (await house.get('/value/customers?limit=1000&wait=60')).customers;
  const seen = (await asked('/value/customers?limit=1000&wait=60')).body.customers;
  expect(whole.map(({ id }: { id: string }) => id)).toContain(hidden);
  expect(seen).toHaveLength(whole.length - 1);
  const { status, body } = await asked(figure('value'));
  expect(status).toBe(200);
  const sum = seen.reduce((so: number, one: { value: { mid: string } }) => so + Number(one.value.mid), 0);
  expect(Number(body.value)).toBeCloseTo(sum, 0);
  expect(JSON.stringify(body)).not.toContain(hidden);
  expect((await asked(figure(seen[0].figure))).status).toBe(200);
  expect(await asked(figure(`value/${hidden}`))).toMatchObject({
    status: 404,
    body: { sentence: `There is no customer "${hidden}".` },
  });
});

describe('of the whole company', () => {
  test('nothing is told that would give the others away', async () => {
    const { model } = (await asked('/models/current')).body;
    expect((await asked('/models/recosting', 'POST', model)).body).toMatchObject({ whole: false, pools: [] });
    const [pool] = model.pools;
    const refused = [
      ...['/reconciliation', '/capacity'],
      ...[`pool/${pool.key}`, `pool/${pool.key}/capacity`, `pool/${pool.key}/used`, 'pools/unused'].map(
        figure,
      ),
      ...['reconciliation/ledgerProfit', 'reconciliation/files', 'portfolio/companyProfit'].map(figure),
    ];
    for (const path of refused) {
      expect((await house.ask(path)).status, path).toBe(200);
      expect(await asked(path), path).toMatchObject({ status: 403, body: { code: 'not-whole' } });
    }
  });

  test('what is explained of the portfolio leads on to figures that open', async () => {
    for (const part of ['revenue', 'productCost', 'contribution', 'costToServe', 'profit']) {
      const { status, body } = await asked(figure(`portfolio/${part}`));
      expect(status).toBe(200);
      const opened = body.inputs.filter(({ figure: leads }: { figure?: string }) => leads);
      expect(opened.length, part).toBeGreaterThan(0);
      for (const input of opened) expect((await asked(figure(input.figure))).status, input.figure).toBe(200);
    }
  });
});
