import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
  await house.ask('/example', 'POST');
}, 120_000);
afterAll(() => house.close());

interface Explained {
  readonly value: string;
  readonly inputs: readonly { label: string; value: string; figure: string | null; note: string | null }[];
}
const explained = async (figure: string): Promise<Explained & Record<string, unknown>> =>
  house.get(`/explain?period=2025&figure=${encodeURIComponent(figure)}`);
const sumOf = ({ inputs }: Explained) =>
  inputs.reduce((sum, { value }) => sum + Math.round(Number(value) * 1e6), 0) / 1e6;

const SCENARIO = {
  changes: [
    { kind: 'price', share: 0.03, segment: 'Machine builders' },
    { kind: 'fee', each: 'delivery', amount: 10 },
    { kind: 'service', activity: 'visits', share: -0.5, sign: 'loss' },
  ],
  reaction: { low: -1.5, high: -0.5 },
};

describe('a saved scenario', () => {
  test('opens to what was and what each change brings, and each change to its customers, to the last digit', async () => {
    const saved = (await house.ask('/scenarios', 'POST', { name: 'Fees', scenario: SCENARIO })).body;
    const ran = (await house.ask('/scenarios/run?period=2025', 'POST', SCENARIO)).body;
    for (const end of ['low', 'high'] as const) {
      const profit = await explained(`scenario/${saved.id}/profit/${end}`);
      expect(Number(profit.value)).toBeCloseTo(Number(ran.profitCustomers[end]), 2);
      expect(profit).toMatchObject({ grade: 'D', gradeReason: expect.stringContaining('An estimate') });
      const [was, price, fee, visits, elasticity] = profit.inputs;
      expect(was?.figure).toBe('ranking/profit');
      expect(price?.label).toBe('Price +3 %, for Machine builders');
      expect(fee?.label).toBe('Fee of 10 for each delivery');
      expect(visits?.label).toMatch(/visits −50 %, for those that lose money$/i);
      expect(elasticity?.label).toBe('Elasticity at this end');
      expect(sumOf({ ...profit, inputs: profit.inputs.slice(0, 4) })).toBeCloseTo(Number(profit.value), 6);
      const actual = await explained(was?.figure as string);
      expect(Number(was?.value)).toBeCloseTo(Number(actual.value), 2);
      const ofFee = await explained(fee?.figure as string);
      expect(ofFee.value).toBe(fee?.value);
      expect(sumOf(ofFee)).toBeCloseTo(Number(ofFee.value), 6);
      expect(ofFee.inputs[0]?.figure).toMatch(/^customer\/cus_\w+\/profit$/);
    }
  });

  test('opens its other sums, which add up too', async () => {
    const [saved] = await house.get('/scenarios');
    const ran = (await house.ask('/scenarios/run?period=2025', 'POST', SCENARIO)).body;
    for (const [of, told] of [
      ['revenue', ran.revenue],
      ['freed', ran.freed],
      ['company', ran.company],
    ] as const)
      for (const end of ['low', 'high'] as const) {
        const sum = await explained(`scenario/${saved.id}/${of}/${end}`);
        expect(Number(sum.value), `${of} ${end}`).toBeCloseTo(Number(told[end]), 2);
        expect(sumOf({ ...sum, inputs: sum.inputs.slice(0, -1) })).toBeCloseTo(Number(sum.value), 2);
      }
    const gains = ran.gains.map(
      ({ low, high }: { low: string; high: string }) => Number(low) <= Number(high),
    );
    expect(gains).toEqual([true, true, true]);
  });

  test('that is gone, or a change that it does not have, is no figure', async () => {
    const [saved] = await house.get('/scenarios');
    for (const figure of [
      'scenario/scn_gone/profit/low',
      `scenario/${saved.id}/profit/middle`,
      `scenario/${saved.id}/change/4/low`,
      `scenario/${saved.id}/constructor/low`,
    ])
      expect((await house.ask(`/explain?figure=${figure}`)).body.code, figure).toBe('unknown-figure');
  });
});

test('a scenario stands on the pages of the customers that it is about', async () => {
  const { customers } = await house.get('/portfolio/customers?limit=2');
  const [first, second] = customers;
  const body = { name: 'About two', scenario: SCENARIO, customers: [first.id, second.sourceKey] };
  const saved = (await house.ask('/scenarios', 'POST', body)).body;
  const about = (card: { customers: { name: string }[] }) => card.customers.map(({ name }) => name).sort();
  expect(about(saved)).toEqual([first.name, second.name].sort());
  const { customers: _, ...unsaid } = body;
  const kept = { ...unsaid, id: saved.id, revision: saved.revision };
  const again = (await house.ask('/scenarios', 'POST', kept)).body;
  expect(about(again)).toEqual(about(saved));
  const fewer = { ...kept, revision: again.revision, customers: [second.id] };
  expect(about((await house.ask('/scenarios', 'POST', fewer)).body)).toEqual([second.name]);
  const gone = await house.ask('/scenarios', 'POST', { ...body, customers: ['K-404'] });
  expect(gone).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect(gone.body.sentence).toContain('K-404');
  expect((await house.ask(`/scenarios/${saved.id}`, 'DELETE')).status).toBe(200);
});

test('what to measure first opens to the customers whose grade rises, and to what rests on the assumption', async () => {
  const { measurements } = await house.get('/measurements?period=2025');
  expect(measurements.length).toBeGreaterThan(1);
  for (const [index, measurement] of measurements.entries())
    for (const of of ['revenue', 'freed', 'touched'] as const) {
      const figure = await explained(`measurement/${index + 1}/${of}`);
      expect(figure.value, `${index + 1} ${of}`).toBe(measurement[of]);
      if (of === 'revenue' && measurement.customers > 0)
        expect(figure.inputs[0]?.note).toMatch(/^from [BCD] to [ABC]$/);
      expect(sumOf(figure)).toBeCloseTo(Number(figure.value), 6);
    }
  const none = await house.ask('/explain?figure=measurement/9/revenue');
  expect(none.body.code).toBe('unknown-figure');
});
