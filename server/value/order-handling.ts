import { type OrderHandling, type Scope, seenOf } from '@clientele/engine';
import { scopedQuery } from '../ledger/ledger.ts';
import { numbers } from '../profit/columns.ts';
import { cardAt, type Made } from './forecast-row.ts';
import type { ValueStores } from './terms.ts';

const QUERIES = {
  changes: scopedQuery('order-handling'),
  notice: scopedQuery('order-notice'),
  returned: scopedQuery('orders-returned'),
};
/** As files of activities call a change of a confirmed order, and its flag inside the frozen window. */
const CHANGE = 'order_change';
const FROZEN = 'frozen';
/** Days before delivery in which the plan is fixed; assumed until somebody states better, and said so. */
const FROZEN_WINDOW_DAYS = 5;

/** How orders of some customers were handled until the last day that is observed, by row. What nobody counts stays unknown. */
export async function orderHandling(
  { ledger }: ValueStores,
  scope: Scope,
  made: Made,
  rows: readonly number[],
): Promise<(row: number) => Partial<OrderHandling>> {
  const { until } = made.terms;
  const only = {
    ...scope,
    customers: seenOf(
      scope,
      rows.map(row => cardAt(made, row).id),
    ),
  };
  const [changes, notice, returned] = await Promise.all([
    ledger.columns(only, QUERIES.changes, { change: CHANGE, frozen: FROZEN, last: monthNumber(until) }),
    ledger.columns(only, QUERIES.notice, { until }),
    ledger.columns(only, QUERIES.returned, { until }),
  ]);
  const by = (columns: typeof changes, name: string) =>
    new Map(Array.from(numbers(columns.customer_id), (id, i) => [id, numbers(columns[name])[i] as number]));
  const [changed, frozen] = [by(changes, 'changes'), by(changes, 'frozen')];
  const [days, announced, sentBack] = [by(notice, 'days'), by(notice, 'orders'), by(returned, 'returned')];
  // Where no customer has a change or a return, nobody counts them: that is not known to be none.
  const countsChanges = [...changed.values()].some(count => count > 0);
  return row => {
    const { id } = cardAt(made, row);
    return {
      orders: made.forecast.terms.orders[row] as number,
      changes: countsChanges ? (changed.get(id) ?? 0) / MILLI : undefined,
      changesInFrozenWindow: countsChanges ? (frozen.get(id) ?? 0) / MILLI : undefined,
      noticeDays: days.get(id),
      noticeOrders: announced.get(id),
      frozenWindowDays: FROZEN_WINDOW_DAYS,
      frozenWindowAssumed: true,
      ordersReturned: sentBack.size === 0 ? undefined : (sentBack.get(id) ?? 0),
    };
  };
}

/** Counts of the ledger are in thousandths. */
const MILLI = 1000;

function monthNumber(day: string): number {
  return Number(day.slice(0, 7).replace('-', ''));
}
