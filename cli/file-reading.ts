import { createReadStream, readdirSync, type Stats, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { errorCode, WrongUsage } from './errors.ts';

const BLOCK_BYTES = 1 << 20;
export const STANDARD_INPUT = '-';

/** Size in bytes of a file that can be read; undefined for a pipe. Says what stands in the way otherwise. */
export function readableSize(path: string): number | undefined {
  if (path === STANDARD_INPUT) return undefined;
  const stats = reading(path, () => statSync(path));
  if (stats.isDirectory()) throw new WrongUsage(`${path} is a folder: name the files in it.`);
  return sizeOf(stats);
}

/** A file that can be read as it is named; of a folder the files in it by name, hidden ones left alone. */
export function filesAt(path: string): string[] {
  if (path === STANDARD_INPUT || !reading(path, () => statSync(path)).isDirectory()) {
    readableSize(path);
    return [path];
  }
  const files = reading(path, () => readdirSync(path, { withFileTypes: true }))
    .filter(entry => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => join(path, name))
    .sort();
  if (files.length === 0) throw new WrongUsage(`${path} is a folder without files.`);
  return files;
}

/** The bytes of a file, or of standard input for `-`. */
export function bytesOf(path: string): Readable {
  return path === STANDARD_INPUT ? process.stdin : createReadStream(path, { highWaterMark: BLOCK_BYTES });
}

export async function textOf(path: string): Promise<string> {
  readableSize(path);
  try {
    return (path === STANDARD_INPUT ? await text(process.stdin) : await readFile(path, 'utf8')).replace(
      /^\ufeff/,
      '',
    );
  } catch (error) {
    throw readable(error, path);
  }
}

function sizeOf(stats: Stats): number | undefined {
  return stats.isFile() ? stats.size : undefined;
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw readable(error, path);
  }
}

/** The reason in words, where the system's code has one. */
function readable(error: unknown, path: string): unknown {
  const reason = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'a part of its path is a file',
    EACCES: 'you may not read it',
    ENAMETOOLONG: 'the name is too long',
    ELOOP: 'its links run in a circle',
    ERR_INVALID_ARG_VALUE: 'the name cannot be one of a file',
  }[errorCode(error) ?? ''];
  return reason === undefined ? error : new WrongUsage(`${path} cannot be read: ${reason}.`);
}
