import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { MemoryLid } from './duckdb-lid.ts';
import { runWaiting } from './duckdb-waiting.ts';

const QUIET_MS = 1000;
const ROOM_BYTES = 64 << 20;

export interface Checkpoints {
  /** What is committed stands in the log; it moves into the file when nobody waits for it. */
  soon(): void;
  stop(): void;
}

/** @param turn runs a piece of work on the connection when nothing else does */
export function quietCheckpoints(
  connection: DuckDBConnection,
  { path, lid, turn }: { path: string; lid: MemoryLid; turn: (work: () => Promise<void>) => Promise<void> },
): Checkpoints {
  let quiet: NodeJS.Timeout | undefined;
  const checkpoint = async () => {
    const started = performance.now();
    if (await hasRoomToCheckpoint(path)) await runWaiting(connection, 'CHECKPOINT');
    lid.ended({ started });
  };
  const stop = () => clearTimeout(quiet);
  return {
    soon: () => {
      stop();
      quiet = setTimeout(() => {
        turn(checkpoint).catch(() => undefined);
      }, QUIET_MS);
      quiet.unref();
    },
    stop,
  };
}

/** A checkpoint that a full disk cuts short would make the whole file unusable until the next start. */
async function hasRoomToCheckpoint(path: string): Promise<boolean> {
  const [{ bavail, bsize }, log] = await Promise.all([
    statfs(dirname(path)),
    stat(`${path}.wal`).catch(() => undefined),
  ]);
  return log !== undefined && bavail * bsize > ROOM_BYTES + 2 * log.size;
}
