import { type Period, type Scope, seesWholeCompany, type Total } from '@clientele/engine';
import { type Ledger, type Row, scopedQuery } from '../ledger/ledger.ts';
import type { ActivityCost } from './activity-costs.ts';
import { monthlyRows } from './monthly-rows.ts';
import { monthBounds } from './months.ts';

const QUERY = scopedQuery('books-by-month');

/** What the books of the whole company say of a period; of who sees only some customers, only their activities. */
export interface Books {
  /** A pool in a month: what of it went where. */
  readonly uses: readonly Row[];
  /** What the ledger booked on each pool. */
  readonly booked: ReadonlyMap<string, Total>;
  /** Net revenue that the files add up to. */
  readonly files: Total;
  /** Thousandths of events of each kind of activity. */
  readonly events: ReadonlyMap<string, number>;
  /** Undefined for who does not see the whole company. */
  readonly costs: readonly ActivityCost[] | undefined;
}

/** The books of each of the periods, read at once; undefined is a period of all months. */
export async function readBooks(
  ledger: Pick<Ledger, 'rows' | 'writes'>,
  scope: Scope,
  periods: readonly (Period | undefined)[],
): Promise<Books[]> {
  const bounds = periods.map(monthBounds);
  const rows = await monthlyRows(ledger, scope, QUERY, {
    first: Math.min(...bounds.map(({ first }) => first)),
    last: Math.max(...bounds.map(({ last }) => last)),
  });
  return bounds.map(({ first, last }) =>
    booksOf(
      rows.filter(({ month }) => first <= Number(month) && Number(month) <= last),
      seesWholeCompany(scope),
    ),
  );
}

function booksOf(rows: readonly Row[], whole: boolean): Books {
  const part = (name: string) => rows.filter(row => row.part === name);
  const events = part('events').map(row => [String(row.name), Number(row.total)] as const);
  return {
    uses: part('use').map(({ name, ...use }) => ({ ...use, pool: name as string })),
    booked: summed(part('ledger').map(row => [String(row.name), totalOf(row)])),
    files: part('files').reduce((total, row) => total + totalOf(row), 0n),
    events: new Map(
      [...new Set(events.map(([name]) => name))]
        .sort()
        .map(name => [name, events.reduce((total, [of, count]) => total + (of === name ? count : 0), 0)]),
    ),
    costs: whole
      ? part('cost').map(row => ({
          activity: Number(row.activity_number),
          own: Boolean(row.own_mistake),
          nobody: Boolean(row.nobody),
          amount: totalOf(row),
        }))
      : undefined,
  };
}

function totalOf({ total }: Row): Total {
  return BigInt(String(total));
}

function summed(amounts: readonly (readonly [string, Total])[]): Map<string, Total> {
  const sums = new Map<string, Total>();
  for (const [name, amount] of amounts) sums.set(name, (sums.get(name) ?? 0n) + amount);
  return sums;
}
