import { Worker } from 'node:worker_threads';
import type { ValueForecast } from '@clientele/engine';
import type { ForecastAsked, ForecastTold } from './forecast-messages.ts';

/** Why there is no forecast: somebody stopped it. */
export class StoppedForecast extends Error {}

interface ForecastThread {
  /** One at a time; the signal ends the thread, whatever it is at. */
  forecast(
    asked: ForecastAsked,
    signal: AbortSignal,
    onProgress: (progress: { share: number; step: string }) => void,
  ): Promise<ValueForecast | undefined>;
  close(): Promise<void>;
}

/** A thread that has taken in so many rows is ended after them: what they took would stay. */
const ROWS_KEPT_MOST = 500_000;

/** A thread that is started when it is first needed, waits for the next forecast, and is started again after it was ended. */
export function openForecastThread(): ForecastThread {
  let worker: Worker | undefined;
  const end = async () => {
    await worker?.terminate();
    worker = undefined;
  };
  return {
    forecast: async (asked, signal, onProgress) => {
      signal.throwIfAborted();
      worker ??= new Worker(new URL('forecast-thread.ts', import.meta.url));
      worker.ref();
      const running = worker;
      const onAbort = () => void end();
      signal.addEventListener('abort', onAbort);
      try {
        return await told(running, asked, onProgress);
      } catch (error) {
        await end();
        throw error;
      } finally {
        signal.removeEventListener('abort', onAbort);
        if (asked.purchases.day.length > ROWS_KEPT_MOST) await end();
        // A thread that waits for the next one keeps no program alive.
        worker?.unref();
      }
    },
    close: end,
  };
}

/** Settles with the forecast that a thread tells, with what it broke on, or as stopped where it was ended. */
function told(
  worker: Worker,
  asked: ForecastAsked,
  onProgress: (progress: { share: number; step: string }) => void,
): Promise<ValueForecast | undefined> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      worker.off('message', take).off('error', fail).off('exit', exited);
      settle();
    };
    const fail = (error: unknown) => finish(() => reject(error));
    const exited = () => fail(new StoppedForecast());
    const take = (message: ForecastTold) => {
      if (message.tell === 'progress') onProgress(message);
      else if (message.tell === 'forecast') finish(() => resolve(message.forecast));
      else fail(message.error);
    };
    worker.on('message', take).on('error', fail).on('exit', exited);
    worker.postMessage(asked);
  });
}
