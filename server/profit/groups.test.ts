import { parseDecimal } from '@clientele/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Groups, Selection } from '../../contract/groups.ts';
import type { Explanation, PortfolioCustomer } from '../../contract/profit-answers.ts';
import { narrowedFigure } from '../../contract/profit-figure.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';

const PERIODS = ['all', '2025', '2025-Q1', '2025-02'];
const SUMS = ['revenue', 'contribution', 'costToServe', 'profit'] as const;

let house: TestHouse;
let customers: PortfolioCustomer[] = [];
beforeAll(async () => {
  house = await testHouse();
  await house.ask('/example', 'POST');
  ({ customers } = await house.get('/portfolio/customers?limit=5000'));
  // Two thirds get a tier of our own; of the others none is stated.
  const tiers = customers
    .filter((_, index) => index % 3 !== 0)
    .map(({ sourceKey }, index) => `${sourceKey},${index % 2 === 0 ? 'Gold' : 'Silver: basic'}\n`);
  const batch = await house.send('tiers.csv', `customer,Tier: now\n${tiers.join('')}`, { currency: 'EUR' });
  expect(batch.state).toBe('kept');
}, 120_000);
afterAll(() => house.close());

const TIER = 'custom.Tier%3A now';
const search = (query: Record<string, string | readonly string[]>) => {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) text.append(name, one);
  return text;
};
const groupsBy = async (by: string, query = {}): Promise<Groups> =>
  house.get(`/portfolio/groups?${search({ by, ...query })}`);
const selectionOf = async (query = {}): Promise<Selection> =>
  house.get(`/portfolio/selection?${search(query)}`);
const ranked = async (query = {}) => house.get(`/portfolio/customers?${search({ limit: '5000', ...query })}`);
const explained = async (figure: string, period: string): Promise<Explanation> =>
  house.get(`/explain?${search({ figure, period })}`);
const micro = (text: string) => parseDecimal(text) as number;
const added = (texts: readonly string[]) => texts.reduce((total, text) => total + micro(text), 0);

test('the fields are those of the register and the headings of our own', async () => {
  const fields: { key: string; name: string }[] = await house.get('/portfolio/fields');
  expect(fields.map(({ key }) => key)).toEqual([
    'segment',
    'country',
    'owner',
    'parent',
    'since',
    'grade',
    TIER,
  ]);
  expect(fields.at(-1)?.name).toBe('Tier: now');
});

describe.each(['segment', 'country', 'since', 'grade', 'sign', 'owner', TIER])('groups by %s', by => {
  test('sum to the portfolio exactly in each period', async () => {
    for (const period of PERIODS) {
      const { total, groups } = await groupsBy(by, { period });
      const { totals } = await house.get(`/portfolio?period=${period}`);
      const { sums } = await ranked({ period, limit: '1' });
      expect(total.customers).toBe(totals.customers);
      expect(groups.reduce((count, group) => count + group.customers, 0)).toBe(totals.customers);
      for (const key of [...SUMS, 'lost'] as const)
        expect(added(groups.map(group => group[key])), `${key} in ${period}`).toBe(micro(total[key]));
      for (const key of SUMS) expect(total[key]).toBe(sums[key]);
    }
  });

  test('are each what the ranking shows of it', async () => {
    const { groups } = await groupsBy(by, { period: '2025' });
    expect(groups.length).toBeGreaterThan(by === 'owner' ? 0 : 1);
    for (const { value, ...group } of groups) {
      const chosen = by === 'sign' ? { sign: value ?? '' } : { where: `${by}:${value ?? ''}` };
      const ranking = await ranked({ period: '2025', ...chosen });
      const losses = ranking.customers.filter(({ profit }: PortfolioCustomer) => profit.startsWith('-'));
      expect(ranking.total, `${value}`).toBe(group.customers);
      expect(group.losing).toBe(losses.length);
      expect(micro(group.lost)).toBe(added(losses.map(({ profit }: PortfolioCustomer) => profit)));
      for (const key of SUMS) expect(ranking.sums[key]).toBe(group[key]);
    }
  });
});

test('grades group as the ranking grades each customer', async () => {
  const { groups } = await groupsBy('grade', { period: '2025' });
  const { customers: of2025 } = await ranked({ period: '2025' });
  const counted = Map.groupBy(of2025 as PortfolioCustomer[], ({ grade }) => grade);
  expect(Object.fromEntries(groups.map(({ value, customers: count }) => [value, count]))).toEqual(
    Object.fromEntries([...counted].map(([grade, those]) => [grade, those.length])),
  );
});

test('several values of a field widen, several fields narrow, and what is not stated can be asked for', async () => {
  const silver = `${TIER}:Silver: basic`;
  const count = async (where: readonly string[]) => (await ranked({ where })).total as number;
  const [first, second] = (await groupsBy('segment')).groups;
  const segments = [`segment:${first?.value}`, `segment:${second?.value}`];
  expect(await count(segments)).toBe((first?.customers ?? 0) + (second?.customers ?? 0));
  const both = await count([...segments, silver]);
  expect(both).toBeGreaterThan(0);
  expect(both).toBe(
    (await count([segments[0] as string, silver])) + (await count([segments[1] as string, silver])),
  );
  const third = Math.ceil(customers.length / 3);
  expect(await count([`${TIER}:`])).toBe(third);
  expect(await count([`${TIER}:`, silver, `${TIER}:Gold`])).toBe(customers.length);
  expect(await count([`${TIER}:Bronze`])).toBe(0);
  // The short forms of before mean the same.
  expect((await ranked({ segment: first?.value ?? '' })).total).toBe(first?.customers);
});

test.each([
  ['where=colour:red', 'unknown-field'],
  ['where=custom.Colour:red', 'unknown-field'],
  ['where=red', 'not-asked-right'],
])('%s is refused', async (query, code) => {
  expect(await house.ask(`/portfolio/customers?${query}`)).toMatchObject({ status: 400, body: { code } });
});

const FILTERS: Record<string, string | string[]>[] = [
  {},
  { sign: 'loss' },
  { where: [`${TIER}:Gold`, 'grade:B', 'grade:C', 'grade:D'] },
  { where: ['segment:nobody'] },
];

describe.each(FILTERS)('the profit and loss of the selection %j', filter => {
  test('steps from list price to the profit of exactly these customers', async () => {
    for (const period of PERIODS) {
      const { statement, ...headline } = await selectionOf({ ...filter, period });
      const { sums, total } = await ranked({ ...filter, period });
      expect(headline.customers).toBe(total);
      for (const key of SUMS) expect(headline[key], key).toBe(sums[key]);
      const { list, discounts, priceCorrections, rebates, returns, productCost, costLines } = statement;
      const steps = [list, discounts, priceCorrections, rebates, returns];
      expect(added(steps)).toBe(micro(statement.netRevenue));
      expect(added([...steps, productCost, ...costLines.map(({ amount }) => amount)])).toBe(
        micro(sums.profit),
      );
      expect(statement).toMatchObject({ netRevenue: sums.revenue, profit: sums.profit });
      for (const { amount, activities } of costLines)
        expect(added(activities.map(activity => activity.amount))).toBe(micro(amount));
    }
  });

  test('opens line by line to the customers, whose amounts add up', async () => {
    const period = '2025-Q1';
    const { statement } = await selectionOf({ ...filter, period });
    const { costLines, costToServe: _, netRevenue, contribution, ...steps } = statement;
    const lines = [
      ...Object.entries({ ...steps, revenue: netRevenue, contribution }),
      ...costLines.map(({ key, amount }) => [`line/${key}`, amount] as const),
      ...costLines.flatMap(({ activities }) =>
        activities.map(({ key, amount }) => [`cost/${encodeURIComponent(key)}`, amount] as const),
      ),
    ];
    for (const [line, amount] of lines) {
      const { value, inputs } = await explained(narrowedFigure(`ranking/${line}`, filter), period);
      expect(value, line).toBe(amount);
      expect(added(inputs.filter(({ sign }) => sign === '+').map(input => input.value))).toBe(micro(value));
      const [largest] = inputs;
      if (!largest) continue;
      expect((await explained(largest.figure as string, period)).value, `${line} ${largest.label}`).toBe(
        largest.value,
      );
    }
  });
});

test('shares of a selection say what they are made of', async () => {
  const query = { where: [`${TIER}:Gold`] };
  const { profitShare, losingShare, profit, losing } = await selectionOf(query);
  const earned = await explained(narrowedFigure('ranking/share/profit', query), 'all');
  expect(Number(earned.value)).toBe(profitShare);
  expect(earned.inputs[0]?.value).toBe(profit);
  expect(earned.title).toBe('Profit of the customers in Tier: now Gold as a share of net revenue');
  const inTheRed = await explained(narrowedFigure('ranking/share/losing', query), 'all');
  expect(Number(inTheRed.value)).toBe(losingShare);
  expect((await explained(inTheRed.inputs[0]?.figure as string, 'all')).value).toBe(String(losing));
});

test('the file has the customers of the filter, and the bridge is theirs', async () => {
  const where = [`${TIER}:Gold`];
  const file = await house.text(`/portfolio/customers/file?${search({ where })}`);
  expect(file.trim().split('\r\n').length - 1).toBe((await ranked({ where })).total);
  const bridge = await house.get(`/bridge?${search({ where, to: '2025' })}`);
  expect(bridge.name).toBe('Tier: now Gold');
  expect(bridge.after.profit).toBe((await selectionOf({ where, period: '2025' })).profit);
  const steps = bridge.steps.map(({ amount }: { amount: string }) => amount);
  expect(added(steps)).toBe(micro(bridge.difference));
  expect(await house.ask(`/bridge?where=grade:B`)).toMatchObject({ status: 400 });
});

test('what counts over the whole period is in the statement of a selection, and opens', async () => {
  const { model } = await house.get('/models/current');
  const breadth = {
    ...model,
    pools: [...model.pools, { key: 'breadth', name: 'Breadth', kind: 'rate', ratePerMinute: '0.5' }],
    activities: [
      ...model.activities,
      {
        ...{ key: 'breadth', name: 'Breadth of range', line: 'range', pool: 'breadth' },
        minutes: [{ driver: 'skus', minutes: '3' }],
      },
    ],
  };
  expect((await house.ask('/models', 'POST', breadth)).status).toBe(200);
  const where = [`${TIER}:Gold`];
  for (const period of ['all', '2025-Q1']) {
    const { statement, profit, costToServe } = await selectionOf({ where, period });
    const activities = statement.costLines.flatMap(line => line.activities);
    const counted = activities.find(({ key }) => key === 'breadth');
    expect(micro(counted?.amount ?? '')).toBeLessThan(0);
    expect(statement.profit).toBe(profit);
    expect(added(activities.map(({ amount }) => amount))).toBe(-micro(costToServe));
    const opened = await explained(narrowedFigure('ranking/cost/breadth', { where }), period);
    expect(opened.value).toBe(counted?.amount);
    expect((await explained(opened.inputs[0]?.figure ?? '', period)).value).toBe(opened.inputs[0]?.value);
  }
});
