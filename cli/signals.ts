export interface Listening {
  /** Aborted once the terminal or the system has said stop; the process then ends by itself. */
  readonly stop: AbortSignal;
  end(): void;
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * The first signal lets `close` finish and ends the process; a second one does not wait. Where the program listens
 * already, as npm start does while it asks through its own server, it is left to the program to end.
 */
export function listenToSignals(close: () => Promise<void>): Listening {
  const stopping = new AbortController();
  if (process.listenerCount('SIGINT') > 0) return { stop: stopping.signal, end: () => undefined };
  const stop = (signal: NodeJS.Signals) => {
    const code = SIGNALS[signal as keyof typeof SIGNALS];
    if (stopping.signal.aborted) process.exit(code);
    stopping.abort();
    close()
      .catch(() => undefined)
      .finally(() => process.exit(code));
  };
  const signals = Object.keys(SIGNALS) as NodeJS.Signals[];
  for (const signal of signals) process.on(signal, stop);
  return {
    stop: stopping.signal,
    end() {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
