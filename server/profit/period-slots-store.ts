import { asInstallation, type Scope } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import { type Ledger, outOfRange, type ScopedQuery } from '../ledger/ledger.ts';
import { type MonthsTable, yearsOf } from '../ledger/period-sql.ts';
import { numbers } from './columns.ts';
import { KeptSlots, type Slot, slotOf } from './kept-slots.ts';
import { type Months, yearBounds } from './months.ts';
import { Recent } from './recent.ts';

/** What is added up by customer over a period, of a table that has whole years beside its months. */
export interface SumsAsked {
  readonly table: MonthsTable;
  /** Which of its rows; all unless said otherwise. */
  readonly where?: string;
  /** Whole numbers, under the names of their sums. */
  readonly sums: Readonly<Record<string, string>>;
}

export type SlotLedger = Pick<Ledger, 'columns' | 'rows' | 'writes'>;

const kept = new WeakMap<object, KeptSlots>();

/** The slots that are kept of a ledger as it is. */
export function keptSlots(_scope: Scope, ledger: SlotLedger): KeptSlots {
  const known = kept.get(ledger) ?? new KeptSlots();
  kept.set(ledger, known);
  return known.asOf(ledger.writes());
}

export function slotKey(_scope: Scope, asked: SumsAsked, slot: number | string): string {
  return `${JSON.stringify(asked)} ${slot}`;
}

/** Sums of integers as doubles: exact below 2^53, beyond which they are refused; five times as fast as wider ones. */
export function doubleSums(_scope: Scope, { sums }: Pick<SumsAsked, 'sums'>): string[] {
  return Object.entries(sums).map(([name, sql]) => `CAST(${sql} AS DOUBLE PRECISION) AS ${name}`);
}

/** Sums stand at the ids of their customers: beyond, most places would be nobody's. */
const IDS_MOST = 4_000_000;

/** What there may be of a table by month: as many slots as there are months and years from its first to its last. */
export interface SlotsThereAre {
  readonly years: readonly number[];
  readonly months: readonly number[];
  readonly lastCustomer: number;
}

const there = new Recent<SlotsThereAre>(6);

export function slotsThereAre(scope: Scope, ledger: SlotLedger, table: MonthsTable): Promise<SlotsThereAre> {
  return there.get(ledger, `${ledger.writes()} ${table}`, async () => {
    const sql = `SELECT coalesce(min(month), 1) AS first, coalesce(max(month), 0) AS last, coalesce(max(customer_id), 0) AS customer
      FROM ${table} WHERE {visible}`;
    const [row] = await ledger.rows(asInstallation(scope), { sql, scopedQuery: true });
    const [first, last] = [Number(row?.first), Number(row?.last)];
    return {
      years: range(yearOf(first), yearOf(last)),
      months: range(first, last).filter(month => month % 100 >= 1 && month % 100 <= 12),
      lastCustomer: Number(row?.customer),
    };
  });
}

/**
 * The slots of a period that may have rows: years by their number, months as the ledger keeps them, which is above all years.
 * Undefined where ids of customers are too large for places of their own.
 */
export function slotsOfPeriod(
  _scope: Scope,
  { years, months, lastCustomer }: SlotsThereAre,
  period: Months,
): number[] | undefined {
  if (lastCustomer > IDS_MOST) return undefined;
  const { first_year, last_year, first_odd, last_odd } = yearBounds(period);
  const isWhole = (year: number) => first_year <= year && year <= last_year;
  const isOdd = (month: number) => first_odd <= month && month <= last_odd && !isWhole(yearOf(month));
  return [...years.filter(isWhole), ...months.filter(isOdd)];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

function yearOf(month: number): number {
  return Math.floor(month / 100);
}

/** The slot of a year is its number; those of months are above. */
export const YEARS_MOST = 9999;

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
  const { table, where = 'TRUE' } = asked;
  const columns = ['CAST(customer_id AS INTEGER) AS id', ...doubleSums(scope, asked)].join(', ');
  const from = slot > YEARS_MOST ? `${table} WHERE month` : `${yearsOf(table)} WHERE year`;
  const query: ScopedQuery = {
    sql: `SELECT ${columns} FROM ${from} = :slot AND ${where} AND {visible}`,
    scopedQuery: true,
  };
  try {
    const read = await ledger.columns(asInstallation(scope), query, { slot });
    return slotOf(
      numbers(read.id),
      Object.keys(asked.sums).map(name => numbers(read[name])),
    );
  } catch (error) {
    if (error instanceof Refusal && error.code === outOfRange().code) return undefined;
    throw error;
  }
}
