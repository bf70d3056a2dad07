import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gini } from './gini.ts';
import { median, orderByLargest, ranks } from './ranking.ts';
import { whaleCurve } from './whale-curve.ts';

describe('the whale curve', () => {
  test('rises to its peak and falls by those who lose money', () => {
    expect(whaleCurve([5, 3, 0, -1, -3], [0.2, 0.5, 1])).toEqual({
      peak: 8n,
      peakCustomers: 2,
      end: 4n,
      peakOverEnd: 2,
      unprofitable: 2,
      zero: 1,
      // The first one earns 5 of 4, the first three 8 of 4, all of them all.
      topShares: [
        { top: 0.2, share: 1.25 },
        { top: 0.5, share: 2 },
        { top: 1, share: 1 },
      ],
    });
  });

  test.each([
    ['where nothing is left', [2, -2]],
    ['where less than nothing is left', [2, -5]],
    ['of nobody', []],
  ])('has no shares %s', (_title, profits) => {
    const { peakOverEnd, topShares } = whaleCurve(profits);
    expect([peakOverEnd, ...topShares.map(({ share }) => share)]).toEqual(Array(4).fill(undefined));
  });

  test('of losers only never rises', () => {
    expect(whaleCurve([-1, -2])).toMatchObject({ peak: 0n, peakCustomers: 0, end: -3n, unprofitable: 2 });
  });

  test('sums beyond the safe range exactly', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(whaleCurve([most, most, most])).toMatchObject({ peak: 3n * BigInt(most), end: 3n * BigInt(most) });
  });

  test('takes the first customer of a hundred and one as one per cent and the next, never a third by chance of a double', () => {
    for (const [top, percent] of [
      [0.01, 1],
      [0.1, 10],
      [0.2, 20],
    ] as const) {
      for (let count = 1; count <= 1500; count++) {
        const first = Math.floor((count * percent + 99) / 100);
        const [share] = whaleCurve(Array(count).fill(1), [top]).topShares;
        expect(share?.share).toBe(first / count);
      }
    }
  });
});

describe('the Gini coefficient', () => {
  test.each([
    ['all earn the same', [3, 3, 3, 3], 0],
    ['one of two earns all', [0, 1], 0.5],
    ['one of four earns all', [0, 0, 0, 8], 0.75],
    ['1, 2, 3, 4 by hand: 2 × 30 ÷ (4 × 10) − 5 ÷ 4', [4, 2, 1, 3], 0.25],
  ])('%s', (_title, values, expected) => {
    expect(gini(values)).toBeCloseTo(expected, 14);
  });

  test.each([[[]], [[0, 0]], [[1, -1]], [[1, -5]]])('of %j is not known', values => {
    expect(gini(values)).toBeUndefined();
  });

  test('is the mean difference of pairs, the same in any order and at any scale', () => {
    const values = fc
      .array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 30 })
      .filter(all => all.some(value => value > 0));
    return fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (all, scale) => {
        const total = all.reduce((sum, value) => sum + value, 0);
        const differences = all
          .flatMap(a => all.map(b => Math.abs(a - b)))
          .reduce((sum, value) => sum + value, 0);
        expect(gini(all)).toBeCloseTo(differences / (2 * all.length * total), 9);
        expect(gini([...all].reverse())).toBe(gini(all));
        expect(gini(all.map(value => value * scale))).toBeCloseTo(gini(all) as number, 9);
      }),
    );
  });
});

describe('the ranking', () => {
  const byKeyOf = (keys: readonly string[]) =>
    Uint32Array.from([...keys.keys()].sort((a, b) => ((keys[a] as string) < (keys[b] as string) ? -1 : 1)));

  test('puts the largest first and decides ties by the key, whatever the order of the rows', () => {
    expect([...orderByLargest([5, 9, 7, 9], Uint32Array.of(3, 2, 1, 0))]).toEqual([3, 1, 2, 0]);
    expect([...orderByLargest([1, 1, 1], Uint32Array.of(1, 0, 2))]).toEqual([1, 0, 2]);
    expect([...ranks(orderByLargest([5, 9, 7], Uint32Array.of(0, 1, 2)))]).toEqual([3, 1, 2]);
    expect([...orderByLargest([], new Uint32Array())]).toEqual([]);
  });

  test('gives every customer the same rank in every order of the rows', () => {
    const rows = fc.uniqueArray(
      fc.record({ key: fc.string({ maxLength: 4 }), profit: fc.integer({ min: -3, max: 3 }) }),
      {
        selector: ({ key }) => key,
      },
    );
    return fc.assert(
      fc.property(rows, all => {
        const rankOf = (some: typeof all) => {
          const rank = ranks(
            orderByLargest(
              some.map(({ profit }) => profit),
              byKeyOf(some.map(({ key }) => key)),
            ),
          );
          return Object.fromEntries(some.map(({ key }, index) => [`key ${key}`, rank[index]]));
        };
        expect(rankOf([...all].reverse())).toEqual(rankOf(all));
        expect(Object.values(rankOf(all)).sort((a = 0, b = 0) => a - b)).toEqual(
          all.map((_, index) => index + 1),
        );
      }),
    );
  });

  test.each([
    [[], undefined],
    [[7], 7],
    [[9, 1, 5], 5],
    [[9, 1, 5, 6], 5.5],
  ])('has the median of %j at %s', (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  test('has the same median as the middle of the sorted values, whatever their order', () => {
    return fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1 }), values => {
        const ascending = [...values].sort((a, b) => a - b);
        const half = values.length >> 1;
        const upper = ascending[half] as number;
        const lower = ascending[values.length % 2 === 1 ? half : half - 1] as number;
        expect(median(values)).toBe((lower + upper) / 2);
      }),
    );
  });
});
