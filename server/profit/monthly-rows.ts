import type { Scope } from '@clientele/engine';
import type { Ledger, Row, ScopedQuery } from '../ledger/ledger.ts';
import { Recent } from '../recent.ts';
import { monthBounds } from './months.ts';

const recent = new Recent<Row[]>(16);

/**
 * The rows of a query that says a little of each month, of the months from the first to the last. To plan it takes longer than to
 * read them, and of all but some customers longer still: all months are read once and kept until something is written. Of a list of
 * customers, of which there may be many, no two are asked for alike.
 * @param query takes `first` and `last`, and its rows have a `month`
 */
export async function monthlyRows(
  ledger: Pick<Ledger, 'rows' | 'writes'>,
  scope: Scope,
  query: ScopedQuery,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<Row[]> {
  const { customers } = scope;
  if (Array.isArray(customers)) return await ledger.rows(scope, query, { first, last });
  const key = `${ledger.writes()} ${JSON.stringify(customers)} ${query.sql}`;
  const all = await recent.get(ledger, key, () => ledger.rows(scope, query, { ...monthBounds(undefined) }));
  return all.filter(({ month }) => first <= Number(month) && Number(month) <= last);
}
