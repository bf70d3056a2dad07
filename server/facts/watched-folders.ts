import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve, sep } from 'node:path';
import type { Scope } from '@clientele/engine';
import type { FolderToWatch, WatchedFolder } from '../../contract/watched.ts';
import type { Database, Store } from '../database/open.ts';
import { diskFull, Refusal } from '../errors.ts';
import type { BookStores } from './book.ts';
import type { Intake } from './intake.ts';
import { type FileFolders, keepOriginal } from './originals.ts';
import { askedOf, given } from './reception.ts';
import { type FoundFile, filesIn, isSame, StandingFiles } from './standing-files.ts';
import { recordChange } from './store.ts';
import {
  addFolder,
  type FolderRow,
  keptOfBytes,
  listFolders,
  noteTaken,
  removeFolder,
  type TakenFile,
  takenFiles,
} from './watched-store.ts';

/** Folders whose files are imported by themselves. Nothing in them is moved or changed. */
export interface WatchedFolders {
  list(scope: Scope): Promise<WatchedFolder[]>;
  watch(scope: Scope, asked: FolderToWatch): Promise<WatchedFolder>;
  unwatch(scope: Scope, id: string): Promise<WatchedFolder[]>;
  /** Looks into all of them once, and takes what stands still. */
  look(): Promise<void>;
  /** Looks every few seconds from now on. */
  start(): void;
  close(): Promise<void>;
}

interface WatchedStores {
  readonly database: Database;
  readonly folder: FileFolders & { readonly root: string };
  readonly intake: Intake;
  readonly giveWay: BookStores['giveWay'];
}

const LOOK_MS = 5000;

export function openWatchedFolders(stores: WatchedStores, own: Scope): WatchedFolders {
  const { database } = stores;
  const standing = new StandingFiles();
  /** What went wrong at the last look, by path of the folder or file. */
  const troubles = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let closed = false;

  const lookInto = async (folder: FolderRow) => {
    const { path } = folder;
    const files = await filesIn(path);
    standing.keepOnly(path, files);
    const taken = await database.within(own, store => takenFiles(own, store, folder.id));
    for (const file of files) {
      const former = taken.find(({ name }) => name === file.name);
      const isStanding = standing.stands(path, file);
      if (!isStanding || (former && isAsTaken(file, former))) continue;
      await guarded(join(path, file.name), () => takenIn(stores, own, { folder, file, former }));
    }
  };
  const guarded = async (path: string, work: () => Promise<void>) => {
    try {
      await work();
      troubles.delete(path);
    } catch (error) {
      troubles.set(path, troubleOf(path, error));
    }
  };
  const look = async () => {
    const folders = await database.within(own, store => listFolders(own, store));
    for (const folder of folders) await guarded(folder.path, () => lookInto(folder));
  };
  const lookOnce = () => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const answer = async (scope: Scope, folder: FolderRow) => {
    const taken = await database.within(scope, store => takenFiles(scope, store, folder.id));
    return folderAnswer(folder, { found: standing.found(folder.path), taken, troubles });
  };
  const list = async (scope: Scope) => {
    const folders = await database.within(scope, store => listFolders(scope, store));
    return await Promise.all(folders.map(folder => answer(scope, folder)));
  };

  return {
    list,
    watch: async (scope, { path, settings, ...options }) => {
      const folder = { path: await watchable(stores, path), options: given({ ...settings, ...options }) };
      const watched = await database.within(scope, store => watchedFrom(scope, store, folder));
      return await answer(scope, watched);
    },
    unwatch: async (scope, id) => {
      const removed = await database.within(scope, store => unwatched(scope, store, id));
      if (!removed) throw new Refusal('not-found', `There is no watched folder "${id}".`);
      return await list(scope);
    },
    look: lookOnce,
    start: () => {
      if (closed) return;
      timer ??= setInterval(() => void lookOnce().catch(error => console.error(error)), LOOK_MS).unref();
    },
    close: async () => {
      closed = true;
      clearInterval(timer);
      await looking?.catch(() => undefined);
    },
  };
}

async function watchedFrom(
  scope: Scope,
  store: Store,
  folder: Pick<FolderRow, 'path' | 'options'>,
): Promise<FolderRow> {
  const before = (await listFolders(scope, store)).find(({ path }) => path === folder.path);
  const added = await addFolder(scope, store, folder);
  const change = { what: 'folder watched', before: written(before), after: written(added) };
  await recordChange(scope, store, { ...change, customers: [] });
  return added;
}

async function unwatched(scope: Scope, store: Store, id: string): Promise<boolean> {
  const before = (await listFolders(scope, store)).find(({ public_id }) => public_id === id);
  if (!(await removeFolder(scope, store, id))) return false;
  const change = { what: 'folder no longer watched', before: written(before), after: null };
  await recordChange(scope, store, { ...change, customers: [] });
  return true;
}

function written(folder: FolderRow | undefined): object | null {
  return folder ? { id: folder.public_id, path: folder.path, options: folder.options } : null;
}

/** The path of a folder that can be watched, or the refusal. */
async function watchable({ folder }: WatchedStores, path: string): Promise<string> {
  if (!isAbsolute(path))
    throw new Refusal('not-a-folder', `"${path}" is no absolute path: write it from the root.`);
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined || !(await stat(real)).isDirectory())
    throw new Refusal('not-a-folder', `There is no folder ${path} on the machine that Clientele runs on.`);
  if (`${real}${sep}`.startsWith(`${folder.root}${sep}`))
    throw new Refusal(
      'own-folder',
      `${path} lies in the data folder of Clientele: watch a folder of your own.`,
    );
  return resolve(path);
}

function isAsTaken(file: FoundFile, { bytes, modified_at }: TakenFile): boolean {
  return isSame(file, { bytes, modifiedAt: modified_at });
}

/** Imports a file that stands still; one that was imported before takes the place of that import. */
async function takenIn(
  { database, folder: places, intake, giveWay }: WatchedStores,
  own: Scope,
  { folder, file, former }: { folder: FolderRow; file: FoundFile; former: TakenFile | undefined },
): Promise<void> {
  // What it may replace is not there yet.
  if (former?.state === 'waiting' || former?.state === 'reading') return;
  const by: Scope = { ...own, person: folder.created_by };
  const { sha256 } = await keepOriginal(places, createReadStream(join(folder.path, file.name)));
  const after = (await filesIn(folder.path)).find(({ name }) => name === file.name);
  // Somebody wrote to it after all: the next looks see when that is over.
  if (!after || !isSame(after, file)) return;
  const noted = { folder: folder.id, ...file };
  if (former?.sha256 === sha256) return await database.within(by, store => noteTaken(by, store, noted));
  const { preset, ...options } = folder.options;
  const how = { preset: typeof preset === 'string' ? preset : null, options };
  await giveWay(by, askedOf(how));
  const replaces = await replacedBy(database, by, former);
  const reception = { file: file.name, preset: how.preset ?? undefined, options, replaces };
  const { batch } = await intake.take(by, sha256, reception, 'import');
  await database.within(by, store => noteTaken(by, store, { ...noted, batch: batch.id }));
}

/** The kept import that holds what the file held before: its own, or the one that its own found to be the same. */
async function replacedBy(
  database: Database,
  by: Scope,
  former: TakenFile | undefined,
): Promise<string | undefined> {
  const { batch, state, sha256 } = former ?? {};
  if (state === 'kept') return batch ?? undefined;
  if (state !== 'unchanged' || !sha256) return undefined;
  return await database.within(by, store => keptOfBytes(by, store, sha256));
}

function troubleOf(path: string, error: unknown): string {
  const known = error instanceof Refusal ? error : diskFull(error);
  if (known) return known.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `${path} is not there any more: put it back, or watch it no longer.`;
  if (code === 'EACCES' || code === 'EPERM')
    return `${path} cannot be read (${code}): give the account that Clientele runs as the right to.`;
  if (code !== undefined) return `${path} cannot be read (${code}): the next look tries again.`;
  console.error(error);
  return 'A fault of the program came between; the next look tries again. See the log.';
}

interface Looked {
  readonly found: readonly FoundFile[];
  readonly taken: readonly TakenFile[];
  readonly troubles: ReadonlyMap<string, string>;
}

function folderAnswer(folder: FolderRow, { found, taken, troubles }: Looked): WatchedFolder {
  const { path, options } = folder;
  const text = (key: string) => (typeof options[key] === 'string' ? options[key] : null);
  const settling = found.filter(
    file => !taken.some(other => other.name === file.name && isAsTaken(file, other)),
  );
  const files = [
    ...settling.map(file => {
      const former = taken.find(({ name }) => name === file.name);
      return { ...file, state: 'settling' as const, batch: former?.batch ?? null, sentence: null };
    }),
    ...taken
      .filter(({ name }) => !settling.some(file => file.name === name))
      .map(({ modified_at, state, ...file }) => ({
        ...file,
        modifiedAt: modified_at,
        state: state ?? ('settling' as const),
      })),
  ];
  return {
    id: folder.public_id,
    path,
    preset: text('preset'),
    kind: text('kind'),
    at: folder.created_at.toISOString(),
    by: folder.created_by,
    sentence: troubles.get(path) ?? null,
    files: files
      .map(({ name, bytes, modifiedAt, state, batch, sentence }) => ({
        name,
        bytes,
        modifiedAt: modifiedAt.toISOString(),
        state,
        batch,
        sentence: troubles.get(join(path, name)) ?? sentence,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
