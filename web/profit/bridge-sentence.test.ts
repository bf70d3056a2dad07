import { expect, test } from 'vitest';
import type { Bridge } from '../../contract/bridge.ts';
import { bridgePeriods, bridgeSentence } from './bridge-sentence.ts';

const step = (name: string, amount: string) => ({ key: name, name, amount, figure: name, assumed: false });
const bridge: Bridge = {
  currency: 'EUR',
  of: 'customers',
  name: 'Rail',
  before: { period: '2024', profit: '1000000', figure: 'x' },
  after: { period: '2025', profit: '790000', figure: 'x' },
  difference: '-210000',
  steps: [step('Price', '100000'), step('Mix', '5000'), step('Volume', '-355000'), step('Delivery', '40000')],
};

test('says how profit changed, and the three largest reasons', () => {
  const { said, named } = bridgeSentence(bridge);
  expect([said, ...named.map(({ name }) => name)]).toEqual(['Profit fell', 'Volume', 'Price', 'Delivery']);
  expect(bridgePeriods(bridge)).toBe('from 2024 to 2025');
  expect(bridgeSentence({ ...bridge, of: 'company', difference: '0' })).toEqual({
    said: 'Company profit did not change',
    named: [],
  });
});
