import type { Ledger } from '../ledger/ledger.ts';
import type { MonthsTable } from '../ledger/period-sql.ts';
import { type Months, yearBounds } from './months.ts';

/** What is added up by customer over a period, of a table that has whole years beside its months. */
export interface SumsAsked {
  readonly table: MonthsTable;
  /** Which of its rows; all unless said otherwise. */
  readonly where?: string;
  /** Whole numbers, under the names of their sums. */
  readonly sums: Readonly<Record<string, string>>;
}

export type SlotLedger = Pick<Ledger, 'columns' | 'rows' | 'writes'>;

/** What a slot of some sums is kept under, or several as one. */
export function slotKey(asked: SumsAsked, slot: number | string): string {
  return `${JSON.stringify(asked)} ${slot}`;
}

/** The slot of a year is its number; those of months are above. */
export const YEARS_MOST = 9999;

/** What there may be of a table by month: as many slots as there are months and years from its first to its last. */
export interface SlotsThereAre {
  readonly years: readonly number[];
  readonly months: readonly number[];
  readonly lastCustomer: number;
}

/** @param span months as the ledger keeps them, the last before the first where there is none */
export function slotsThereMayBe({ first, last }: Months, lastCustomer: number): SlotsThereAre {
  return {
    years: range(yearOf(first), yearOf(last)),
    months: range(first, last).filter(month => month % 100 >= 1 && month % 100 <= 12),
    lastCustomer,
  };
}

/** Sums stand at the ids of their customers: beyond, most places would be nobody's. */
const IDS_MOST = 4_000_000;

/** The slots of a period that may have rows; undefined where ids of customers are too large for places of their own. */
export function slotsOfPeriod(
  { years, months, lastCustomer }: SlotsThereAre,
  period: Months,
): number[] | undefined {
  if (lastCustomer > IDS_MOST) return undefined;
  const { first_year, last_year, first_odd, last_odd } = yearBounds(period);
  const isWhole = (year: number) => first_year <= year && year <= last_year;
  const isOdd = (month: number) => first_odd <= month && month <= last_odd && !isWhole(yearOf(month));
  return [...years.filter(isWhole), ...months.filter(isOdd)];
}

/** Slots that go together: all years, the three months of a quarter, and every other month by itself. */
export function runsOf(slots: readonly number[]): number[][] {
  const years = slots.filter(slot => slot <= YEARS_MOST);
  const months = slots.filter(slot => slot > YEARS_MOST);
  const quarterOf = (month: number) => yearOf(month) * 4 + Math.floor(((month % 100) - 1) / 3);
  const quarters = [...Map.groupBy(months, quarterOf).values()];
  return [
    ...(years.length > 0 ? [years] : []),
    ...quarters.flatMap(quarter => (quarter.length === 3 ? [quarter] : quarter.map(month => [month]))),
  ];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

function yearOf(month: number): number {
  return Math.floor(month / 100);
}
