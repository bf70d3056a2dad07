import type { Scope } from '@clientele/engine';
import type { Findings } from '../../contract/findings.ts';
import { diskFull, Refusal } from '../errors.ts';
import type { LedgerWriter } from '../ledger/ledger.ts';
import { type BatchOutcome, type BatchRow, batchOf, turnBatch } from './batch-store.ts';
import { duplicatesIn, rowsToLeaveOut } from './duplicates.ts';
import { findIn } from './findings.ts';
import { batchMonths } from './keep-store.ts';
import { keepBatch } from './keeping.ts';
import { writeProblems } from './problem-store.ts';
import { putBack } from './queue-store.ts';
import { type IntakeStores, monthText, Reading } from './reading.ts';
import { TurnedElsewhere, Unchanged } from './reading-ends.ts';
import { replacementRefusal } from './replacement.ts';
import { closedMonths } from './store.ts';

/** Why a reading is broken off. */
export type BrokenOff = 'cancelled' | 'stopping';

/** Thrown on purpose when a check is done, so that the ledger rolls back what it took in. */
class Checked extends Error {
  readonly findings: Findings;
  /** What an import would be refused for as things are. */
  readonly refusal: Refusal | undefined;
  constructor(findings: Findings, refusal: Refusal | undefined) {
    super('checked');
    this.findings = findings;
    this.refusal = refusal;
  }
}

/**
 * Imports the file of a batch, or rehearses that: the same steps, rolled back at the end. The ledger's rows go in first, in
 * one transaction; then the batch's row in the operational store says `kept`, which is the only commit point: a stop before
 * it leaves nothing that counts.
 *
 * @param signal breaks it off at any moment before the commit; its reason is a `BrokenOff`
 * @returns the batch as it ended: kept, checked, unchanged (the same bytes were kept before) or refused, with the reason;
 * cancelled, or waiting again where it was broken off
 */
export async function importFile(
  stores: IntakeStores,
  scope: Scope,
  batch: BatchRow,
  { onProgress, signal }: { onProgress: (share: number, rows: number) => void; signal: AbortSignal },
): Promise<BatchRow> {
  let reading: Reading | undefined;
  try {
    if (batch.rehearsed) await stores.rehearsal.settled();
    return await stores.ledger.write(
      async writer => {
        reading = new Reading(stores, scope, { batch, writer, onProgress, signal });
        await reading.read();
        const duplicates = await duplicatesIn(stores, scope, writer, reading.factsIn());
        const leftOut = duplicates && rowsToLeaveOut(duplicates, batch);
        if (leftOut) await reading.readWithout(leftOut);
        const refusal = await refusalOf(stores, scope, writer, reading);
        signal.throwIfAborted();
        if (duplicates && batch.rehearsed) {
          const facts = reading.factsIn();
          throw new Checked(await findIn(stores, scope, writer, { facts, duplicates }), refusal);
        }
        if (refusal) throw refusal;
        return reading;
      },
      (read, committed) => keepBatch(stores, scope, read, committed),
      signal,
    );
  } catch (error) {
    if (signal.aborted && signal.reason === ('stopping' satisfies BrokenOff))
      return await stores.database.within(scope, store => putBack(scope, store, batch.id));
    if (signal.aborted || error instanceof TurnedElsewhere)
      return await stores.database.within(scope, store => batchOf(scope, store, batch.id));
    return await ended(stores, scope, { batch, reading, error });
  }
}

/** Why what was read cannot be kept, as things are. */
async function refusalOf(
  stores: IntakeStores,
  scope: Scope,
  writer: LedgerWriter,
  reading: Reading,
): Promise<Refusal | undefined> {
  const { batch, kind } = reading.factsIn();
  const { replaces } = batch;
  const replaced = replaces === null ? [] : await batchMonths(scope, writer, replaces);
  const months = [...new Set([...reading.months(), ...replaced])].sort();
  return (
    reading.refusal() ??
    (await replacementRefusal(stores, scope, { batch, kind })) ??
    (await closedMonthsRefusal(stores, scope, months))
  );
}

/** Writes down how it ended other than kept; where somebody cancelled it meanwhile, that stands. */
async function ended(
  { database }: IntakeStores,
  scope: Scope,
  { batch, reading, error }: { batch: BatchRow; reading: Reading | undefined; error: unknown },
): Promise<BatchRow> {
  const end = (outcome: BatchOutcome) =>
    database.within(scope, async store => {
      const ended = await turnBatch(scope, store, { id: batch.id, from: ['reading'], outcome });
      if (ended && reading && (outcome.state === 'checked' || outcome.state === 'refused'))
        await writeProblems(scope, store, batch.id, reading.problems);
      return ended ?? (await batchOf(scope, store, batch.id));
    });
  if (error instanceof Checked && reading) {
    const { findings, refusal } = error;
    return await end({
      state: 'checked',
      ...reading.counted(),
      findings,
      sentence: refusal?.message ?? reading.remark(),
    });
  }
  if (error instanceof Unchanged)
    return await end({ state: 'unchanged', kind: error.kind, sentence: error.message });
  if (error instanceof Refusal) {
    const counted = { ...reading?.counted(), rowsKept: 0, rowsLeftOut: 0, amount: null };
    return await end({ state: 'refused', ...counted, sentence: error.message });
  }
  const full = diskFull(error);
  const sentence = full?.message ?? 'A fault of the program stopped it; nothing of it counts. See the log.';
  const interrupted = await end({ state: 'interrupted', sentence });
  if (full || interrupted.state === 'cancelled') return interrupted;
  throw error;
}

/** A closed month takes no imports and no undos until it is reopened with a reason. */
export async function closedMonthsRefusal(
  stores: Pick<IntakeStores, 'database'>,
  scope: Scope,
  months: readonly number[],
): Promise<Refusal | undefined> {
  const closed = new Set(await stores.database.within(scope, store => closedMonths(scope, store)));
  const refused = months.map(monthText).filter(month => closed.has(month));
  if (refused.length === 0) return undefined;
  return new Refusal(
    'closed-month',
    `${refused.join(', ')} is closed. Reopen it with a reason, or leave its rows out.`,
  );
}
