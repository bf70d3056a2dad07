import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';

export async function storeVersion(_scope: Scope, store: Store): Promise<string> {
  const { rows } = await sql<{ version: string; fsync: string }>`
    SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync`.execute(store);
  if (rows[0]?.fsync !== 'on') throw new Error('fsync is off: a power cut could lose what was kept');
  return `PostgreSQL ${rows[0].version}, fsync on`;
}

/** Names of files whose original no longer lies under its content address. */
export async function missingOriginals(
  _scope: Scope,
  store: Store,
  folder: string,
): Promise<{ kept: number; missing: string[] }> {
  const rows = await store
    .selectFrom('batch')
    .select(['file_name', 'sha256'])
    .where('state', '=', 'kept')
    .execute();
  const missing = rows
    .filter(({ sha256 }) => !existsSync(join(folder, sha256)))
    .map(({ file_name }) => file_name);
  return { kept: rows.length, missing };
}
