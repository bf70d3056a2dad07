import type { Mapping, Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';
import type { BatchState } from '../database/tables.ts';

export interface BookSettings {
  readonly company: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly fiscalStartMonth: number;
  readonly homeCountry: string | null;
}

export interface BookState {
  readonly settings: BookSettings | null;
  readonly revision: number;
  readonly modelId: number | null;
}

export async function readBook(_scope: Scope, store: Store): Promise<BookState> {
  const row = await store.selectFrom('book').selectAll().executeTakeFirstOrThrow();
  const settings =
    row.currency === null
      ? null
      : {
          company: row.company ?? '',
          currency: row.currency,
          timeZone: row.time_zone ?? 'UTC',
          fiscalStartMonth: row.fiscal_start_month ?? 1,
          homeCountry: row.home_country,
        };
  return { settings, revision: row.revision, modelId: row.model_id };
}

export async function writeBook(_scope: Scope, store: Store, settings: BookSettings | null): Promise<void> {
  await store
    .updateTable('book')
    .set({
      company: settings?.company ?? null,
      currency: settings?.currency ?? null,
      time_zone: settings?.timeZone ?? null,
      fiscal_start_month: settings?.fiscalStartMonth ?? null,
      home_country: settings?.homeCountry ?? null,
    })
    .execute();
}

/** The figures of the book are others from now on. */
export async function advanceRevision(_scope: Scope, store: Store): Promise<number> {
  const row = await store
    .updateTable('book')
    .set({ revision: sql<number>`revision + 1` })
    .returning('revision')
    .executeTakeFirstOrThrow();
  return row.revision;
}

export async function setModel(_scope: Scope, store: Store, model_id: number | null): Promise<void> {
  await store.updateTable('book').set({ model_id }).execute();
}

/** A cost model in another currency than the book just opened is not in use any more. */
export async function dropForeignModel(_scope: Scope, store: Store): Promise<void> {
  await sql`
    UPDATE book SET model_id = NULL FROM cost_model m
    WHERE m.id = book.model_id AND m.body ->> 'currency' <> book.currency`.execute(store);
}

export interface NewBatch {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly preset: string | null;
  readonly example: boolean;
  readonly options: Record<string, string | number | null>;
  readonly mapping?: Mapping | undefined;
}

export async function addBatch(scope: Scope, store: Store, batch: NewBatch): Promise<BatchRow> {
  const { id } = await store
    .insertInto('batch')
    .values({
      public_id: publicId('bat'),
      file_name: withoutNul(batch.file),
      sha256: batch.sha256,
      bytes: batch.bytes,
      preset: batch.preset,
      example: batch.example,
      options: JSON.stringify(batch.options),
      ...(batch.mapping && { mapping: JSON.stringify(batch.mapping) }),
      state: 'waiting',
      created_by: scope.person,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return await batches(scope, store).where('id', '=', id).executeTakeFirstOrThrow();
}

function batches(_scope: Scope, store: Store) {
  return store.selectFrom('batch').selectAll();
}
export type BatchRow = Awaited<ReturnType<ReturnType<typeof batches>['execute']>>[number];

export function listBatches(scope: Scope, store: Store): Promise<BatchRow[]> {
  return batches(scope, store).orderBy('id', 'desc').execute();
}

export function batchBy(scope: Scope, store: Store, id: string): Promise<BatchRow | undefined> {
  return batches(scope, store).where('public_id', '=', id).executeTakeFirst();
}

/** The kept batch that read the same bytes in the same way. */
export function sameBatch(
  scope: Scope,
  store: Store,
  sha256: string,
  { kind, preset, mapping }: { kind: string; preset: string | null; mapping?: object | null | undefined },
) {
  return batches(scope, store)
    .where('sha256', '=', sha256)
    .where('state', '=', 'kept')
    .where('kind', '=', kind)
    .where(sql<boolean>`mapping IS NOT DISTINCT FROM ${mapping ? JSON.stringify(mapping) : null}::jsonb`)
    .where(sql<boolean>`(mapping IS NOT NULL OR preset IS NOT DISTINCT FROM ${preset}::text)`)
    .orderBy('id')
    .executeTakeFirst();
}

export async function keptBatchIds(_scope: Scope, store: Store): Promise<number[]> {
  const rows = await store
    .selectFrom('batch')
    .select('id')
    .where('state', '=', 'kept')
    .orderBy('id')
    .execute();
  return rows.map(row => row.id);
}

export interface BatchOutcome {
  readonly state: BatchState;
  readonly kind?: string;
  readonly rowsRead?: number;
  readonly rowsKept?: number;
  readonly rowsRefused?: number;
  readonly amount?: string | null;
  readonly firstMonth?: string | null;
  readonly lastMonth?: string | null;
  readonly sentence?: string | null;
  readonly heading?: string;
}

export async function setOutcome(
  scope: Scope,
  store: Store,
  id: number,
  outcome: BatchOutcome,
): Promise<BatchRow> {
  const { state, kind, rowsRead, rowsKept, rowsRefused, amount, firstMonth, lastMonth, sentence, heading } =
    outcome;
  await store
    .updateTable('batch')
    .set({
      state,
      ...(kind === undefined ? {} : { kind }),
      ...(rowsRead === undefined ? {} : { rows_read: rowsRead }),
      ...(rowsKept === undefined ? {} : { rows_kept: rowsKept }),
      ...(rowsRefused === undefined ? {} : { rows_refused: rowsRefused }),
      ...(amount === undefined ? {} : { amount }),
      ...(firstMonth === undefined ? {} : { first_month: firstMonth }),
      ...(lastMonth === undefined ? {} : { last_month: lastMonth }),
      ...(sentence === undefined ? {} : { sentence }),
      ...(heading === undefined ? {} : { heading: withoutNul(heading) }),
      ...(state === 'kept' ? { kept_at: sql<Date>`now()` } : {}),
      ...(state === 'undone' ? { undone_at: sql<Date>`now()`, undone_by: scope.person } : {}),
    })
    .where('id', '=', id)
    .execute();
  return batches(scope, store).where('id', '=', id).executeTakeFirstOrThrow();
}

/** Batches that a stop or a crash cut short; nothing of them counts. Answers how many. */
export async function interruptBatches(_scope: Scope, store: Store): Promise<number> {
  const sentence = 'The program stopped before it was kept; nothing of it counts. Import the file again.';
  const done = await store
    .updateTable('batch')
    .set({ state: 'interrupted', sentence })
    .where('state', 'in', ['waiting', 'reading'])
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

export interface ProblemRow {
  readonly row: number;
  readonly field: string;
  readonly what: string;
  readonly mend: string;
  readonly text: string;
}

export async function addProblems(
  _scope: Scope,
  store: Store,
  batch: number,
  problems: readonly ProblemRow[],
): Promise<void> {
  const most = 5000;
  for (let from = 0; from < problems.length; from += most) {
    const part = problems.slice(from, from + most);
    const column = <K extends keyof ProblemRow>(key: K) =>
      part.map(problem => (key === 'row' ? problem.row : withoutNul(String(problem[key]))));
    await sql`
      INSERT INTO batch_problem (batch_id, row_number, field, what, mend, row_text)
      SELECT ${batch}::bigint, * FROM unnest(${column('row')}::bigint[], ${column('field')}::text[], ${column('what')}::text[],
        ${column('mend')}::text[], ${column('text')}::text[])`.execute(store);
  }
}

/** PostgreSQL's text cannot hold a NUL; its picture stands for it. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '\u2400');
}

export async function listProblems(
  _scope: Scope,
  store: Store,
  batch: number,
  from: { offset: number; limit: number },
) {
  const all = store.selectFrom('batch_problem').where('batch_id', '=', batch);
  const { total } = await all.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow();
  const rows = await all
    .selectAll()
    .orderBy('row_number')
    .orderBy('field')
    .offset(from.offset)
    .limit(from.limit)
    .execute();
  const problems = rows.map(
    (row): ProblemRow => ({
      row: row.row_number,
      field: row.field,
      what: row.what,
      mend: row.mend,
      text: row.row_text,
    }),
  );
  return { total, problems };
}

export async function closedMonths(_scope: Scope, store: Store): Promise<string[]> {
  const rows = await store.selectFrom('closed_month').select('month').orderBy('month').execute();
  return rows.map(row => row.month);
}

export async function closeMonth(scope: Scope, store: Store, month: string): Promise<void> {
  await store
    .insertInto('closed_month')
    .values({ month, closed_by: scope.person })
    .onConflict(conflict => conflict.doNothing())
    .execute();
}

export async function reopenMonth(_scope: Scope, store: Store, month: string): Promise<boolean> {
  const done = await store.deleteFrom('closed_month').where('month', '=', month).executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Writes down who changed what, from what to what; in the same transaction as the change. */
export async function recordChange(
  scope: Scope,
  store: Store,
  change: { what: string; before: object | null; after: object | null },
): Promise<void> {
  const json = (value: object | null) => (value === null ? null : JSON.stringify(value));
  await store
    .insertInto('change')
    .values({
      made_by: scope.person,
      what: change.what,
      before: json(change.before),
      after: json(change.after),
    })
    .execute();
}

/** Public id and file name of each batch by its key: what an explanation names as its source. */
export async function batchFiles(
  _scope: Scope,
  store: Store,
): Promise<Map<number, { publicId: string; file: string }>> {
  const rows = await store
    .selectFrom('batch')
    .select(['id', 'public_id', 'file_name'])
    .where('state', '=', 'kept')
    .execute();
  return new Map(rows.map(row => [row.id, { publicId: row.public_id, file: row.file_name }]));
}
