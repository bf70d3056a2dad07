import type { DuckDBConnection } from '@duckdb/node-api';

/** With the program around it, a file of any size is taken in a gigabyte. */
const WRITING_MOST = '320MB';
/** What half of 100,000 customers bought in two years, and all that is asked beside it, stays at hand in so much. */
export const READING_MOST = '640MB';
/** By then the memory of a write is given back: see `duckdb-memory.ts`. */
const RISING_MS = 30_000;

export interface MemoryLid {
  /** For a write; what reads have at hand beyond it is let go. Where they need it just now, both have more for that while. */
  lower(): Promise<void>;
  /** Once nothing is written for a while, reads may have more. */
  riseSoon(): void;
  stop(): void;
}

/** @param turn runs a piece of work on the connection when nothing else does */
export function memoryLid(
  connection: Pick<DuckDBConnection, 'run'>,
  turn: (work: () => Promise<void>) => Promise<void>,
): MemoryLid {
  let rising: NodeJS.Timeout | undefined;
  let set = READING_MOST;
  /** Only where it changes: with each setting DuckDB gives all freed memory back, which the next query has to get anew. */
  const most = async (memory: string) => {
    if (memory === set) return;
    const done = await connection.run(`SET memory_limit = '${memory}'`).catch(() => undefined);
    if (done) set = memory;
  };
  const stop = () => clearTimeout(rising);
  return {
    lower: async () => {
      stop();
      await most(WRITING_MOST);
    },
    riseSoon: () => {
      stop();
      rising = setTimeout(() => {
        turn(() => most(READING_MOST)).catch(() => undefined);
      }, RISING_MS);
      rising.unref();
    },
    stop,
  };
}
