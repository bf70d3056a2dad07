import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PoolLine, reconcile, unexplained } from './reconciliation.ts';

function line(given: Partial<PoolLine>): PoolLine {
  const none = { customers: 0n, unassigned: 0n, ownMistakes: 0n, unused: 0n, sustaining: 0n };
  return { pool: 'desk', name: 'Desk', kind: 'time', ledger: 0n, ...none, ...given };
}

test('the books of a small company close from both sides', () => {
  const pools = [
    line({ ledger: 1000n, customers: 600n, unassigned: 50n, ownMistakes: 100n, unused: 250n }),
    line({ pool: 'board', kind: 'sustaining', ledger: 300n, sustaining: 300n }),
    line({ pool: 'provision', kind: 'not in the model', ledger: 40n, unused: 40n }),
  ];
  expect(pools.map(unexplained)).toEqual([0n, 0n, 0n]);
  // Customers bring 5,000 and cost 600; nobody brings 100 and costs 50.
  expect(reconcile(4400n, 50n, pools, 5100n, 1340n)).toEqual({
    profitOfCustomers: 4400n,
    profitUnassigned: 50n,
    ownMistakes: 100n,
    unused: 250n,
    sustaining: 300n,
    notInTheModel: 40n,
    companyProfit: 3760n,
    ledgerProfit: 3760n,
    difference: 0n,
  });
});

test('a micro-unit that is missing shows', () => {
  const pools = [line({ ledger: 1000n, customers: 600n, unused: 399n })];
  expect(unexplained(pools[0] as PoolLine)).toBe(1n);
  expect(reconcile(400n, 0n, pools, 1000n, 1000n).difference).toBe(1n);
});

test('over-use is a negative rest, and lowers nothing twice', () => {
  const pools = [line({ ledger: 1000n, customers: 1200n, unused: -200n })];
  expect(reconcile(-200n, 0n, pools, 1000n, 1000n)).toMatchObject({
    companyProfit: 0n,
    unused: -200n,
    difference: 0n,
  });
});

test('where every pool closes, so does the company, whatever the figures', () => {
  const amount = fc.bigInt(-(10n ** 18n), 10n ** 18n);
  const parts = fc.record({
    customers: amount,
    unassigned: amount,
    ownMistakes: amount,
    unused: amount,
    sustaining: amount,
  });
  const pool = fc.tuple(parts, fc.constantFrom('time', 'rate', 'money', 'sustaining')).map(([given, kind]) =>
    line({
      ...given,
      kind,
      ledger: Object.values(given).reduce((all, part) => all + part, 0n),
    } as Partial<PoolLine>),
  );
  return fc.assert(
    fc.property(fc.array(pool, { maxLength: 8 }), amount, amount, (pools, ofCustomers, ofNobody) => {
      const total = (key: 'customers' | 'unassigned' | 'ledger') =>
        pools.reduce((all, one) => all + one[key], 0n);
      const profit = ofCustomers - total('customers');
      const { difference } = reconcile(
        profit,
        ofNobody - total('unassigned'),
        pools,
        ofCustomers + ofNobody,
        total('ledger'),
      );
      expect(difference).toBe(0n);
      expect(pools.every(one => unexplained(one) === 0n)).toBe(true);
    }),
  );
});
