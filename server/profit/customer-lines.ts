import { formatDecimal, type Scope } from '@clientele/engine';
import { batchFiles } from '../facts/batch-store.ts';
import { readBook } from '../facts/store.ts';
import { scopedQuery } from '../ledger/ledger.ts';
import { customerFor } from './customer-page.ts';
import { monthBounds } from './figures.ts';
import { type ProfitStores, readPeriod } from './ranked.ts';

const QUERIES = { facts: scopedQuery('customer-facts'), count: scopedQuery('customer-facts-count') };
const LINES_MOST = 1000;

export interface LinesQuery {
  readonly period: string;
  readonly kind?: 'sale' | 'return' | 'activity' | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Order lines, returns and activities of a customer, newest first, each with its file and row. */
export async function customerLines(stores: ProfitStores, scope: Scope, id: string, query: LinesQuery) {
  await stores.costing.settled();
  const customer = await customerFor(stores, scope, id);
  const { book, files } = await stores.database.within(scope, async store => ({
    book: await readBook(scope, store),
    files: await batchFiles(scope, store),
  }));
  const bounds = monthBounds(readPeriod(query.period, book.settings?.fiscalStartMonth ?? 1));
  const given = { customer: customer.id, kind: query.kind ?? '', ...bounds };
  const [[count], rows] = await Promise.all([
    stores.ledger.rows(scope, QUERIES.count, given),
    stores.ledger.rows(scope, QUERIES.facts, {
      ...given,
      offset: query.offset,
      limit: Math.min(query.limit, LINES_MOST),
    }),
  ]);
  const lines = rows.map(row => {
    const batch = files.get(Number(row.batch_id));
    return {
      kind: row.kind as 'sale' | 'return' | 'activity',
      day: String(row.day),
      reference: String(row.reference),
      product: row.product === null ? null : String(row.product),
      productName: row.product_name === null ? null : String(row.product_name),
      quantity: Number(row.quantity) / 1000,
      amount: row.amount === null ? null : formatDecimal(Number(row.amount)),
      cost: row.cost === null ? null : formatDecimal(Number(row.cost)),
      minutes: row.minutes === null ? null : Number(row.minutes) / 1000,
      note: row.note === null || row.note === '' ? null : String(row.note),
      batch: batch?.publicId ?? '',
      file: batch?.file ?? '',
      row: Number(row.row_number),
    };
  });
  return { total: Number(count?.total ?? 0), lines };
}
