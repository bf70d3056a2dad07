import { expect, test } from 'vitest';
import { KeptSlots, type Slot, slotOf } from './kept-slots.ts';

const of = (...values: number[]) => Float64Array.from(values);
const ids = Float64Array.from({ length: 1000 }, (_, at) => at + 1);
/** Each of 1,000 customers with a value that takes eight bytes. */
const large = (seed = 0) => slotOf(ids, [ids.map(id => id * 2 ** 32 + seed)]);
const shared = (slot: Slot | undefined) => slot?.customers;

test('values are kept in as few bytes as hold them, and zeros in none', () => {
  const columns = slotOf(of(3, 0, 2), [
    of(0, 0, 0),
    of(0, 255, 1),
    of(0, 256, 1),
    of(-1, 0, 2 ** 31 - 1),
    of(-(2 ** 31), 0, 0),
    of(0, 2 ** 31, 0),
  ]).columns;
  expect(columns.map(column => column && Array.from(column))).toEqual([
    undefined,
    [0, 255, 1],
    [0, 256, 1],
    [-1, 0, 2 ** 31 - 1],
    [-(2 ** 31), 0, 0],
    [0, 2 ** 31, 0],
  ]);
  expect(columns.map(column => column?.BYTES_PER_ELEMENT)).toEqual([undefined, 1, 4, 4, 8, 8]);
  expect([slotOf(of(3, 0, 2), []).last, slotOf(of(), []).last]).toEqual([3, -1]);
});

test('the same ids take their memory once, for as long as a slot has them', () => {
  const kept = new KeptSlots(28_000).asOf(1);
  kept.keep('a', large());
  kept.keep('b', large(1));
  expect(shared(kept.get('a'))).toBe(shared(kept.get('b')));
  expect(kept.bytes).toBe(4000 + 2 * 8000);
  // Others of the same number, up to the same last one.
  const others = ids.map((id, at) => (at === 0 ? 0 : id));
  kept.keep('c', slotOf(others, []));
  expect(shared(kept.get('c'))).not.toBe(shared(kept.get('a')));
  expect(kept.bytes).toBe(2 * 4000 + 2 * 8000);
  // What is kept anew takes the place of what was.
  kept.keep('c', large(2));
  expect([kept.bytes, kept.get('a')?.customers[0]]).toEqual([4000 + 3 * 8000, 1]);
});

test('what was asked for the longest ago makes room', () => {
  const kept = new KeptSlots(30_000).asOf(1);
  for (const key of ['a', 'b', 'c']) kept.keep(key, large());
  expect(kept.isFull()).toBe(true);
  kept.get('a');
  kept.has('b');
  kept.keep('d', large());
  expect(['a', 'b', 'c', 'd'].filter(key => kept.has(key))).toEqual(['a', 'c', 'd']);
  expect(kept.bytes).toBe(4000 + 3 * 8000);
  // One that alone is too large is not kept, and nothing is beside it.
  kept.keep(
    'e',
    slotOf(
      ids,
      [1, 2, 3, 4].map(() => ids.map(id => id * 2 ** 32)),
    ),
  );
  expect(['a', 'b', 'c', 'd', 'e'].filter(key => kept.has(key))).toEqual([]);
  expect(kept.bytes).toBe(0);
});

test('a write forgets all that was read before it', () => {
  const kept = new KeptSlots(100_000).asOf(1);
  kept.keep('a', large());
  expect(kept.asOf(1).has('a')).toBe(true);
  expect(kept.asOf(2).has('a')).toBe(false);
  expect(kept.bytes).toBe(0);
});
