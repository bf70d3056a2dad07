import { RunningTotal, type Total } from '../units/amount.ts';

/** What is summed of each customer, in columns of micro-units. */
export interface GroupedColumns {
  readonly revenue: Float64Array;
  readonly contribution: Float64Array;
  readonly costToServe: Float64Array;
  readonly profit: Float64Array;
}

/** What some customers come to together, in micro-units. */
export interface GroupTotals {
  readonly customers: number;
  readonly revenue: Total;
  readonly contribution: Total;
  readonly costToServe: Total;
  readonly profit: Total;
  /** Customers that lose money. */
  readonly losing: number;
  /** The profit of those, zero or negative. */
  readonly lost: Total;
}

/**
 * Sums by group. A group is a code from 0: the sums of all groups are the sums over `positions`, exactly.
 * Example: codes [0, 1, 0] and profits [5, -2, 1] → profits 6 and −2, of which the second group loses 2.
 * @param codes group of each customer, below `groups`
 * @param positions the customers that are meant, in any order
 */
export function groupTotals(
  columns: GroupedColumns,
  codes: Uint32Array,
  groups: number,
  positions: Uint32Array,
): GroupTotals[] {
  const { revenue, contribution, costToServe, profit } = columns;
  const sums = Array.from({ length: groups }, emptySums);
  for (const at of positions) {
    const of = sums[codes[at] as number] as ReturnType<typeof emptySums>;
    const earned = profit[at] as number;
    of.customers += 1;
    of.revenue.add(revenue[at] as number);
    of.contribution.add(contribution[at] as number);
    of.costToServe.add(costToServe[at] as number);
    of.profit.add(earned);
    if (earned < 0) {
      of.losing += 1;
      of.lost.add(earned);
    }
  }
  return sums.map(({ customers, losing, ...of }) => ({
    customers,
    revenue: of.revenue.total,
    contribution: of.contribution.total,
    costToServe: of.costToServe.total,
    profit: of.profit.total,
    losing,
    lost: of.lost.total,
  }));
}

function emptySums() {
  const total = () => new RunningTotal();
  return {
    customers: 0,
    losing: 0,
    revenue: total(),
    contribution: total(),
    costToServe: total(),
    profit: total(),
    lost: total(),
  };
}
