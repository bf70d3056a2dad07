import { Worker } from 'node:worker_threads';
import { Refusal } from '../errors.ts';
import { exclusively } from '../ledger/turns.ts';
import type { Headed } from './file-reader.ts';
import type { FileTables } from './file-tables.ts';
import {
  type Asked,
  buffersOf,
  type FileToRead,
  type HowToRead,
  type ReadEnd,
  type ReadRows,
  type Told,
} from './reading-messages.ts';

/** Whom a file's rows go to; what it throws stops the reading. */
export interface RowKeeper {
  heading(headed: Headed): Promise<HowToRead>;
  rows(read: ReadRows): Promise<void>;
  progress(progress: { share: number; rows: number }): void;
  /** Aborted when nobody wants the file any more. */
  readonly signal?: AbortSignal;
}

/** Reads files in threads of their own: pages are answered while a large file is read. */
export interface FileThread {
  /** Reads one file at a time. Throws what the file is refused for, or what `keeper` threw. */
  read(file: FileToRead, keeper: RowKeeper): Promise<ReadEnd>;
  /** The tables of a file, told by another thread than the one that may be busy reading for long. */
  tables(file: { path: string; name: string }): Promise<FileTables>;
  close(): Promise<void>;
}

export function openFileThread(): FileThread {
  const reading = keptWorker();
  const looking = keptWorker();
  const turn = exclusively();
  return {
    read: (file, keeper) => reading.use(worker => conversation(worker, file, keeper)),
    tables: file => turn(() => looking.use(worker => tablesTold(worker, file))),
    close: async () => {
      await reading.close();
      await looking.close();
    },
  };
}

/** A thread that is started when it is first needed, and again after it broke. */
function keptWorker() {
  let worker: Worker | undefined;
  return {
    use: async <T>(work: (worker: Worker) => Promise<T>): Promise<T> => {
      worker ??= new Worker(new URL('reading-thread.ts', import.meta.url)).once('exit', () => {
        worker = undefined;
      });
      const running = worker;
      running.ref();
      // A thread that waits for the next file keeps no program alive.
      return await work(running).finally(() => running.unref());
    },
    close: async () => {
      await worker?.terminate();
      worker = undefined;
    },
  };
}

/** Settles with what a thread tells once, however it ends. */
function tablesTold(worker: Worker, { path, name }: { path: string; name: string }): Promise<FileTables> {
  return new Promise<FileTables>((resolve, reject) => {
    const finish = (settle: () => void) => {
      worker.off('message', take).off('error', fail).off('exit', exited);
      settle();
    };
    const fail = (error: unknown) => finish(() => reject(error));
    const exited = () => fail(new Error('the thread that reads files ended'));
    const take = (told: Told) => {
      if (told.tell === 'tables') finish(() => resolve(told.tables));
      else if (told.tell === 'refused') fail(new Refusal(told.code, told.sentence));
      else if (told.tell === 'fault') fail(Object.assign(told.error, { code: told.code }));
    };
    worker.on('message', take).on('error', fail).on('exit', exited);
    worker.postMessage({ ask: 'tables', path, name } satisfies Asked);
  });
}

function conversation(worker: Worker, file: FileToRead, keeper: RowKeeper): Promise<ReadEnd> {
  return new Promise<ReadEnd>((resolve, reject) => {
    let thrown: unknown;
    const ask = (asked: Asked) =>
      worker.postMessage(asked, asked.ask === 'go-on' ? buffersOf(asked.columns) : []);
    let answering = Promise.resolve();
    const answer = (work: Promise<Asked>) => {
      answering = work.then(ask, error => {
        thrown = error;
        ask({ ask: 'stop' });
      });
    };
    // Wherever in the file it is: the next one gets a thread of its own again.
    const breakOff = () => void worker.terminate();
    const finish = (settle: () => void) => {
      keeper.signal?.removeEventListener('abort', breakOff);
      worker.off('message', take).off('error', fail).off('exit', exited);
      // Rows may still be on their way into the ledger when the rest of the file turns out to be damaged.
      void answering.then(settle);
    };
    const fail = (error: unknown) => finish(() => reject(thrown ?? error));
    const exited = () => fail(new Error('the thread that reads files ended'));
    const take = (told: Told) => {
      switch (told.tell) {
        case 'heading':
          answer(keeper.heading(told.headed).then(how => ({ ask: 'begin', ...how })));
          break;
        case 'rows':
          answer(keeper.rows(told).then(() => ({ ask: 'go-on', columns: told.columns })));
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
    keeper.signal?.addEventListener('abort', breakOff);
    worker.on('message', take).on('error', fail).on('exit', exited);
    ask({ ask: 'read', ...file });
  });
}
