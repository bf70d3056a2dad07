import type { CostModel } from '@clientele/engine';
import { describe, expect, test } from 'vitest';
import { movesOf, readTrial, readTrials, type Turning, trialText, tried, withTrial } from './model-draft.ts';
import { movesText, unitText } from './model-words.ts';

const MODEL: CostModel = {
  name: 'Test',
  currency: 'EUR',
  pools: [{ key: 'desk', name: 'Desk', kind: 'time' }],
  activities: [
    {
      ...{ key: 'entry', name: 'Entry', line: 'orders', pool: 'desk' },
      minutes: [
        { driver: 'orders', minutes: '9' },
        { driver: 'lines', minutes: '1' },
      ],
    },
  ],
};
const euros = (...amounts: number[]) => Float64Array.from(amounts, amount => amount * 1e6);
const TURNED: Turning = {
  model: MODEL,
  cards: [
    { id: 'cus_a', name: 'A' },
    { id: 'cus_b', name: 'B' },
    { id: 'cus_c', name: 'C' },
  ],
  contribution: euros(100, 20, 5),
  customers: new Float64Array(3),
  terms: [
    {
      ...{ activity: 0, term: 0, counted: 12, customers: 6e6, nobody: 1e6, own: 0 },
      perMinute: euros(3, 2, 1),
      exceptions: [],
    },
    {
      ...{ activity: 0, term: 1, counted: 0, customers: 0, nobody: 0, own: 0 },
      ...{ perMinute: euros(0, 0, 0), exceptions: [] },
    },
  ],
  money: [],
  pools: [{ pool: 'desk', kind: 'time', amount: 200e6, capacity: 400 }],
  whole: true,
  uncosted: new Float64Array(),
  uncostedNobody: 0,
};

describe('minutes that are tried', () => {
  test('stand in the address and come back from it', () => {
    const trial = { activity: 'order.entry', term: 1, minutes: '0.75' };
    expect(trialText(trial)).toBe('order.entry.1:0.75');
    expect(readTrial('order.entry.1:0.75')).toEqual(trial);
    for (const text of ['', 'entry', 'entry.0:', 'entry.0:-3', 'entry.x:3'])
      expect(readTrial(text)).toBeUndefined();
  });

  test('take the place of what the model says, and are none where they say the same', () => {
    const trials = withTrial([], { activity: 'entry', term: 0, minutes: '12' }, MODEL);
    expect(tried(MODEL, trials).activities[0]?.minutes).toEqual([
      { driver: 'orders', minutes: '12' },
      { driver: 'lines', minutes: '1' },
    ]);
    expect(readTrials(['entry.0:12', 'entry.1:1', 'gone.0:4', 'entry.7:4', 'entry.0:13'], MODEL)).toEqual([
      { activity: 'entry', term: 0, minutes: '13' },
    ]);
    expect(withTrial(trials, { activity: 'entry', term: 0, minutes: '9.0' }, MODEL)).toEqual([]);
  });

  test('by hand: from 9 to 11 minutes B falls below zero, and what customers lose is no longer unused', () => {
    const after = { turned: TURNED, model: tried(MODEL, [{ activity: 'entry', term: 0, minutes: '11' }]) };
    const moves = movesOf({ turned: TURNED, model: MODEL }, after);
    expect(moves).toMatchObject({
      entersRed: 1,
      leavesRed: 0,
      profit: -12e6,
      pools: { unused: -14e6, unassigned: 2e6 },
    });
    expect(moves.most[0]).toEqual({ id: 'cus_a', name: 'A', before: 73e6, after: 67e6 });
    expect(movesText(moves)).toBe(
      '1 customer falls below zero; profit of customers −12, unused capacity −14.',
    );
    const back = movesOf(after, { turned: TURNED, model: MODEL });
    expect(movesText(back)).toBe(
      '1 customer rises above zero; profit of customers +12, unused capacity +14.',
    );
    expect(movesText(movesOf(after, after))).toBe(
      'Nobody crosses zero; profit of customers 0, unused capacity 0.',
    );
    const narrow = { ...TURNED, whole: false, pools: [] };
    const seen = movesOf({ turned: narrow, model: MODEL }, { ...after, turned: narrow });
    expect(seen.pools).toBeUndefined();
    expect(movesText(seen)).toBe('1 customer falls below zero; profit of customers −12.');
  });
});

test.each([
  [{ driver: 'orders', minutes: '1' }, 'order'],
  [{ driver: 'skus', minutes: '1' }, 'product in the period'],
  [{ driver: 'activity.expedite', when: 'set_up', minutes: '1' }, 'expedite with “set_up”'],
  [{ driver: 'activity.tech_support.minutes', minutes: '1' }, 'measured minute of tech support'],
])('%j counts one %s', (term, unit) => {
  expect(unitText(term)).toBe(unit);
});
