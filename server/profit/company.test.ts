import type { RoleName } from '@clientele/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompanyYear } from '../../contract/company.ts';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { peopleAsking } from '../../test/wall-people.ts';

const PEOPLE: Record<string, readonly RoleName[]> = { Executive: ['executive'], Planner: ['planner'] };
let house: TestHouse;
let asking: Awaited<ReturnType<typeof peopleAsking>>;

/** Of a segment, that many customers with 100 each in a month. */
const lines = (segment: string, count: number, month: string, amount = 100) =>
  Array.from(
    { length: count },
    (_, i) => `${segment}${i}-${month},${segment}${i},P1,${month}-03,1,${amount}\n`,
  ).join('');
const cards = (segment: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${segment}${i},${segment} ${i},${segment}\n`).join('');

beforeAll(async () => {
  house = await testHouse();
  await house.send(
    'customers.csv',
    `customer,name,segment\n${cards('Cars', 6)}${cards('Rail', 5)}${cards('Space', 2)}`,
    {
      kind: 'customers',
      currency: 'EUR',
    },
  );
  const q1 = lines('Cars', 6, '2025-02') + lines('Rail', 5, '2025-02') + lines('Space', 2, '2025-02');
  const q2 = lines('Cars', 6, '2025-05') + lines('Rail', 5, '2025-05');
  const q3 = lines('Cars', 4, '2025-08');
  const q4 = lines('Cars', 6, '2025-11') + lines('Space', 1, '2025-11', 100_000);
  await house.send('lines.csv', `order,customer,product,day,quantity,amount\n${q1}${q2}${q3}${q4}`);
  asking = await peopleAsking(house, PEOPLE);
}, 60_000);
afterAll(() => house.close());

async function asked(name: string, path = '/company'): Promise<CompanyYear> {
  return (await asking(name, path)).body;
}
const shownIn = ({ total, keptBack, segments, others }: CompanyYear['quarters'][number]) => ({
  total: total && [total.customers, total.revenue],
  keptBack,
  segments: segments.map(({ segment, figures }) => [segment, figures.customers, figures.revenue]),
  others: others && [others.customers, others.revenue],
});

test('who sees everybody sees every segment', async () => {
  const { quarters, years } = await house.get('/company');
  expect(years).toEqual(['2025']);
  expect(shownIn(quarters[0])).toEqual({
    total: [13, '1300'],
    keptBack: null,
    segments: [
      ['Cars', 6, '600'],
      ['Rail', 5, '500'],
      ['Space', 2, '200'],
    ],
    others: null,
  });
});

test('who sees nobody is told of five customers and more, and nothing can be subtracted', async () => {
  const { quarters, rule } = await asked('Executive');
  expect(rule).toEqual({ customersLeast: 5, shareMost: 0.8 });
  expect(quarters.map(shownIn)).toEqual([
    // Space is two customers: the smallest further segment goes with it.
    { total: [13, '1300'], keptBack: null, segments: [['Cars', 6, '600']], others: [7, '700'] },
    {
      total: [11, '1100'],
      keptBack: null,
      segments: [
        ['Cars', 6, '600'],
        ['Rail', 5, '500'],
      ],
      others: null,
    },
    { total: null, keptBack: 'too few', segments: [], others: null },
    // One customer makes nearly all of it: that the others are shown tells nothing of it.
    { total: null, keptBack: 'one dominates', segments: [['Cars', 6, '600']], others: null },
  ]);
  expect(JSON.stringify(quarters)).not.toContain('Space');
});

test('who sees all but those behind a wall cannot work them out', async () => {
  for (const customer of ['Space0', 'Space1'])
    await house.ask('/walls/customers', 'POST', { customer, reason: 'Contract' });
  const { quarters } = await asked('Planner');
  expect(shownIn(quarters[0] as CompanyYear['quarters'][number])).toEqual({
    ...{ total: null, keptBack: 'too few', others: null },
    segments: [
      ['Cars', 6, '600'],
      ['Rail', 5, '500'],
    ],
  });
  expect(shownIn(quarters[1] as CompanyYear['quarters'][number])).toMatchObject({ total: [11, '1100'] });
  for (const customer of ['Cars0', 'Cars1', 'Cars2', 'Rail0'])
    await house.ask('/walls/customers', 'POST', { customer, reason: 'Contract' });
  // Six are hidden now: together they may be known, by their segments not.
  expect(shownIn((await asked('Planner')).quarters[0] as CompanyYear['quarters'][number])).toEqual({
    ...{ total: [13, '1300'], keptBack: null, segments: [], others: [13, '1300'] },
  });
});

test('both settings of the rule are settings, and what is none is refused at the start', async () => {
  const strict = { CLIENTELE_DISCLOSURE_CUSTOMERS: '12', CLIENTELE_DISCLOSURE_SHARE: '0.5' };
  const other = await testHouse(undefined, strict);
  expect((await other.get('/company')).rule).toEqual({ customersLeast: 12, shareMost: 0.5 });
  await other.close();
  for (const wrong of [
    { CLIENTELE_DISCLOSURE_CUSTOMERS: '1' },
    { CLIENTELE_DISCLOSURE_CUSTOMERS: 'five' },
    { CLIENTELE_DISCLOSURE_SHARE: '80' },
  ])
    await expect(testHouse(undefined, wrong)).rejects.toThrow(/^CLIENTELE_DISCLOSURE_/);
});

test('a year without facts is refused, and an empty book has none', async () => {
  expect(await asked('Executive', '/company?year=2019')).toMatchObject({ code: 'unknown-period' });
  const empty = await testHouse();
  expect(await empty.get('/company')).toMatchObject({ year: '', years: [], quarters: [] });
  await empty.close();
});
