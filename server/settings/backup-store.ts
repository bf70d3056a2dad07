import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Client } from 'pg';
import type { Store } from '../database/open.ts';

/** In the order in which their rows can go in again. */
export const BACKED_UP_TABLES = [
  'cost_model',
  'model_timeline',
  'book',
  'batch',
  'batch_problem',
  'batch_mend',
  'batch_dependency',
  'mapping_preset',
  'exchange_rate',
  'watched_folder',
  'watched_file',
  'customer',
  'customer_record',
  'decision',
  'closed_month',
  'scenario',
  'scenario_customer',
  'named_view',
  // Who may sign in and how, but no sessions, links and API keys: they end with a restore. Second factors are encrypted with
  // the secret.
  'person',
  'team',
  'team_member',
  'auth_user',
  'auth_account',
  'auth_two_factor',
  'passkey',
  'provider_account',
  'auth_secret',
  'conflict_class',
  'conflict_member',
  'customer_wall',
  'code_name',
  'wall_grant',
  'handling_rules',
  'attestation',
  'required_training',
  'training',
  'confidential_read',
  'wall_crossing',
  'break_glass',
  'change',
  'change_link',
  'change_anchor',
] as const;
/** Those that nobody may write by hand but who puts a backup back: the log, as it was. */
const LOG = ['change', 'change_link', 'change_anchor'] as const;

/** A table as JSON lines. */
export async function tableLines(
  _scope: Scope,
  store: Store,
  table: (typeof BACKED_UP_TABLES)[number],
): Promise<string> {
  const { rows } = await sql<{
    line: string;
  }>`SELECT to_jsonb(t)::text AS line FROM ${sql.table(table)} t`.execute(store);
  return rows.map(({ line }) => `${line}\n`).join('');
}

/** Those whose keys the store numbers. */
const IDENTIFIED = [
  'batch',
  'customer',
  'cost_model',
  'model_timeline',
  'scenario',
  'named_view',
  'decision',
  'change',
  'mapping_preset',
  'watched_folder',
  'person',
  'passkey',
  'team',
  'conflict_class',
  'conflict_member',
  'customer_wall',
  'wall_grant',
  'training',
  'wall_crossing',
  'break_glass',
] as const;
const LINES_AT_ONCE = 5000;

/** Puts all tables back in one transaction, into a store without imports; identities go on behind the highest key. */
export async function loadTables(
  _scope: Scope,
  owner: Client,
  linesOf: (table: string) => Promise<string>,
): Promise<void> {
  await owner.query('BEGIN');
  try {
    await owner.query("SELECT set_config('app.person', '0', true)");
    await owner.query('DELETE FROM book');
    for (const table of LOG)
      await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER; DELETE FROM ${table}`);
    // A server that ran here made an owner; those of the backup stand in its place.
    if ((await linesOf('person')) !== '')
      await owner.query('DELETE FROM team; DELETE FROM person; DELETE FROM auth_secret');
    for (const table of BACKED_UP_TABLES) {
      const lines = (await linesOf(table)).split('\n').filter(line => line !== '');
      const name = owner.escapeIdentifier(table);
      const columns = await columnsOf(owner, table, lines[0]);
      for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
        const part = `[${lines.slice(from, from + LINES_AT_ONCE).join(',')}]`;
        await owner.query(
          `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`,
          [part],
        );
      }
    }
    await timelineOfOlder(owner, await linesOf('book'));
    if ((await linesOf('change_anchor')) === '')
      await owner.query('INSERT INTO change_anchor DEFAULT VALUES; SELECT chain_older_changes()');
    for (const table of LOG) await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    for (const table of IDENTIFIED) {
      await owner.query(
        `SELECT setval(pg_get_serial_sequence('${table}', 'id'), greatest((SELECT coalesce(max(id), 0) FROM ${table}), 1))`,
      );
    }
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
}

/** A backup from before cost models had versions names the one in use in its book. */
async function timelineOfOlder(owner: Client, book: string): Promise<void> {
  const { model_id: model = null } = JSON.parse(book) as { model_id?: number | null };
  if (model === null) return;
  await owner.query(
    `INSERT INTO model_timeline (public_id, versions, made_at, made_by)
     SELECT 'tml_' || substr(public_id, 5), jsonb_build_array(jsonb_build_object('model', id, 'first', NULL, 'last', NULL)),
       created_at, created_by FROM cost_model WHERE id = $1`,
    [model],
  );
  await owner.query('UPDATE book SET timeline_id = (SELECT max(id) FROM model_timeline)');
}

/** Those of a table that a line of a backup has; what came later than the backup is as in a new row. */
async function columnsOf(owner: Client, table: string, line = '{}'): Promise<string> {
  const backedUp = new Set(Object.keys(JSON.parse(line)));
  const { rows } = await owner.query<{ name: string }>(
    'SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position',
    [table],
  );
  const known = rows.filter(({ name }) => backedUp.has(name));
  return known.map(({ name }) => owner.escapeIdentifier(name)).join(', ');
}

/** Whether nothing was ever imported here. */
export async function isUnused(_scope: Scope, owner: Client): Promise<boolean> {
  const { rows } = await owner.query('SELECT 1 FROM batch LIMIT 1');
  return rows.length === 0;
}
