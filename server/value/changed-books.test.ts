import { expect, test } from 'vitest';
import { testHouse } from '../../test/house.ts';

const HEADING = 'order,customer,product,day,quantity,amount';
const dayAt = (days: number) => new Date(Date.UTC(2025, 0, 6 + days)).toISOString().slice(0, 10);
/** Orders of a customer every so many days from a day on. */
const orders = (customer: string, key: string, from: number) =>
  Array.from({ length: 6 }, (_, i) => `${key}${i},${customer},P1,${dayAt(from + i * 20)},1,${100 + i}`);

test('two customers that turn out to be one have one history, one rhythm and one value', async () => {
  const house = await testHouse();
  const [first, second] = [orders('OLD', 'A', 0), orders('NEW', 'B', 130)];
  const others = Array.from({ length: 12 }, (_, i) => orders(`K${i}`, `K${i}-`, i)).flat();
  await house.send('others.csv', [HEADING, ...others].join('\n'), { currency: 'EUR' });
  const batch = await house.send('orders.csv', [HEADING, ...first, ...second].join('\n'));
  const answerOf = (key: string) => house.get(`/customers/${key}/value?wait=60`);
  const apart = [(await answerOf('OLD')).value, (await answerOf('NEW')).value];
  expect(apart.map(({ repeats }) => repeats)).toEqual([5, 5]);

  const merged = [HEADING, ...orders('NEW', 'A', 0), ...second].join('\n');
  const { state } = await house.send('orders-2.csv', merged, { replaces: batch.id });
  expect(state).toBe('kept');
  const { value, lapse } = await answerOf('NEW');
  expect(value).toMatchObject({ repeats: 11, recency: 230 });
  expect(lapse.silentDays).toBe(0);
  const { customers, total } = await house.get('/value/customers?wait=60&limit=100');
  expect(total).toBe(13);
  expect(customers.map(({ sourceKey }: { sourceKey: string }) => sourceKey)).not.toContain('OLD');
  await house.close();
});

test('amounts in two currencies are forecast in that of the book', async () => {
  const house = await testHouse();
  const rates = Array.from({ length: 6 }, (_, i) => `USD,${dayAt(i * 20)},0.5`);
  await house.send('rates.csv', ['currency,day,rate', ...rates].join('\n'), { currency: 'EUR' });
  const inBoth = (customer: string, currency: string, amount: number) =>
    orders(customer, customer, 0).map(row => `${row.split(',').slice(0, 5).join()},${amount},${currency}`);
  const rows = [...inBoth('A', 'EUR', 100), ...inBoth('B', 'USD', 200)];
  await house.send('orders.csv', [`${HEADING},currency`, ...rows].join('\n'), { currency: 'EUR' });
  const { customers } = await house.get('/value/customers?wait=60');
  expect(customers).toHaveLength(2);
  expect(customers[0].value).toEqual(customers[1].value);
  await house.close();
});
