import type { FactKind, Scope } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import type { LedgerWriter } from '../ledger/ledger.ts';
import { type BatchRow, batchOf } from './batch-store.ts';
import { refusedRows } from './problem-store.ts';
import { type IntakeStores, Reading } from './reading.ts';
import { Unchanged } from './reading-ends.ts';

/** Why a file cannot take the place of the import that it is to replace; undefined where it can, or replaces none. */
export async function replacementRefusal(
  { database }: Pick<IntakeStores, 'database'>,
  scope: Scope,
  { batch: { replaces }, kind }: { batch: BatchRow; kind: FactKind },
): Promise<Refusal | undefined> {
  if (replaces === null) return undefined;
  const replaced = await database.within(scope, store => batchOf(scope, store, replaces));
  const { file_name, public_id, state } = replaced;
  if (state !== 'kept')
    return new Refusal(
      'not-kept',
      `Only a kept import can be replaced; ${file_name} (${public_id}) is ${state}. Import the file without replacing it.`,
    );
  if (replaced.kind === kind) return undefined;
  return new Refusal(
    'other-kind',
    `A file replaces only one of its own kind: ${file_name} (${public_id}) holds ${replaced.kind}, this file ${kind}.`,
  );
}

/** The import that counts again once this one is undone: the one whose place it took. */
export async function replacedOriginal(
  { database }: Pick<IntakeStores, 'database'>,
  scope: Scope,
  { id, replaces }: BatchRow,
): Promise<BatchRow | undefined> {
  if (replaces === null) return undefined;
  const original = await database.within(scope, store => batchOf(scope, store, replaces));
  return original.state === 'replaced' && original.replaced_by === id ? original : undefined;
}

/** A file that does not bring the rows again that it brought. */
export class OtherRows extends Error {}

/**
 * Reads a replaced import into the ledger again.
 * @returns its months as yyyymm; undefined where the same file is kept under another key by now
 */
export async function readReplacedAgain(
  stores: IntakeStores,
  scope: Scope,
  writer: LedgerWriter,
  original: BatchRow,
): Promise<readonly number[] | undefined> {
  try {
    return await readAgain(stores, scope, writer, original);
  } catch (error) {
    if (error instanceof Unchanged) return undefined;
    throw error;
  }
}

/**
 * Reads an import into the ledger again under its own key, without the rows that it did not keep.
 * @returns its months as yyyymm; throws `OtherRows` where it comes to other rows than it kept
 */
export async function readAgain(
  stores: IntakeStores,
  scope: Scope,
  writer: LedgerWriter,
  batch: BatchRow,
): Promise<readonly number[]> {
  const rows = await stores.database.within(scope, store => refusedRows(scope, store, batch.id));
  const row = Float64Array.from(rows);
  const leftOut = { row, sameRow: row, file: new Int32Array(row.length).fill(-1), files: [] };
  const reading = new Reading(stores, scope, { batch, writer });
  await reading.readWithout(leftOut);
  if (reading.rowsKept !== batch.rows_kept)
    throw new OtherRows(
      `${batch.public_id} had ${batch.rows_kept} rows and comes back with ${reading.rowsKept}`,
    );
  return reading.months();
}
