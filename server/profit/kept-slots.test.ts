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

test('the same ids take their memory once', () => {
  // Room for the ids and two columns of theirs.
  const kept = new KeptSlots(4000 + 2 * 8000).asOf(1);
  expect([kept.keep('a', large()), kept.keep('b', large(1)), kept.isFull]).toEqual([true, true, false]);
  expect(shared(kept.get('a'))).toBe(shared(kept.get('b')));
  // Others of the same number, up to the same last one, are not the same.
  const others = ids.map((id, at) => (at === 0 ? 0 : id));
  expect(kept.keep('c', slotOf(others, []))).toBe(false);
  const more = new KeptSlots(2 * 4000).asOf(1);
  expect([more.keep('a', slotOf(ids, [])), more.keep('b', slotOf(others, []))]).toEqual([true, true]);
  expect([shared(more.get('a'))?.[0], shared(more.get('b'))?.[0]]).toEqual([1, 0]);
});

test('what finds no room is not kept, and nothing gives way to it', () => {
  const kept = new KeptSlots(4000 + 2 * 8000).asOf(1);
  for (const key of ['a', 'b', 'c']) kept.keep(key, large());
  const there = () => ['a', 'b', 'c', 'd'].filter(key => kept.get(key));
  expect([there(), kept.isFull]).toEqual([['a', 'b'], true]);
  // Nor is a smaller one: whoever reads on would soon find none again.
  expect([kept.keep('d', slotOf(ids, [])), there()]).toEqual([false, ['a', 'b']]);
});

test('a write forgets all that was read before it', () => {
  const kept = new KeptSlots(4000 + 8000).asOf(1);
  kept.keep('a', large());
  kept.keep('b', large());
  expect([kept.asOf(1).get('a') === undefined, kept.isFull]).toEqual([false, true]);
  expect([kept.asOf(2).get('a'), kept.isFull]).toEqual([undefined, false]);
  expect(kept.keep('b', large())).toBe(true);
});
