import { describe, expect, test } from 'vitest';
import { checkModel } from './check-model.ts';
import type { Activity, CostModel, Pool, TermException } from './cost-model.ts';

const DESK: Pool = { key: 'desk', name: 'Order desk', kind: 'time', capacityMinutes: '70000' };
const RATE: Pool = { key: 'rate', name: 'At one rate', kind: 'rate', ratePerMinute: '0.62' };
const FREIGHT: Pool = { key: 'freight', name: 'Freight', kind: 'money' };
const BOARD: Pool = { key: 'board', name: 'Management', kind: 'sustaining' };
const ENTRY: Activity = {
  key: 'entry',
  name: 'Entry',
  line: 'orders',
  pool: 'desk',
  minutes: [{ driver: 'orders', minutes: '9' }],
};
const MODEL: CostModel = {
  name: 'Small',
  currency: 'EUR',
  productCost: { shareOfNetRevenue: '0.55' },
  pools: [DESK, RATE, FREIGHT, BOARD],
  activities: [
    ENTRY,
    {
      key: 'range',
      name: 'Range',
      line: 'range',
      pool: 'rate',
      minutes: [{ driver: 'skus', minutes: '0.4' }],
    },
    {
      key: 'carrier',
      name: 'Carrier',
      line: 'delivery',
      pool: 'freight',
      money: ['activity.delivery.money'],
    },
    {
      ...{ key: 'visits', name: 'Visits', line: 'sales', pool: 'desk' },
      minutes: [
        { driver: 'activity.visit.minutes', minutes: '1' },
        { driver: 'activity.visit', minutes: '15.5', when: 'weekend' },
        { driver: 'skus', minutes: '0', over: 'month' },
      ],
    },
  ],
};

test('a sound model has no problems', () => {
  expect(checkModel(MODEL, 'EUR')).toEqual([]);
  expect(checkModel({ name: 'Empty', currency: 'EUR', pools: [], activities: [] }, 'EUR')).toEqual([]);
});

const withPool = (pool: Pool): CostModel => ({
  ...MODEL,
  pools: [...MODEL.pools, pool],
  activities: MODEL.activities,
});
const withException = (others: Partial<TermException>): CostModel => {
  const first = { customer: 'K-1', minutes: '0', reason: 'Orders by EDI, none are keyed' };
  const second = { ...first, customer: 'K-2', ...others };
  return withActivity({ minutes: [{ driver: 'orders', minutes: '9', exceptions: [first, second] }] });
};
const withActivity = (others: Partial<Activity>): CostModel => ({
  ...MODEL,
  activities: [{ ...ENTRY, ...others }],
});
const withTerm = (term: NonNullable<Activity['minutes']>[number], pool = 'desk') =>
  withActivity({ pool, minutes: [term] });

describe('a model is refused, and says where and why, for', () => {
  test.each<[string, CostModel, string, RegExp]>([
    [
      'zero capacity',
      withPool({ ...DESK, key: 'x', capacityMinutes: '0' }),
      'pools[4].capacityMinutes',
      /"0" is no capacity/,
    ],
    [
      'negative capacity',
      withPool({ ...DESK, key: 'x', capacityMinutes: '-5' }),
      'pools[4].capacityMinutes',
      /"-5" is no capacity/,
    ],
    [
      'capacity in words',
      withPool({ ...DESK, key: 'x', capacityMinutes: 'much' }),
      'pools[4].capacityMinutes',
      /is no capacity/,
    ],
    [
      'capacity beyond 5,000 people',
      withPool({ ...DESK, key: 'x', capacityMinutes: '223200001' }),
      'pools[4].capacityMinutes',
      /5,000 people/,
    ],
    [
      'a negative rate',
      withPool({ ...RATE, key: 'x', ratePerMinute: '-0.62' }),
      'pools[4].ratePerMinute',
      /"-0.62" is no rate/,
    ],
    [
      'a missing rate',
      withPool({ key: 'x', name: 'X', kind: 'rate' }),
      'pools[4].ratePerMinute',
      /"" is no rate/,
    ],
    [
      'a rate in a pool of capacity',
      withPool({ ...DESK, key: 'x', ratePerMinute: '1' }),
      'pools[4].ratePerMinute',
      /takes no fixed rate/,
    ],
    [
      'an unknown driver',
      withTerm({ driver: 'order', minutes: '9' }),
      'activities[0].minutes[0].driver',
      /no driver "order"/,
    ],
    [
      'money as a driver of minutes',
      withTerm({ driver: 'activity.delivery.money', minutes: '9' }),
      'activities[0].minutes[0].driver',
      /no driver/,
    ],
    [
      'negative minutes',
      withTerm({ driver: 'orders', minutes: '-9' }),
      'activities[0].minutes[0].minutes',
      /"-9" is no number of minutes/,
    ],
    [
      'minutes with a comma',
      withTerm({ driver: 'orders', minutes: '0,7' }),
      'activities[0].minutes[0].minutes',
      /"0,7" is no number of minutes/,
    ],
    [
      'a flag on order lines',
      withTerm({ driver: 'orders', minutes: '9', when: 'export' }),
      'activities[0].minutes[0].when',
      /orders has no flags/,
    ],
    [
      'distinct products over a period at a monthly rate',
      withTerm({ driver: 'skus', minutes: '1' }),
      'activities[0].minutes[0].over',
      /does not add over months/,
    ],
    ['an unknown pool', withActivity({ pool: 'attic' }), 'activities[0].pool', /no pool "attic"/],
    [
      'a sustaining pool',
      withActivity({ pool: 'board' }),
      'activities[0].pool',
      /is sustaining and never spread/,
    ],
    [
      'an unknown line',
      withActivity({ line: 'parties' as 'orders' }),
      'activities[0].line',
      /no line "parties"/,
    ],
    ['minutes from a pool of money', withActivity({ pool: 'freight' }), 'activities[0]', /is of kind money/],
    [
      'money from a pool of minutes',
      withActivity({ minutes: undefined, money: ['activity.delivery.money'] }),
      'activities[0]',
      /is of kind time/,
    ],
    ['neither minutes nor money', withActivity({ minutes: undefined }), 'activities[0]', /is of kind time/],
    [
      'money that is no money driver',
      { ...MODEL, activities: [{ ...ENTRY, pool: 'freight', minutes: undefined, money: ['orders'] }] },
      'activities[0].money[0]',
      /"orders" is no money driver/,
    ],
    ['a pool that stands twice', withPool({ ...DESK, name: 'Again' }), 'pools[4].key', /"desk" stands twice/],
    [
      'an activity that stands twice',
      { ...MODEL, activities: [ENTRY, { ...ENTRY, name: 'Again' }] },
      'activities[1].key',
      /"entry" stands twice/,
    ],
    ['another currency', { ...MODEL, currency: 'GBP' }, 'currency', /the model is in GBP, the book in EUR/],
    [
      'a share above one',
      { ...MODEL, productCost: { shareOfNetRevenue: '55' } },
      'productCost.shareOfNetRevenue',
      /"55" is no share/,
    ],
    [
      'a share below zero',
      { ...MODEL, productCost: { shareOfNetRevenue: '-0.1' } },
      'productCost.shareOfNetRevenue',
      /is no share/,
    ],
    [
      'an exception without a customer',
      withException({ customer: ' ' }),
      'activities[0].minutes[0].exceptions[1].customer',
      /no customer is named/,
    ],
    [
      'two exceptions for one customer',
      withException({ customer: 'K-1' }),
      'activities[0].minutes[0].exceptions[1].customer',
      /"K-1" stands twice/,
    ],
    [
      'an exception of minutes below zero',
      withException({ minutes: '-2' }),
      'activities[0].minutes[0].exceptions[1].minutes',
      /"-2" is no number of minutes/,
    ],
    [
      'an exception without a reason',
      withException({ reason: '' }),
      'activities[0].minutes[0].exceptions[1].reason',
      /nothing says why "K-2"/,
    ],
  ])('%s', (_title, model, where, what) => {
    const problems = checkModel(model, 'EUR');
    expect(problems.map(problem => problem.where)).toEqual([where]);
    expect(problems[0]?.what).toMatch(what);
    expect(problems[0]?.mend).toMatch(/\w{3}.*\.$/);
  });
});

test('all problems come at once, not only the first', () => {
  const model: CostModel = {
    ...MODEL,
    currency: 'USD',
    pools: [
      { ...DESK, capacityMinutes: '0' },
      { ...RATE, ratePerMinute: '-1' },
    ],
    activities: [
      withTerm({ driver: 'wishes', minutes: '-1' }).activities[0] as Activity,
      { ...ENTRY, key: 'b', pool: 'none' },
    ],
  };
  expect(checkModel(model, 'EUR').map(({ where }) => where)).toEqual([
    'currency',
    'pools[0].capacityMinutes',
    'pools[1].ratePerMinute',
    'activities[0].minutes[0].minutes',
    'activities[0].minutes[0].driver',
    'activities[1].pool',
  ]);
});
