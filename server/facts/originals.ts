import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../errors.ts';

/** Where files lie as they came, and where they come in. */
export interface FileFolders {
  readonly files: string;
  readonly staging: string;
}

/** A file as it came, under the hash of its content. */
export interface Original {
  readonly sha256: string;
  readonly bytes: number;
}

/** Writes the original under its content address, whole or not at all. */
export async function keepOriginal(folder: FileFolders, bytes: AsyncIterable<Uint8Array>): Promise<Original> {
  const incoming = join(folder.staging, `${randomUUID()}.part`);
  const hash = createHash('sha256');
  let size = 0;
  let fault: unknown;
  try {
    await mkdir(folder.staging, { recursive: true });
    const file = await open(incoming, 'wx', 0o600);
    try {
      for await (const part of bytes) {
        hash.update(part);
        size += part.length;
        // Read to the end even so: who still sends when the answer comes may see a broken connection instead of it.
        if (fault === undefined)
          await file.appendFile(part).catch(error => {
            fault = error;
          });
      }
    } finally {
      await file.close();
    }
    if (fault !== undefined) throw fault;
    const sha256 = hash.digest('hex');
    const path = join(folder.files, sha256);
    const isThere = await stat(path).catch(() => undefined);
    // A file that came again is as good as new to the sweep.
    await (isThere ? utimes(path, new Date(), new Date()) : rename(incoming, path));
    return { sha256, bytes: size };
  } finally {
    await rm(incoming, { force: true });
  }
}

const UNNAMED_MS_MOST = 24 * 60 * 60 * 1000;

/** Removes files that were looked at and never imported, a day after they came. Only while nothing comes in. */
export async function sweepOriginals(folder: FileFolders, named: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder.files)) {
    if (named.has(name) || !(await keptOriginal(folder, name))) continue;
    const path = join(folder.files, name);
    if (Date.now() - (await stat(path)).mtimeMs > UNNAMED_MS_MOST) await rm(path);
  }
}

/** The original of this content, or undefined where none was kept. */
async function keptOriginal(folder: FileFolders, sha256: string): Promise<Original | undefined> {
  // It becomes a part of a path.
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  const found = await stat(join(folder.files, sha256)).catch(() => undefined);
  return found && { sha256, bytes: found.size };
}

/** @param called what was asked for, where it is not the content address */
export async function existingOriginal(
  folder: FileFolders,
  sha256: string,
  called = sha256,
): Promise<Original> {
  const original = await keptOriginal(folder, sha256);
  if (!original) throw new Refusal('not-found', `There is no file "${called}": upload it first.`);
  return original;
}
