import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Scope } from '@clientele/engine';
import { Refusal } from '../errors.ts';
import { type BatchRow, turnBatch } from './batch-store.ts';
import { refreshCustomers } from './customer-record-store.ts';
import { batchesBy, batchesInLedger, batchesWithFacts } from './lost-store.ts';
import type { IntakeStores } from './reading.ts';
import { OtherRows, readAgain } from './replacement.ts';
import { advanceRevision, recordChange } from './store.ts';

/**
 * Reads again what kept files should have in the ledger and have not, as its file was damaged or is gone. Each file is a write
 * of its own, so that what a stop leaves undone is done at the next start. A file that cannot be read as it was counts no
 * more, and its batch says so.
 * @param say tells who waits
 */
export async function readLostFacts(
  stores: IntakeStores,
  scope: Scope,
  say: (sentence: string) => void,
): Promise<void> {
  const lost = await lostBatches(stores, scope);
  if (lost.length === 0) return;
  const files = lost.length === 1 ? '1 kept file: it is' : `${lost.length} kept files: they are`;
  say(`The ledger lacks the facts of ${files} read again.`);
  for (const [i, batch] of lost.entries()) {
    const reason = await readOne(stores, scope, batch);
    if (reason !== undefined) await giveUp(stores, scope, batch, reason);
    say(`  ${i + 1} of ${lost.length}: ${batch.file_name}${reason === undefined ? '' : `. ${reason}`}`);
  }
}

async function lostBatches({ database, ledger }: IntakeStores, scope: Scope): Promise<BatchRow[]> {
  const expected = await database.within(scope, store => batchesWithFacts(scope, store));
  if (expected.length === 0) return [];
  const there = await ledger.write(writer => batchesInLedger(scope, writer));
  const ids = expected.filter(id => !there.has(id));
  return await database.within(scope, store => batchesBy(scope, store, { ids }));
}

/** @returns why its facts are lost, in words; undefined where they are back */
async function readOne(stores: IntakeStores, scope: Scope, batch: BatchRow): Promise<string | undefined> {
  if (!existsSync(join(stores.folder.files, batch.sha256)))
    return 'Its facts went with the ledger, and its file is no longer in the data folder: nothing of it counts. Send the file again.';
  try {
    await stores.ledger.write(writer => readAgain(stores, scope, writer, batch));
    return undefined;
  } catch (error) {
    if (error instanceof OtherRows || error instanceof Refusal)
      return `Its facts went with the ledger, and its file does not read as it did (${error.message}): nothing of it counts. Import it again.`;
    throw error;
  }
}

async function giveUp(
  { database }: IntakeStores,
  scope: Scope,
  { id, public_id, file_name }: BatchRow,
  sentence: string,
): Promise<void> {
  await database.within(scope, async store => {
    await turnBatch(scope, store, { id, from: ['kept'], outcome: { state: 'interrupted', sentence } });
    await refreshCustomers(scope, store, id);
    const revision = await advanceRevision(scope, store);
    await recordChange(scope, store, {
      what: 'batch lost',
      before: { batch: public_id, file: file_name },
      after: { revision },
    });
  });
}
