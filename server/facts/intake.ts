import { basename } from 'node:path';
import { asInstallation, type Mapping, type Scope } from '@clientele/engine';
import type { UndoPreview } from '../../contract/undo.ts';
import type { BatchOptions, FilePart } from '../database/tables.ts';
import { Refusal } from '../errors.ts';
import { addBatch, type BatchRow, batchBy, namedOriginals, turnBatch } from './batch-store.ts';
import { openFileThread } from './file-thread.ts';
import { type ImportQueue, openQueue } from './import-queue.ts';
import { readLostFacts } from './lost-facts.ts';
import { batchOfMends } from './mends.ts';
import { existingOriginal, keepOriginal, type Original, sweepOriginals } from './originals.ts';
import { queueForGood } from './queue-store.ts';
import { readableOriginal } from './readable-original.ts';
import type { IntakeStores } from './reading.ts';
import { refuseReplacing } from './sender.ts';
import { undoBatch } from './undo.ts';
import { undoPreview } from './undo-preview.ts';

/** How a file is to be read, and what was decided about it. */
export interface Reception {
  /** Its name, for people. */
  readonly file: string;
  readonly part?: FilePart | undefined;
  /** How its columns become fields; without one the preset says it, or the headings. */
  readonly mapping?: Mapping | undefined;
  readonly preset?: string | undefined;
  readonly example?: boolean | undefined;
  readonly options?: BatchOptions | undefined;
  /** Public id of the batch whose place it takes. */
  readonly replaces?: string | undefined;
}

interface Queued {
  readonly batch: BatchRow;
  /** Settles with the batch as it ended. */
  readonly done: Promise<BatchRow>;
}

/** Imports and checks, one at a time in the order in which they came; each can be watched. */
export interface Intake extends Pick<ImportQueue, 'progress' | 'watch' | 'goOn' | 'close'> {
  /** Stores the original, queues its import and answers at once. */
  receive(scope: Scope, bytes: AsyncIterable<Uint8Array>, how: Reception): Promise<Queued>;
  /** Queues the import of an original that was stored before, or its check. */
  take(scope: Scope, sha256: string, how: Reception, purpose: 'import' | 'check'): Promise<Queued>;
  /** Queues what was checked, refused, cancelled or interrupted; decisions stand until others are made. */
  keep(scope: Scope, id: string, decisions: BatchOptions): Promise<Queued>;
  discard(scope: Scope, id: string): Promise<BatchRow>;
  cancel(scope: Scope, id: string): Promise<BatchRow>;
  undo(scope: Scope, id: string): Promise<BatchRow>;
  /** Queues the mended rows of a kept import as one of their own. */
  importMends(scope: Scope, id: string): Promise<Queued>;
  /** What an undo would do; changes nothing. */
  undoPreview(scope: Scope, id: string): Promise<UndoPreview>;
  /** Waits until all that is queued now has ended, with what a stop left. */
  idle(): Promise<void>;
}

/**
 * Brings back what the ledger lost, takes up what an earlier stop left, then takes files.
 * @param say tells who waits for the start
 */
export async function openIntake(
  house: Omit<IntakeStores, 'thread'>,
  scope: Scope,
  say: (sentence: string) => void,
): Promise<Intake> {
  const stores: IntakeStores = { ...house, thread: openFileThread() };
  const named = await stores.database.within(scope, store => namedOriginals(scope, store));
  await sweepOriginals(stores.folder, named);
  await readLostFacts(stores, scope, say);
  const queue = await openQueue(stores, scope);
  const queued = (by: Scope, batch: BatchRow): Queued => ({ batch, done: queue.add(by, batch) });
  const add = async (by: Scope, original: Original, how: Reception, purpose: 'import' | 'check') =>
    queued(by, await addedBatch(stores, by, { original, how, rehearsed: purpose === 'check' }));
  return {
    receive: async (by, bytes, how) => add(by, await keepOriginal(stores.folder, bytes), how, 'import'),
    take: async (by, sha256, how, purpose) =>
      add(by, await readableOriginal(stores, by, sha256), how, purpose),
    keep: async (by, id, decisions) => queued(by, await keptForGood(stores, by, id, decisions)),
    discard: (by, id) => discarded(stores, by, id),
    cancel: async (by, id) => {
      const batch = await cancelled(stores, by, id);
      queue.breakOff(batch);
      return batch;
    },
    undo: async (by, id) => {
      const { replaces } = existing(await stores.database.within(by, store => batchBy(by, store, id)), id);
      refuseReplacing(by, replaces);
      return await queue.turn(() => undoBatch(stores, asInstallation(by), id));
    },
    importMends: async (by, id) => queued(by, await batchOfMends(stores, by, id)),
    undoPreview: (by, id) => undoPreview(stores, by, id),
    idle: () => {
      queue.goOn();
      return queue.turn(() => Promise.resolve());
    },
    progress: queue.progress,
    watch: queue.watch,
    goOn: queue.goOn,
    close: queue.close,
  };
}

async function addedBatch(
  { database }: IntakeStores,
  scope: Scope,
  { original, how, rehearsed }: { original: Original; how: Reception; rehearsed: boolean },
): Promise<BatchRow> {
  return await database.within(scope, async store => {
    const replaced = how.replaces === undefined ? undefined : await batchBy(scope, store, how.replaces);
    if (how.replaces !== undefined && replaced?.state !== 'kept')
      throw new Refusal('not-kept', `Only a kept import can be replaced, and "${how.replaces}" is none.`);
    refuseReplacing(scope, how.replaces);
    return await addBatch(scope, store, {
      file: basename(how.file) || 'unnamed',
      ...original,
      preset: how.preset || null,
      example: how.example ?? false,
      options: how.options ?? {},
      part: how.part ?? null,
      mapping: how.mapping ?? null,
      replaces: replaced?.id ?? null,
      rehearsed,
    });
  });
}

async function keptForGood(
  { database, folder }: IntakeStores,
  scope: Scope,
  id: string,
  decisions: BatchOptions,
): Promise<BatchRow> {
  return await database.within(scope, async store => {
    const batch = await existing(await batchBy(scope, store, id), id);
    await existingOriginal(folder, batch.sha256);
    const options = { ...batch.options, ...decisions };
    const queued = await queueForGood(scope, store, batch.id, options);
    if (queued) return queued;
    throw new Refusal(
      'not-checked',
      `Only an import that was checked, refused, cancelled or interrupted can be kept; ${id} is ${batch.state}.`,
    );
  });
}

async function discarded({ database }: IntakeStores, scope: Scope, id: string): Promise<BatchRow> {
  return await database.within(scope, async store => {
    const batch = existing(await batchBy(scope, store, id), id);
    const outcome = {
      state: 'cancelled',
      sentence: 'It was checked and put away: nothing of it counts.',
    } as const;
    const discarded = await turnBatch(scope, store, { id: batch.id, from: ['checked'], outcome });
    if (discarded) return discarded;
    throw new Refusal(
      'not-checked',
      `Only an import that was checked can be put away; ${id} is ${batch.state}.`,
    );
  });
}

/** From here on it counts as cancelled, whatever its reading still does: the commit point asks for its state. */
async function cancelled({ database }: IntakeStores, scope: Scope, id: string): Promise<BatchRow> {
  return await database.within(scope, async store => {
    const batch = existing(await batchBy(scope, store, id), id);
    const outcome = { state: 'cancelled', sentence: 'It was cancelled: nothing of it counts.' } as const;
    const from = ['waiting', 'reading'] as const;
    const cancelled = await turnBatch(scope, store, { id: batch.id, from, outcome });
    if (cancelled) return cancelled;
    const { state } = existing(await batchBy(scope, store, id), id);
    throw new Refusal(
      'not-under-way',
      `Only an import that waits or is being read can be cancelled; ${id} is ${state}.${state === 'kept' ? ' Undo it.' : ''}`,
    );
  });
}

function existing(batch: BatchRow | undefined, id: string): BatchRow {
  if (!batch) throw new Refusal('not-found', `There is no import "${id}".`);
  return batch;
}
