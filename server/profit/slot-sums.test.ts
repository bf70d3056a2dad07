import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Slot, slotOf } from './kept-slots.ts';
import { addedUp, asOne, placesOf, sumsMarked, totalsOf } from './slot-sums.ts';

/** A row of a slot: a customer and what it has in two columns. */
type Row = readonly [customer: number, first: number, second: number];

const SAFE = { min: -(2 ** 44), max: 2 ** 44 };
const rowOf = fc.tuple(
  fc.integer({ min: 0, max: 40 }),
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 }), fc.integer({ min: -70_000, max: 70_000 })),
  fc.oneof(
    fc.constant(0),
    fc.maxSafeInteger().map(value => Math.max(SAFE.min, Math.min(SAFE.max, value))),
  ),
);
const slotsOf = fc.array(fc.array(rowOf, { maxLength: 30 }), { maxLength: 6 });
const someIds = fc.uniqueArray(fc.integer({ min: 0, max: 40 }));

function slotFrom(rows: readonly Row[]): Slot {
  const column = (at: 0 | 1 | 2) => Float64Array.from(rows, row => row[at]);
  return slotOf(column(0), [column(1), column(2)]);
}

/** By customer, ascending, in plain words. */
function plainSums(slots: readonly (readonly Row[])[], hidden: readonly number[]): number[][] {
  const sums = new Map<number, [number, number]>();
  for (const [customer, first, second] of slots.flat()) {
    const [a, b] = sums.get(customer) ?? [0, 0];
    sums.set(customer, [a + first, b + second]);
  }
  return [...sums]
    .filter(([id]) => !hidden.includes(id))
    .sort(([a], [b]) => a - b)
    .map(([id, [a, b]]) => [id, a, b]);
}

function rowsOf({ customers, columns }: ReturnType<typeof addedUp>): number[][] {
  return Array.from(customers, (id, row) => [id, ...columns.map(column => column[row] as number)]);
}

const hiding = (hidden: readonly number[]) => (marks: Uint8Array) => {
  for (const id of hidden) if (id < marks.length) marks[id] = 0;
};

test('slots add up to what their rows do, of those who are not hidden, and so do slots as one', async () => {
  await fc.assert(
    fc.property(slotsOf, someIds, (rows, hidden) => {
      const slots = rows.map(slotFrom);
      const expected = plainSums(rows, hidden);
      expect(rowsOf(addedUp(slots, 2, hiding(hidden)))).toEqual(expected);
      const halves = [asOne(slots.slice(0, 3), 2), asOne(slots.slice(3), 2)];
      expect(rowsOf(addedUp(halves, 2, hiding(hidden)))).toEqual(expected);
    }),
  );
});

test('what was added up stays as it is when something else is', () => {
  const first = addedUp(
    [
      slotFrom([
        [1, 5, 7],
        [2, 6, 8],
      ]),
    ],
    2,
  );
  addedUp(
    [
      slotFrom([
        [1, 50, 70],
        [2, 60, 80],
      ]),
    ],
    2,
  );
  expect(rowsOf(first)).toEqual([
    [1, 5, 7],
    [2, 6, 8],
  ]);
});

test('totals are exact, however large, of those who are marked', async () => {
  await fc.assert(
    fc.property(slotsOf, someIds, (rows, hidden) => {
      const slots = rows.map(slotFrom);
      const marks = new Uint8Array(placesOf(slots)).fill(1);
      hiding(hidden)(marks);
      const seen = rows.flat().filter(([customer]) => !hidden.includes(customer));
      expect(totalsOf(slots, 2, marks)).toEqual(
        ([1, 2] as const).map(at => seen.reduce((total, row) => total + BigInt(row[at]), 0n)),
      );
    }),
  );
  const large = slotFrom(Array.from({ length: 3 }, (_, at): Row => [at, 0, Number.MAX_SAFE_INTEGER]));
  expect(totalsOf([large, large], 2, new Uint8Array(3).fill(1))).toEqual([0n, 6n * (2n ** 53n - 1n)]);
});

test('sums of months are of those who are marked, each with which of the sums it is', async () => {
  await fc.assert(
    fc.property(slotsOf, someIds, (rows, hidden) => {
      const firsts = rows.map(slotFrom);
      // The same customers, as the same object, with other values.
      const seconds = firsts.map(({ columns, ...slot }): Slot => ({ ...slot, columns: [columns[1]] }));
      const marks = new Uint8Array(placesOf(firsts)).fill(1);
      hiding(hidden)(marks);
      const sums = sumsMarked(
        [firsts, seconds].flatMap((slots, which) => slots.map((slot, month) => ({ which, month, slot }))),
        marks,
      );
      expect(
        Array.from(sums.which, (which, row) => [
          ...[which, sums.months[row], sums.customers[row], sums.values[row]],
        ]),
      ).toEqual(
        [1, 2].flatMap((column, which) =>
          rows.flatMap((month, at) =>
            month
              .filter(row => !hidden.includes(row[0]) && row[column] !== 0)
              .map(row => [which, at, row[0], row[column]]),
          ),
        ),
      );
    }),
  );
});
