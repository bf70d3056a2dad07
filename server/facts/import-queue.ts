import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asInstallation, type Scope } from '@clientele/engine';
import { exclusively } from '../ledger/turns.ts';
import { type BatchRow, batchOf, turnBatch } from './batch-store.ts';
import { type BrokenOff, importFile } from './import-file.ts';
import { Pace, type PaceNow } from './pace.ts';
import { beginReading, takeUpAgain } from './queue-store.ts';
import type { IntakeStores } from './reading.ts';

interface Progress extends PaceNow {
  readonly share: number;
  readonly rows: number;
}

/** Imports and checks, one at a time in the order in which they came; each can be watched and broken off. */
export interface ImportQueue {
  /** Settles with the batch as it ended. */
  add(scope: Scope, batch: BatchRow): Promise<BatchRow>;
  /** Does something else with the facts in its turn. */
  turn<T>(work: () => Promise<T>): Promise<T>;
  /** Reads what a stop left waiting, ahead of all that comes later. */
  goOn(): void;
  breakOff(batch: BatchRow): void;
  progress(id: string): Progress | undefined;
  watch(id: string, step: (ended: boolean) => void): () => void;
  /** Begins nothing more. What is being read may still end; soon it goes back to those that wait. */
  close(patienceMs?: number): Promise<void>;
}

interface Running {
  readonly broken: AbortController;
  readonly pace: Pace;
  share: number;
  rows: number;
}

const ATTEMPTS_MOST = 3;
const CLOSING_MS_MOST = 10_000;

export async function openQueue(stores: IntakeStores, own: Scope): Promise<ImportQueue> {
  let left: readonly number[] = await leftByStop(stores, own);
  const turn = exclusively();
  const running = new Map<string, Running>();
  const watchers = new Map<string, Set<(ended: boolean) => void>>();
  let closing = false;
  const tell = (id: string, ended: boolean) => {
    for (const step of watchers.get(id) ?? []) step(ended);
  };

  const run = async (by: Scope, key: number): Promise<BatchRow> => {
    const begun = closing
      ? undefined
      : await stores.database.within(by, store => beginReading(by, store, key));
    if (!begun) return await stores.database.within(by, store => batchOf(by, store, key));
    const { public_id: id } = begun;
    const mine: Running = {
      broken: new AbortController(),
      pace: new Pace(performance.now()),
      share: 0,
      rows: 0,
    };
    running.set(id, mine);
    try {
      const onProgress = (share: number, rows: number) => {
        mine.pace.step(performance.now(), share, rows);
        Object.assign(mine, { share, rows });
        tell(id, false);
      };
      return await importFile(stores, by, begun, { onProgress, signal: mine.broken.signal });
    } finally {
      running.delete(id);
      tell(id, true);
    }
  };
  const queue = (by: Scope, key: number) => {
    const done = turn(() => run(by, key));
    // Its batch says that a fault stopped it and sends its reader to the log: this is where that stands.
    done.catch(error => console.error(error));
    return done;
  };
  const goOn = () => {
    if (closing) return;
    for (const key of left) void queue(own, key);
    left = [];
  };

  return {
    add: (by, batch) => {
      goOn();
      return queue(asInstallation(by), batch.id);
    },
    turn,
    goOn,
    breakOff: ({ public_id: id }) => {
      running.get(id)?.broken.abort('cancelled' satisfies BrokenOff);
      tell(id, true);
    },
    progress: id => {
      const mine = running.get(id);
      return mine && { share: mine.share, rows: mine.rows, ...mine.pace.now };
    },
    watch: (id, step) => {
      const steps = watchers.get(id) ?? new Set();
      watchers.set(id, steps.add(step));
      return () => {
        steps.delete(step);
        if (steps.size === 0) watchers.delete(id);
      };
    },
    close: async (patienceMs = CLOSING_MS_MOST) => {
      closing = true;
      const patience = setTimeout(() => {
        for (const { broken } of running.values()) broken.abort('stopping' satisfies BrokenOff);
      }, patienceMs);
      await turn(() => stores.thread.close()).finally(() => clearTimeout(patience));
    },
  };
}

/** What a stop left waits again, unless its file is gone or stopped the program time and again. Answers the keys. */
async function leftByStop({ database, folder }: IntakeStores, scope: Scope): Promise<number[]> {
  return await database.within(scope, async store => {
    const left: number[] = [];
    for (const id of await takeUpAgain(scope, store)) {
      const { sha256, attempts } = await batchOf(scope, store, id);
      const sentence = !existsSync(join(folder.files, sha256))
        ? 'The program stopped before it was kept, and its file is no longer in the data folder; nothing of it counts. Send the file again.'
        : attempts >= ATTEMPTS_MOST
          ? `The program stopped ${attempts} times while it was read; nothing of it counts. Look into the log, then send the file again.`
          : undefined;
      if (sentence === undefined) left.push(id);
      else
        await turnBatch(scope, store, { id, from: ['waiting'], outcome: { state: 'interrupted', sentence } });
    }
    return left;
  });
}
