import type { Scope } from '@clientele/engine';
import { type RawBuilder, sql } from 'kysely';
import type { Store } from '../database/open.ts';
import { storedText } from '../database/stored-text.ts';

/** A mended row is `batch_mend m`; taken: another batch imports it, or did and counts. */
const TAKEN = sql<boolean>`EXISTS (
  SELECT FROM batch o WHERE o.id = m.imported_in AND o.id <> m.batch_id AND o.state IN ('waiting', 'reading', 'kept', 'replaced'))`;

/** Of `batch_problem p`: its row waits to be mended, or to be imported as it was mended. */
export const IS_OPEN: RawBuilder<boolean> = sql<boolean>`NOT EXISTS (
  SELECT FROM batch_mend m WHERE m.batch_id = p.batch_id AND m.row_number = p.row_number AND ${TAKEN})`;

export interface OpenRow {
  readonly row: number;
  /** As it stands in the file. */
  readonly text: string;
  /** All its cells as somebody mended them. */
  readonly cells: readonly string[] | null;
  readonly at: Date | null;
  readonly by: string | null;
}

function openRows(batch: number) {
  return sql`
    SELECT coalesce(p.row_number, m.row_number) AS row, coalesce(p.row_text, m.row_text) AS text, m.cells, m.made_at AS at, m.made_by AS by
    FROM (
      SELECT row_number, min(row_text) AS row_text FROM batch_problem p WHERE batch_id = ${batch} AND NOT left_out AND ${IS_OPEN}
      GROUP BY row_number) p
    FULL JOIN (
      SELECT * FROM batch_mend m WHERE batch_id = ${batch} AND imported_in IS DISTINCT FROM batch_id AND NOT ${TAKEN}) m
      ON m.row_number = p.row_number`;
}

/** The rows of a batch that were not kept, in their order, and how many of them are mended. */
export async function listOpenRows(
  _scope: Scope,
  store: Store,
  batch: number,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; mended: number; rows: OpenRow[] }> {
  const { rows } = await sql<OpenRow>`
    SELECT * FROM (${openRows(batch)}) r ORDER BY row OFFSET ${offset} LIMIT ${limit}`.execute(store);
  const counted = await sql<{ total: number; mended: number }>`
    SELECT count(*) AS total, count(cells) AS mended FROM (${openRows(batch)}) r`.execute(store);
  const { total = 0, mended = 0 } = counted.rows[0] ?? {};
  return { total, mended, rows };
}

export async function openRow(
  _scope: Scope,
  store: Store,
  { batch, row }: { batch: number; row: number },
): Promise<OpenRow | undefined> {
  const { rows } = await sql<OpenRow>`SELECT * FROM (${openRows(batch)}) r WHERE row = ${row}`.execute(store);
  return rows[0];
}

export async function writeMend(
  scope: Scope,
  store: Store,
  { batch, row, cells, text }: { batch: number; row: number; cells: readonly string[]; text: string },
): Promise<void> {
  const made = { cells: JSON.stringify(cells.map(storedText)), made_by: scope.person, imported_in: null };
  await store
    .insertInto('batch_mend')
    .values({ batch_id: batch, row_number: row, row_text: text, ...made })
    .onConflict(conflict =>
      conflict
        .columns(['batch_id', 'row_number'])
        .doUpdateSet({ ...made, imported_row: null, made_at: sql<Date>`now()` }),
    )
    .execute();
}

export async function dropMend(
  _scope: Scope,
  store: Store,
  { batch, row }: { batch: number; row: number },
): Promise<void> {
  await store.deleteFrom('batch_mend').where('batch_id', '=', batch).where('row_number', '=', row).execute();
}

/** Cells that a reading takes in place of those of the file: the mends of now, or those that a kept batch was read with. */
export async function mendsToRead(
  _scope: Scope,
  store: Store,
  { id, state }: { id: number; state: string },
): Promise<Map<number, string[]>> {
  const mends = store.selectFrom('batch_mend').select(['row_number', 'cells']).where('batch_id', '=', id);
  const rows = await (state === 'replaced'
    ? mends.where('imported_in', '=', id)
    : mends.where(where => where.or([where('imported_in', 'is', null), where('imported_in', '=', id)]))
  ).execute();
  return new Map(rows.map(row => [row.row_number, row.cells]));
}

/** Notes with which mends a batch is kept: those whose rows have no problem left. */
export async function keepMends(_scope: Scope, store: Store, batch: number): Promise<void> {
  await sql`
    UPDATE batch_mend m SET imported_in = batch_id, imported_row = row_number
    WHERE batch_id = ${batch} AND imported_in IS NULL
      AND NOT EXISTS (SELECT FROM batch_problem p WHERE p.batch_id = m.batch_id AND p.row_number = m.row_number)`.execute(
    store,
  );
}

/** Notes which batch the mended rows go to, and their rows there. */
export async function passMends(
  _scope: Scope,
  store: Store,
  { batch, into, rows }: { batch: number; into: number; rows: readonly { from: number; to: number }[] },
): Promise<void> {
  await sql`
    UPDATE batch_mend m SET imported_in = ${into}, imported_row = r.row_there
    FROM unnest(${rows.map(({ from }) => from)}::bigint[], ${rows.map(({ to }) => to)}::bigint[]) AS r(row_here, row_there)
    WHERE m.batch_id = ${batch} AND m.row_number = r.row_here`.execute(store);
}

export interface MendOfRow {
  /** As it stood, in which row of which file. */
  readonly text: string;
  readonly row: number;
  readonly file: string;
  readonly at: Date;
  readonly by: string;
}

/** Who mended the row that a batch read, and what stood there; undefined where nobody did. */
export async function mendOfRow(
  _scope: Scope,
  store: Store,
  { batch, row }: { batch: number; row: number },
): Promise<MendOfRow | undefined> {
  const { rows } = await sql<MendOfRow>`
    SELECT m.row_text AS text, m.row_number AS row, b.file_name AS file, m.made_at AS at, m.made_by AS by
    FROM batch_mend m JOIN batch b ON b.id = m.batch_id WHERE m.imported_in = ${batch} AND m.imported_row = ${row}`.execute(
    store,
  );
  return rows[0];
}
