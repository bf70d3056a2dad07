import { localOwner, type Scope } from '@clientele/engine';
import type { Ledger } from '../server/ledger/ledger.ts';
import { costOf } from '../server/profit/activity-costs.ts';
import type { Months } from '../server/profit/months.ts';
import type { SumsAsked } from '../server/profit/period-slots.ts';
import { periodSums } from '../server/profit/period-sums-store.ts';
import { readAheadDone, readAheadFrom } from '../server/profit/reading-ahead.ts';
import { COSTS, NET } from '../server/profit/totals.ts';
import type { TestHouse } from './house.ts';

/** A ledger that keeps what was read ahead, however few customers it has, and the texts of what it is asked. */
export function keepingLedger({ ledger }: TestHouse['stores']) {
  const asked: string[] = [];
  const keeping: Ledger = {
    ...ledger,
    rows: (scope, query, given) => {
      asked.push(query.sql);
      return ledger.rows(scope, query, given);
    },
    columns: (scope, query, given) => {
      asked.push(query.sql);
      return ledger.columns(scope, query, given);
    },
  };
  readAheadFrom(keeping, 0);
  return { ledger: keeping, asked };
}

const WHOLE = localOwner('test');
const SCOPES: readonly Scope[] = [WHOLE, { ...WHOLE, customers: { except: [1, 4, 999_999] } }];
const ASKED: readonly SumsAsked[] = [NET, COSTS, costOf(0)];
const MONTHS: readonly Months[] = [
  { first: 0, last: 999_999 },
  { first: 202402, last: 202506 },
  { first: 202411, last: 202502 },
];

const keeping = new WeakMap<TestHouse, ReturnType<typeof keepingLedger>>();

/** Refuses sums of what was read ahead that are not those that the ledger groups; asked again after each derivation. */
export async function checkKeptSums(house: TestHouse): Promise<void> {
  const { ledger, asked } = keeping.get(house) ?? keepingLedger(house.stores);
  keeping.set(house, { ledger, asked });
  for (const sums of ASKED) {
    await periodSums(WHOLE, ledger, sums, { first: 0, last: 999_999 });
    await readAheadDone(ledger);
    asked.length = 0;
    for (const scope of SCOPES)
      for (const months of MONTHS) {
        const kept = await periodSums(scope, ledger, sums, months);
        // This one has read nothing ahead.
        const grouped = await periodSums(scope, { ...house.stores.ledger }, sums, months);
        const off = Object.keys(grouped).filter(name => String(kept[name]) !== String(grouped[name]));
        if (off.length > 0)
          throw new Error(
            `${JSON.stringify([sums, scope.customers, months])}: ${off.join(', ')} is not the same`,
          );
      }
    if (asked.length > 0) throw new Error(`${JSON.stringify(sums)} was asked of the ledger again`);
  }
}
