import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Environment } from './command.ts';

const BYTES_MAX = 1_000_000;

/** Writes a fault down in the data folder; returns the file, or undefined if it cannot be written. */
export async function faultLog(fault: unknown, env: Environment): Promise<string | undefined> {
  try {
    const { dataFolder } = await import('../server/database/data-folder.ts');
    const file = join(dataFolder(env).root, 'faults.log');
    if (existsSync(file) && statSync(file).size > BYTES_MAX) renameSync(file, `${file}.1`);
    appendFileSync(file, `${new Date().toISOString()} ${inspect(fault)}\n`, { mode: 0o600 });
    return file;
  } catch {
    return undefined;
  }
}
