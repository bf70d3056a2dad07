import { type Scope, seesWholeCompany } from '@clientele/engine';
import type { Ledger, Row, ScopedQuery } from '../ledger/ledger.ts';
import { Recent } from '../recent.ts';
import { monthBounds } from './months.ts';

const recent = new Recent<Row[]>(8);

/**
 * The rows of a query that says a little of each month, of the months from the first to the last. To plan it takes longer than to
 * read them: of the whole company all months are read once and kept until something is written.
 * @param query takes `first` and `last`, and its rows have a `month`
 */
export async function monthlyRows(
  ledger: Pick<Ledger, 'rows' | 'writes'>,
  scope: Scope,
  query: ScopedQuery,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<Row[]> {
  if (!seesWholeCompany(scope)) return await ledger.rows(scope, query, { first, last });
  const key = `${ledger.writes()} ${query.sql}`;
  const all = await recent.get(ledger, key, () => ledger.rows(scope, query, { ...monthBounds(undefined) }));
  return all.filter(({ month }) => first <= Number(month) && Number(month) <= last);
}
