import { describe, expect, test } from 'vitest';
import { type QuadrantInput, valueQuadrants } from './value-quadrants.ts';

const account = (
  customer: string,
  currentValue: number,
  currentCost: number,
  more: Partial<QuadrantInput> = {},
) => ({
  customer,
  currentValue,
  currentCost,
  potentialValue: undefined,
  potentialCost: undefined,
  potentialValueSource: undefined,
  potentialCostSource: undefined,
  ...more,
});
const four = [account('A', 90, 10), account('B', 80, 40), account('C', 20, 15), account('D', 10, 50)];

describe('accounts stand in four quadrants', () => {
  test('at the medians where no thresholds are stated', () => {
    const { accounts, thresholds } = valueQuadrants(four);
    expect(thresholds).toEqual({ value: 50, cost: 27.5, valueFrom: 'median', costFrom: 'median' });
    expect(accounts.map(({ current }) => current)).toEqual([
      'passive',
      'carriage trade',
      'bargain basement',
      'aggressive',
    ]);
  });

  test('nobody is worth much by a loss, whatever the median customer loses', () => {
    const losing = [account('A', -5, 1), account('B', -90, 1), account('C', -40, 2), account('D', 8, 1)];
    const { accounts, thresholds } = valueQuadrants(losing);
    expect(thresholds).toMatchObject({ value: 0, valueFrom: 'zero', costFrom: 'median' });
    expect(accounts.map(({ current }) => current)).toEqual([
      'bargain basement',
      'bargain basement',
      'aggressive',
      'passive',
    ]);
  });

  test('at stated thresholds, and on the line is not above it', () => {
    const { accounts, thresholds } = valueQuadrants(four, { value: 80, cost: 10 });
    expect(thresholds).toMatchObject({ valueFrom: 'stated', costFrom: 'stated' });
    expect(accounts.map(({ current }) => current)).toEqual([
      'passive',
      'aggressive',
      'aggressive',
      'aggressive',
    ]);
  });

  test('a potential with a source moves an account, at the lines of today', () => {
    const { accounts, moves, thresholds } = valueQuadrants([
      ...four.slice(0, 3),
      account('D', 10, 50, {
        potentialValue: 500,
        potentialValueSource: 'visit of 3 March',
        potentialCost: 20,
        potentialCostSource: 'EDI',
      }),
      account('E', 10, 50, { potentialCost: 45, potentialCostSource: 'scenario 4' }),
    ]);
    expect(thresholds.value).toBe(20);
    expect(accounts[3]).toEqual({
      customer: 'D',
      current: 'aggressive',
      potential: 'passive',
      moves: true,
      valueGained: 490,
      costGained: -30,
    });
    expect(accounts[4]).toMatchObject({
      potential: 'aggressive',
      moves: false,
      valueGained: undefined,
      costGained: -5,
    });
    expect(accounts[0]).toMatchObject({ potential: undefined, moves: undefined });
    expect(moves).toEqual([{ from: 'aggressive', to: 'passive', customers: 1 }]);
  });

  test('a potential without a source is refused, and the field named', () => {
    const { accounts, problems, moves } = valueQuadrants([
      ...four.slice(0, 3),
      account('D', 10, 50, { potentialValue: 500, potentialValueSource: '  ', potentialCost: 20 }),
    ]);
    expect(problems.map(({ customer, field }) => [customer, field])).toEqual([
      ['D', 'potentialValueSource'],
      ['D', 'potentialCostSource'],
    ]);
    expect(accounts[3]).toMatchObject({ potential: undefined, valueGained: undefined });
    expect(moves).toEqual([]);
  });

  test('what is not known stands in no quadrant, and is not zero', () => {
    const unknown = { ...account('X', 0, 0), currentValue: undefined };
    const { accounts, thresholds, problems } = valueQuadrants([
      unknown,
      account('Y', Number.NaN, 5),
      account('Z', 7, 9),
    ]);
    expect(accounts.slice(0, 2).map(({ current }) => current)).toEqual([undefined, undefined]);
    expect(thresholds).toMatchObject({ value: 7, cost: 5 });
    expect(problems.map(({ customer, field }) => [customer, field])).toEqual([['Y', 'currentValue']]);
    expect(valueQuadrants([])).toMatchObject({ thresholds: { value: undefined }, accounts: [], moves: [] });
  });
});
