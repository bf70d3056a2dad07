import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ASSUMED_SHARE_MOST, costBasis, GRADES, gradeOf, gradePlaces } from './grade.ts';

test.each([
  [0n, 'A', 'None of its cost rests on assumed rates.'],
  [50n, 'A', '5 % of its cost rests on assumed rates: grade A reaches up to 5 %.'],
  [51n, 'B', '5.1 % of its cost rests on assumed rates: grade B reaches up to 25 %.'],
  [250n, 'B', '25 % of its cost rests on assumed rates: grade B reaches up to 25 %.'],
  [600n, 'C', '60 % of its cost rests on assumed rates: grade C reaches up to 60 %.'],
  [601n, 'D', '60.1 % of its cost rests on assumed rates: more than the 60 % of grade C.'],
  [1000n, 'D', '100 % of its cost rests on assumed rates: more than the 60 % of grade C.'],
])('of a cost of 1,000 with %d assumed the grade is %s', (assumed, grade, reason) => {
  expect(gradeOf({ cost: 1000n, assumed })).toEqual({ grade, assumedShare: Number(assumed) / 1000, reason });
});

test('where nothing is costed the grade is D, and there is no share', () => {
  expect(gradeOf({ cost: 0n, assumed: 0n })).toMatchObject({ grade: 'D', assumedShare: undefined });
});

test('a credit adds to what is assumed instead of hiding it', () => {
  const costs = {
    productCost: 60,
    assumedProductCost: 0,
    costs: [30, -10],
    isAssumed: (i: number) => i === 1,
  };
  expect(costBasis(costs)).toEqual({ cost: 100n, assumed: 10n });
});

const amount = fc.integer({ min: -1e12, max: 1e12 });
const graded = fc.record({
  productCost: amount,
  assumedProductCost: amount,
  activities: fc.array(fc.tuple(amount, fc.boolean()), { maxLength: 6 }),
});
type Drawn = typeof graded extends fc.Arbitrary<infer T> ? T : never;
const basisOf = ({ productCost, assumedProductCost, activities }: Drawn) =>
  costBasis({
    productCost,
    assumedProductCost,
    costs: activities.map(([cost]) => cost),
    isAssumed: index => activities[index]?.[1] === true,
  });

test('what is assumed is a part of the cost, and measuring an activity never lowers the grade', () =>
  fc.assert(
    fc.property(graded, fc.nat(5), (drawn, measured) => {
      const before = basisOf(drawn);
      expect(before.assumed >= 0n && before.assumed <= before.cost).toBe(true);
      const activities = drawn.activities.map(([cost, assumed], index): [number, boolean] => [
        cost,
        assumed && index !== measured,
      ]);
      const after = basisOf({ ...drawn, activities });
      expect(after.cost).toBe(before.cost);
      expect(GRADES.indexOf(gradeOf(after).grade)).toBeLessThanOrEqual(GRADES.indexOf(gradeOf(before).grade));
    }),
  ));

test('the grade does not depend on the order of activities or on the unit of money', () =>
  fc.assert(
    fc.property(graded, fc.bigInt({ min: 1n, max: 1000n }), (drawn, times) => {
      const { cost, assumed } = basisOf(drawn);
      expect(basisOf({ ...drawn, activities: drawn.activities.toReversed() })).toEqual({ cost, assumed });
      const { assumedShare = 0, grade } = gradeOf({ cost, assumed });
      const scaled = gradeOf({ cost: cost * times, assumed: assumed * times });
      expect(scaled.assumedShare ?? 0).toBeCloseTo(assumedShare, 12);
      if (ASSUMED_SHARE_MOST.every(([, most]) => Math.abs(most - assumedShare) > 1e-9))
        expect(scaled.grade).toBe(grade);
    }),
  ));

test('grades in columns are those of each row by itself', () => {
  const amount = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
  const row = fc.record({
    productCost: amount,
    assumedProductCost: amount,
    costs: fc.tuple(amount, fc.constant(0), amount),
  });
  return fc.assert(
    fc.property(fc.array(row), fc.boolean(), (rows, assumes) => {
      const isAssumed = (activity: number) => activity !== 0;
      const column = (of: (one: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
      const places = gradePlaces({
        productCost: column(one => one.productCost),
        assumedProductCost: assumes ? column(one => one.assumedProductCost) : undefined,
        costs: [0, 1, 2].map(activity => column(({ costs }) => costs[activity] as number)),
        isAssumed,
      });
      const each = rows.map(one =>
        gradeOf(costBasis({ ...one, assumedProductCost: assumes ? one.assumedProductCost : 0, isAssumed })),
      );
      expect(Array.from(places, place => GRADES[place])).toEqual(each.map(({ grade }) => grade));
    }),
  );
});

test('a row of which nothing is costed has the last grade', () => {
  const nothing = new Float64Array(1);
  const places = gradePlaces({
    productCost: nothing,
    assumedProductCost: undefined,
    costs: [],
    isAssumed: () => false,
  });
  expect([...places]).toEqual([GRADES.length - 1]);
});
