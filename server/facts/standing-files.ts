import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file as a look at its folder finds it. */
export interface FoundFile {
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

/** Names that programs give to what is not finished or not meant for others. */
const TEMPORARY = /^(\.|~\$)|~$|\.(part|partial|tmp|temp|crdownload|download|swp|filepart)$/i;
const LOOKS_STANDING = 2;

/** The files of a folder in the order of their names, without temporary ones and without folders. */
export async function filesIn(path: string): Promise<FoundFile[]> {
  const names = (await readdir(path)).filter(name => !TEMPORARY.test(name)).sort();
  const found: FoundFile[] = [];
  for (const name of names) {
    const file = await stat(join(path, name)).catch(() => undefined);
    if (file?.isFile())
      found.push({ name, bytes: file.size, modifiedAt: new Date(Math.floor(file.mtimeMs)) });
  }
  return found;
}

export function isSame(one: FoundFile, other: { bytes: number; modifiedAt: Date }): boolean {
  return one.bytes === other.bytes && one.modifiedAt.getTime() === other.modifiedAt.getTime();
}

/** Remembers how often a file was found as it is: who writes to it still is not interrupted. */
export class StandingFiles {
  readonly #seen = new Map<string, { file: FoundFile; looks: number }>();

  /** Whether the file was the same at this look and at the two before. */
  stands(path: string, file: FoundFile): boolean {
    const key = join(path, file.name);
    const before = this.#seen.get(key);
    const looks = before && isSame(before.file, file) ? before.looks + 1 : 0;
    this.#seen.set(key, { file, looks });
    return looks >= LOOKS_STANDING;
  }

  /** Files of the folder that were found at the last look. */
  found(path: string): FoundFile[] {
    return [...this.#seen]
      .filter(([key, { file }]) => key === join(path, file.name))
      .map(([, { file }]) => file);
  }

  /** Forgets what is not there any more. */
  keepOnly(path: string, files: readonly FoundFile[]): void {
    const there = new Set(files.map(({ name }) => name));
    for (const { name } of this.found(path)) if (!there.has(name)) this.#seen.delete(join(path, name));
  }
}
