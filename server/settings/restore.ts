import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { extract } from 'tar';
import { dataFolder } from '../database/data-folder.ts';
import { externalPostgres, startPostgres } from '../database/launcher.ts';
import { migrationNumber } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { claimOwnership } from '../database/ownership.ts';
import { Refusal } from '../errors.ts';
import { ledgerEngine } from '../ledger/engine.ts';
import { OWN_SCOPE } from '../stores.ts';
import { BACKUP_FORMAT } from './backup.ts';
import { isUnused, loadTables } from './backup-store.ts';

/**
 * Puts a backup into an empty data folder: all of it or nothing.
 * @returns where the data now lies, and how many originals came along
 * Throws a Refusal when the folder holds data, or when the file is no backup of this or an older version.
 */
export async function restoreBackup(
  env: Readonly<Record<string, string | undefined>>,
  path: string,
): Promise<{ folder: string; files: number }> {
  if (!existsSync(path)) throw new Refusal('not-found', `There is no file ${path}.`);
  const folder = dataFolder(env);
  // Another store than the one that the originals belong to may be named by mistake, and be empty.
  const unfinished = join(folder.root, 'restoring');
  if ((await readdir(folder.files)).length > 0 && !existsSync(unfinished)) throw occupied(folder.root);
  const place = join(folder.staging, `restore-${randomUUID()}`);
  const engine = ledgerEngine(env, folder);
  const postgres = env.DATABASE_URL ? externalPostgres(env.DATABASE_URL) : await startPostgres(folder);
  try {
    const ownership = await claimOwnership(postgres.owner);
    try {
      await mkdir(place, { recursive: true, mode: 0o700 });
      await unpack(path, place);
      await (await openDatabase(postgres.owner, postgres.app)).close();
      const files = await readdir(join(place, 'files'));
      // The tables come last: until they are in, no batch is kept and nothing that lies here counts.
      await withStore(postgres.owner, async client => {
        if (!(await isUnused(OWN_SCOPE, client))) throw occupied(folder.root);
        await writeFile(unfinished, '');
        for (const file of files) await rename(join(place, 'files', file), join(folder.files, file));
        await engine.fill(postgres, join(place, 'ledger.duckdb'));
        await loadTables(OWN_SCOPE, client, async table => {
          const lines = join(place, 'tables', `${table}.jsonl`);
          // An older backup lacks the tables that came later.
          return existsSync(lines) ? await readFile(lines, 'utf8') : '';
        });
      });
      await rm(unfinished);
      return { folder: folder.root, files: files.length };
    } finally {
      await rm(place, { recursive: true, force: true });
      await ownership.release();
    }
  } finally {
    await postgres.stop();
  }
}

async function unpack(path: string, place: string): Promise<void> {
  try {
    await extract({ file: path, cwd: place, strict: true });
  } catch (error) {
    throw new Refusal(
      'no-backup',
      `The file is damaged or no backup: ${error instanceof Error ? error.message : error}.`,
    );
  }
  const manifest = await readFile(join(place, 'manifest.json'), 'utf8').then(JSON.parse, () => undefined);
  const parts = ['ledger.duckdb', ...(manifest?.files ?? []).map((file: string) => join('files', file))];
  if (manifest?.format !== BACKUP_FORMAT || !parts.every(part => existsSync(join(place, part)))) {
    throw new Refusal('no-backup', 'The file is no backup of Clientele, or not a whole one.');
  }
  if (manifest.migration > migrationNumber()) {
    throw new Refusal('newer-backup', 'The backup was made by a newer version: update first, then restore.');
  }
}

async function withStore(owner: pg.ClientConfig, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function occupied(root: string): Refusal {
  return new Refusal('not-empty', `${root} holds data already. Name an empty folder with --data.`);
}
