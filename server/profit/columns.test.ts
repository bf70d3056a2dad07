import { expect, test } from 'vitest';
import { place, placeKnown } from './columns.ts';

const of = (...values: number[]) => Float64Array.from(values);

test('values go into the rows of their customers, with zero in the others', () => {
  expect(place(of(1, 2, 4), of(2, 4), of(7, 9))).toEqual(of(0, 7, 9));
  expect(place(of(1, 2), of(1, 2), of(7, 9))).toEqual(of(7, 9));
  expect(place(of(1, 2), of(), of())).toEqual(of(0, 0));
});

test.each([[3], [5]])(
  'a value of a customer without a row, %i among 1, 2 and 4, is refused, or left out where asked',
  id => {
    expect(() => place(of(1, 2, 4), of(2, id), of(7, 9))).toThrow(`customer ${id} has no row`);
    expect(placeKnown(of(1, 2, 4), of(2, id), of(7, 9))).toEqual(of(0, 7, 0));
  },
);

test('values whose rows are those of the customers are these themselves, with nobody before them or not', () => {
  const values = of(5, 7, 9);
  const all = placeKnown(of(1, 2, 4), of(1, 2, 4), values);
  const ofCustomers = placeKnown(of(1, 2), of(0, 1, 2), values);
  expect([all, ofCustomers]).toEqual([values, of(7, 9)]);
  expect([all.buffer === values.buffer, ofCustomers.buffer === values.buffer]).toEqual([true, true]);
  expect(placeKnown(of(1, 4), of(0, 1, 2), values)).toEqual(of(7, 0));
});
