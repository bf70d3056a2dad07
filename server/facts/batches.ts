import { formatDecimal, type Scope } from '@clientele/engine';
import type { Batch } from '../../contract/batches.ts';
import type { MappingAsked } from '../../contract/mapping.ts';
import type { Database } from '../database/open.ts';
import { Refusal } from '../errors.ts';
import { type BatchRow, batchBy, sameBatch } from './batch-store.ts';
import { delimiterOf } from './formats/text-table.ts';
import { guardedRecord, PROBLEM_HEADINGS, quotedCell } from './guarded-text.ts';
import type { Intake } from './intake.ts';
import { listProblems, type ProblemRow } from './problem-store.ts';
import { findingsSeen } from './sender.ts';

export interface BatchStores {
  readonly database: Database;
  readonly intake: Intake;
}

export function batchAnswer(row: BatchRow, intake: Pick<Intake, 'progress'>): Batch {
  const progress = row.state === 'reading' ? intake.progress(row.public_id) : undefined;
  return {
    id: row.public_id,
    kind: row.kind,
    preset: row.preset,
    file: row.file_name,
    part: row.part,
    original: row.sha256,
    bytes: row.bytes,
    state: row.state,
    rowsRead: progress?.rows ?? row.rows_read,
    rowsKept: row.rows_kept,
    rowsRefused: row.rows_refused,
    rowsLeftOut: row.rows_left_out,
    rowsMended: row.rows_mended,
    amount: row.amount === null ? null : formatDecimal(BigInt(row.amount)),
    at: row.created_at.toISOString(),
    by: row.created_by,
    undoneAt: row.undone_at?.toISOString() ?? null,
    replaces: row.replaces_id,
    replacedBy: row.replaced_by_id,
    mendsOf: row.mends_of_id,
    sentence: row.sentence,
    progress: progress ? progress.share : row.state === 'waiting' ? 0 : null,
    rowsPerSecond: progress?.rowsPerSecond ?? null,
    secondsLeft: progress?.secondsLeft ?? null,
  };
}

/** With what its check found. */
export function batchWithFindings(scope: Scope, row: BatchRow, intake: Pick<Intake, 'progress'>): Batch {
  return {
    ...batchAnswer(row, intake),
    findings: findingsSeen(scope, row),
    mapping: row.mapping as MappingAsked | null,
  };
}

export async function existingBatch(
  { database }: Pick<BatchStores, 'database'>,
  scope: Scope,
  id: string,
): Promise<BatchRow> {
  const batch = await database.within(scope, store => batchBy(scope, store, id));
  if (!batch) throw new Refusal('not-found', `There is no import "${id}".`);
  return batch;
}

/** The batch whose problems are asked for: an unchanged one has those of the import that it equals. */
export async function batchWithProblems(
  stores: Pick<BatchStores, 'database'>,
  scope: Scope,
  id: string,
): Promise<BatchRow> {
  const batch = await existingBatch(stores, scope, id);
  const { state, kind, mapping } = batch;
  if (state !== 'unchanged' || kind === null) return batch;
  return (
    (await stores.database.within(scope, store => sameBatch(scope, store, batch, { kind, mapping }))) ?? batch
  );
}

const EVENT_MS_LEAST = 100;

/** The batch as server-sent events, at most ten a second, until it ends, the reader leaves or may not see it any more. */
export async function progressEvents(
  stores: BatchStores,
  scope: Scope,
  id: string,
  signal: AbortSignal,
): Promise<Response> {
  await existingBatch(stores, scope, id);
  const encoder = new TextEncoder();
  let wake: (ended: boolean) => void = () => undefined;
  const unwatch = stores.intake.watch(id, ended => wake(ended));
  const events = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const pause = pauseOf(EVENT_MS_LEAST, EVENT_MS_LEAST * 5);
      wake = pause.wake;
      const row = await stores.database.within(scope, store => batchBy(scope, store, id));
      const batch = row && batchAnswer(row, stores.intake);
      if (batch) controller.enqueue(encoder.encode(`data: ${JSON.stringify(batch)}\n\n`));
      if ((batch?.state !== 'waiting' && batch?.state !== 'reading') || signal.aborted) {
        unwatch();
        controller.close();
        return;
      }
      await pause.over;
    },
    cancel: unwatch,
  });
  return new Response(events, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
  });
}

/** Over after `most` milliseconds; after `least` when something changed; at once when it ended. */
function pauseOf(least: number, most: number) {
  let end: () => void = () => undefined;
  let isChanged = false;
  let isDue = false;
  const over = new Promise<void>(resolve => {
    end = resolve;
  });
  const timers = [
    setTimeout(() => end(), most),
    setTimeout(() => {
      isDue = true;
      if (isChanged) end();
    }, least),
  ];
  void over.then(() => timers.forEach(clearTimeout));
  const wake = (ended: boolean) => {
    isChanged = true;
    if (isDue || ended) end();
  };
  return { over, wake };
}

const PAGE = 5000;

/** The rows that were not kept, each as it stood, with its problems in front: mend them and send the file again. */
export async function problemFile(
  stores: Pick<BatchStores, 'database'>,
  scope: Scope,
  id: string,
): Promise<Response> {
  const batch = await batchWithProblems(stores, scope, id);
  const heading = String(batch.heading ?? '');
  const delimiter = delimiterOf(heading);
  let offset = 0;
  const encoder = new TextEncoder();
  const rows = new ReadableStream<Uint8Array>({
    start(controller) {
      const headings = [...PROBLEM_HEADINGS, guardedRecord(heading, delimiter)];
      controller.enqueue(encoder.encode(`${headings.join(delimiter)}\n`));
    },
    async pull(controller) {
      const { problems } = await stores.database.within(scope, store =>
        listProblems(scope, store, batch.id, { offset, limit: PAGE, toMend: true }),
      );
      offset += problems.length;
      for (const line of problemLines(problems, delimiter)) controller.enqueue(encoder.encode(line));
      if (problems.length < PAGE) controller.close();
    },
  });
  const name = encodeURIComponent(
    `${batch.file_name.replace(/(\.csv|\.tsv|\.txt)?(\.gz)?$/i, '')} to mend.csv`,
  );
  return new Response(rows, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
    },
  });
}

/** One line a row: several problems of a row stand together, so that the row comes back once. */
function problemLines(problems: readonly ProblemRow[], delimiter: string): string[] {
  const byRow = new Map<number, ProblemRow[]>();
  for (const problem of problems) byRow.set(problem.row, [...(byRow.get(problem.row) ?? []), problem]);
  return [...byRow.values()].map(mine => {
    const joined = (pick: (problem: ProblemRow) => string) => quotedCell(mine.map(pick).join('; '));
    const { row, text } = mine[0] as ProblemRow;
    return `${[row, joined(({ field }) => field), joined(({ what }) => what), joined(({ mend }) => mend), guardedRecord(text, delimiter)].join(delimiter)}\n`;
  });
}
