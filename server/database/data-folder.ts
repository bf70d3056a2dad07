import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Refusal } from '../errors.ts';
import {
  type Account,
  databaseAccount,
  ownAccount,
  ownedFolder,
  passableFolder,
  reaches,
  startedByRoot,
} from './account.ts';

/** Where one book lies. All paths are absolute and free of symbolic links. */
export interface DataFolder {
  readonly root: string;
  /** A random name for this book, kept in the folder itself. */
  readonly bookId: string;
  /** The DuckDB file. It has a private folder of its own, as DuckDB creates files that everyone may read. */
  readonly ledger: string;
  readonly files: string;
  readonly staging: string;
  /** The Unix socket of our HTTP server, short enough for the kernel. */
  readonly socket: string;
  /** Where PostgreSQL's part lies: mostly below `root`, under /var/lib/clientele when its user cannot reach `root`. */
  readonly postgres: string;
  /** Where copies of PostgreSQL's programs go when they cannot run where npm put them. */
  readonly programs: string;
}

const systemFolder = '/var/lib/clientele';
const bookIdFile = 'book-id';
// Linux allows 107 bytes in a socket's path, macOS 103.
const socketPathBytesMax = 103;

/**
 * Resolves and creates the data folder: CLIENTELE_DATA, else the usual place of this system.
 * Throws a Refusal when PostgreSQL's data lies where its user can no longer reach it.
 */
export function dataFolder(env: Readonly<Record<string, string | undefined>>): DataFolder {
  const root = createdRoot(env.CLIENTELE_DATA ? resolve(env.CLIENTELE_DATA) : usualFolder(env));
  const bookId = keptBookId(root);
  for (const name of ['ledger', 'files', 'staging'])
    ownedFolder({ path: join(root, name), account: ownAccount(), mode: 0o700 });
  return {
    root,
    bookId,
    ledger: join(root, 'ledger', 'ledger.duckdb'),
    files: join(root, 'files'),
    staging: join(root, 'staging'),
    socket: join(
      socketFolder({ parent: root, name: '', socket: 'clientele.sock', account: ownAccount() }),
      'clientele.sock',
    ),
    postgres: postgresFolder(root, bookId),
    programs: usualFolder(env),
  };
}

/**
 * The folder for a Unix socket: `parent/name`, or, where the kernel's limit on the length of a socket's path forbids
 * that, a private folder in the system's temporary folder. The choice is written down in `parent`, so that a process
 * with another TMPDIR finds the same socket.
 */
export function socketFolder({
  parent,
  name,
  socket,
  account,
}: {
  parent: string;
  name: string;
  socket: string;
  account: Account;
}): string {
  const natural = join(parent, name);
  if (fits(join(natural, socket)))
    return name === '' ? natural : ownedFolder({ path: natural, account, mode: 0o700 });
  const note = join(parent, 'socket-folder');
  const shortName = `clientele-${createHash('sha256').update(`${natural}\0${account.uid}`).digest('hex').slice(0, 16)}`;
  const noted = existsSync(note) ? readFileSync(note, 'utf8') : '';
  // In a copied data folder the note names the socket of the original, which has another hash.
  if (basename(noted) === shortName && existsSync(noted))
    return ownedFolder({ path: noted, account, mode: 0o700 });
  const candidates = [realpathSync(tmpdir()), '/tmp']
    .filter(folder => reaches(account, folder))
    .map(folder => join(folder, shortName));
  const short = candidates.find(folder => fits(join(folder, socket)));
  if (short === undefined)
    throw new Refusal(
      'path-too-long',
      `A Unix socket fits neither in ${natural} nor in ${tmpdir()}: set CLIENTELE_DATA or TMPDIR to a shorter path.`,
    );
  writeFileSync(note, short, { mode: 0o600 });
  return ownedFolder({ path: short, account, mode: 0o700 });
}

/** The usual place of a system, for root and for anybody else. */
export function usualFolder(
  env: Readonly<Record<string, string | undefined>>,
  asRoot = startedByRoot(),
  platform: NodeJS.Platform = process.platform,
): string {
  if (asRoot) return systemFolder;
  const home = env.HOME || homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Clientele');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'clientele');
}

function createdRoot(path: string): string {
  try {
    passableFolder(path);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      'data-folder-unwritable',
      `The data folder ${path} cannot be made (${String(error)}): set CLIENTELE_DATA to a folder that you may write to.`,
    );
  }
  const root = realpathSync(path);
  // Only a folder that is ours is opened for `nobody` to pass through: CLIENTELE_DATA=/root must not open root's home.
  const ours = existsSync(join(root, bookIdFile)) || readdirSync(root).length === 0;
  const { uid } = statSync(root);
  if (ours && uid === process.getuid?.()) chmodSync(root, startedByRoot() ? 0o711 : 0o700);
  return root;
}

function keptBookId(root: string): string {
  const file = join(root, bookIdFile);
  try {
    writeFileSync(file, randomBytes(8).toString('hex'), { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const bookId = readFileSync(file, 'utf8').trim();
  // It becomes a part of a path under /var/lib.
  if (/^[0-9a-f]{16}$/.test(bookId)) return bookId;
  throw new Refusal(
    'book-id-damaged',
    `${file} should hold 16 hexadecimal digits: restore it from a backup of this data folder.`,
  );
}

function postgresFolder(root: string, bookId: string): string {
  const natural = join(root, 'postgres');
  const elsewhere = join(systemFolder, 'books', bookId);
  if (startedByRoot() && existsSync(join(elsewhere, 'data'))) return elsewhere;
  const account = databaseAccount();
  if (reaches(account, root)) return natural;
  if (existsSync(join(natural, 'data')))
    throw new Refusal(
      'data-out-of-reach',
      `PostgreSQL's data lies in ${natural}, and the user it runs as (${account.uid}) may not pass through the folders above: move ${root} to where all users may pass, or open those folders with chmod o+x.`,
    );
  return elsewhere;
}

const fits = (path: string): boolean => Buffer.byteLength(path) <= socketPathBytesMax;
