import { expect, test } from 'vitest';
import type { QuadrantAccount, QuadrantList } from '../../contract/value-quadrants.ts';
import {
  accountLines,
  drawnText,
  linesText,
  movesText,
  quadrantsSentence,
  thresholdText,
} from './quadrant-text.ts';

const account: QuadrantAccount = {
  ...{ id: 'cus_1', sourceKey: '7', name: 'Nordhaven', segment: null, country: null },
  ...{ value: '-1200.00', cost: '350.00', quadrant: 'bargain basement', potential: null },
};
const list: QuadrantList = {
  ...{ state: 'ready', currency: 'EUR', total: 1254, withPotential: 0, accounts: [account], moves: [] },
  thresholds: { value: { above: '41000.00', from: 'median' }, cost: { above: '2100.00', from: 'median' } },
  quadrants: [
    { quadrant: 'passive', customers: 310, value: '9000000.00', cost: '100000.00' },
    { quadrant: 'aggressive', customers: 1, value: '20.00', cost: '9000.00' },
  ],
};

test('the sentence counts who is worth it and who is not, and who could move', () => {
  expect(quadrantsSentence(list)).toBe(
    '310 of 1,254 customers are worth much and take little to satisfy, 1 is worth little and takes much',
  );
  const moves = [{ from: 'aggressive', to: 'passive', customers: 2 }] as const;
  expect(quadrantsSentence({ ...list, moves: [...moves] })).toMatch(/; 2 could move$/);
  expect(movesText({ ...list, moves: [...moves] }, 'aggressive')).toBe('2 to Passive');
});

test('it is said which customers are drawn, and of how many', () => {
  expect(drawnText(list)).toBe('drawn are 1 of 1,254 customers: those of the largest value or loss');
  expect(drawnText({ ...list, withPotential: 3 })).toMatch(/, and every one with a potential$/);
  expect(drawnText({ ...list, total: 1 })).toBe('all 1 are drawn');
});

test('the lines are the median customer’s, and a book without costs says that it has none', () => {
  expect(linesText(list, 36)).toMatch(
    /^Much is a value above the median customer’s, 41\.0 k EUR, and a cost above the median customer’s, 2\.10 k EUR\. .* next 36 months/,
  );
  const free = list.quadrants.map(one => ({ ...one, cost: '0.00' }));
  expect(linesText({ ...list, quadrants: free }, 36)).toMatch(/charges none to any customer yet\.$/);
});

test('where the median customer loses, any value above nothing is much', () => {
  const value = { above: '0.00', from: 'zero' } as const;
  expect(linesText({ ...list, thresholds: { ...list.thresholds, value } }, 36)).toMatch(
    /^Much is any value above nothing, since the median customer loses, and a cost above/,
  );
  expect([thresholdText(value), thresholdText(list.thresholds.cost)]).toEqual(['no loss', 'median 2.10 k']);
});

test('a point says what its customer is worth and takes, and each potential with its source', () => {
  const potential = { value: '5000.00', valueSource: 'A visit', cost: null, costSource: null };
  expect(accountLines({ ...account, potential: { ...potential, quadrant: 'passive' } }, 'EUR')).toEqual([
    'value −1,200 EUR, cost 350 EUR',
    'Bargain basement: worth little, takes little',
    'potential value 5,000 EUR: A visit',
  ]);
});
