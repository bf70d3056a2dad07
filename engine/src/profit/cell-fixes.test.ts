import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellFixes, type LossCell } from './cell-fixes.ts';

const units = (...quantities: readonly number[]) => quantities.map(quantity => quantity * 1000);
/** 10 lines of 2 units at 5.00, product cost 3.00 a unit, 6.00 a line of time. */
const SMALL_LINES: LossCell = {
  revenue: 100_000_000,
  productCost: 60_000_000,
  costToServe: 60_000_000,
  costOfLines: 60_000_000,
  minutesOfLines: 100_000_000,
  quantities: units(2, 2, 2, 2, 2, 2, 2, 2, 2, 2),
};

test('small lines: a minimum, a surcharge and a substitute, as by hand', () => {
  const others = [
    { product: 3, revenue: 50_000_000, contribution: 25_000_000 },
    { product: 4, revenue: 10_000_000, contribution: 6_000_000 },
  ];
  expect(cellFixes(SMALL_LINES, others)).toEqual({
    // A unit leaves 2.00, so 3 units cover the 6.00 of a line; 20 units are 6 such lines.
    minimum: {
      ...{ quantity: 3000, value: 15_000_000, costOfLine: 6_000_000, leftOfUnit: 2_000_000 },
      ...{ linesBelow: 10, linesInstead: 6, freed: 24_000_000, minutesFreed: 40_000_000 },
    },
    surcharge: { lines: 10, perLine: 2_000_000, share: 0.2, gain: 20_000_000 },
    // 60 % of the money stays in place of 40 %.
    substitute: { product: 4, share: 0.6, shareNow: 0.4, gain: 20_000_000 },
  });
});

test('what makes no line of its own goes onto a larger one', () => {
  const cell = { ...SMALL_LINES, quantities: units(1, 1, 18), costOfLines: 45_000_000 };
  // A line takes 15.00, a unit leaves 2.00 − 0.75.
  expect(cellFixes(cell, undefined).minimum).toMatchObject({
    ...{ quantity: 12_000, linesBelow: 2, linesInstead: 0, freed: 30_000_000 },
  });
});

test.each([
  ['a price below product cost', { productCost: 101_000_000 }, 'below-cost'],
  ['other cost that takes all that is left', { costToServe: 101_000_000 }, 'nothing-left'],
  ['no time that follows lines', { costOfLines: 0, productCost: 90_000_000 }, 'no-line-cost'],
  ['too little in all', { costToServe: 600_000_000, costOfLines: 600_000_000 }, 'too-little'],
  ['only returns', { quantities: [] }, 'no-sale'],
])('%s: no minimum helps', (_why, change, none) => {
  expect(cellFixes({ ...SMALL_LINES, ...change }, undefined).minimum).toEqual({ none });
});

test('without sale lines nothing can be charged; without a price the surcharge is no share of it', () => {
  expect(cellFixes({ ...SMALL_LINES, quantities: [] }, undefined).surcharge).toEqual({ none: 'no-sale' });
  expect(cellFixes({ ...SMALL_LINES, revenue: 0 }, []).surcharge).toMatchObject({ share: undefined });
});

test.each([
  ['the register knows no group', undefined, 'no-group'],
  ['the customer buys nothing else of the group', [], 'alone'],
  ['what else it buys brings less', [{ product: 3, revenue: 10, contribution: 4 }], 'none-better'],
])('no substitute where %s', (_why, others, none) => {
  expect(cellFixes(SMALL_LINES, others).substitute).toEqual({ none });
});

test('lines of the minimum cover themselves, and one unit less does not', () => {
  const cells = fc.record({
    quantities: fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 20 }),
    left: fc.integer({ min: 1, max: 90 }),
    line: fc.integer({ min: 1, max: 5000 }),
  });
  return fc.assert(
    fc.property(cells, ({ quantities, left, line }) => {
      const sold = quantities.reduce((total, one) => total + one, 0);
      const { minimum, surcharge } = cellFixes(
        {
          revenue: sold * 100_000_000,
          productCost: sold * (100 - left) * 1_000_000,
          costToServe: quantities.length * line * 1_000_000,
          costOfLines: quantities.length * line * 1_000_000,
          minutesOfLines: 0,
          quantities: units(...quantities),
        },
        undefined,
      );
      if ('none' in surcharge) throw new Error('every line can be charged');
      expect(surcharge.perLine * surcharge.lines).toBeGreaterThanOrEqual(surcharge.gain);
      if ('none' in minimum) return;
      const smallest = minimum.quantity / 1000;
      expect(smallest * left).toBeGreaterThanOrEqual(line);
      expect((smallest - 1) * left).toBeLessThan(line);
      expect(minimum.linesInstead).toBeLessThan(minimum.linesBelow);
    }),
  );
});
