import { expect, test } from 'vitest';
import { ScratchColumns } from './scratch-columns.ts';

test('columns are of zeros and do not overlap, however many are taken', () => {
  const { take } = new ScratchColumns();
  const taken = Array.from({ length: 300 }, (_, i) => take(i).fill(i));
  for (const [i, column] of taken.entries()) expect(column).toEqual(new Float64Array(i).fill(i));
});

test('what was forgotten comes again as zeros', () => {
  const scratch = new ScratchColumns();
  scratch.take(40).fill(7);
  scratch.forgetAll();
  expect(scratch.take(50)).toEqual(new Float64Array(50));
});

test('a column longer than all before fits', () => {
  const { take } = new ScratchColumns();
  const small = take(3).fill(1);
  expect(take(1_000_000)).toHaveLength(1_000_000);
  expect(small).toEqual(Float64Array.of(1, 1, 1));
});
