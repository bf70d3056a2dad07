import { existsSync, renameSync } from 'node:fs';
import { diskFull, Refusal } from '../errors.ts';

/** What DuckDB says of a file that it cannot make sense of; it has no code for it. */
const SAID =
  /corrupt|checksum|while replaying WAL|not a valid DuckDB database|failed to deserialize|Serialization Error/i;

/** Whether the ledger's file is damaged, as far as this error tells. */
export function isDamage(error: unknown): boolean {
  return SAID.test(String(error)) && !diskFull(error);
}

/** What to do about damage that is met while the file is in use. */
export function damaged(error: unknown): Refusal | undefined {
  if (!isDamage(error)) return undefined;
  return new Refusal(
    'ledger-damaged',
    'The file of the ledger is damaged. Nothing is lost: stop Clientele, move the file ledger/ledger.duckdb out of the data folder and start again; then the kept files are read again.',
  );
}

/** Moves a file that cannot be opened, and its log, out of the way. Answers where it lies from then on. */
export function setAside(path: string, now = new Date()): string {
  const aside = path.replace(
    /\.duckdb$/,
    `-damaged-${now.toISOString().replace(/\D/g, '').slice(0, 14)}.duckdb`,
  );
  for (const part of ['', '.wal']) if (existsSync(path + part)) renameSync(path + part, aside + part);
  return aside;
}
