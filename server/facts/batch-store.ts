import type { Scope } from '@clientele/engine';
import { sql } from 'kysely';
import type { Findings } from '../../contract/findings.ts';
import type { Store } from '../database/open.ts';
import { publicId } from '../database/public-id.ts';
import { storedText } from '../database/stored-text.ts';
import type { BatchOptions, BatchState, FilePart } from '../database/tables.ts';

/** Everything that a run of it needs, now or after a restart. */
export interface NewBatch {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly preset: string | null;
  readonly example: boolean;
  readonly options: BatchOptions;
  readonly part: FilePart | null;
  readonly mapping: object | null;
  readonly rehearsed: boolean;
  /** Key of the batch whose place it takes. */
  readonly replaces: number | null;
  /** Key of the batch whose rows these are, mended. */
  readonly mendsOf?: number;
}

export async function addBatch(scope: Scope, store: Store, batch: NewBatch): Promise<BatchRow> {
  const { id } = await store
    .insertInto('batch')
    .values({
      public_id: publicId('bat'),
      file_name: storedText(batch.file),
      sha256: batch.sha256,
      bytes: batch.bytes,
      preset: batch.preset,
      example: batch.example,
      options: JSON.stringify(batch.options),
      part: jsonOf(batch.part),
      mapping: jsonOf(batch.mapping),
      rehearsed: batch.rehearsed,
      replaces: batch.replaces,
      mends_of: batch.mendsOf ?? null,
      state: 'waiting',
      created_by: scope.person,
      created_by_id: scope.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return await batchOf(scope, store, id);
}

function jsonOf(value: object | null): string | null {
  return value && JSON.stringify(value);
}

function batches(_scope: Scope, store: Store) {
  const publicIdOf = (column: 'replaces' | 'replaced_by' | 'mends_of') =>
    sql<string | null>`(SELECT o.public_id FROM batch o WHERE o.id = batch.${sql.ref(column)})`;
  return store
    .selectFrom('batch')
    .selectAll()
    .select([
      publicIdOf('replaces').as('replaces_id'),
      publicIdOf('replaced_by').as('replaced_by_id'),
      publicIdOf('mends_of').as('mends_of_id'),
      sql<number>`(SELECT count(*) FROM batch_mend m JOIN batch o ON o.id = m.imported_in AND o.state = 'kept'
        WHERE m.batch_id = batch.id AND o.id <> batch.id)`.as('rows_mended'),
    ]);
}
export type BatchRow = Awaited<ReturnType<ReturnType<typeof batches>['execute']>>[number];

export function listBatches(scope: Scope, store: Store): Promise<BatchRow[]> {
  return batches(scope, store).orderBy('id', 'desc').execute();
}

export function batchBy(scope: Scope, store: Store, id: string): Promise<BatchRow | undefined> {
  return batches(scope, store).where('public_id', '=', id).executeTakeFirst();
}

export function batchOf(scope: Scope, store: Store, id: number): Promise<BatchRow> {
  return batches(scope, store).where('id', '=', id).executeTakeFirstOrThrow();
}

/**
 * The kept batch of the same bytes, table and kind, one that read them in the same way first; `isReadAlike` says whether it
 * did. A file of one table has it under no name, or under its own.
 */
export function sameBatch(
  scope: Scope,
  store: Store,
  { id, sha256, preset, part }: Pick<BatchRow, 'id' | 'sha256' | 'preset' | 'part'>,
  { kind, mapping }: { kind: string; mapping: object | null | undefined },
) {
  const named = jsonOf(part);
  const isReadAlike = sql<boolean>`(mapping IS NOT DISTINCT FROM ${jsonOf(mapping ?? null)}::jsonb
    AND (mapping IS NOT NULL OR preset IS NOT DISTINCT FROM ${preset}::text))`;
  return (
    batches(scope, store)
      .select(isReadAlike.as('isReadAlike'))
      .where('sha256', '=', sha256)
      .where('state', '=', 'kept')
      .where('kind', '=', kind)
      // Itself, where what it keeps is read again.
      .where('id', '<>', id)
      // Where a replacement is undone, what it replaced is read while it still counts.
      .where('replaces', 'is distinct from', id)
      .where(sql<boolean>`(part IS NULL OR ${named}::jsonb IS NULL OR part = ${named}::jsonb)`)
      .orderBy('isReadAlike', 'desc')
      .orderBy('id')
      .executeTakeFirst()
  );
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

/** Content addresses of the files that batches name, whatever became of them. */
export async function namedOriginals(_scope: Scope, store: Store): Promise<Set<string>> {
  const rows = await store.selectFrom('batch').select('sha256').distinct().execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** The example company is all that is kept: it gives way to a first real import in another currency. */
export async function isExampleAlone(_scope: Scope, store: Store): Promise<boolean> {
  const { rows } = await sql<{ alone: boolean }>`
    SELECT coalesce(bool_and(example), false) AS alone FROM batch WHERE state = 'kept'`.execute(store);
  return rows[0]?.alone ?? false;
}

export interface BatchOutcome {
  readonly state: BatchState;
  readonly kind?: string;
  readonly rowsRead?: number;
  readonly rowsKept?: number;
  readonly rowsRefused?: number;
  readonly rowsLeftOut?: number;
  readonly amount?: string | null;
  readonly firstMonth?: string | null;
  readonly lastMonth?: string | null;
  readonly sentence?: string | null;
  /** Null where the one that took its place is undone, and it is kept again. */
  readonly replacedBy?: number | null;
  readonly heading?: string;
  readonly findings?: Findings | null;
}

/**
 * How a batch goes on, if it still is where it was thought to be: of two that turn it at once, one comes too late.
 * @returns the batch as it is now, or undefined where it was in none of the states `from`
 */
export async function turnBatch(
  scope: Scope,
  store: Store,
  { id, from, outcome }: { id: number; from: readonly BatchState[]; outcome: BatchOutcome },
): Promise<BatchRow | undefined> {
  const { state, kind, rowsRead, rowsKept, rowsRefused, rowsLeftOut, amount, firstMonth, lastMonth } =
    outcome;
  const { sentence, heading, findings, replacedBy } = outcome;
  const turned = await store
    .updateTable('batch')
    .set({
      state,
      ...(kind === undefined ? {} : { kind }),
      ...(rowsRead === undefined ? {} : { rows_read: rowsRead }),
      ...(rowsKept === undefined ? {} : { rows_kept: rowsKept }),
      ...(rowsRefused === undefined ? {} : { rows_refused: rowsRefused }),
      ...(rowsLeftOut === undefined ? {} : { rows_left_out: rowsLeftOut }),
      ...(amount === undefined ? {} : { amount }),
      ...(firstMonth === undefined ? {} : { first_month: firstMonth }),
      ...(lastMonth === undefined ? {} : { last_month: lastMonth }),
      ...(sentence === undefined ? {} : { sentence }),
      ...(heading === undefined ? {} : { heading: storedText(heading) }),
      ...(findings === undefined ? {} : { findings: jsonOf(findings) }),
      ...(replacedBy === undefined ? {} : { replaced_by: replacedBy }),
      ...(state === 'kept' && replacedBy === undefined ? { kept_at: sql<Date>`now()` } : {}),
      ...(state === 'undone' ? { undone_at: sql<Date>`now()`, undone_by: scope.person } : {}),
    })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .returning('id')
    .executeTakeFirst();
  return turned && (await batchOf(scope, store, id));
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

/** How many imports in sight were made of an original. */
/** @param fresh those only that who asks sent of late, with nothing closed to them since */
export async function batchesNaming(
  _scope: Scope,
  store: Store,
  { sha256, fresh = false }: { sha256: string; fresh?: boolean },
): Promise<number> {
  const row = await store
    .selectFrom('batch')
    .select(({ fn }) => fn.countAll<number>().as('batches'))
    .where('sha256', '=', sha256)
    .$if(fresh, query => query.where(sql<boolean>`id IN (SELECT fresh_batches())`))
    .executeTakeFirstOrThrow();
  return row.batches;
}
