import type { Scope } from '@clientele/engine';
import { diskFull, Refusal } from '../errors.ts';
import { type IntakeStores, monthText, Reading, Unchanged } from './reading.ts';
import { addProblems, type BatchRow, closedMonths, setOutcome } from './store.ts';

/**
 * Imports the file of a batch. The ledger's rows go in first, in one transaction; then the batch's row in the
 * operational store says `kept`, which is the only commit point: a stop before it leaves nothing that counts.
 *
 * @returns the batch as it ended: kept, unchanged (the same bytes were kept before) or refused, with the reason
 */
export async function importFile(
  stores: IntakeStores,
  scope: Scope,
  batch: BatchRow,
  onProgress: (progress: { share: number; rows: number }) => void,
): Promise<BatchRow> {
  const outcome = (result: Parameters<typeof setOutcome>[3]) =>
    stores.database.within(scope, store => setOutcome(scope, store, batch.id, result));
  await outcome({ state: 'reading' });
  let reading: Reading | undefined;
  try {
    return await stores.ledger.write(
      async writer => {
        reading = new Reading(stores, scope, { batch, writer, onProgress });
        await reading.read();
        if (reading.rowsKept === 0) throw reading.nothingKept();
        await refuseClosedMonths(stores, scope, reading.months());
        return reading;
      },
      (read, committed) => read.keep(committed),
    );
  } catch (error) {
    if (error instanceof Unchanged)
      return outcome({ state: 'unchanged', kind: error.kind, sentence: error.message });
    if (!(error instanceof Refusal)) {
      const full = diskFull(error);
      const sentence =
        full?.message ?? 'A fault of the program stopped it; nothing of it counts. See the log.';
      const interrupted = await outcome({ state: 'interrupted', sentence });
      if (full) return interrupted;
      throw error;
    }
    return stores.database.within(scope, async store => {
      const { problems = [], rowsRead = 0 } = reading ?? {};
      await addProblems(scope, store, batch.id, problems);
      const counts = { rowsRead, rowsKept: 0, rowsRefused: reading?.refusedRows() ?? 0 };
      return setOutcome(scope, store, batch.id, {
        state: 'refused',
        ...counts,
        ...reading?.known(),
        sentence: error.message,
      });
    });
  }
}

/** A closed month takes no imports and no undos until it is reopened with a reason. */
export async function refuseClosedMonths(
  stores: Pick<IntakeStores, 'database'>,
  scope: Scope,
  months: readonly number[],
): Promise<void> {
  const closed = new Set(await stores.database.within(scope, store => closedMonths(scope, store)));
  const refused = months.map(monthText).filter(month => closed.has(month));
  if (refused.length > 0) {
    throw new Refusal(
      'closed-month',
      `${refused.join(', ')} is closed. Reopen it with a reason, or leave its rows out.`,
    );
  }
}
