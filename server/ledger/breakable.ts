import type { LedgerWriter } from './ledger.ts';

/** A writer that runs nothing more once the signal has come. */
export function breakable(writer: LedgerWriter, signal: AbortSignal): LedgerWriter {
  const unlessBroken = <T>(run: () => Promise<T>): Promise<T> =>
    signal.aborted ? Promise.reject(signal.reason) : run();
  return {
    run: (...asked) => unlessBroken(() => writer.run(...asked)),
    rows: (...asked) => unlessBroken(() => writer.rows(...asked)),
    columns: (...asked) => unlessBroken(() => writer.columns(...asked)),
    columnsAbout: (...asked) => unlessBroken(() => writer.columnsAbout(...asked)),
    append: (...asked) => unlessBroken(() => writer.append(...asked)),
  };
}
