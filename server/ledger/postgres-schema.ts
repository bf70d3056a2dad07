import { readFileSync } from 'node:fs';
import pg, { type ClientBase, type ClientConfig } from 'pg';
import { distributeOnCitus, runsCitus } from './citus.ts';
import { migrateLedger } from './migrate.ts';
import { writerOn } from './postgres-writer.ts';

/** A schema of its own: the operational store and the ledger are two stores, also where one server holds both. */
const SCHEMA = 'ledger';
const KEYS = readFileSync(new URL('postgres-keys.sql', import.meta.url), 'utf8');

/** Settings of a connection; the server's own may be anything. */
export function settingsOf(more: Readonly<Record<string, string>> = {}): string {
  const settings = {
    search_path: SCHEMA,
    datestyle: 'ISO',
    jit: 'off',
    client_min_messages: 'warning',
    ...more,
  };
  return Object.entries(settings)
    .map(([name, value]) => `SET ${name} = '${value}'`)
    .join('; ');
}

/** Brings schema, tables, keys and rights up to date. @returns where the ledger lies, in words */
export async function preparePostgres(owner: ClientConfig, app: ClientConfig): Promise<string> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
    await client.query(settingsOf());
    await migrateLedger(writerOn(client).writer, inBytewiseOrder);
    await client.query(KEYS);
    const citus = await runsCitus(client);
    if (citus) await distributeOnCitus(client);
    await grantReading(client, String(app.user ?? ''), String(owner.user ?? ''));
    return `PostgreSQL${citus ? ' with Citus' : ''}, schema ${SCHEMA} of ${client.database} on ${client.host}`;
  } finally {
    await client.end();
  }
}

/** Texts are put in order byte by byte, as in DuckDB, whatever the server's language. */
function inBytewiseOrder(migration: string): string {
  return migration.replace(/^(\s+\w+ VARCHAR)\b/gm, '$1 COLLATE "C"');
}

async function grantReading(client: ClientBase, appUser: string, ownerUser: string): Promise<void> {
  if (appUser === ownerUser) return;
  const role = client.escapeIdentifier(appUser);
  await client.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO ${role}`);
  await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA ${SCHEMA} TO ${role}`);
}
