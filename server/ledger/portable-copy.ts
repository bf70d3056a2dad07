import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { openDuckDb } from './duckdb.ts';
import type { LedgerWriter } from './ledger.ts';
import { tableColumns } from './postgres-append.ts';
import { copyIn, copyOut } from './postgres-copy.ts';

/** A backup holds a DuckDB file whichever engine it comes from, so that it can be restored into either. */
export interface DuckDbCopy {
  readonly path: string;
  /** Folder that files are staged in: DuckDB reaches no other. */
  readonly staging: string;
}

/** Writes every table of the ledger into a new DuckDB file. */
export function copyToDuckDb(client: ClientBase, copy: DuckDbCopy): Promise<void> {
  const passed = `${copy.path}.csv`;
  return eachTable(client, copy, async (writer, table, columns) => {
    const file = await open(passed, 'w', 0o600);
    try {
      await copyOut(client, `COPY ${table} (${columns}) TO STDOUT (FORMAT csv)`, file);
    } finally {
      await file.close();
    }
    await writer.run(`DELETE FROM ${table}`);
    await writer.run(
      `COPY ${table} (${columns}) FROM '${quoted(passed)}' (${CSV}, AUTO_DETECT false, PARALLEL false)`,
    );
  });
}

/** Reads every table of the ledger out of a DuckDB file, in place of what is there; within the client's transaction. */
export function fillFromDuckDb(client: ClientBase, copy: DuckDbCopy): Promise<void> {
  const passed = `${copy.path}.csv`;
  return eachTable(client, copy, async (writer, table, columns) => {
    await writer.run(`COPY (SELECT ${columns} FROM ${table}) TO '${quoted(passed)}' (${CSV})`);
    await client.query(`DELETE FROM ${table}`);
    await copyIn(client, `COPY ${table} (${columns}) FROM STDIN (FORMAT csv)`, createReadStream(passed));
  });
}

// A cell without quotes and text is NULL, one with quotes is empty: what PostgreSQL means by CSV.
const CSV = "FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR ''";

async function eachTable(
  client: ClientBase,
  { path, staging }: DuckDbCopy,
  copy: (writer: LedgerWriter, table: string, columns: string) => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'ledger_migration'
     ORDER BY c.relname`,
  );
  const ledger = await openDuckDb({ path, staging });
  try {
    await ledger.write(async writer => {
      for (const { name } of rows) {
        const columns = await tableColumns(client, name);
        await copy(writer, name, columns.map(column => column.name).join(', '));
      }
    });
  } finally {
    await ledger.close();
    await rm(`${path}.csv`, { force: true });
  }
}

function quoted(path: string): string {
  return path.replaceAll("'", "''");
}
