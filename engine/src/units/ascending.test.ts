import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstAtLeast } from './ascending.ts';

test('the first that is at least so much is the one that a search from the start finds', async () => {
  await fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -9, max: 9 })).map(some => some.sort((a, b) => a - b)),
      fc.integer({ min: -11, max: 11 }),
      (ascending, value) => {
        const found = ascending.findIndex(one => one >= value);
        expect(firstAtLeast(ascending, value)).toBe(found < 0 ? ascending.length : found);
        expect(firstAtLeast(Float64Array.from(ascending), value)).toBe(firstAtLeast(ascending, value));
      },
    ),
  );
});
