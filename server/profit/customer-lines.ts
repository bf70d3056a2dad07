import { dayNumber, formatDecimal, type Scope } from '@clientele/engine';
import type { CustomerLine } from '../../contract/customer-line.ts';
import { batchFiles } from '../facts/batch-store.ts';
import { readBook } from '../facts/store.ts';
import { type Row, scopedQuery } from '../ledger/ledger.ts';
import { customerFor } from './customer-page.ts';
import { monthBounds } from './months.ts';
import { type ProfitStores, readPeriod } from './ranked.ts';

const QUERIES = { facts: scopedQuery('customer-facts'), count: scopedQuery('customer-facts-count') };
const LINES_MOST = 1000;

export interface LinesQuery {
  readonly period: string;
  readonly kind?: CustomerLine['kind'] | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Facts of a customer, newest first, each with its file and row. */
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
      kind: row.kind as CustomerLine['kind'],
      day: String(row.day),
      reference: String(row.reference),
      product: row.product === null ? null : String(row.product),
      productName: row.product_name === null ? null : String(row.product_name),
      quantity: row.quantity === null ? null : Number(row.quantity) / 1000,
      amount: row.amount === null ? null : formatDecimal(Number(row.amount)),
      cost: row.cost === null ? null : formatDecimal(Number(row.cost)),
      minutes: row.minutes === null ? null : Number(row.minutes) / 1000,
      note: noteOf(row),
      batch: batch?.publicId ?? '',
      file: batch?.file ?? '',
      row: Number(row.row_number),
    };
  });
  return { total: Number(count?.total ?? 0), lines };
}

/** What a fact says besides: when it was due, and what its source notes. */
function noteOf({ kind, promised, actual, note }: Row): string | null {
  const dated = kind === 'delivery' || kind === 'payment';
  const words = [
    dated && punctuality(kind, promised as string | null, actual as string | null),
    note !== null && String(note),
  ].filter(part => typeof part === 'string' && part !== '');
  return words.length === 0 ? null : words.join(', ');
}

/** "3 days late, promised 2025-03-28", "paid on the day", "open, due 2025-04-10". */
function punctuality(kind: 'delivery' | 'payment', promised: string | null, actual: string | null): string {
  const [done, expected, open] =
    kind === 'payment' ? ['paid', 'due', 'open'] : ['delivered', 'promised', 'not yet delivered'];
  if (promised === null) return 'no day promised';
  if (actual === null) return `${open}, ${expected} ${promised}`;
  const late = dayNumber(actual) - dayNumber(promised);
  if (late === 0) return `${done} on the day`;
  const days = `${Math.abs(late)} ${Math.abs(late) === 1 ? 'day' : 'days'}`;
  return `${days} ${late > 0 ? 'late' : 'early'}, ${expected} ${promised}`;
}
