import { formatDecimal, type Scope } from '@clientele/engine';
import type { Lineage } from '../../contract/lineage.ts';
import type { Database } from '../database/open.ts';
import { type Ledger, type Row, scopedQuery } from '../ledger/ledger.ts';
import { type BatchRow, listBatches } from './batch-store.ts';
import { monthText } from './reading.ts';
import { closedMonths } from './store.ts';

const LINEAGE = scopedQuery('lineage');

/** For each month of a period the kept batches that made it. */
export async function lineageAnswer(
  { database, ledger }: { readonly database: Database; readonly ledger: Ledger },
  scope: Scope,
  { from, through }: { from?: string | undefined; through?: string | undefined },
): Promise<Lineage> {
  const [rows, { batches, closed }] = await Promise.all([
    ledger.rows(scope, LINEAGE, {
      first: monthNumber(from) ?? 0,
      last: monthNumber(through) ?? 999_999,
    }),
    database.within(scope, async store => ({
      batches: new Map((await listBatches(scope, store)).map(batch => [batch.id, batch])),
      closed: new Set(await closedMonths(scope, store)),
    })),
  ]);
  // The ledger may still hold rows of a batch that was taken back a moment ago.
  const kept = rows.filter(row => batches.get(Number(row.batch_id))?.state === 'kept');
  return {
    months: [...Map.groupBy(kept, row => Number(row.month))].map(([month, ofMonth]) => ({
      month: monthText(month),
      closed: closed.has(monthText(month)),
      batches: ofMonth.map(row => batchOfMonth(row, batches)),
    })),
  };
}

function batchOfMonth(row: Row, batches: ReadonlyMap<number, BatchRow>) {
  const batch = batches.get(Number(row.batch_id)) as BatchRow;
  const idOf = (key: number | null) => (key === null ? null : (batches.get(key)?.public_id ?? null));
  return {
    id: batch.public_id,
    file: batch.file_name,
    kind: batch.kind ?? '',
    rows: Number(row.facts),
    amount: formatDecimal(BigInt(String(row.amount))),
    at: (batch.kept_at ?? batch.created_at).toISOString(),
    by: batch.created_by,
    replaces: idOf(batch.replaces),
    mendsOf: idOf(batch.mends_of),
  };
}

function monthNumber(month: string | undefined): number | undefined {
  return month === undefined ? undefined : Number(month.replace('-', ''));
}
