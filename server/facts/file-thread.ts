import { Worker } from 'node:worker_threads';
import { Refusal } from '../errors.ts';
import type { Headed } from './file-reader.ts';
import type { Asked, ReadEnd, ReadRows, Told } from './reading-messages.ts';
import type { SourceLayout } from './source-layout.ts';

/** Whom a file's rows go to; what it throws stops the reading. */
export interface RowKeeper {
  heading(headed: Headed): Promise<{ layout: SourceLayout; currency: string }>;
  rows(read: ReadRows): Promise<void>;
  progress(progress: { share: number; rows: number }): void;
}

/** Reads files in a thread of its own, one at a time: pages are answered while a large file is read. */
export interface FileThread {
  /** Throws what the file is refused for, or what `keeper` threw. */
  read(file: { path: string; bytes: number }, keeper: RowKeeper): Promise<ReadEnd>;
  close(): Promise<void>;
}

export function openFileThread(): FileThread {
  let worker: Worker | undefined;
  return {
    read: async (file, keeper) => {
      worker ??= started(() => {
        worker = undefined;
      });
      const running = worker;
      running.ref();
      // A thread that waits for the next file keeps no program alive.
      return await conversation(running, file, keeper).finally(() => running.unref());
    },
    close: async () => {
      await worker?.terminate();
      worker = undefined;
    },
  };
}

function started(onExit: () => void): Worker {
  return new Worker(new URL('reading-thread.ts', import.meta.url)).once('exit', onExit);
}

function conversation(
  worker: Worker,
  { path, bytes }: { path: string; bytes: number },
  keeper: RowKeeper,
): Promise<ReadEnd> {
  return new Promise<ReadEnd>((resolve, reject) => {
    let thrown: unknown;
    const ask = (asked: Asked) => worker.postMessage(asked);
    let answering = Promise.resolve();
    const answer = (work: Promise<Asked>) => {
      answering = work.then(ask, error => {
        thrown = error;
        ask({ ask: 'stop' });
      });
    };
    const finish = (settle: () => void) => {
      worker.off('message', take).off('error', fail).off('exit', exited);
      // Rows may still be on their way into the ledger when the rest of the file turns out to be damaged.
      void answering.then(settle);
    };
    const fail = (error: unknown) => finish(() => reject(thrown ?? error));
    const exited = () => fail(new Error('the thread that reads files ended'));
    const take = (told: Told) => {
      switch (told.tell) {
        case 'heading':
          answer(
            keeper.heading(told.headed).then(({ layout, currency }) => ({ ask: 'begin', layout, currency })),
          );
          break;
        case 'rows':
          answer(keeper.rows(told).then(() => ({ ask: 'go-on' })));
          break;
        case 'progress':
          keeper.progress(told);
          break;
        case 'end':
          finish(() => resolve(told.end));
          break;
        case 'refused':
          fail(new Refusal(told.code, told.sentence));
          break;
        case 'stopped':
          fail(new Error('reading was stopped'));
          break;
        case 'fault':
          fail(Object.assign(told.error, { code: told.code }));
      }
    };
    worker.on('message', take).on('error', fail).on('exit', exited);
    ask({ ask: 'read', path, bytes });
  });
}
