import { expect, test } from 'vitest';
import { hardestCostText, hardestText, judgedText } from './predictability-sentence.ts';

const named = (...names: string[]) =>
  names.map(name => ({ id: name, sourceKey: name, name, segment: null, country: null }));
const told = (names: string[], stockSaved: string | null, expeditingSaved: string | null) => ({
  hardest: { customers: named(...names), stockSaved, expeditingSaved },
  ...{ judged: 200, of: 598, currency: 'EUR' },
});

test('names who is hardest to plan for', () => {
  expect(hardestText(told(['Anker', 'Brunner', 'Corvus'], null, null))).toBe(
    'The hardest to plan for: Anker, Brunner and Corvus',
  );
  expect(hardestText(told(['Anker'], null, null))).toBe('The hardest to plan for: Anker');
  expect(hardestText(told([], null, null))).toBe('Of nobody is enough known to say who is hard to plan for');
});

test('says what that costs or saves, as far as it is known', () => {
  expect(hardestCostText(told(['A', 'B'], '-41000', '3000'))).toBe(
    'Together they cost 41.0 k EUR more in stock and 3.00 k EUR less in expediting a year than orders as predictable as the median customer’s.',
  );
  expect(hardestCostText(told(['A'], '-41000', null))).toBe(
    'It costs 41.0 k EUR more in stock a year than orders as predictable as the median customer’s.',
  );
  expect(hardestCostText(told(['A'], null, null))).toBe('');
});

test('says who is judged', () => {
  expect(judgedText(told([], null, null))).toBe('judged are the 200 largest of 598 customers by net revenue');
  expect(judgedText({ ...told([], null, null), of: 200 })).toBe('all 200 customers are judged');
  expect(judgedText({ ...told([], null, null), judged: 1, of: 1 })).toBe('one customer is judged');
});
