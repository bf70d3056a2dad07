import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bridge } from '../../contract/bridge.ts';
import type { Explanation } from '../../contract/profit-answers.ts';
import { inPeriodOf, readFigure } from '../../contract/profit-figure.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { micros } from '../../test/shown-figures.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
  await house.ask('/example', 'POST');
});
afterAll(() => house.close());

describe('a profit bridge', () => {
  test('leads from the company’s profit of one year to that of the next, to the last digit', async () => {
    const bridge = await bridgeOf('from=2024&to=2025');
    const [before, after] = [
      await house.get('/portfolio?period=2024'),
      await house.get('/portfolio?period=2025'),
    ];
    expect(bridge).toMatchObject({
      of: 'company',
      before: { period: '2024', profit: before.totals.companyProfit },
      after: { period: '2025', profit: after.totals.companyProfit },
    });
    expect(sumOf(bridge)).toBe(micros(after.totals.companyProfit) - micros(before.totals.companyProfit));
    const keys = bridge.steps.map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining(['volume', 'mix', 'price', 'productCost', 'unused', 'ownMistakes']),
    );
    expect(keys.some(key => key.startsWith('cost/'))).toBe(true);
    expect(keys).not.toContain('rest');
    expect(await bridgeOf('')).toEqual(bridge);
  });

  test('of one customer, of a segment and of a country ends where their profit ends', async () => {
    const { customers } = await house.get('/portfolio/customers?period=2025&limit=1');
    const [{ id, profit, segment, country }] = customers;
    const one = await bridgeOf(`from=2024-Q2&to=2025-Q2&customer=${id}`);
    expect(sumOf(one)).toBe(micros(one.after.profit) - micros(one.before.profit));
    expect((await bridgeOf(`to=2025&customer=${id}`)).after.profit).toBe(profit);
    for (const filter of [`segment=${encodeURIComponent(segment)}`, `country=${country}`]) {
      const bridge = await bridgeOf(`from=2024&to=2025&${filter}`);
      const { sums } = await house.get(`/portfolio/customers?period=2025&${filter}`);
      expect(bridge).toMatchObject({ of: 'customers', after: { profit: sums.profit } });
      expect(sumOf(bridge)).toBe(micros(bridge.difference));
      expect(bridge.steps.map(({ key }) => key)).not.toContain('rest');
    }
  });

  test('opens each of its bars, in figures that say what the bar says', async () => {
    const { customers } = await house.get('/portfolio/customers?period=2025&limit=1');
    for (const query of ['', `customer=${customers[0].id}`]) {
      const { before, after, steps } = await bridgeOf(`from=2024&to=2025&${query}`);
      const shown = [...steps.map(({ figure, amount }) => ({ figure, amount }))];
      shown.push(...[before, after].map(({ figure, profit }) => ({ figure, amount: profit })));
      for (const { figure, amount } of shown) {
        const opened = await explained(figure);
        expect([figure, opened.value]).toEqual([figure, amount]);
        const signed = opened.inputs.filter(({ sign }) => sign !== null);
        const sum = signed.reduce(
          (total, { sign, value }) => total + (sign === '-' ? -micros(value) : micros(value)),
          0n,
        );
        if (signed.length > 0) expect([figure, sum]).toEqual([figure, micros(amount)]);
        for (const input of opened.inputs.filter(one => one.figure !== null))
          expect([
            figure,
            input.label,
            (await explained(inPeriodOf(figure, input.figure as string))).value,
          ]).toEqual([figure, input.label, input.value]);
      }
    }
  });

  test('is zero between equal periods, and refuses what is no period', async () => {
    expect(await bridgeOf('from=2025&to=2025')).toMatchObject({ difference: '0', steps: [] });
    expect(await house.ask('/bridge?from=all&to=2025')).toMatchObject({ status: 400 });
    expect(await house.ask('/bridge?from=soon&to=2025')).toMatchObject({
      status: 400,
      body: { code: 'unknown-period' },
    });
    expect(await house.ask('/bridge?customer=nobody')).toMatchObject({ status: 404 });
  });
});

function bridgeOf(query: string): Promise<Bridge> {
  return house.get(`/bridge?${query}`);
}

function explained(text: string): Promise<Explanation> {
  const { figure, period } = readFigure(text, 'all');
  return house.get(`/explain?figure=${encodeURIComponent(figure)}&period=${period}`);
}

function sumOf({ steps }: Bridge): bigint {
  return steps.reduce((sum, { amount }) => sum + micros(amount), 0n);
}

test('of thousands of customers it begins and ends where the ranking of these does, with what each of them bought', async () => {
  const large = await testHouse();
  try {
    const customers = Array.from({ length: 2600 }, (_, i) => i);
    const lines = customers.flatMap(i =>
      [2024, 2025].flatMap(year =>
        Array.from({ length: 1 + ((i + year) % 3) }, (_, product) =>
          [
            `${year}-${i}`,
            `C${i}`,
            `P${product}`,
            `${year}-0${1 + product}-10`,
            1 + (i % 4),
            20 + product,
          ].join(),
        ),
      ),
    );
    const facts = ['order,customer,product,day,quantity,amount', ...lines, ''].join('\n');
    await large.send('facts.csv', facts, { currency: 'EUR', homeCountry: 'Germany' });
    const cards = customers.map(i => `C${i},${i % 6 === 0 ? 'few' : 'many'}`);
    await large.send('customers.csv', ['customer,segment', ...cards, ''].join('\n'));
    await large.ask('/models', 'POST', {
      ...{ name: 'Range', currency: 'EUR' },
      pools: [{ key: 'desk', name: 'Desk', kind: 'rate', ratePerMinute: '1' }],
      activities: [
        {
          ...{ key: 'range', name: 'Range', line: 'orders', pool: 'desk' },
          minutes: [
            { driver: 'skus', minutes: '3' },
            { driver: 'orders', minutes: '1' },
          ],
        },
      ],
    });
    for (const segment of ['many', 'few']) {
      const bridge: Bridge = await large.get(`/bridge?from=2024&to=2025&segment=${segment}`);
      const profitOf = async (year: number) =>
        (await large.get(`/portfolio/customers?period=${year}&segment=${segment}&limit=1`)).sums.profit;
      expect([bridge.before.profit, bridge.after.profit]).toEqual([
        await profitOf(2024),
        await profitOf(2025),
      ]);
      expect(sumOf(bridge)).toBe(micros(bridge.difference));
      expect(bridge.steps.map(({ key }) => key)).toContain('cost/range');
      expect(bridge.steps.map(({ key }) => key)).not.toContain('rest');
    }
  } finally {
    await large.close();
  }
});
