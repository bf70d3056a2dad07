import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../errors.ts';
import {
  type Account,
  databaseAccount,
  ownAccount,
  ownedFolder,
  passableFolder,
  runAs,
  startedByRoot,
} from './account.ts';
import { type DataFolder, socketFolder } from './data-folder.ts';
import { type Programs, programsPackage, runnablePrograms } from './programs.ts';

/** What lies on disk of one PostgreSQL server. */
export interface Cluster {
  /** Ours even when PostgreSQL runs as `nobody`, so that we never write into a folder that another account controls. */
  readonly place: string;
  readonly data: string;
  readonly socket: string;
  readonly log: string;
  readonly account: Account;
  readonly programs: Programs;
}

/** What PostgreSQL writes about itself into postmaster.pid. */
export interface LockFile {
  readonly pid: number;
  readonly startedSecond: string;
  readonly ready: boolean;
}

/** Finds or makes the folders and programs of this book's server. */
export function preparedCluster(folder: DataFolder): Cluster {
  const [place, account] = [folder.postgres, databaseAccount()];
  const programs = runnablePrograms({ source: programsPackage(), copies: folder.programs, account });
  passableFolder(dirname(place));
  ownedFolder({ path: place, account: ownAccount(), mode: startedByRoot() ? 0o711 : 0o700 });
  bindToBook(folder);
  const socket = socketFolder({ parent: place, name: 'socket', socket: '.s.PGSQL.5432.lock', account });
  return { place, data: join(place, 'data'), socket, log: join(place, 'postgres.log'), account, programs };
}

/** initdb works in a folder of a passing name, so that the cluster is there whole or not at all. */
export async function createCluster(cluster: Cluster): Promise<void> {
  for (const name of readdirSync(cluster.place).filter(name => name.startsWith('data.new-'))) {
    const maker = Number(name.slice('data.new-'.length));
    if (maker !== process.pid && pidIsAlive(maker)) continue;
    try {
      rmSync(join(cluster.place, name), { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // An initdb that outlived its parent still writes there. It is litter: the next first start sweeps it.
    }
  }
  const fresh = ownedFolder({
    path: join(cluster.place, `data.new-${process.pid}`),
    account: cluster.account,
    mode: 0o700,
  });
  const from = logBytes(cluster);
  const child = launch(cluster, cluster.programs.initdb, [
    ...['-D', fresh, '-U', 'clientele_owner', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin'],
    ...['--builtin-locale=C.UTF-8', '--auth-local=peer', '--auth-host=reject', '--no-instructions'],
  ]);
  if ((await exited(child)) !== 0) throw startRefusal(cluster, from);
  try {
    renameSync(fresh, cluster.data);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another starter was faster; anything else that lies there is not a cluster, and not ours to remove.
    if (existsSync(join(cluster.data, 'global', 'pg_control'))) return;
    throw new Refusal(
      'cluster-damaged',
      `${cluster.data} holds files but no whole PostgreSQL cluster (${String(error)}): restore it from a backup, or move it away to begin anew.`,
    );
  }
  const parent = openSync(cluster.place, 'r');
  fsyncSync(parent);
  closeSync(parent);
}

/** Starts a program under PostgreSQL's account, with no secret of ours in its environment and its words in the log. */
export function launch(
  cluster: Cluster,
  program: string,
  parameters: readonly string[],
  detached = false,
): ChildProcess {
  const log = openSync(cluster.log, 'a', 0o600);
  const stranger = lockFile(cluster)?.pid;
  // After a restart of the machine, another program of ours can have the pid in a stale lock file. PostgreSQL takes the
  // pid in this variable for no rival, and still checks the shared memory of the old server.
  const stale = stranger !== undefined && !isPostgres(stranger);
  const env = {
    PATH: '/usr/bin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(stale && { PG_GRANDPARENT_PID: String(stranger) }),
  };
  const child = spawn(program, parameters, {
    cwd: cluster.place,
    detached,
    env,
    stdio: ['ignore', log, log],
    ...runAs(cluster.account),
  });
  child.on('error', error => writeFileSync(cluster.log, `${error}\n`, { flag: 'a' }));
  closeSync(log);
  return child;
}

/** Resolves to the exit code of a program; to undefined when it could not be started or was killed. */
export function exited(child: ChildProcess): Promise<number | undefined> {
  if (child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve(child.exitCode ?? undefined);
  return new Promise(resolve => {
    child.once('exit', code => resolve(code ?? undefined));
    child.once('error', () => resolve(undefined));
  });
}

/** The lock file of the server that runs, or ran, on this cluster. */
export function lockFile(cluster: Cluster): LockFile | undefined {
  const path = join(cluster.data, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, startedSecond: lines[2] ?? '', ready: lines[7]?.trim() === 'ready' } : undefined;
}

/** True when a process of that id runs and is a PostgreSQL server. */
export function isPostgres(pid: number): boolean {
  if (!pidIsAlive(pid)) return false;
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
    return (
      basename(execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).trim()) ===
      'postgres'
    );
  } catch {
    return false;
  }
}

/** The length of the log so far, to tell later which part of it is new. */
export const logBytes = (cluster: Cluster): number =>
  statSync(cluster.log, { throwIfNoEntry: false })?.size ?? 0;

/** What the log says after its first `from` bytes. */
export const logAfter = (cluster: Cluster, from: number): string =>
  existsSync(cluster.log) ? readFileSync(cluster.log).subarray(from).toString() : '';

/** Why PostgreSQL did not start, in its own last words, and what to do about it. */
export function startRefusal(cluster: Cluster, from: number): Refusal {
  const words = logAfter(cluster, from).trim();
  const known = mends.find(({ sign }) => sign.test(words));
  const mend = known?.mend ?? 'mend what it names and start again.';
  const lastLines = words.split('\n').slice(-logLinesShown).join('\n');
  return new Refusal(
    'postgres-failed',
    `PostgreSQL did not start: ${mend} Its log (${cluster.log}) ends with:\n${lastLines || '(nothing)'}`,
  );
}

const mends = [
  {
    sign: /could not (resize|create|open) shared memory/,
    mend: 'give it more shared memory (in Docker --shm-size=256m) and start again.',
  },
  { sign: /No space left on device/, mend: 'free some room on the disk and start again.' },
  {
    sign: /error while loading shared libraries: (?!lib(pq|icu|ssl|crypto|xml))/,
    mend: 'install the system library it names (libstdc++6 on Debian) and start again.',
  },
  {
    sign: /ENOENT/,
    mend: 'its programs do not run on this system (they need glibc): set DATABASE_URL to a PostgreSQL server of your own.',
  },
  {
    sign: /EACCES/,
    mend: 'its programs may not be executed where they lie (noexec?): move the project or its data folder.',
  },
  {
    sign: /could not look up effective user ID/,
    mend: 'the account has no name: add it to /etc/passwd, or set DATABASE_URL.',
  },
  {
    sign: /initialized by PostgreSQL version/,
    mend: 'the data comes from another version: start the version of Clientele that wrote it, back up, and restore here.',
  },
  {
    sign: /lock file ".*" (already exists|is empty)|pre-existing shared memory/,
    mend: 'a server that does not answer holds the data: stop the process it names and start again.',
  },
];

const logLinesShown = 12;

/** Where PostgreSQL's part lies apart from the rest, a copy of the rest must not share it unnoticed. */
function bindToBook({ root, bookId, postgres }: DataFolder): void {
  if (postgres === join(root, 'postgres')) return;
  const note = join(postgres, 'data-folder');
  const bound = existsSync(note) ? readFileSync(note, 'utf8') : root;
  const idFile = join(bound, 'book-id');
  if (bound !== root && existsSync(idFile) && readFileSync(idFile, 'utf8').trim() === bookId)
    throw new Refusal(
      'book-copied',
      `${root} is a copy of ${bound}, and PostgreSQL's data of both would be ${postgres}: move one of them away, or restore the copy from a backup instead.`,
    );
  writeFileSync(note, root, { mode: 0o600 });
}

function pidIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
