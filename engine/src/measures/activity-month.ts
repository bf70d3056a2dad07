import type { ActivityFact } from '../facts/facts.ts';
import type { Amount } from '../units/amount.ts';
import type { Month } from '../units/day.ts';

/** What one customer's activities of one kind, flag and cause come to in one month. */
export interface ActivityMonth {
  readonly customer: number;
  readonly month: Month;
  readonly activity: string;
  readonly flag: string | undefined;
  readonly own: boolean;
  /** Thousandths. */
  count: number;
  /** Thousandths of a minute. */
  minutes: number;
  money: Amount;
}

/** The plain definition of the activity measures, ordered by customer, month, activity, flag and cause. */
export function activityMonths(facts: Iterable<ActivityFact>): ActivityMonth[] {
  const rows = new Map<string, ActivityMonth>();
  for (const { customer, month, activity, flag, own, count, minutes, money } of facts) {
    const key = JSON.stringify([customer, month, activity, flag ?? '', own]);
    const row = rows.get(key) ?? { customer, month, activity, flag, own, count: 0, minutes: 0, money: 0 };
    rows.set(key, row);
    row.count += count;
    row.minutes += minutes;
    row.money += money;
  }
  return [...rows.values()].sort(
    (a, b) =>
      a.customer - b.customer ||
      compare(a.month, b.month) ||
      compare(a.activity, b.activity) ||
      compare(a.flag ?? '', b.flag ?? '') ||
      Number(a.own) - Number(b.own),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
