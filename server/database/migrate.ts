import { readdirSync, readFileSync } from 'node:fs';
import type { Client } from 'pg';

/**
 * Brings the operational store to the newest numbered migration, each in a transaction of its own; forward only.
 * The number goes in first, so that two starters cannot both run it.
 */
export async function migrate(owner: Client): Promise<void> {
  await owner.query(
    'CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, done_at timestamptz DEFAULT now())',
  );
  const folder = new URL('migrations/', import.meta.url);
  const files = readdirSync(folder).filter(name => name.endsWith('.sql'));
  const { rows } = await owner.query<{ number: number }>('SELECT number FROM migration');
  const done = new Set(rows.map(row => row.number));
  for (const file of files.sort()) {
    const number = Number.parseInt(file, 10);
    if (done.has(number)) continue;
    await owner.query('BEGIN');
    await owner.query('INSERT INTO migration (number) VALUES ($1)', [number]);
    await owner.query(readFileSync(new URL(file, folder), 'utf8'));
    await owner.query('COMMIT');
  }
  if (done.size > files.length)
    throw new Error(`the book was written by a newer version (migration ${Math.max(...done)})`);
}

/** Number of the newest migration of this version. */
export function migrationNumber(): number {
  const files = readdirSync(new URL('migrations/', import.meta.url)).filter(name => name.endsWith('.sql'));
  return Math.max(...files.map(name => Number.parseInt(name, 10)));
}
