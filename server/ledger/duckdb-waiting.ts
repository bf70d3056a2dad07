import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type {
  DuckDBConnection,
  DuckDBPendingResult,
  DuckDBResult,
  DuckDBType,
  DuckDBValue,
} from '@duckdb/node-api';
import binding from '@duckdb/node-bindings';

/** What is asked and answered so fast that a pause would be the longer wait. */
const AT_ONCE_MS = 0.5;
const PAUSE_MS = 1;

/**
 * Runs statements on DuckDB's own threads and looks now and then whether they are done. Who waits inside DuckDB instead
 * turns in a circle on a core for as long as its threads have all the work, while a file is read on the same core.
 */
export async function runWaiting(
  connection: DuckDBConnection,
  sql: string,
  given?: { values: Record<string, DuckDBValue>; types: Record<string, DuckDBType> },
): Promise<DuckDBResult> {
  const statements = await connection.extractStatements(sql);
  for (let i = 0; ; i++) {
    const prepared = await statements.prepare(i);
    try {
      if (given) prepared.bind(given.values, given.types);
      const pending = prepared.start();
      await completion(pending);
      const result = await pending.getResult();
      if (i + 1 >= statements.count) return result;
    } finally {
      prepared.destroySync();
    }
  }
}

async function completion(pending: DuckDBPendingResult): Promise<void> {
  const { pending_result } = pending as unknown as { readonly pending_result: binding.PendingResult };
  const started = performance.now();
  for (;;) {
    const state = binding.pending_execute_check_state(pending_result);
    // What is done and has no row to give says ERROR without one.
    const fault = state === binding.PendingState.ERROR ? binding.pending_error(pending_result) : '';
    if (fault !== '') throw new Error(fault);
    if (state === binding.PendingState.RESULT_READY || state === binding.PendingState.ERROR) return;
    if (performance.now() - started < AT_ONCE_MS) await turn();
    else await pause(PAUSE_MS);
  }
}
