import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Contribution,
  DISCLOSURE_RULE,
  disclosureOf,
  mayStandTogether,
  partitionDisclosure,
  recordDisclosure,
} from './disclosure.ts';

const unseen = (...amounts: readonly (number | bigint)[]): Contribution[] =>
  amounts.map((amount, at) => ({ customer: at + 1, amount, seen: false }));
const seen = (customer: number, amount: number): Contribution => ({ customer, amount, seen: true });
const hidden = (why: string) => ({ shown: false, why });

test.each([
  ['five customers of whom none makes more than 80 %', unseen(30, 20, 20, 20, 10), { shown: true }],
  ['four customers', unseen(30, 20, 20, 20), hidden('too few')],
  ['exactly 80 %', unseen(80, 5, 5, 5, 5), { shown: true }],
  ['more than 80 %', unseen(81, 5, 5, 5, 4), hidden('one dominates')],
  [
    'a loss that makes more than 80 % of the absolute total',
    unseen(-90, 3, 3, 2, 2),
    hidden('one dominates'),
  ],
  ['a loss and a gain that cancel out', unseen(-40, 40, 5, 5, 5), { shown: true }],
  ['a fifth customer that adds nothing', unseen(30, 20, 20, 20, 0), hidden('too few')],
  [
    'totals beyond the safe range',
    unseen(80n * 10n ** 20n, ...Array(4).fill(5n * 10n ** 20n)),
    { shown: true },
  ],
  [
    'a millionth above 80 %',
    unseen(80n * 10n ** 20n + 10n ** 17n, ...Array(4).fill(5n * 10n ** 20n)),
    hidden('one dominates'),
  ],
  [
    'one customer, in five parts',
    unseen(1, 1, 1, 1, 1).map(part => ({ ...part, customer: 1 })),
    hidden('too few'),
  ],
  ['nobody', [], { shown: true }],
])('a figure of %s', (_what, contributions, expected) => {
  expect(disclosureOf(contributions)).toEqual(expected);
});

test('a figure of customers all of which the person may see is shown, however few', () => {
  expect(disclosureOf([seen(1, 100)])).toEqual({ shown: true });
});

test('what the person may see can be subtracted, so that the rest has to stand by itself', () => {
  expect(disclosureOf([seen(9, 30), ...unseen(20, 20, 20, 10)])).toEqual(hidden('too few'));
  expect(disclosureOf([seen(9, 90), ...unseen(90, 3, 3, 2, 2)])).toEqual(hidden('one dominates'));
  expect(disclosureOf([seen(9, 30), ...unseen(20, 20, 20, 10, 10)])).toEqual({ shown: true });
  expect(disclosureOf([seen(1, 10), ...unseen(10, 10, 10, 10, 10)])).toEqual({ shown: true });
});

test('no single customer makes more than 80 % of a figure, not even one that the person may see', () => {
  expect(disclosureOf([seen(9, 900), ...unseen(20, 20, 20, 20, 20)])).toEqual(hidden('one dominates'));
});

test('both settings are settings', () => {
  expect(disclosureOf(unseen(6, 4), { customersLeast: 2, shareMost: 0.6 })).toEqual({ shown: true });
  expect(disclosureOf(unseen(61, 39), { customersLeast: 2, shareMost: 0.6 })).toEqual(
    hidden('one dominates'),
  );
});

test('a part of a micro-unit is refused', () => {
  expect(() => disclosureOf(unseen(0.5))).toThrow(RangeError);
});

/** Groups of so many customers that nobody sees, with 10 each. */
const groupsOf = (...sizes: readonly number[]) => {
  let customer = 0;
  return sizes.map(size =>
    Array.from({ length: size }, () => ({ customer: ++customer, amount: 10, seen: false })),
  );
};
const shownOf = (groups: readonly (readonly Contribution[])[]) => {
  const { total, groups: each } = partitionDisclosure(groups);
  return [total, ...each].map(one => (one.shown ? 'shown' : one.why));
};

test.each([
  ['nothing needs hiding', groupsOf(6, 5), ['shown', 'shown', 'shown']],
  [
    'the smallest further group covers the one hidden',
    groupsOf(6, 5, 2),
    ['shown', 'shown', 'complement', 'too few'],
  ],
  ['the first of two as small', groupsOf(5, 5, 2), ['shown', 'complement', 'shown', 'too few']],
  ['two that cover each other', groupsOf(6, 3, 2), ['shown', 'shown', 'too few', 'too few']],
  [
    'two that are still too few together',
    groupsOf(7, 6, 2, 2),
    ['shown', 'shown', 'complement', 'too few', 'too few'],
  ],
  ['all of them, where only two are left', groupsOf(8, 1), ['shown', 'complement', 'too few']],
  ['a total of too few', groupsOf(2, 2), ['too few', 'too few', 'too few']],
])('a partition: %s', (_what, groups, expected) => {
  expect(shownOf(groups)).toEqual(expected);
});

test('a group that the person sees covers nobody, and stays', () => {
  const groups = [[seen(91, 1)], ...groupsOf(6, 2)];
  expect(shownOf(groups)).toEqual(['shown', 'shown', 'complement', 'too few']);
});

test('figures of the same customers stand or fall together', () => {
  const [six = [], five = []] = groupsOf(6, 5);
  const dominated = five.map((one, at) => ({ ...one, amount: at === 0 ? 1000 : 1 }));
  expect(recordDisclosure([[six, five]]).groups).toEqual([{ shown: true }, { shown: true }]);
  const { total, groups } = recordDisclosure([
    [six, five],
    [six, dominated],
  ]);
  // The total is dominated too, so that nothing could be worked out of it.
  expect(total).toEqual(hidden('one dominates'));
  expect(groups).toEqual([{ shown: true }, hidden('one dominates')]);
  const large = six.map(one => ({ ...one, amount: 400 }));
  expect(
    recordDisclosure([
      [six, five],
      [large, dominated],
    ]),
  ).toEqual({ total: { shown: true }, groups: [hidden('complement'), hidden('one dominates')] });
  expect(() => recordDisclosure([[six, five], [six]])).toThrow(RangeError);
});

test('a customer in two groups is refused, since groups would not add up to their total', () => {
  expect(() => partitionDisclosure([unseen(1), unseen(1)])).toThrow(RangeError);
});

test('two figures never differ by fewer hidden customers than a figure may cover', () => {
  const [all = []] = groupsOf(12);
  expect(mayStandTogether([all, all])).toBe(true);
  expect(mayStandTogether([all, all.slice(1)])).toBe(false);
  expect(mayStandTogether([all, all.slice(4)])).toBe(false);
  expect(mayStandTogether([all, all.slice(5)])).toBe(true);
  expect(mayStandTogether([all.slice(1), all.slice(0, -1)])).toBe(false);
  expect(mayStandTogether([[...all, seen(99, 5)], all])).toBe(true);
});

const amount = fc.oneof(fc.integer({ min: -5, max: 20 }), fc.integer({ min: -1000, max: 100_000 }));
const contribution = fc.record({ amount, seen: fc.boolean() });
const partitions = fc
  .array(fc.array(contribution, { maxLength: 9 }), { minLength: 1, maxLength: 5 })
  .map(groups =>
    groups.map((group, at) => group.map((one, place) => ({ ...one, customer: at * 100 + place }))),
  );

test('whatever is shown of a partition, no sum or difference of it tells of fewer or of one alone', async () => {
  let covered = 0;
  await fc.assert(
    fc.property(partitions, groups => {
      const { total, groups: each } = partitionDisclosure(groups);
      if (each.some(one => !one.shown && one.why === 'complement')) covered += 1;
      const shown = groups.filter((_group, at) => each[at]?.shown);
      for (const sum of subsets(shown)) {
        expect(tellsNothing(sum.flat())).toBe(true);
        if (!total.shown) continue;
        const rest = groups.filter(group => !sum.includes(group));
        expect(tellsNothing(rest.flat())).toBe(true);
        expect(mayStandTogether([groups.flat(), sum.flat()])).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
  expect(covered).toBeGreaterThan(20);
});

/** What remains of a figure when the customers that the person may see are taken out: nobody, or enough and none alone. */
function tellsNothing(figure: readonly Contribution[]): boolean {
  const sizes = figure.filter(one => !one.seen).map(one => Math.abs(Number(one.amount)));
  const absolute = sizes.reduce((sum, size) => sum + size, 0);
  const enough = sizes.filter(size => size > 0).length >= DISCLOSURE_RULE.customersLeast;
  return sizes.length === 0 || (enough && Math.max(...sizes) * 5 <= absolute * 4);
}

function subsets<T>(all: readonly T[]): T[][] {
  return Array.from({ length: 2 ** all.length }, (_none, set) => all.filter((_one, at) => (set >> at) & 1));
}
