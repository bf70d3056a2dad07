import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
/** Waits for the forecast, however busy the machine is. */
const read = (path: string) => house.get(`${path.split('?')[0]}?wait=60`);

beforeAll(async () => {
  house = await testHouse();
  const lines = [1, 2, 3].flatMap(customer =>
    Array.from({ length: 10 }, (_, i) => {
      const day = new Date(Date.UTC(2025, 0, 1 + i * (10 + customer))).toISOString().slice(0, 10);
      return `O${customer}-${i},K${customer},P1,${day},5,${1000 * customer}`;
    }),
  );
  await house.send('orders.csv', `order,customer,product,day,quantity,amount\n${lines.join('\n')}\n`, {
    currency: 'EUR',
  });
});
afterAll(() => house.close());

const state = (customer: string, kind: string, fields: object) =>
  house.ask(`/customers/${customer}/value-inputs?wait=60`, 'POST', { kind, fields });

describe('what is stated of a customer', () => {
  test('months and money to replace it, each step with its numbers', async () => {
    const before = await read('/customers/K1/value?wait=60');
    expect(before.replacement.money).toBeNull();
    expect(before.replacement.problems.map(({ field }: { field: string }) => field)).toContain('winRate');
    const { body } = await state('K1', 'replacement', {
      ...{ winRate: 0.25, costPerTry: 15000, monthsToWin: 6, rampUpMonths: 6, triesAtOnce: 4 },
    });
    expect(body.replacement.months).toBe(12);
    const step = (name: string) => body.replacement.steps.find((one: { name: string }) => one.name === name);
    expect(step('acquisition cost')).toMatchObject({ worked: '4 × 15000', value: 60000 });
  });

  test('the newest of its kind holds; what was before is in the log', async () => {
    await state('K2', 'visibility', { score: 2, reason: 'Known', owner: 'Sales', expires: '2999-01-01' });
    const { body } = await state('K2', 'visibility', {
      ...{ score: 5, reason: 'In every paper', owner: 'Sales', expires: '2999-01-01' },
    });
    const kept = body.inputs.filter(({ kind }: { kind: string }) => kind === 'visibility');
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ fields: { score: 5, reason: 'In every paper' }, expired: false });
    expect(body.visibility.rankWith).toBeLessThanOrEqual(body.visibility.rank);
  });

  test('visibility that has expired moves no rank, and says that it has', async () => {
    const { body } = await state('K3', 'visibility', {
      ...{ score: 5, reason: 'Once', owner: 'Sales', expires: '2020-01-01' },
    });
    expect(body.inputs[0]).toMatchObject({ expired: true, expires: '2020-01-01' });
    expect(body.visibility.rankWith).toBeGreaterThanOrEqual(body.visibility.rank);
  });

  test('visibility moves ranks as soon as it is stated, those of others, too', async () => {
    const ranks = async () => {
      const pages = await Promise.all(['K1', 'K2', 'K3'].map(key => read(`/customers/${key}/value`)));
      return pages.map(({ visibility: { rank, rankWith } }) => [rank, rankWith]);
    };
    const of = { reason: 'In every paper', owner: 'Sales', expires: '2999-01-01' };
    await state('K2', 'visibility', { amount: 0, ...of });
    const before = await ranks();
    expect(before).toEqual(before.map(([rank]) => [rank, rank]));
    const last = before.findIndex(([rank]) => rank === 3);
    await state(`K${last + 1}`, 'visibility', { amount: 1e12, ...of });
    expect(await ranks()).toEqual(before.map(([rank]) => (rank === 3 ? [3, 1] : [rank, Number(rank) + 1])));
    await state(`K${last + 1}`, 'visibility', { amount: 0, ...of });
    expect(await ranks()).toEqual(before);
  });

  test('a referral moves value and makes none', async () => {
    const { customer } = await read('/customers/K1/value?wait=60');
    await state('K2', 'referral', { referrer: 'K1', share: 1, from: '2025-01-01', reason: 'Said so' });
    const [one, two] = [await read('/customers/K1/value'), await read('/customers/K2/value')];
    expect(Number(one.referrals.credited)).toBeGreaterThan(0);
    expect(one.referrals.credited).toBe(two.referrals.attributedAway);
    const stated = {
      ...{ referrer: { name: 'K1' }, referred: { name: 'K2' }, credit: one.referrals.credited },
      ...{ problem: null, thanks: null },
    };
    expect(one.referrals.stated).toMatchObject([stated]);
    expect(two.referrals.stated).toMatchObject([stated]);
    expect(two.inputs.find(({ kind }: { kind: string }) => kind === 'referral').referrer).toMatchObject({
      id: customer.id,
    });
    const sum = (of: 'own' | 'withReferrals') => Number(one.referrals[of]) + Number(two.referrals[of]);
    expect(sum('withReferrals')).toBeCloseTo(sum('own'), 1);
  });

  test('a circle of referrals does not count, and says so', async () => {
    const { body } = await state('K1', 'referral', {
      ...{ referrer: 'K2', share: 1, from: '2025-06-01', reason: 'Said so' },
    });
    expect(body.referrals.stated).toContainEqual(
      expect.objectContaining({ problem: expect.stringMatching(/cycle.*Take out one/), credit: null }),
    );
  });

  test('what the relationship cost sums by phase', async () => {
    await state('K3', 'spend', { phase: 'acquire', day: '2024-05-01', amount: 800, note: 'Fair' });
    const { body } = await state('K3', 'spend', { phase: 'acquire', day: '2024-06-01', amount: 200 });
    expect(body.spent[0]).toMatchObject({ phase: 'acquire', accrued: '1000.00' });
    expect(body.spent[1]).toMatchObject({ phase: 'build', accrued: null });
  });

  test('a potential puts it into another quadrant', async () => {
    const { body } = await state('K1', 'potential', { value: 1e9, valueSource: 'Visit of 3 March' });
    expect(body.quadrant.current).not.toBeNull();
    expect(['carriage trade', 'passive']).toContain(body.quadrant.potential);
  });

  test('what is withdrawn counts no more', async () => {
    const { inputs } = await read('/customers/K2/value?wait=60');
    const referral = inputs.find(({ kind }: { kind: string }) => kind === 'referral');
    const { body } = await house.ask(`/customers/K2/value-inputs/${referral.id}/withdraw?wait=60`, 'POST');
    expect(body.referrals.attributedAway).toBe('0.00');
    const again = await house.ask(`/customers/K2/value-inputs/${referral.id}/withdraw?wait=60`, 'POST');
    expect(again.status).toBe(404);
  });
});

describe('refuses, by field and with the mend,', () => {
  test.each([
    ['a share above one', 'replacement', { winRate: 2 }, 'winRate', 'Write a share above 0, up to 1.'],
    ['a potential without a source', 'potential', { value: 5 }, 'valueSource', 'Write where it comes from.'],
    [
      'points and an amount',
      'visibility',
      { score: 1, amount: 5, reason: 'a', owner: 'b', expires: '2999-01-01' },
      'score',
      'Write one of them and leave the other empty.',
    ],
    [
      'no reason',
      'visibility',
      { score: 1, owner: 'b', expires: '2999-01-01' },
      'reason',
      'Write why it is worth that.',
    ],
    [
      'a day that is none',
      'spend',
      { phase: 'build', day: '2025-02-30', amount: 5 },
      'day',
      'Write a day as YYYY-MM-DD.',
    ],
    [
      'a phase that there is not',
      'spend',
      { phase: 'woo', day: '2025-02-03', amount: 5 },
      'phase',
      'Write acquire, build, maintain.',
    ],
    [
      'a field of another kind',
      'spend',
      { phase: 'build', day: '2025-02-03', amount: 5, winRate: 1 },
      'winRate',
      'Leave it out: there are phase, day, amount, note.',
    ],
  ])('%s', async (_what, kind, fields, where, mend) => {
    const { status, body } = await state('K1', kind, fields);
    expect(status).toBe(400);
    expect(body.problems).toContainEqual(expect.objectContaining({ where, mend }));
  });

  test('a referrer that there is not, and one by itself', async () => {
    const referral = (referrer: string) =>
      state('K1', 'referral', { referrer, share: 1, from: '2025-01-01', reason: 'x' });
    expect((await referral('K99')).body.sentence).toMatch(/There is no customer "K99"/);
    expect((await referral('K1')).body.sentence).toMatch(/cannot refer itself/);
  });
});
