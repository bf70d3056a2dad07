import type { ClientBase } from 'pg';
import type { Column, LedgerWriter, Parameters } from './ledger.ts';
import { appendColumns, tableColumns } from './postgres-append.ts';
import { columnsOf, rowsOf } from './postgres-rows.ts';
import { statementOf, temporaryOf } from './postgres-statement.ts';
import { exclusively } from './turns.ts';

/** A table that has grown by this share is looked at again, so that plans fit it: PostgreSQL would do so a minute later. */
const GROWN_SHARE = 0.1;
const ROWS_LEAST = 1000;

/** A writer within a transaction; `analyzeGrown` belongs before its commit. */
export function writerOn(client: ClientBase): { writer: LedgerWriter; analyzeGrown: () => Promise<void> } {
  const turn = exclusively();
  const appended = new Map<string, number>();
  const run = async (sql: string, parameters: Parameters = {}) => {
    const temporary = temporaryOf(sql);
    if (temporary) await client.query(`DROP TABLE IF EXISTS pg_temp.${temporary}`);
    const { text, values } = statementOf(sql, parameters);
    if (values.length > 0) await client.query(text, [...values]);
    else await client.query(text);
    if (temporary && /\sAS\s/i.test(text)) await client.query(`ANALYZE ${temporary}`);
  };
  const append = async (table: string, columns: readonly Column[]) =>
    appendColumns(client, { table, into: await tableColumns(client, table), columns });
  const writer: LedgerWriter = {
    run: (sql, parameters) => turn(() => run(sql, parameters)),
    rows: (sql, parameters = {}) => turn(() => rowsOf(client, statementOf(sql, parameters))),
    columns: (sql, parameters = {}) => turn(() => columnsOf(client, statementOf(sql, parameters))),
    columnsAbout: ({ name, types, columns }, sql) =>
      turn(async () => {
        const typed = Object.entries(types).map(([column, type]) => `${column} ${type}`);
        await run(`{temporary:${name}} (${typed.join(', ')})`);
        await append(name, columns);
        return await columnsOf(client, statementOf(sql, {}));
      }),
    append: (table, columns) =>
      turn(async () => {
        const count = columns[0]?.length ?? 0;
        if (count === 0) return;
        await append(table, columns);
        appended.set(table, (appended.get(table) ?? 0) + count);
      }),
  };
  const analyzeGrown = async () => {
    for (const [table, count] of appended) {
      if (count < ROWS_LEAST) continue;
      const { rows } = await client.query('SELECT reltuples FROM pg_class WHERE oid = to_regclass($1)', [
        table,
      ]);
      if (count > GROWN_SHARE * Number(rows[0]?.reltuples ?? Number.NaN))
        await client.query(`ANALYZE ${table}`);
    }
  };
  return { writer, analyzeGrown };
}
