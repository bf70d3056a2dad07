import type { Scope } from '@clientele/engine';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Columns, Ledger, Parameters } from '../ledger/ledger.ts';
import { periodSales } from './period-sales.ts';

const PART = 2 ** 20;
const only = (customers: readonly number[]) => ({ customers }) as Scope;

/** What the months of five years sold, product by product: beyond the safe range together, and in some months nothing. */
const SALES = Array.from({ length: 60 }, (_, at) => ({
  month: (2020 + Math.floor(at / 12)) * 100 + (at % 12) + 1,
  sold: [1, 4, 9]
    .filter(product => (at * product) % 5 !== 2)
    .map(product => ({ product, amount: product * (at - 20) * 2 ** 45 + at })),
}));

/** A ledger that notes which months it is asked for. */
function ledgerOf() {
  const asked: string[] = [];
  const columns = (scope: Scope, _query: unknown, given: Parameters = {}): Promise<Columns> => {
    const { first, last } = given as { first: number; last: number };
    asked.push(`${first}..${last}`);
    const sums = new Map<number, bigint>();
    const [customer = 0] = scope.customers as readonly number[];
    for (const { month, sold } of SALES)
      if (first <= month && month <= last)
        for (const { product, amount } of sold)
          sums.set(product, (sums.get(product) ?? 0n) + BigInt(amount * customer));
    const rows = [...sums].toSorted(([a], [b]) => a - b);
    const column = (value: (sum: bigint, product: number) => bigint | number) =>
      Float64Array.from(rows, ([product, sum]) => Number(value(sum, product)));
    return Promise.resolve({
      product_id: column((_, product) => product),
      special: column((_, product) => (product === 4 ? 1 : 0)),
      quantity_high: column(sum => sum >> 20n),
      quantity_low: column(sum => sum & (BigInt(PART) - 1n)),
      net_high: column(sum => -sum >> 20n),
      net_low: column(sum => -sum & (BigInt(PART) - 1n)),
    });
  };
  return { asked, ledger: { columns } as unknown as Ledger };
}

/** Totals by product, those of nothing left out. */
async function totals(
  ledger: Ledger,
  customers: readonly number[],
  [first, last]: readonly [number, number],
) {
  const { products, special, parts } = await periodSales(ledger, only(customers), {
    first,
    last,
    revision: 1,
  });
  const total = (high: Float64Array, low: Float64Array, row: number) =>
    BigInt(high[row] as number) * BigInt(PART) + BigInt(low[row] as number);
  return Array.from(products, (product, row) => ({
    ...{ product, special: special[row] },
    quantity: total(parts.quantity_high, parts.quantity_low, row),
    net: total(parts.net_high, parts.net_low, row),
  })).filter(({ quantity, net }) => quantity !== 0n || net !== 0n);
}

test('a period that shares months with one that was read is read for the others only', async () => {
  const { asked, ledger } = ledgerOf();
  const ask = (first: number, last: number, revision = 7, customers: readonly number[] = [3, 5]) =>
    periodSales(ledger, only(customers), { first, last, revision });
  await ask(202101, 202112);
  expect(asked.splice(0)).toEqual(['202101..202112']);
  await ask(202101, 202112);
  expect(asked.splice(0)).toEqual([]);
  await ask(202102, 202201);
  expect(asked.splice(0)).toEqual(['202201..202201', '202101..202101']);
  await ask(202105, 202107);
  expect(asked.splice(0)).toEqual(['202105..202107']);
  // Another state of the book, and other customers, have sales of their own.
  await ask(202101, 202112, 8);
  await ask(202101, 202112, 8, [3, 6]);
  await ask(202101, 202112, 8, [3, 5]);
  expect(asked.splice(0)).toEqual(['202101..202112', '202101..202112']);
});

test('whatever was read before, sales are those of a scan of the period, beyond the safe range too', async () => {
  const month = fc.integer({ min: 0, max: 59 }).map(at => SALES[at]?.month as number);
  const period = fc.tuple(month, month).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const customers = fc.constantFrom([1], [1, 2], [2, 3]);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(period, customers), { minLength: 2, maxLength: 12 }), async asked => {
      const { ledger } = ledgerOf();
      for (const [months, of] of asked)
        expect(await totals(ledger, of, months)).toEqual(await totals(ledgerOf().ledger, of, months));
    }),
  );
});
