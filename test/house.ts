import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localOwner } from '@clientele/engine';
import { sql } from 'kysely';
import type { Batch } from '../contract/batches.ts';
import { openHouse } from '../server/house.ts';
import type { Row } from '../server/ledger/ledger.ts';

export interface ImportQuery {
  readonly kind?: string;
  readonly preset?: string;
  readonly currency?: string;
  readonly homeCountry?: string;
  readonly company?: string;
  readonly fiscalStartMonth?: number;
  readonly allOrNothing?: boolean;
  readonly leaveOutRepeated?: boolean;
  readonly leaveOutExisting?: boolean;
  readonly replaces?: string;
}

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is what the test looks at
  readonly body: any;
}

const SCOPE = localOwner('test');

/** The whole product on real stores in a folder of its own, asked through its HTTP face without a port. */
export async function testHouse(
  folder = mkdtempSync(join(tmpdir(), 'clientele-house-')),
  env: Readonly<Record<string, string | undefined>> = {},
) {
  const house = await openHouse({ ...process.env, ...env, CLIENTELE_DATA: folder });
  const fetched = (path: string, init?: RequestInit) =>
    house.app.fetch(new Request(`http://127.0.0.1/api${path}`, init));

  const ask = async (path: string, method = 'GET', body?: unknown): Promise<Answered> => {
    const json =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    const response = await fetched(path, { method, ...json });
    return { status: response.status, body: await response.json() };
  };
  /** What is asked, refused where it is: a test that expects no refusal reads the answer only. */
  const get = async (path: string) => {
    const { status, body } = await ask(path);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  /** Queues an import and answers what the server said at once. */
  const queue = async (
    file: string,
    bytes: string | Uint8Array,
    query: ImportQuery = {},
  ): Promise<Answered> => {
    const given = Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)]));
    const response = await fetched(`/batches?${new URLSearchParams({ file, ...given })}`, {
      method: 'POST',
      body: typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes),
    });
    return { status: response.status, body: await response.json() };
  };
  const ended = async (id: string): Promise<Batch> => {
    for (;;) {
      const batch: Batch = await get(`/batches/${id}`);
      if (batch.state !== 'waiting' && batch.state !== 'reading') return batch;
      await new Promise(resolve => setTimeout(resolve, 12));
    }
  };
  return {
    ...house,
    folder,
    ask,
    get,
    queue,
    ended,
    /** The answer as it comes, for what is no JSON. */
    fetched,
    text: async (path: string) => (await fetched(path)).text(),
    /** Sends a file to be looked at only. */
    inspect: async (file: string, bytes: string | Uint8Array): Promise<Answered> => {
      const response = await fetched(`/files?${new URLSearchParams({ file })}`, {
        method: 'POST',
        body: Buffer.from(bytes as string),
      });
      return { status: response.status, body: await response.json() };
    },
    /** Imports a file and waits for its end, whatever that is. */
    send: async (file: string, bytes: string | Uint8Array, query: ImportQuery = {}) =>
      ended((await queue(file, bytes, query)).body.id),
    problems: async (id: string) => (await get(`/batches/${id}/problems`)).problems,
    undo: (id: string) => ask(`/batches/${id}/undo`, 'POST'),
    /** Rows straight out of the ledger, once all that derives is derived. */
    ledgerRows: async (text: string): Promise<Row[]> => {
      await get('/portfolio');
      return house.stores.ledger.rows(SCOPE, { sql: text, scopedQuery: true });
    },
    /** Source key of each customer by its id; 0 is nobody. */
    customerKeys: async (): Promise<Map<number, string>> => {
      const { rows } = await house.stores.database.within(SCOPE, store =>
        sql<{ id: number; source_key: string }>`SELECT id, source_key FROM customer`.execute(store),
      );
      return new Map([[0, ''], ...rows.map(row => [row.id, row.source_key] as const)]);
    },
    leave: house.close,
    close: async () => {
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type TestHouse = Awaited<ReturnType<typeof testHouse>>;
