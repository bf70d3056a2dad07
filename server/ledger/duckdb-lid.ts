import type { DuckDBConnection } from '@duckdb/node-api';

/** With the program around it, a file of any size is taken in a gigabyte. */
const WRITING_MOST = '320MB';
/** What half of 100,000 customers bought in two years, and all that is asked beside it, stays at hand in so much. */
export const READING_MOST = '640MB';
/** Shorter work is done before it could fill the memory; reads then keep what they have at hand. */
const LASTING_MS = 1_000;
/** By then the memory of a write is given back: see `duckdb-memory.ts`. */
const RISING_MS = 30_000;

export interface MemoryLid {
  /** For a write that lasts; what reads have at hand beyond it is let go. */
  lowerSoon(): void;
  /** Once nothing is written for a while, reads may have more. */
  riseSoon(): void;
  /** What lasting work leaves would stand beside what comes next: it is given back at once. */
  ended(work: { readonly started: number }): void;
  /** Waits for the setting under way: no connection is closed under it. */
  stop(): Promise<void>;
}

/** @param connection one of its own, since that of a write is taken while it lasts */
export function memoryLid(connection: Pick<DuckDBConnection, 'run'>): MemoryLid {
  let timer: NodeJS.Timeout | undefined;
  let set = READING_MOST;
  let setting: Promise<void> = Promise.resolve();
  /** With each setting DuckDB gives all freed memory back, which the next query has to get anew. */
  const most = (memory?: string): void => {
    setting = setting.then(async () => {
      const asked = memory ?? set;
      const done = await connection.run(`SET memory_limit = '${asked}'`).catch(() => undefined);
      if (done) set = asked;
    });
  };
  const later = (memory: string, milliseconds: number) => {
    clearTimeout(timer);
    const mine = setTimeout(async () => {
      if (memory === set) return;
      most(memory);
      await setting;
      // Where all of it is needed just now, there is some to let go a while later.
      if (memory !== set && timer === mine) later(memory, milliseconds);
    }, milliseconds);
    mine.unref();
    timer = mine;
  };
  return {
    lowerSoon: () => later(WRITING_MOST, LASTING_MS),
    riseSoon: () => later(READING_MOST, RISING_MS),
    ended: ({ started }) => {
      if (performance.now() - started > LASTING_MS) most();
    },
    stop: async () => {
      clearTimeout(timer);
      timer = undefined;
      await setting;
    },
  };
}
