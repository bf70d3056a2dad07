import type { Scope } from '@clientele/engine';
import type { Duplicates } from '../../contract/findings.ts';
import type { LedgerWriter } from '../ledger/ledger.ts';
import { type BatchRow, batchFiles, keptBatchIds } from './batch-store.ts';
import { type DuplicateRows, existingRows, repeatedRows } from './duplicate-store.ts';
import type { FactsIn } from './findings.ts';
import type { IntakeStores } from './reading.ts';
import type { LeftOutRows } from './row-changes.ts';
import { senderOf } from './sender.ts';

const SAMPLES_MOST = 20;

export interface FoundDuplicates {
  readonly repeated: DuplicateRows;
  readonly existing: DuplicateRows & { readonly documents: number };
  /** Of the kept batches that the sender sees, by their keys. */
  readonly files: ReadonlyMap<number, { readonly publicId: string; readonly file: string }>;
}

/** Looks where a check or a decision asks for it: an import that keeps all rows need not know. */
export async function duplicatesIn(
  { database }: Pick<IntakeStores, 'database'>,
  scope: Scope,
  writer: LedgerWriter,
  { batch, kind }: Pick<FactsIn, 'batch' | 'kind'>,
): Promise<FoundDuplicates | undefined> {
  const { leaveOutRepeated, leaveOutExisting } = batch.options;
  if (!batch.rehearsed && leaveOutRepeated !== true && leaveOutExisting !== true) return undefined;
  const sender = senderOf(scope, batch);
  const [kept, files] = await Promise.all([
    database.within(scope, store => keptBatchIds(scope, store)),
    database.within(sender, store => batchFiles(sender, store)),
  ]);
  const others = kept.filter(id => id !== batch.replaces && id !== batch.id);
  const repeated = await repeatedRows(scope, writer, { kind, batch: batch.id });
  const existing = await existingRows(scope, writer, { kind, batch: batch.id, others });
  return { repeated, existing, files };
}

/** The rows that are not to be kept, as it was decided; undefined where there are none. */
export function rowsToLeaveOut(
  { repeated, existing, files }: FoundDuplicates,
  { options }: Pick<BatchRow, 'options'>,
): LeftOutRows | undefined {
  const left = new Map<number, { sameRow: number; batch: number | undefined }>();
  const add = ({ row, sameRow, sameBatch }: DuplicateRows, elsewhere: boolean) => {
    for (let i = 0; i < row.length; i++)
      left.set(row[i] as number, {
        sameRow: sameRow[i] as number,
        batch: elsewhere ? sameBatch[i] : undefined,
      });
  };
  if (options.leaveOutRepeated === true) add(repeated, false);
  if (options.leaveOutExisting === true) add(existing, true);
  if (left.size === 0) return undefined;
  const row = Float64Array.from(left.keys()).sort();
  const batches = [...new Set([...left.values()].flatMap(({ batch }) => batch ?? []))];
  const places = new Map(batches.map((key, place) => [key, place]));
  const of = (number: number) => left.get(number) as { sameRow: number; batch: number | undefined };
  return {
    row,
    sameRow: row.map(number => of(number).sameRow),
    file: Int32Array.from(row, number => places.get(of(number).batch ?? Number.NaN) ?? -1),
    files: batches.map(key => files.get(key)?.file ?? 'another import'),
  };
}

/** How many there are, and the first of them. */
export function duplicatesAnswer({ repeated, existing, files }: FoundDuplicates): Duplicates {
  const first = ({ row }: DuplicateRows) => [...row.subarray(0, SAMPLES_MOST)];
  return {
    repeated: {
      rows: repeated.row.length,
      samples: first(repeated).map((row, i) => ({ row, sameAs: repeated.sameRow[i] as number })),
    },
    existing: {
      rows: existing.row.length,
      documents: existing.documents,
      samples: first(existing).flatMap((row, i) => {
        const same = files.get(existing.sameBatch[i] as number);
        if (!same) return [];
        return { row, batch: same.publicId, file: same.file, sameAs: existing.sameRow[i] as number };
      }),
    },
  };
}
