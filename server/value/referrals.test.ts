import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { peopleAsking } from '../../test/wall-people.ts';

// K1 brought K2 in, and K2 brought K3; K4 is said to have brought K5, who bought nothing since it came.
let house: TestHouse;

beforeAll(async () => {
  house = await testHouse();
  const lines = [1, 2, 3, 4].flatMap(customer =>
    Array.from({ length: 10 }, (_, i) => {
      const day = new Date(Date.UTC(2025, 0, 1 + i * (10 + customer))).toISOString().slice(0, 10);
      return `O${customer}-${i},K${customer},P1,${day},5,${1000 * customer}`;
    }),
  );
  const heading = 'order,customer,product,day,quantity,amount';
  await house.send('orders.csv', `${heading}\n${lines.join('\n')}\n`, { currency: 'EUR' });
  await house.send('customers.csv', 'customer,name,country\nK5,Fifth,DE\n');
});
afterAll(() => house.close());

const refer = (referrer: string, referred: string, more: object = {}) =>
  house.ask(`/customers/${referred}/value-inputs?wait=60`, 'POST', {
    kind: 'referral',
    fields: { referrer, share: 1, from: '2025-01-01', reason: 'Told us', ...more },
  });
const list = () => house.get('/value/referrals?wait=60');
const pairs = (referrals: { referrer: { sourceKey: string }; referred: { sourceKey: string } }[]) =>
  referrals.map(({ referrer, referred }) => `${referrer.sourceKey} ${referred.sourceKey}`);

test('nobody referred anybody yet', async () => {
  expect(await list()).toMatchObject({ state: 'ready', total: 0, withoutThanks: 0, credited: '0.00' });
});

test('who referred whom, those without thanks first; what each moves sums to what all do, and makes nothing', async () => {
  await refer('K2', 'K3');
  await refer('K1', 'K2', { thanksSent: '2025-03-12', thanksHow: 'A letter' });
  await refer('K4', 'K5');
  const { referrals, ...head } = await list();
  expect(head).toMatchObject({ state: 'ready', currency: 'EUR', total: 3, withoutThanks: 2 });
  expect(pairs(referrals)).toEqual(['K2 K3', 'K4 K5', 'K1 K2']);
  expect(referrals[0]).toMatchObject({ share: 1, from: '2025-01-01', expires: null, thanks: null });
  expect(referrals[1]).toMatchObject({ credit: null, problem: expect.stringMatching(/has bought nothing/) });
  expect(referrals[2].thanks).toEqual({ day: '2025-03-12', how: 'A letter' });
  const credits = referrals.map(({ credit }: { credit: string | null }) => Number(credit));
  expect(credits.reduce((sum: number, one: number) => sum + one, 0)).toBeCloseTo(Number(head.credited), 1);
  const pages = await Promise.all(
    ['K1', 'K2', 'K3', 'K4'].map(key => house.get(`/customers/${key}/value?wait=60`)),
  );
  const sum = (name: string) => pages.reduce((so, { referrals: of }) => so + Number(of[name]), 0);
  expect(sum('credited')).toBeCloseTo(Number(head.credited), 1);
  expect(sum('withReferrals')).toBeCloseTo(sum('own'), 1);
  // K1 gets of K3's value through K2: it stands with whom it referred itself.
  const { stated, credited } = pages[0].referrals;
  expect(pairs(stated)).toEqual(['K1 K2']);
  expect(stated[0].credit).toBe(credited);
  expect(Number(credited)).toBeGreaterThan(Number(pages[1].referrals.own) / 2);
});

test('a referral that is stated again with thanks takes the place of the one before', async () => {
  const { body } = await refer('K2', 'K3', { thanksSent: '2025-04-01' });
  expect(body.inputs.filter(({ kind }: { kind: string }) => kind === 'referral')).toHaveLength(1);
  expect(body.referrals.stated).toMatchObject([{ thanks: { day: '2025-04-01', how: null } }]);
  expect(await list()).toMatchObject({ total: 3, withoutThanks: 1 });
  const { entries } = await house.get('/audit?kind=write&limit=1');
  expect(JSON.stringify(await house.get(`/audit/${entries[0].sequence}`))).toContain(
    '"thanksSent":"2025-04-01"',
  );
});

test('another referrer shares, and one that counts no more or not yet says so', async () => {
  await refer('K4', 'K3', { share: 0.5, from: '2020-01-01', expires: '2020-12-31' });
  await refer('K4', 'K2', { from: '2999-01-01' });
  const problems = (await list()).referrals.map(({ problem }: { problem: string | null }) => problem);
  expect(problems).toContain('It counted until 2020-12-31.');
  expect(problems).toContain('It counts from 2999-01-01 on.');
});

test('how thanks were sent without a day is refused at its field', async () => {
  const { status, body } = await refer('K1', 'K4', { thanksHow: 'A letter' });
  expect(status).toBe(400);
  expect(body.problems).toMatchObject([{ where: 'thanksSent' }]);
  expect((await refer('K1', 'K4', { thanksSent: 'in March' })).status).toBe(400);
});

test('a referral is hidden with either side, in the list, on the pages and in every sum', async () => {
  const ask = await peopleAsking(house, { 'Who reads all': ['owner'], 'Who is outside': ['owner'] });
  const { id } = (await house.get('/customers/K1')).customer;
  await house.ask('/walls/customers', 'POST', { customer: id, reason: 'A contract' });
  const outside = (path: string) => ask('Who is outside', `${path}?wait=60`);
  const { body } = await outside('/value/referrals');
  expect(pairs(body.referrals)).not.toContain('K1 K2');
  expect(pairs(body.referrals)).toContain('K2 K3');
  expect(JSON.stringify(body)).not.toContain('A letter');
  const { body: two } = await outside('/customers/K2/value');
  expect(two.referrals.attributedAway).toBe('0.00');
  expect(pairs(two.referrals.stated)).toEqual(['K4 K2', 'K2 K3']);
  // The other way round: of a walled customer who was referred, the referrer's page says nothing.
  const three = (await house.get('/customers/K3')).customer.id;
  await house.ask('/walls/customers', 'POST', { customer: three, reason: 'A contract' });
  const again = await outside('/customers/K2/value');
  expect(again.body.referrals).toMatchObject({ credited: '0.00' });
  expect(pairs(again.body.referrals.stated)).toEqual(['K4 K2']);
  expect(pairs((await outside('/value/referrals')).body.referrals)).toEqual(['K4 K2', 'K4 K5']);
});
