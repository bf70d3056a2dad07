import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioProblem } from './check-scenario.ts';
import { runScenario, type ScenarioBasis, type ScenarioChange } from './scenario.ts';
import { actualProfits, membersOf } from './scenario-members.ts';
import { elasticityAt, scenarioGains, scenarioSteps } from './scenario-steps.ts';

const euros = (...amounts: number[]) => Float64Array.from(amounts, amount => amount * 1e6);
const NONE = { low: 0, high: 0 };

/** Ants orders often and little and loses money, Bees seldom and much. */
const BASIS: ScenarioBasis = {
  customers: [
    { id: 'cus_ants', name: 'Ants', segment: 'Retail', country: 'DE' },
    { id: 'cus_bees', name: 'Bees', segment: 'OEM', country: 'FR' },
  ],
  fields: [
    { field: 'custom.Tier', values: ['Gold', 'Iron'], codes: [2, 1] },
    { field: 'owner', values: ['Kim'], codes: [0, 1] },
  ],
  revenue: euros(1000, 4000),
  listAmount: euros(1200, 5000),
  productCost: euros(600, 2500),
  orders: Float64Array.of(50, 4),
  deliveries: Float64Array.of(50, 4),
  costs: [
    {
      ...{ activity: 'entry', pool: 'desk', term: 0, driver: 'orders', minutes: 8 },
      ...{ exceptions: [], amounts: euros(300, 24) },
    },
    {
      ...{ activity: 'picking', pool: 'store', term: 0, driver: 'lines', minutes: 2 },
      ...{ exceptions: [], amounts: euros(100, 200) },
    },
    {
      activity: 'dispatch',
      pool: 'store',
      term: 0,
      driver: 'activity.delivery',
      minutes: 6,
      exceptions: [],
      amounts: euros(150, 12),
    },
    {
      activity: 'freight',
      pool: 'freight',
      term: undefined,
      driver: 'activity.delivery.money',
      minutes: undefined,
      exceptions: [],
      amounts: euros(80, 100),
    },
  ],
};
const run = (changes: readonly ScenarioChange[], reaction = NONE) =>
  runScenario(BASIS, { changes, reaction });
const money = (column: Float64Array) => [...column].map(amount => Math.round(amount / 1e4) / 100);

describe('by hand', () => {
  test('as things are, Ants loses 230 and Bees earns 1,164', () => {
    expect(money(actualProfits(BASIS))).toEqual([-230, 1164]);
    expect(money(run([]).low)).toEqual([-230, 1164]);
    expect(run([])).toMatchObject({ freed: NONE, profit: { low: 934e6, high: 934e6 } });
  });

  test.each<[string, ScenarioChange, number[]]>([
    ['three per cent on every price', { kind: 'price', share: 0.03 }, [-200, 1284]],
    ['for one segment only', { kind: 'price', share: 0.03, segment: 'Retail' }, [-200, 1164]],
    ['for those who lose money', { kind: 'price', share: 0.1, sign: 'loss' }, [-130, 1164]],
    ['for the largest', { kind: 'price', share: 0.1, largest: 1 }, [-230, 1564]],
    ['two points more discount', { kind: 'discount', points: 0.02 }, [-254, 1064]],
    ['half the quantity', { kind: 'volume', share: -0.5 }, [-115, 582]],
    ['three a delivery', { kind: 'fee', each: 'delivery', amount: 3 }, [-80, 1176]],
    // 1,000 of revenue makes 10 orders of 100: a fifth of 50.
    ['a minimum of 100 an order', { kind: 'minimumOrder', value: 100 }, [130, 1164]],
    ['twice as much in a delivery', { kind: 'dropSize', share: 1 }, [-155, 1170]],
    ['73 days more at ten per cent', { kind: 'paymentTerms', days: 73, yearlyRate: 0.1 }, [-250, 1084]],
    ['half of the picking', { kind: 'service', activity: 'picking', share: -0.5 }, [-180, 1264]],
    ['four minutes an order', { kind: 'minutes', activity: 'entry', term: 0, minutes: 4 }, [-80, 1176]],
    ['a dearer store', { kind: 'rate', pool: 'store', share: 0.1 }, [-255, 1142.8]],
    ['a customer that is gone', { kind: 'price', share: 0.5, customer: 'cus_gone' }, [-230, 1164]],
  ])('%s', (_title, change, profits) => {
    const { low, high } = run([change]);
    expect(money(low)).toEqual(profits);
    expect(money(high)).toEqual(profits);
  });

  test('what is saved in time is freed, and the company has it only once capacity follows', () => {
    const { profit, freed, company } = run([{ kind: 'minutes', activity: 'entry', term: 0, minutes: 4 }]);
    expect([profit.low / 1e6, freed.low / 1e6, company.low / 1e6]).toEqual([1096, 162, 934]);
  });

  test('quantity answers price within a range, and profit stands between its ends', () => {
    const { low, high, revenue } = run([{ kind: 'price', share: 0.1, segment: 'OEM' }], { low: -2, high: 0 });
    // 4,400 × 0.8 less 2,500 × 0.8 and 336 × 0.8 at one end; nothing is lost at the other.
    expect(money(low)).toEqual([-230, 1251.2]);
    expect(money(high)).toEqual([-230, 1564]);
    expect([revenue.low / 1e6, revenue.high / 1e6]).toEqual([4520, 5400]);
  });

  test('each change says how many it meets', () => {
    const gone = { kind: 'price', share: 0.5, customer: 'cus_gone' } as const;
    expect(run([gone, { kind: 'price', share: 0, country: 'FR' }]).met).toEqual([0, 1]);
  });
});

test('whatever is changed, freed time and the company’s part add up to the profit, and nothing is not a number', () => {
  const whom = fc.record(
    {
      segment: fc.constantFrom('Retail', 'OEM', 'Gone'),
      sign: fc.constantFrom('loss' as const, 'gain' as const),
    },
    { requiredKeys: [] },
  );
  const share = fc.constantFrom(-1, -0.5, 0, 0.2, 3);
  const change = fc.oneof(
    fc.record({ kind: fc.constant('price' as const), share }),
    fc.record({ kind: fc.constant('volume' as const), share }),
    fc.record({ kind: fc.constant('discount' as const), points: fc.constantFrom(-1, 0, 0.4, 1) }),
    fc.record({ kind: fc.constant('minimumOrder' as const), value: fc.constantFrom(0.01, 1, 1e9) }),
    fc.record({ kind: fc.constant('dropSize' as const), share: fc.constantFrom(-0.99, 0, 100) }),
    fc.record({ kind: fc.constant('service' as const), activity: fc.constantFrom('entry', 'gone'), share }),
  );
  const changes = fc.array(
    fc.tuple(change, whom).map(([what, who]) => ({ ...what, ...who })),
    { maxLength: 5 },
  );
  return fc.assert(
    fc.property(changes, fc.constantFrom(-3, -1, 0), (all, low) => {
      const outcome = run(all, { low, high: 0 });
      for (const { low: least, high: most } of [
        outcome.profit,
        outcome.revenue,
        outcome.freed,
        outcome.company,
      ]) {
        expect(Number.isFinite(least) && Number.isFinite(most)).toBe(true);
        expect(least).toBeLessThanOrEqual(most);
      }
      const { profit, freed, company } = run(all);
      expect(Math.abs(profit.low - freed.low - company.low)).toBeLessThan(1);
      expect(all.map(one => scenarioProblem(one))).toEqual(all.map(() => undefined));
    }),
  );
});

test.each<[ScenarioChange, string]>([
  [{ kind: 'price', share: -1.5 }, 'No more than all'],
  [{ kind: 'volume', share: Number.NaN }, 'A number is missing'],
  [{ kind: 'minimumOrder', value: 0 }, 'above zero'],
  [{ kind: 'dropSize', share: -1 }, 'holds something'],
  [{ kind: 'minutes', activity: 'entry', term: 0, minutes: -1 }, 'zero or more'],
  [{ kind: 'discount', points: 2 }, 'between'],
])('%j cannot be run', (change, why) => {
  expect(scenarioProblem(change)).toContain(why);
});

describe('a customer with minutes of its own', () => {
  const [entry, ...others] = BASIS.costs as [ScenarioBasis['costs'][number], ...ScenarioBasis['costs']];
  const basis = { ...BASIS, costs: [{ ...entry, exceptions: [{ row: 0, minutes: 12 }] }, ...others] };
  const minutes = { kind: 'minutes', activity: 'entry', term: 0, minutes: 4 } as const;

  test('keeps them where a change is meant for all', () => {
    const { low, freed } = runScenario(basis, { changes: [minutes], reaction: NONE });
    expect(money(low)).toEqual([-230, 1176]);
    expect(freed.low / 1e6).toBeCloseTo(12, 9);
  });

  test('takes the minutes of a change that names it', () => {
    const changes = [{ ...minutes, customer: 'cus_ants' }];
    expect(money(runScenario(basis, { changes, reaction: NONE }).low)).toEqual([-30, 1164]);
  });
});

describe('change by change', () => {
  const scenario = {
    changes: [
      { kind: 'price', share: 0.1 },
      { kind: 'fee', each: 'delivery', amount: 4 },
      { kind: 'minimumOrder', value: 100, customer: 'cus_ants' },
    ] as const,
    reaction: { low: -2, high: 0 },
  };

  test('what the changes bring adds up to what the scenario brings, at either end', () => {
    const outcome = runScenario(BASIS, scenario);
    for (const [end, elasticity] of [
      ['low', elasticityAt(BASIS, scenario, { of: 'profit', end: 'low' })],
      ['high', elasticityAt(BASIS, scenario, { of: 'profit', end: 'high' })],
    ] as const) {
      const steps = scenarioSteps(BASIS, scenario, elasticity);
      expect(steps).toHaveLength(4);
      expect(money(steps[0]?.profits as Float64Array)).toEqual([-230, 1164]);
      expect(steps[3]?.sums.profit).toBeCloseTo(outcome.profit[end], 3);
    }
  });

  test('without a reaction a price brings its share of revenue, a fee what was delivered, a minimum the orders saved', () => {
    const gains = scenarioGains(BASIS, { ...scenario, reaction: NONE });
    const [price, fee, minimum] = gains.map(({ low, high }) => {
      expect(low).toBe(high);
      return low / 1e6;
    });
    expect(price).toBeCloseTo(500, 6);
    expect(fee).toBeCloseTo(4 * 54, 6);
    // Ants makes 1,300 of revenue then: 13 orders of 100 instead of 50.
    expect(minimum).toBeCloseTo((300 + 150) * (1 - 13 / 50), 6);
  });
});

test.each<[string, readonly { field: string; value: string | null }[], readonly number[]]>([
  ['one value', [{ field: 'custom.Tier', value: 'Iron' }], [1, 0]],
  [
    'several of a field widen',
    [
      { field: 'custom.Tier', value: 'Iron' },
      { field: 'custom.Tier', value: 'Gold' },
    ],
    [1, 1],
  ],
  [
    'several fields narrow',
    [
      { field: 'custom.Tier', value: 'Iron' },
      { field: 'owner', value: 'Kim' },
    ],
    [0, 0],
  ],
  ['not stated', [{ field: 'owner', value: null }], [1, 0]],
  ['a value that nobody has', [{ field: 'owner', value: 'Lou' }], [0, 0]],
  ['a field that there is not', [{ field: 'custom.Gone', value: null }], [0, 0]],
])('a change is meant for customers of any field: %s', (_title, where, met) => {
  const price = { kind: 'price', share: 0.1, where } as const;
  expect([...membersOf(BASIS, price)]).toEqual(met);
});
