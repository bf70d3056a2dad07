import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';

// A orders every other week, two to nine days ahead of the day wanted; B the same, and no delivery says when it is wanted.
let house: TestHouse;
const DAY = 86_400_000;
const dayAt = (days: number) => new Date(Date.UTC(2025, 0, 6) + days * DAY).toISOString().slice(0, 10);
const ORDERS = Array.from({ length: 20 }, (_, i) => i);
const noticeOf = (i: number) => 2 + (i % 8);

beforeAll(async () => {
  house = await testHouse();
  const lines = ['A', 'B'].flatMap(customer =>
    ORDERS.map(i => `${customer}${i},${customer},P1,${dayAt(i * 14)},10,100`),
  );
  await house.send('orders.csv', `order,customer,product,day,quantity,amount\n${lines.join('\n')}\n`, {
    currency: 'EUR',
  });
});
afterAll(() => house.close());

const partOf = async (customer: string, name: string) => {
  const { predictability } = await house.get(`/customers/${customer}/value?wait=60`);
  return predictability.parts.find(({ part }: { part: string }) => part === name);
};

test('what no file tells is not known, and not taken for none', async () => {
  expect(await partOf('A', 'notice')).toMatchObject({
    value: null,
    reason: 'Days of notice are not known: no delivery says when an order is wanted.',
  });
  expect(await partOf('A', 'returns')).toMatchObject({ value: null, reason: 'Returns are not counted.' });
});

test('notice is the median of days from the order to the day wanted, else to the day promised', async () => {
  const rows = ORDERS.map(i => {
    const wanted = dayAt(i * 14 + noticeOf(i));
    // Half of them say when it is wanted, and are promised later; of the others the promise counts.
    return i % 2 === 0
      ? `D${i},A${i},A,P1,10,${wanted},${dayAt(i * 14 + 12)}`
      : `D${i},A${i},A,P1,10,,${wanted}`;
  });
  const heading = 'delivery,order,customer,product,quantity,requested,promised';
  await house.send('deliveries.csv', `${heading}\n${rows.join('\n')}\n`);
  const days = ORDERS.map(noticeOf).sort((a, b) => a - b);
  const median = ((days[9] as number) + (days[10] as number)) / 2;
  expect(await partOf('A', 'notice')).toMatchObject({
    value: Math.min(1, median / 5),
    reason: `${median} days of notice, the median of 20 orders, for a frozen window of 5 days, which is assumed.`,
  });
  expect((await partOf('B', 'notice')).value).toBeNull();
});

test('returns that are no mistake of ours count against the orders, and who sent nothing back has none', async () => {
  const rows = [`R1,A,P1,${dayAt(30)},2,20,`, `R1,A,P2,${dayAt(30)},1,5,`, `R2,A,P1,${dayAt(60)},2,20,own`];
  await house.send('returns.csv', `return,customer,product,day,quantity,amount,cause\n${rows.join('\n')}\n`);
  expect(await partOf('A', 'returns')).toMatchObject({
    value: 0.95,
    reason: 'Something came back of 1 of 20 orders.',
  });
  expect(await partOf('B', 'returns')).toMatchObject({ value: 1 });
});
