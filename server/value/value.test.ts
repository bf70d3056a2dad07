import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

// 80 customers over two years, each at a rhythm of its own; K1 fell silent in June, and K2 sends everything back.
let house: TestHouse;
/** Waits for the forecast, however busy the machine is. */
const read = (path: string, of = house) => of.get(`${path}${path.includes('?') ? '&' : '?'}wait=60`);
const DAY = 86_400_000;
const dayAt = (days: number) => new Date(Date.UTC(2024, 0, 1) + days * DAY).toISOString().slice(0, 10);

beforeAll(async () => {
  house = await testHouse();
  const lines: string[] = [];
  for (let customer = 1; customer <= 80; customer++) {
    const gap = 5 + ((customer * 7) % 40);
    const end = customer === 1 ? 520 : 730;
    for (let day = customer % 11; day < end; day += gap + ((customer * day) % 5))
      lines.push(`O${customer}-${day},K${customer},P${customer % 3},${dayAt(day)},5,${100 + customer * 3}`);
  }
  await house.send('orders.csv', `order,customer,product,day,quantity,amount\n${lines.join('\n')}\n`, {
    currency: 'EUR',
  });
  const back = `R1,K81,P1,${dayAt(300)},5,70`;
  await house.send(
    'orders-81.csv',
    `order,customer,product,day,quantity,amount\nO81,K81,P1,${dayAt(300)},5,70\n`,
  );
  await house.send('returns.csv', `return,customer,product,day,quantity,amount\n${back}\n`);
});
afterAll(() => house.close());

describe('the forecast', () => {
  test('says which model, why, how it did, and what it rests on', async () => {
    const { state, forecast } = await read('/value');
    expect(state).toBe('ready');
    expect(forecast).toMatchObject({
      currency: 'EUR',
      until: dayAt(729),
      unit: 'day',
      months: 36,
      rate: 0.1,
    });
    expect(forecast.customers).toBe(80);
    expect(forecast.candidates.filter(({ chosen }: { chosen: boolean }) => chosen)).toHaveLength(1);
    expect(forecast.reason).toMatch(/NBD|Poisson/);
    const { low, mid, high } = forecast.value;
    expect(Number(low)).toBeLessThan(Number(mid));
    expect(Number(mid)).toBeLessThan(Number(high));
    expect(forecast.holdOut.rules.map(({ rule }: { rule: string }) => rule)).toEqual([
      'model',
      'last rate',
      'hiatus',
    ]);
    expect(forecast.holdOut.actual).toBeGreaterThan(0);
    expect(forecast.leftOut).toContainEqual({
      ...{ reason: "returns beyond the day's sales", customers: 1, count: 1, amount: '0.00' },
    });
  });

  test('the values of the customers sum to the value of all', async () => {
    const { forecast } = await read('/value');
    const { customers, total } = await read('/value/customers?limit=1000');
    expect(total).toBe(80);
    const sum = customers.reduce(
      (so: number, one: { value: { mid: string } }) => so + Number(one.value.mid),
      0,
    );
    expect(sum).toBeCloseTo(Number(forecast.value.mid), 0);
    for (const { purchases, value } of customers) {
      expect(purchases.low).toBeLessThanOrEqual(purchases.mid);
      expect(purchases.mid).toBeLessThanOrEqual(purchases.high);
      expect(Number(value.low)).toBeLessThanOrEqual(Number(value.high));
    }
  });

  test('sorts, searches and pages', async () => {
    const names = async (query: string) =>
      (await read(`/value/customers?${query}`)).customers.map(({ name }: { name: string }) => name);
    const all = await names('limit=1000');
    expect(await names('limit=5&offset=5')).toEqual(all.slice(5, 10));
    expect(await names('search=K80')).toEqual(['K80']);
    const byName = await names('sort=name&direction=ascending&limit=3');
    expect(byName).toEqual(['K1', 'K2', 'K3']);
  });

  test('another horizon and another rate are other figures', async () => {
    const valueAt = async (query: string) => Number((await read(`/value?${query}`)).forecast.value.mid);
    const usual = await valueAt('');
    expect(await valueAt('months=12')).toBeLessThan(usual);
    expect(await valueAt('rate=0.3')).toBeLessThan(usual);
  });

  test('knows nothing of what came after its last day', async () => {
    const { forecast } = await read(`/value?until=${dayAt(365)}`);
    expect(forecast.until).toBe(dayAt(365));
    const { customers } = await read(`/value/customers?until=${dayAt(365)}&search=K1&limit=1000`);
    expect(customers.every(({ age }: { age: number }) => age <= 366)).toBe(true);
  });

  test.each([
    ['months=0', 'months'],
    ['months=1.5', 'months'],
    ['rate=0', 'rate'],
    ['rate=2', 'rate'],
    ['until=yesterday', 'until'],
    ['until=2025-02-30', 'until'],
  ])('refuses %s by its field', async (query, field) => {
    const { status, body } = await house.ask(`/value?${query}`);
    expect(status).toBe(400);
    expect(body.sentence).toMatch(new RegExp(`^${field}: .*Write`));
  });
});

describe('rhythms', () => {
  test('who fell silent stands among the lapses, with how often such a silence ended with an order', async () => {
    const { customers, rule } = await read('/value/lapses?limit=1000');
    expect(rule).toMatch(/Replayed on [\d,]+ past silences/);
    const silent = customers.find(({ name }: { name: string }) => name === 'K1');
    expect(silent.sentence).toMatch(/^Usually orders every \d+ days, now 2\d\d\./);
    expect(silent.silentDays).toBeGreaterThan(silent.thresholdDays);
  });

  test('the largest customers are judged by how well they can be planned for, the hardest first', async () => {
    const { customers, total, judged, of, hardest } = await read('/value/predictability?limit=1000');
    expect([total, judged, of]).toEqual([80, 80, 80]);
    const scores = customers.flatMap(({ score }: { score: number | null }) =>
      score === null ? [] : [score],
    );
    expect(scores.length).toBeGreaterThan(50);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => a - b));
    const five = customers.slice(0, 5);
    expect(hardest.customers.map(({ id }: { id: string }) => id)).toEqual(
      five.map(({ id }: { id: string }) => id),
    );
    const cost = five.reduce((sum: number, one: { stockSaved: string }) => sum + Number(one.stockSaved), 0);
    expect(Number(hardest.stockSaved)).toBeCloseTo(cost, 1);
  });

  test('who is judged is sorted, searched and read page by page; what is not known stands last', async () => {
    const listed = async (query: string) =>
      (await read(`/value/predictability?limit=1000&${query}`)).customers as {
        name: string;
        revenue: string;
        stockSaved: string | null;
      }[];
    const revenues = (await listed('sort=revenue&direction=descending')).map(({ revenue }) =>
      Number(revenue),
    );
    expect(revenues).toEqual(revenues.toSorted((a, b) => b - a));
    for (const direction of ['ascending', 'descending']) {
      const saved = (await listed(`sort=stockSaved&direction=${direction}`)).map(one => one.stockSaved);
      const known = saved.filter(amount => amount !== null).map(Number);
      expect(saved.slice(known.length).every(amount => amount === null)).toBe(true);
      const sign = direction === 'ascending' ? 1 : -1;
      expect(known).toEqual(known.toSorted((a, b) => sign * (a - b)));
    }
    expect((await listed('search=k77')).map(({ name }) => name)).toEqual(['K77']);
    expect((await listed('sort=name&offset=1'))[0]?.name).toBe('K2');
    const { status } = await house.ask('/value/predictability?sort=luck');
    expect(status).toBe(400);
  });
});

describe('a customer', () => {
  test('its value is what the steps come to', async () => {
    const { value, currency } = await read('/customers/K40/value');
    const at = (name: string) => value.steps.find((step: { name: string }) => step.name === name).value;
    expect(at('What a purchase leaves')).toBeCloseTo(
      at('Amount of a purchase') * at('Margin rate') - at('Cost to serve of a purchase'),
      6,
    );
    expect(at('Value')).toBeCloseTo(at('Discounted purchases') * at('What a purchase leaves'), 6);
    expect(Number(value.value.mid)).toBeCloseTo(at('Value'), 2);
    const byMonth = value.byMonth.reduce((sum: number, one: { value: string }) => sum + Number(one.value), 0);
    expect(byMonth).toBeCloseTo(at('Value'), 0);
    expect(value.byMonth).toHaveLength(36);
    expect(currency).toBe('EUR');
    const { customers } = await read('/value/customers?search=K40');
    expect(customers[0].value).toEqual(value.value);
  });

  test('one without a purchase that counts has no value, and says the rest', async () => {
    const answer = await read('/customers/K81/value');
    expect(answer).toMatchObject({ state: 'ready', value: null, lapse: null });
    expect(answer.predictability.score).toBeNull();
  });

  test('one that there is not is refused as everywhere', async () => {
    expect((await house.ask('/customers/K999/value')).body.sentence).toBe('There is no customer "K999".');
  });
});

describe('no book', () => {
  test('says that there is nothing to forecast', async () => {
    const empty = await testHouse();
    expect(await read('/value', empty)).toEqual({ state: 'empty', progress: null, forecast: null });
    expect((await read('/value/customers', empty)).customers).toEqual([]);
    expect((await read('/value/lapses', empty)).total).toBe(0);
    await empty.close();
  });
});

describe('a fit that takes long', () => {
  test('says how far it is, can be stopped, and begins again when it is asked to', async () => {
    const terms = 'months=119&unit=week';
    const begun = await house.get(`/value?${terms}&wait=0`);
    expect(begun).toMatchObject({ state: 'working', forecast: null });
    expect(begun.progress.share).toBeGreaterThanOrEqual(0);
    const { body: stopped } = await house.ask(`/value/stop?${terms}&wait=60`, 'POST');
    expect(stopped).toEqual({ state: 'stopped', progress: null, forecast: null });
    // Whoever only looks does not begin it again.
    expect((await house.get(`/value?${terms}&wait=60`)).state).toBe('stopped');
    const { body: again } = await house.ask(`/value/fit?${terms}&wait=60`, 'POST');
    expect(again.state).toBe('ready');
  });
});

test('who buys for far more than the others is named, and stays in the figures until it is capped', async () => {
  const book = await testHouse();
  const day = (i: number) => dayAt(i * 7);
  const lines = Array.from({ length: 20 }, (_, customer) =>
    Array.from(
      { length: 6 },
      (__, i) =>
        `O${customer}-${i},C${customer},P,${day(i + (customer % 3))},1,${customer === 7 ? 90_000 : 50 + customer + i}\n`,
    ).join(''),
  );
  await book.send('orders.csv', `order,customer,product,day,quantity,amount\n${lines.join('')}`, {
    currency: 'EUR',
  });
  const { forecast } = await read('/value', book);
  expect(forecast.amounts.outliers).toEqual([
    expect.stringMatching(/^C7: 90000\.00 a purchase, 1,4\d\d times the median customer’s\./),
  ]);
  expect(forecast).toMatchObject({ outliers: 'keep', amounts: { capped: null } });
  const { customers: first } = await read('/value/customers?limit=1', book);
  expect(first[0].name).toBe('C7');
  // Capped, it counts as the one below it, and every place where its amount stands says so.
  const { forecast: capped } = await read('/value?outliers=cap', book);
  expect(capped.outliers).toBe('cap');
  const { lowered, limit, customers } = capped.amounts.capped;
  expect(Number(limit)).toBeLessThan(80);
  expect({ customers, lowered }).toEqual({
    customers: 1,
    lowered: [{ name: 'C7', from: '90000.00', to: limit }],
  });
  expect(capped.amounts.outliers).toEqual([]);
  expect(capped.assumptions.at(-1)).toMatch(/^Amounts far above .* capped.* It lowers C7 from 90,000\.00\./);
  expect(Number(capped.value.mid)).toBeLessThan(Number(forecast.value.mid) / 10);
  const { value } = await read(`/customers/${first[0].id}/value?outliers=cap`, book);
  const amount = value.steps.find(({ name }: { name: string }) => name === 'Amount of a purchase');
  expect(amount.worked).toContain('(mean amount capped from 90,000 to');
  // The past stays: so does the rank by revenue, and the forecast that was made before.
  expect(
    (await book.get('/portfolio/customers?period=all&sort=revenue&direction=descending')).customers[0].name,
  ).toBe('C7');
  expect((await read('/value', book)).forecast).toEqual(forecast);
  expect((await book.ask('/value?outliers=trim')).status).toBe(400);
  await book.close();
});

describe('what must not break it', () => {
  const heading = 'order,customer,product,day,quantity,amount\n';
  test.each([
    ['one order', 'O1,A,P,2025-01-05,1,10\n'],
    ['one customer', 'O1,A,P,2025-01-05,1,10\nO2,A,P,2025-02-05,1,10\nO3,A,P,2025-03-07,1,0.01\n'],
    [
      'everybody bought once, at any price',
      Array.from(
        { length: 60 },
        (_, i) =>
          `O${i},C${i},P,2025-01-${String(1 + (i % 28)).padStart(2, '0')},1,${i % 2 ? '0.01' : '1000000000'}\n`,
      ).join(''),
    ],
    [
      'everybody bought every day of one month',
      Array.from(
        { length: 30 * 28 },
        (_, i) => `O${i},C${i % 30},P,2025-02-${String(1 + Math.floor(i / 30)).padStart(2, '0')},1,5\n`,
      ).join(''),
    ],
    ['a gap of a year', 'O1,A,P,2023-01-05,1,10\nO2,A,P,2024-03-05,1,10\nO3,B,P,2025-03-07,1,7\n'],
  ])('%s', async (_what, rows) => {
    const book = await testHouse();
    await book.send('orders.csv', `${heading}${rows}`, { currency: 'EUR' });
    const { state, forecast } = await read('/value', book);
    expect(state).toBe('ready');
    expect(JSON.stringify(forecast)).not.toMatch(/NaN|Infinity/);
    expect(forecast.reason).not.toBe('');
    const { customers } = await read('/value/customers', book);
    for (const { value, purchases } of customers)
      for (const one of [...Object.values(value), ...Object.values(purchases)])
        expect(Number.isFinite(Number(one))).toBe(true);
    expect((await read(`/customers/${customers[0].id}/value`, book)).value.steps).toHaveLength(8);
    await book.close();
  });
});
