import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import { storedText } from '../database/stored-text.ts';
import { IS_OPEN } from './mend-store.ts';

export interface ProblemRow {
  readonly row: number;
  readonly field: string;
  readonly what: string;
  readonly mend: string;
  readonly text: string;
  /** No fault: the row says what another says, and was left out as it was decided. */
  readonly leftOut?: boolean;
}

/** The problems that a reading found, instead of those that an earlier one did. */
export async function writeProblems(
  _scope: Scope,
  store: Store,
  batch: number,
  problems: readonly ProblemRow[],
): Promise<void> {
  await store.deleteFrom('batch_problem').where('batch_id', '=', batch).execute();
  const most = 5000;
  for (let from = 0; from < problems.length; from += most) {
    const part = problems.slice(from, from + most);
    const column = <K extends keyof ProblemRow>(key: K) =>
      part.map(problem => (key === 'row' ? problem.row : storedText(String(problem[key]))));
    await sql`
      INSERT INTO batch_problem (batch_id, row_number, field, what, mend, row_text, left_out)
      SELECT ${batch}::bigint, * FROM unnest(${column('row')}::bigint[], ${column('field')}::text[], ${column('what')}::text[],
        ${column('mend')}::text[], ${column('text')}::text[],
        ${part.map(problem => problem.leftOut === true)}::boolean[])`.execute(store);
  }
}

/** Rows that were not kept, in their order. */
export async function refusedRows(_scope: Scope, store: Store, batch: number): Promise<number[]> {
  const rows = await store
    .selectFrom('batch_problem')
    .select('row_number')
    .distinct()
    .where('batch_id', '=', batch)
    .orderBy('row_number')
    .execute();
  return rows.map(row => row.row_number);
}

/** The problems of some rows. */
export async function problemsOfRows(
  _scope: Scope,
  store: Store,
  batch: number,
  { rows }: { rows: readonly number[] },
) {
  return await store
    .selectFrom('batch_problem')
    .select(['row_number as row', 'field', 'what', 'mend'])
    .where('batch_id', '=', batch)
    .where('left_out', '=', false)
    .where(sql<boolean>`row_number = ANY(${rows}::bigint[])`)
    .orderBy('row_number')
    .orderBy('field')
    .execute();
}

export async function listProblems(
  _scope: Scope,
  store: Store,
  batch: number,
  { offset, limit, toMend = false }: { offset: number; limit: number; toMend?: boolean },
) {
  const found = store.selectFrom('batch_problem as p').where('batch_id', '=', batch).where(IS_OPEN);
  const all = toMend ? found.where('left_out', '=', false) : found;
  const { total } = await all.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow();
  const rows = await all
    .selectAll()
    .orderBy('row_number')
    .orderBy('field')
    .offset(offset)
    .limit(limit)
    .execute();
  const problems = rows.map(
    (row): ProblemRow => ({
      row: row.row_number,
      field: row.field,
      what: row.what,
      mend: row.mend,
      text: row.row_text,
      leftOut: row.left_out,
    }),
  );
  return { total, problems };
}
