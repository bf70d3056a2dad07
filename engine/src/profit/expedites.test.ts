import { expect, test } from 'vitest';
import type { Activity, CostModel, Term } from './cost-model.ts';
import { type ExpediteFact, expediteActivities, expediteLedger } from './expedites.ts';

const model: CostModel = {
  name: 'Expedites',
  currency: 'EUR',
  pools: [
    { key: 'planning', name: 'Planning', kind: 'time' },
    { key: 'freight', name: 'Freight', kind: 'money' },
  ],
  activities: [
    {
      key: 'entry',
      name: 'Order entry',
      line: 'orders',
      pool: 'planning',
      minutes: [{ driver: 'orders', minutes: '9' }],
    },
    {
      key: 'expediting',
      name: 'Expediting',
      line: 'expedites',
      pool: 'planning',
      minutes: [
        { driver: 'activity.expedite', minutes: '75' },
        { driver: 'activity.expedite', minutes: '240', when: 'set_up' },
      ],
    },
    {
      key: 'couriers',
      name: 'Couriers',
      line: 'expedites',
      pool: 'freight',
      money: ['activity.expedite.money'],
    },
  ],
};
const fact = (flag: string | undefined, count: number, money = 0): ExpediteFact => ({
  customer: 1,
  month: 202501,
  own: false,
  flag,
  count: count * 1000,
  minutes: 0,
  money,
});
const of = { customer: 1, month: 202501, own: false };

test('finds the activities that count expedites and nothing else', () => {
  expect(expediteActivities(model)).toEqual([1, 2]);
});

test('allocates minutes and cost over the reasons, to the last digit', () => {
  // Two plain ones at 75 minutes, one at 75 + 240: 150 and 315 of 465 minutes; the courier went with the latter.
  const entries = expediteLedger(
    model,
    [fact(undefined, 2), fact('set_up', 1, 50)],
    [
      { ...of, activity: 1, minutes: 465_000_000, amount: 1000 },
      { ...of, activity: 2, minutes: 0, amount: 50 },
    ],
  );
  expect(entries).toEqual([
    { ...of, flag: undefined, count: 2000, minutes: 150_000_000, amount: 323 },
    { ...of, flag: 'set_up', count: 1000, minutes: 315_000_000, amount: 677 + 50 },
  ]);
});

test('keeps a cost that no reason explains under none, and counts what costs nothing', () => {
  const entries = expediteLedger(
    model,
    [fact('set_up', 1)],
    [{ ...of, activity: 2, minutes: 0, amount: 30 }],
  );
  expect(entries).toEqual([
    { ...of, flag: 'set_up', count: 1000, minutes: 0, amount: 0 },
    { ...of, flag: undefined, count: 0, minutes: 0, amount: 30 },
  ]);
});

test('weighs the reasons of a customer by minutes of its own', () => {
  // Only set-ups are counted as time for this customer: the plain ones weigh nothing.
  const exceptions = [{ customer: 'K-1', minutes: '0', reason: 'Goes with the daily run' }];
  const [entry, expediting, couriers] = model.activities as [Activity, Activity, Activity];
  const [plain, setUp] = expediting.minutes as [Term, Term];
  const own = {
    ...model,
    activities: [entry, { ...expediting, minutes: [{ ...plain, exceptions }, setUp] }, couriers],
  };
  const costs = [{ ...of, activity: 1, minutes: 240_000_000, amount: 1000 }];
  const facts = [fact(undefined, 2), fact('set_up', 1)];
  expect(expediteLedger(own, facts, costs, new Map([['K-1', 1]]))).toEqual([
    { ...of, flag: undefined, count: 2000, minutes: 0, amount: 0 },
    { ...of, flag: 'set_up', count: 1000, minutes: 240_000_000, amount: 1000 },
  ]);
});
