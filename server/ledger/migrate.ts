import { readdirSync, readFileSync } from 'node:fs';
import type { LedgerWriter } from './ledger.ts';

/** Brings the ledger's tables to the newest numbered migration, each in a transaction of its own; forward only.
 * @param worded a migration as the engine takes it */
export async function migrateLedger(
  writer: LedgerWriter,
  worded: (migration: string) => string = migration => migration,
): Promise<void> {
  await writer.run('CREATE TABLE IF NOT EXISTS ledger_migration (number INTEGER NOT NULL)');
  const [state] = await writer.rows('SELECT coalesce(max(number), 0) AS done FROM ledger_migration');
  const done = Number(state?.done ?? 0);
  const folder = new URL('migrations/', import.meta.url);
  const files = readdirSync(folder).filter(name => name.endsWith('.sql'));
  for (const file of files.sort()) {
    const number = Number.parseInt(file, 10);
    if (number <= done) continue;
    await writer.run('BEGIN TRANSACTION');
    await writer.run('INSERT INTO ledger_migration VALUES (:number)', { number });
    await writer.run(worded(readFileSync(new URL(file, folder), 'utf8')));
    await writer.run('COMMIT');
  }
  if (done > files.length) throw new Error(`the ledger was written by a newer version (migration ${done})`);
}
