import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Explanation } from '../../contract/profit-answers.ts';
import { type ImportQuery, type TestHouse, testHouse } from '../../test/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

const EURO: ImportQuery = { currency: 'EUR', homeCountry: 'Germany' };
const text = (...rows: string[]) => rows.map(row => `${row}\n`).join('');
const send = (file: string, ...rows: string[]) => house.send(file, text(...rows), EURO);
const explain = async (figure: string): Promise<Explanation> =>
  house.get(`/explain?${new URLSearchParams({ figure, period: 'all' })}`);
const inputsOf = ({ inputs }: Explanation) => inputs.map(({ label, value, unit }) => [label, value, unit]);

beforeAll(async () => {
  await send(
    'lines.csv',
    'order,customer,product,day,quantity,amount',
    'A1,K1,P1,2025-03-03,5,50',
    'A2,K2,P1,2025-03-03,5,50',
  );
});

describe('attributes of customers that the layout does not know', () => {
  const custom = async (key: string) => (await house.get(`/customers/${key}?period=all`)).custom;
  test('are kept under their headings; of each the newest that states it counts, and an undo takes it back', async () => {
    const first = await send(
      'customers.csv',
      'customer,name,Sales region,Credit limit',
      'K1,Ada,North,5000',
      'K2,Bert,,',
    );
    expect(await custom('K1')).toEqual({ 'Sales region': 'North', 'Credit limit': '5000' });
    expect(await custom('K2')).toEqual({});
    const second = await send('regions.csv', 'customer,Sales region', 'K1,West', 'K2,East');
    expect(await custom('K1')).toEqual({ 'Sales region': 'West', 'Credit limit': '5000' });
    await house.undo(first.id);
    expect(await custom('K1')).toEqual({ 'Sales region': 'West' });
    await house.undo(second.id);
    expect(await custom('K1')).toEqual({});
  });

  test('and a customers file opens down to its rows', async () => {
    const { id } = await send(
      'again.csv',
      'customer,name,segment,Sales region',
      'K1,Ada,OEM,North',
      'K2,Bert,,',
    );
    const kept = await explain(`batch/${id}/rowsKept`);
    expect(kept.facts.map(({ text, file, row }) => [text, file, row])).toEqual([
      ['Ada', 'again.csv', 2],
      ['Bert', 'again.csv', 3],
    ]);
    const row = await explain(`batch/${id}/row/2`);
    expect(row).toMatchObject({ value: 'K1', unit: 'text', facts: [{ file: 'again.csv', row: 2 }] });
    expect(inputsOf(row)).toEqual([
      ['Number', 'K1', 'text'],
      ['Name', 'Ada', 'text'],
      ['Segment', 'OEM', 'text'],
      ['Sales region', 'North', 'text'],
    ]);
  });
});
