import { basename } from 'node:path';
import type { Mapping, Scope } from '@clientele/engine';
import { exclusively } from '../ledger/turns.ts';
import { refreshCustomers } from './customer-record-store.ts';
import { openFileThread } from './file-thread.ts';
import { importFile, refuseClosedMonths } from './import-file.ts';
import { batchMonths } from './keep-store.ts';
import { keepOriginal } from './originals.ts';
import type { IntakeStores } from './reading.ts';
import {
  addBatch,
  advanceRevision,
  type BatchRow,
  interruptBatches,
  keptBatchIds,
  recordChange,
  setOutcome,
  writeBook,
} from './store.ts';
import { keptBatch } from './undo-preview.ts';

interface FileOptions {
  readonly file: string;
  readonly preset?: string | undefined;
  /** How its columns become fields; without one the preset says it, or the headings. */
  readonly mapping?: Mapping | undefined;
  readonly example?: boolean | undefined;
  readonly options?: Record<string, string | number | null> | undefined;
}

interface Progress {
  readonly share: number;
  readonly rows: number;
}

/** Imports, one at a time in the order in which they came; each can be watched. */
export interface Intake {
  /** Stores the original, queues its import and answers at once; `done` settles with the batch as it ended. */
  receive(
    scope: Scope,
    bytes: AsyncIterable<Uint8Array>,
    options: FileOptions,
  ): Promise<{ batch: BatchRow; done: Promise<BatchRow> }>;
  undo(scope: Scope, id: string): Promise<BatchRow>;
  progress(id: string): Progress | undefined;
  /** Calls back on every step of a batch until what it returns is called. */
  watch(id: string, step: (ended: boolean) => void): () => void;
  /** Waits for what is queued, then takes no more. */
  close(): Promise<void>;
}

/** Marks what an earlier stop cut short, then takes files. */
export async function openIntake(house: Omit<IntakeStores, 'thread'>, scope: Scope): Promise<Intake> {
  const stores: IntakeStores = { ...house, thread: openFileThread() };
  await stores.database.within(scope, store => interruptBatches(scope, store));
  const turn = exclusively();
  const running = new Map<string, Progress>();
  const watchers = new Map<string, Set<(ended: boolean) => void>>();
  const tell = (id: string, ended: boolean) => {
    for (const step of watchers.get(id) ?? []) step(ended);
  };

  const run = async (by: Scope, batch: BatchRow): Promise<BatchRow> => {
    running.set(batch.public_id, { share: 0, rows: 0 });
    try {
      return await importFile(stores, by, batch, progress => {
        running.set(batch.public_id, progress);
        tell(batch.public_id, false);
      });
    } finally {
      running.delete(batch.public_id);
      tell(batch.public_id, true);
    }
  };

  return {
    receive: async (by, bytes, options) => {
      const { sha256, bytes: size } = await keepOriginal(stores.folder, bytes);
      const batch = await stores.database.within(by, store =>
        addBatch(by, store, {
          file: basename(options.file) || 'unnamed',
          sha256,
          bytes: size,
          preset: options.preset ?? null,
          mapping: options.mapping,
          example: options.example ?? false,
          options: options.options ?? {},
        }),
      );
      const done = turn(() => run(by, batch));
      // Its batch says that a fault stopped it and sends its reader to the log: this is where that stands.
      done.catch(error => console.error(error));
      return { batch, done };
    },
    undo: (by, id) => turn(() => undoBatch(stores, by, id)),
    progress: id => running.get(id),
    watch: (id, step) => {
      const steps = watchers.get(id) ?? new Set();
      watchers.set(id, steps.add(step));
      return () => {
        steps.delete(step);
        if (steps.size === 0) watchers.delete(id);
      };
    },
    close: () => turn(() => stores.thread.close()),
  };
}

/** Takes a batch back: from the commit on nothing of it counts; its rows go when the measures are derived next. */
async function undoBatch(stores: IntakeStores, scope: Scope, id: string): Promise<BatchRow> {
  const batch = await keptBatch(stores, scope, id);
  return stores.ledger.write(
    writer => batchMonths(scope, writer, batch.id).then(months => refuseClosedMonths(stores, scope, months)),
    (_, committed) =>
      stores.database.within(scope, async store => {
        const undone = await setOutcome(scope, store, batch.id, { state: 'undone' });
        await refreshCustomers(scope, store, batch.id);
        if ((await keptBatchIds(scope, store)).length === 0) await writeBook(scope, store, null);
        const revision = await advanceRevision(scope, store);
        await recordChange(scope, store, {
          what: 'batch undone',
          before: { batch: id, state: 'kept' },
          after: { revision },
        });
        await committed;
        return undone;
      }),
  );
}
