import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bridge, type ProductSales, profitBridge } from './bridge.ts';

const goods = (
  [quantityBefore, netBefore]: readonly [number, number],
  [quantity, net]: readonly [number, number],
  special = false,
): ProductSales => ({
  quantityBefore: BigInt(quantityBefore),
  quantity: BigInt(quantity),
  netBefore: BigInt(netBefore),
  net: BigInt(net),
  special,
});
const NOTHING = { volume: 0n, mix: 0n, price: 0n, unsplit: 0n, special: 0n, rest: 0n };

test('splits net sales into volume, price and mix as by hand', () => {
  // Before: 10 at 5.00 and 10 at 1.00, 60 for 20, 3.00 on average. Now: 10 at 6.00 and 20 at 1.00.
  const products = [goods([10, 50], [10, 60]), goods([10, 10], [20, 20])];
  const cost = { before: -30n, after: -45n };
  expect(profitBridge(products, [cost], { before: 30n, after: 35n })).toEqual({
    ...NOTHING,
    // Ten more at 3.00; ten dearer by 1.00; the ten more were the cheap ones, 2.00 below the average.
    volume: 30n,
    price: 10n,
    mix: -20n,
    lines: [-15n],
  });
});

test('counts a product that is new or gone as mix', () => {
  const products = [goods([10, 50], [0, 0]), goods([0, 0], [10, 80])];
  const bridge = profitBridge(products, [], { before: 50n, after: 80n });
  expect(bridge).toEqual({ ...NOTHING, mix: 30n, lines: [] });
});

test('does not split what comes from nothing, and calls what goes to nothing volume', () => {
  const started = profitBridge([goods([0, 0], [10, 80])], [], { before: 0n, after: 80n });
  expect(started).toEqual({ ...NOTHING, unsplit: 80n, lines: [] });
  const ended = profitBridge([goods([10, 80], [0, 0])], [], { before: 80n, after: 0n });
  expect(ended).toEqual({ ...NOTHING, volume: -80n, lines: [] });
});

test('keeps carriage and fees apart, and shows what no line explains', () => {
  const bridge = profitBridge([goods([1, 5], [9, 7], true)], [], { before: 5n, after: 10n });
  expect(bridge).toEqual({ ...NOTHING, special: 2n, rest: 3n, lines: [] });
});

const size = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const sales = fc.record({
  quantityBefore: size,
  quantity: size,
  netBefore: size,
  net: size,
  special: fc.boolean(),
});
const line = fc.record({ before: size, after: size });

test('adds up to the change of profit, whatever was sold', () => {
  return fc.assert(
    fc.property(fc.array(sales), fc.array(line), line, (products, lines, profit) => {
      expect(sumOf(profitBridge(products, lines, profit))).toBe(profit.after - profit.before);
    }),
  );
});

test('is zero in every step between equal periods', () => {
  return fc.assert(
    fc.property(fc.array(sales), fc.array(size), size, (products, amounts, profit) => {
      const same = products.map(one => ({ ...one, quantity: one.quantityBefore, net: one.netBefore }));
      const lines = amounts.map(amount => ({ before: amount, after: amount }));
      const { lines: changes, ...steps } = profitBridge(same, lines, { before: profit, after: profit });
      expect(steps).toEqual(NOTHING);
      expect(changes.every(change => change === 0n)).toBe(true);
    }),
  );
});

function sumOf({ lines, ...steps }: Bridge): bigint {
  return [...Object.values(steps), ...lines].reduce((sum, step) => sum + step, 0n);
}
