import { asInstallation, type Scope } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import { outOfRange, type ScopedQuery } from '../ledger/ledger.ts';
import { doubles, type MonthsTable, yearsOf } from '../ledger/period-sql.ts';
import { Recent } from '../recent.ts';
import { numbers } from './columns.ts';
import { type Slot, slotOf } from './kept-slots.ts';
import {
  type SlotLedger,
  type SlotsThereAre,
  type SumsAsked,
  slotsThereMayBe,
  YEARS_MOST,
} from './period-slots.ts';

const there = new Recent<SlotsThereAre>(6);

export function slotsThereAre(scope: Scope, ledger: SlotLedger, table: MonthsTable): Promise<SlotsThereAre> {
  return there.get(ledger, `${ledger.writes()} ${table}`, async () => {
    const sql = `SELECT coalesce(min(month), 1) AS first, coalesce(max(month), 0) AS last, coalesce(max(customer_id), 0) AS customer
      FROM ${table} WHERE {visible}`;
    const [row] = await ledger.rows(asInstallation(scope), { sql, scopedQuery: true });
    return slotsThereMayBe({ first: Number(row?.first), last: Number(row?.last) }, Number(row?.customer));
  });
}

/**
 * A slot of all customers, whoever asks: what is made of it is by scope. Undefined where a customer's sum is more than is counted
 * exactly: whether who asks may know is seen where sums are of theirs alone.
 */
export async function readSlot(
  scope: Scope,
  ledger: SlotLedger,
  asked: SumsAsked,
  slot: number,
): Promise<Slot | undefined> {
  const { table, sums, where = 'TRUE' } = asked;
  const columns = ['CAST(customer_id AS INTEGER) AS id', ...doubles(sums)].join(', ');
  const from = slot > YEARS_MOST ? `${table} WHERE month` : `${yearsOf(table)} WHERE year`;
  const query: ScopedQuery = {
    sql: `SELECT ${columns} FROM ${from} = :slot AND ${where} AND {visible}`,
    scopedQuery: true,
  };
  try {
    const read = await ledger.columns(asInstallation(scope), query, { slot });
    return slotOf(
      numbers(read.id),
      Object.keys(sums).map(name => numbers(read[name])),
    );
  } catch (error) {
    if (error instanceof Refusal && error.code === outOfRange().code) return undefined;
    throw error;
  }
}
