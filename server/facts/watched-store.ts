import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';
import { storedText } from '../database/stored-text.ts';
import type { BatchOptions, BatchState } from '../database/tables.ts';

export interface FolderRow {
  readonly id: number;
  readonly public_id: string;
  readonly path: string;
  readonly options: BatchOptions;
  readonly created_at: Date;
  readonly created_by: string;
}

/** A file as it was when it was taken, with its latest import. */
export interface TakenFile {
  readonly name: string;
  readonly bytes: number;
  readonly modified_at: Date;
  readonly batch: string | null;
  readonly sha256: string | null;
  readonly state: BatchState | null;
  readonly sentence: string | null;
}

export function listFolders(_scope: Scope, store: Store): Promise<FolderRow[]> {
  return store.selectFrom('watched_folder').selectAll().orderBy('path').execute();
}

/** Watches a folder, or has its files read otherwise from now on: those that were not kept count as not seen. */
export async function addFolder(
  scope: Scope,
  store: Store,
  { path, options }: { path: string; options: BatchOptions },
): Promise<FolderRow> {
  const folder = await store
    .insertInto('watched_folder')
    .values({
      public_id: publicId('fol'),
      path,
      options: JSON.stringify(options),
      created_by: scope.person,
    })
    .onConflict(conflict => conflict.column('path').doUpdateSet({ options: JSON.stringify(options) }))
    .returningAll()
    .executeTakeFirstOrThrow();
  await sql`
    DELETE FROM watched_file f WHERE f.folder_id = ${folder.id} AND NOT EXISTS (
      SELECT 1 FROM batch b WHERE b.id = f.batch_id AND b.state NOT IN ('refused', 'interrupted', 'cancelled'))`.execute(
    store,
  );
  return folder;
}

export async function removeFolder(_scope: Scope, store: Store, id: string): Promise<boolean> {
  const done = await store.deleteFrom('watched_folder').where('public_id', '=', id).executeTakeFirst();
  return done.numDeletedRows > 0n;
}

export function takenFiles(_scope: Scope, store: Store, folder: number): Promise<TakenFile[]> {
  return store
    .selectFrom('watched_file as f')
    .leftJoin('batch as b', 'b.id', 'f.batch_id')
    .select([
      'f.name',
      'f.bytes',
      'f.modified_at',
      'b.public_id as batch',
      'b.sha256',
      'b.state',
      'b.sentence',
    ])
    .where('f.folder_id', '=', folder)
    .orderBy('f.name')
    .execute();
}

/** Notes a file as taken; without a batch the one that it has stays. */
export async function noteTaken(
  _scope: Scope,
  store: Store,
  file: { folder: number; name: string; bytes: number; modifiedAt: Date; batch?: number },
): Promise<void> {
  const now = { bytes: file.bytes, modified_at: file.modifiedAt, seen_at: sql<Date>`now()` };
  await store
    .insertInto('watched_file')
    .values({ folder_id: file.folder, name: storedText(file.name), batch_id: file.batch ?? null, ...now })
    .onConflict(conflict =>
      conflict
        .columns(['folder_id', 'name'])
        .doUpdateSet({ ...now, ...(file.batch === undefined ? {} : { batch_id: file.batch }) }),
    )
    .execute();
}

/** The newest kept import of these bytes. */
export async function keptOfBytes(_scope: Scope, store: Store, sha256: string): Promise<string | undefined> {
  const row = await store
    .selectFrom('batch')
    .select('public_id')
    .where('sha256', '=', sha256)
    .where('state', '=', 'kept')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.public_id;
}
