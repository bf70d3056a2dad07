import { FACT_TABLES } from '../../server/facts/keep-store.ts';
import { openDuckDb } from '../../server/ledger/duckdb.ts';
import { OWN_SCOPE } from '../../server/stores.ts';
import { fetchedAsOwner } from '../signed-in.ts';
import { placesOf } from './clientele.ts';

interface Batch {
  readonly id: string;
  readonly file: string;
  readonly kind: string | null;
  readonly state: string;
  readonly rowsKept: number;
  readonly sentence: string | null;
}

export async function asked<T>(url: string, path: string, init?: RequestInit): Promise<T> {
  const response = await fetchedAsOwner(`${url}/api${path}`, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

export function batchesOf(url: string): Promise<Batch[]> {
  return asked(url, '/batches');
}

/** Names of the files that count, sorted. */
export async function keptFiles(url: string): Promise<string[]> {
  const batches = await batchesOf(url);
  return batches
    .filter(({ state }) => state === 'kept')
    .map(({ file }) => file)
    .sort();
}

/** Every figure of the book to its last digit, without what differs from one book to the next: ids and revision. */
export async function figuresOf(url: string) {
  const [portfolio, ranking, drivers, reconciliation] = await Promise.all([
    asked<object>(url, '/portfolio'),
    asked<{ customers: { sourceKey: string }[] }>(url, '/portfolio/customers?limit=5000'),
    asked<{ customers: { sourceKey: string }[] }>(url, '/drivers'),
    asked<{ reconciled: boolean }>(url, '/reconciliation'),
  ]);
  const figures = {
    portfolio,
    ranking: { ...ranking, customers: bySourceKey(ranking.customers) },
    drivers: { ...drivers, customers: bySourceKey(drivers.customers) },
    reconciliation,
  };
  return JSON.parse(JSON.stringify(figures, (key, value) => (OF_ONE_BOOK.has(key) ? undefined : value)));
}
const OF_ONE_BOOK = new Set(['id', 'revision']);

function bySourceKey<T extends { sourceKey: string }>(customers: readonly T[]): T[] {
  return [...customers].sort((a, b) => (a.sourceKey < b.sourceKey ? -1 : 1));
}

/** Rows in the ledger of a book that nobody has open: those of each table, and how many of them no kept batch owns. */
export async function ledgerRows(data: string): Promise<Record<string, { rows: number; orphans: number }>> {
  const { ledger: path, staging } = placesOf(data);
  const ledger = await openDuckDb({ path, staging });
  const found: Record<string, { rows: number; orphans: number }> = {};
  try {
    for (const table of FACT_TABLES) {
      const sql = `SELECT count(*) AS n, count(*) FILTER (batch_id NOT IN (SELECT batch_id FROM kept_batch)) AS orphans
        FROM ${table} WHERE {visible} OR TRUE`;
      const [row] = await ledger.rows(OWN_SCOPE, { sql, scopedQuery: true });
      found[table] = { rows: Number(row?.n), orphans: Number(row?.orphans) };
    }
  } finally {
    await ledger.close();
  }
  return found;
}

export async function uploaded(
  url: string,
  file: string,
  bytes: NonNullable<RequestInit['body']>,
  query = '',
): Promise<Batch> {
  const path = `/batches?file=${encodeURIComponent(file)}${query}`;
  return await asked(url, path, { method: 'POST', body: bytes });
}

/** Calls back with every share that the import of a file reports, from when it appears to its end. */
export async function progressOf(url: string, file: string, seen: (share: number) => void): Promise<void> {
  let batch: Batch | undefined;
  while (!batch) batch = (await batchesOf(url)).find(each => each.file === file && each.state === 'reading');
  const { body } = await fetchedAsOwner(`${url}/api/batches/${batch.id}/progress`);
  for await (const text of (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
    for (const [, share] of text.matchAll(/"progress":([\d.]+)/g)) seen(Number(share));
  }
}

/** Waits until an import has ended. */
export async function ended(url: string, { id }: Pick<Batch, 'id'>): Promise<Batch> {
  for (;;) {
    const batch = await asked<Batch>(url, `/batches/${id}`);
    if (!['waiting', 'reading'].includes(batch.state)) return batch;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
