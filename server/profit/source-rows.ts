import type { BatchRow } from '../facts/batch-store.ts';
import { customerRow, customerRows } from '../facts/customer-record-store.ts';
import { rateRow, rateRows } from '../facts/rate-store.ts';
import { type Row, type ScopedQuery, scopedQuery } from '../ledger/ledger.ts';
import type { Explaining } from './explaining.ts';

const LINES = scopedQuery('row-of-lines');
const ROWS: Readonly<Record<string, ScopedQuery>> = {
  'order-lines': LINES,
  returns: LINES,
  deliveries: scopedQuery('row-of-deliveries'),
  activities: scopedQuery('row-of-activities'),
  payments: scopedQuery('row-of-payments'),
  ledger: scopedQuery('row-of-ledger'),
  products: scopedQuery('row-of-products'),
};
const PRODUCTS = scopedQuery('batch-products');

/** One row of a file as it was kept, in whichever store its kind lies. */
export async function sourceRow(
  { stores, scope }: Explaining,
  { id, kind }: BatchRow,
  row: number,
): Promise<Row | undefined> {
  if (kind === 'customers')
    return stores.database.within(scope, store => customerRow(scope, store, { batch: id, row }));
  if (kind === 'exchange-rates')
    return stores.database.within(scope, store => rateRow(scope, store, { batch: id, row }));
  const query = ROWS[kind ?? ''];
  return query && (await stores.ledger.rows(scope, query, { batch: id, row }))[0];
}

/** Rows of a kind that belongs to no month, each with `label` and `row_number`, in the order of the file. */
export function timelessRows({ stores, scope }: Explaining, { id, kind }: BatchRow): Promise<Row[]> {
  if (kind === 'customers') return stores.database.within(scope, store => customerRows(scope, store, id));
  if (kind === 'exchange-rates') return stores.database.within(scope, store => rateRows(scope, store, id));
  return stores.ledger.rows(scope, PRODUCTS, { batch: id });
}
