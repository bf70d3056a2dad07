import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { Refusal } from '../errors.ts';

/** The operating-system account under which PostgreSQL runs. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** True when this process may change to another account, and must, because PostgreSQL refuses to run as root. */
export const startedByRoot = (): boolean => process.getuid?.() === 0;

/** The account PostgreSQL runs as: our own, or `nobody` when root starts us. */
export const databaseAccount = (): Account => (startedByRoot() ? nobody() : ownAccount());

/** What `spawn` needs to run a program as that account. Empty when it is our own: only root may change accounts. */
export const runAs = (account: Account): { uid?: number; gid?: number } =>
  // Signed, as spawn wants it: on macOS nobody is -2, where chown and stat say 4294967294.
  startedByRoot() ? { uid: account.uid | 0, gid: account.gid | 0 } : {};

/** The login name of our own account. Throws a Refusal where the machine has no name for it (some containers). */
export function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    throw new Refusal(
      'account-without-name',
      `The user id ${process.getuid?.()} has no name on this machine and PostgreSQL needs one: add it to /etc/passwd, or set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
}

/**
 * True when PostgreSQL's or our own account can pass through every folder above `path` and enter `path` itself.
 * `path` has no symbolic links.
 */
export function reaches(account: Account, path: string): boolean {
  // For ourselves the kernel knows better: supplementary groups and access lists count too.
  if (account.uid === process.getuid?.()) return enterable(path);
  const here = statSync(path, { throwIfNoEntry: false });
  const open = here === undefined || !here.isDirectory() || mayEnter(account, here);
  return open && (path === dirname(path) || reaches(account, dirname(path)));
}

/** Makes `path` (and nothing above it) a folder of that account with that mode. Throws a Refusal when a stranger owns it. */
export function ownedFolder({
  path,
  account,
  mode,
}: {
  path: string;
  account: Account;
  mode: number;
}): string {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  // lstat: in a folder that all may write to (/tmp), someone else could have put a link of that name there first.
  const found = lstatSync(path);
  if (!found.isDirectory() || (found.uid !== account.uid && found.uid !== process.getuid?.()))
    throw new Refusal(
      'folder-not-ours',
      `${path} is there already and belongs to user ${found.uid}: start as that user, or give it to user ${account.uid} (chown -R ${account.uid}).`,
    );
  if (startedByRoot()) chownSync(path, account.uid, account.gid);
  if ((found.mode & 0o7777) !== mode) chmodSync(path, mode);
  return path;
}

/** Makes a folder and all that is missing above it: passable for PostgreSQL's account, whatever our umask is. */
export function passableFolder(path: string): void {
  if (existsSync(path)) return;
  passableFolder(dirname(path));
  ownedFolder({ path, account: ownAccount(), mode: startedByRoot() ? 0o711 : 0o700 });
}

export function ownAccount(): Account {
  return { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
}

function enterable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function nobody(): Account {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find(entry => entry.startsWith('nobody:'));
  // macOS writes nobody as -2, which the kernel and Node know as an unsigned number.
  const [, , uid, gid] = (line ?? 'nobody:*:65534:65534').split(':');
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
}

function mayEnter(account: Account, folder: { mode: number; uid: number; gid: number }): boolean {
  if (folder.uid === account.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === account.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
