import { expect, test } from 'vitest';
import type { Activity, CostModel } from './cost-model.ts';
import { modelDifferences } from './model-differences.ts';

const MODEL: CostModel = {
  name: 'A',
  currency: 'EUR',
  productCost: { shareOfNetRevenue: '0.6', assumed: true },
  pools: [
    { key: 'desk', name: 'Order desk', kind: 'time', capacityMinutes: '5000' },
    { key: 'board', name: 'Management', kind: 'sustaining' },
  ],
  activities: [
    {
      ...{ key: 'entry', name: 'Order entry', line: 'orders', pool: 'desk', assumed: true },
      minutes: [
        { driver: 'orders', minutes: '9' },
        { driver: 'activity.expedite', when: 'set_up', minutes: '3' },
      ],
    },
  ],
};

test('a model says nothing otherwise than itself', () => {
  expect(modelDifferences(MODEL, MODEL)).toEqual([]);
});

test('every number, state and word that differs has a line; what came and what went is told whole', () => {
  const [entry] = MODEL.activities;
  const after: CostModel = {
    ...MODEL,
    name: 'B',
    pools: [
      { key: 'desk', name: 'Order desk', kind: 'time', capacityMinutes: '6000' },
      { key: 'rate', name: 'Outside help', kind: 'rate', ratePerMinute: '0.9' },
    ],
    activities: [{ ...(entry as Activity), assumed: false, minutes: [{ driver: 'orders', minutes: '12' }] }],
  };
  expect(modelDifferences(MODEL, after)).toEqual([
    { what: 'Name', before: 'A', after: 'B' },
    { what: 'Order desk: practical capacity, minutes a month', before: '5000', after: '6000' },
    { what: 'Outside help', before: undefined, after: 'Outside help, rate, 0.9, measured' },
    { what: 'Management', before: 'Management, sustaining, measured', after: undefined },
    { what: 'Order entry: minutes per order', before: '9 min', after: '12 min' },
    { what: 'Order entry: state', before: 'assumed', after: 'measured' },
    { what: 'Order entry: minutes per activity.expedite with "set_up"', before: '3 min', after: undefined },
  ]);
});

test('minutes of one customer have a line of their own, with the reason', () => {
  const exceptions = [{ customer: 'K-7', minutes: '21', reason: 'Orders by fax' }];
  const [entry, ...others] = MODEL.activities as [Activity, ...Activity[]];
  const after: CostModel = {
    ...MODEL,
    activities: [{ ...entry, minutes: [{ driver: 'orders', minutes: '9', exceptions }] }, ...others],
  };
  expect(modelDifferences(MODEL, after).find(({ what }) => what.includes('K-7'))).toEqual({
    what: 'Order entry: minutes per order for K-7',
    before: undefined,
    after: '21 min: Orders by fax',
  });
});
