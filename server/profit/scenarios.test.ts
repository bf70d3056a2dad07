import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
  await house.ask('/example', 'POST');
}, 120_000);
afterAll(() => house.close());

const NONE = { low: 0, high: 0 };
const run = async (changes: object[], reaction: object = NONE, period = 'all') => {
  const { status, body } = await house.ask(`/scenarios/run?period=${period}`, 'POST', { changes, reaction });
  return { status, ...body };
};

test('without a change it comes to what was, in each period, and across versions of the cost model', async () => {
  const compared = async () => {
    for (const period of ['all', '2025', '2025-Q1', '2025-02']) {
      const { totals } = await house.get(`/portfolio?period=${period}`);
      const { profitCustomers, movesMost } = await run([], NONE, period);
      expect(Number(profitCustomers.before), period).toBeCloseTo(Number(totals.profitCustomers), 2);
      expect(Number(profitCustomers.low), period).toBeCloseTo(Number(totals.profitCustomers), 2);
      expect(movesMost).toEqual([]);
    }
  };
  await compared();
  const { model } = await house.get('/models/current');
  const [entry, ...others] = model.activities;
  const [first, ...terms] = entry.minutes;
  const slower = {
    ...model,
    activities: [{ ...entry, minutes: [{ ...first, minutes: '7' }, ...terms] }, ...others],
  };
  expect((await house.ask('/models?first=2025-02-01', 'POST', slower)).status).toBe(200);
  await compared();
});

test('actuals stay as they are, whatever is run and saved', async () => {
  const before = await house.get('/portfolio');
  await run([{ kind: 'price', share: 0.1 }]);
  await house.ask('/scenarios', 'POST', {
    name: 'Ten per cent',
    scenario: { changes: [{ kind: 'price', share: 0.1 }], reaction: NONE },
  });
  expect(await house.get('/portfolio')).toEqual(before);
});

test('three per cent on every price is three per cent of the revenue, to whom it is meant', async () => {
  const { totals } = await house.get('/portfolio');
  const all = await run([{ kind: 'price', share: 0.03 }]);
  const more = Number(all.profitCustomers.low) - Number(all.profitCustomers.before);
  expect(more).toBeCloseTo(Number(totals.revenueCustomers) * 0.03, 1);
  const one = all.movesMost[0];
  const only = await run([{ kind: 'price', share: 0.03, customer: one.id }]);
  expect(only.met).toEqual([1]);
  expect(only.movesMost).toEqual([one]);
  const gone = await run([{ kind: 'price', share: 0.03, customer: 'cus_gone' }]);
  expect(gone).toMatchObject({ status: 200, met: [0], movesMost: [] });
});

test('minutes come out as the preview of the model that says them', async () => {
  const { model } = await house.get('/models/current');
  const activities = model.activities.map((activity: { key: string; minutes: object[] }) =>
    activity.key === 'expediting'
      ? { ...activity, minutes: [{ ...activity.minutes[0], minutes: '90' }] }
      : activity,
  );
  const { body: told } = await house.ask('/models/preview?period=2025-03&first=2025-02-01', 'POST', {
    ...model,
    activities,
  });
  const change = { kind: 'minutes', activity: 'expediting', term: 0, minutes: 90 };
  const ran = await run([change], NONE, '2025-03');
  expect(Number(ran.profitCustomers.low)).toBeCloseTo(Number(told.profitCustomers.after), 1);
});

test.each([
  [[{ kind: 'price', share: -2 }], NONE, 'changes[0]'],
  [[{ kind: 'price', share: 0 }], { low: 0, high: -1 }, 'reaction'],
])('%j with %j is refused by its place', async (changes, reaction, where) => {
  const refused = await run(changes, reaction);
  expect(refused).toMatchObject({ status: 422, code: 'scenario-refused' });
  expect(refused.problems[0].where).toBe(where);
});

test('a saved one is changed by who saw it last, and removed', async () => {
  const scenario = { changes: [{ kind: 'fee', each: 'delivery', amount: 10 }], reaction: NONE };
  const { body: saved } = await house.ask('/scenarios', 'POST', { name: 'Fee', note: 'As agreed', scenario });
  const second = { id: saved.id, revision: saved.revision, name: 'Fee of ten', scenario };
  const { body: changed } = await house.ask('/scenarios', 'POST', second);
  expect(changed).toMatchObject({ id: saved.id, name: 'Fee of ten', revision: 2 });
  const late = await house.ask('/scenarios', 'POST', { ...second, name: 'Fee of eleven' });
  expect(late).toMatchObject({ status: 409, body: { code: 'scenario-changed' } });
  expect((await house.get('/scenarios')).map(({ name }: { name: string }) => name)).toContain('Fee of ten');
  const left = await house.ask(`/scenarios/${saved.id}`, 'DELETE');
  expect(left.body.some(({ id }: { id: string }) => id === saved.id)).toBe(false);
  expect((await house.ask(`/scenarios/${saved.id}`, 'DELETE')).status).toBe(404);
  expect((await house.ask('/scenarios', 'POST', second)).status).toBe(404);
});

test('a change is meant for customers of any field, as the portfolio counts them', async () => {
  const { groups } = await house.get('/portfolio/groups?by=owner');
  const [first, second] = groups as { value: string; customers: number; revenue: string }[];
  const owner = (value: string | null | undefined) => ({ field: 'owner', value: value ?? null });
  const price = { kind: 'price', share: 0.1 };
  const one = await run([{ ...price, where: [owner(first?.value)] }]);
  expect(one.met).toEqual([first?.customers]);
  const grades = await house.get('/portfolio/groups?by=grade');
  const [grade] = grades.groups;
  const both = await run([
    { ...price, where: [owner(first?.value), owner(second?.value)] },
    { ...price, where: [{ field: 'grade', value: grade.value }] },
    { ...price, where: [{ field: 'custom.Gone', value: 'x' }] },
  ]);
  expect(both.met).toEqual([(first?.customers ?? 0) + (second?.customers ?? 0), grade.customers, 0]);
});
