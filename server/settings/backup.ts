import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Scope, seesWholeCompany } from '@clientele/engine';
import { create } from 'tar';
import type { DataFolder } from '../database/data-folder.ts';
import { migrationNumber } from '../database/migrate.ts';
import type { Database } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { BACKED_UP_TABLES, tableLines } from './backup-store.ts';

export interface BackupStores {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly folder: DataFolder;
}

export const BACKUP_FORMAT = 1;

/**
 * Everything as one tar: the operational tables as JSON lines, the ledger's file, the originals. Both stores are read
 * within one turn of the ledger's writers, so that they belong to the same revision; readers go on meanwhile.
 */
export async function backupStream(stores: BackupStores, scope: Scope): Promise<Response> {
  const { database, ledger, folder } = stores;
  if (!seesWholeCompany(scope))
    throw new Refusal(
      'not-allowed',
      'A backup holds everything, what is behind walls included: it is for who sees every customer, or for the local owner (clientele backup).',
    );
  const place = join(folder.staging, `backup-${randomUUID()}`);
  const clear = () => rm(place, { recursive: true, force: true });
  try {
    await mkdir(join(place, 'tables'), { recursive: true, mode: 0o700 });
    await mkdir(join(place, 'files'), { mode: 0o700 });
    await ledger.copyTo(join(place, 'ledger.duckdb'), () =>
      database.snapshot(scope, async store => {
        for (const table of BACKED_UP_TABLES) {
          await writeFile(join(place, 'tables', `${table}.jsonl`), await tableLines(scope, store, table));
        }
        const files = await readdir(folder.files);
        for (const file of files) await link(join(folder.files, file), join(place, 'files', file));
        // A tar that ends between two of its files is no broken one: what belongs to it is written down at its start.
        const manifest = {
          format: BACKUP_FORMAT,
          migration: migrationNumber(),
          tables: BACKED_UP_TABLES,
          files,
        };
        await writeFile(join(place, 'manifest.json'), JSON.stringify(manifest, undefined, 2));
      }),
    );
  } catch (error) {
    await clear();
    throw error;
  }
  const tar = create({ cwd: place, portable: true }, ['manifest.json', 'tables', 'ledger.duckdb', 'files']);
  const bytes = Readable.from(tar as unknown as AsyncIterable<Uint8Array>);
  bytes.once('close', () => void clear());
  const headers = {
    'Content-Type': 'application/x-tar',
    'Content-Disposition': 'attachment; filename="clientele-backup.tar"',
  };
  return new Response(Readable.toWeb(bytes) as ReadableStream, { headers });
}
