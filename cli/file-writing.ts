import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorCode, WrongUsage } from './errors.ts';

interface Writing {
  /** Takes the place of a file that is there. */
  readonly replace: boolean;
  /** Called with the bytes written so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** Writes the whole file or none of it, whatever breaks on the way; returns its size in bytes. */
export async function writeWhole(
  path: string,
  bytes: Readable,
  { replace, onProgress }: Writing,
): Promise<number> {
  const unfinished = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`);
  let size = 0;
  bytes.on('data', (chunk: Uint8Array) => {
    size += chunk.length;
    onProgress?.(size);
  });
  bytes.pause();
  try {
    await pipeline(bytes, createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }));
    await flushed(unfinished);
    await inPlace(unfinished, path, replace);
    return size;
  } catch (error) {
    throw readable(error, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function flushed(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function inPlace(from: string, to: string, replace: boolean): Promise<void> {
  if (replace) return await rename(from, to);
  // Unlike a rename, a link never takes the place of a file that came meanwhile.
  await link(from, to);
}

function readable(error: unknown, path: string): unknown {
  const reason = {
    ENOENT: 'the folder does not exist',
    ENOTDIR: 'a part of its path is a file',
    EACCES: 'you may not write there',
    EROFS: 'the place is read-only',
    EISDIR: 'it is a folder',
    ENOSPC: 'no space is left',
    EEXIST: 'it is there already; --force replaces it',
  }[errorCode(error) ?? ''];
  return reason === undefined ? error : new WrongUsage(`${path} cannot be written: ${reason}.`);
}
