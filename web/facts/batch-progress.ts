import type { Batch } from '../../contract/batches.ts';
import { factEndpoints } from '../../contract/facts.ts';
import { addressOf, call } from '../call.ts';

/** An import is over: nothing of it will change by itself. */
export function isEnded({ state }: Batch): boolean {
  return state !== 'waiting' && state !== 'reading';
}

/** Follows an import by the server's events until it ends. A lost connection is mended by asking for the batch. */
export function followed(id: string, onStep: (batch: Batch) => void): Promise<Batch> {
  return new Promise((resolve, reject) => {
    const events = new EventSource(addressOf(factEndpoints.batchProgress, { params: { id } }));
    const step = (batch: Batch) => {
      onStep(batch);
      if (!isEnded(batch)) return;
      events.close();
      resolve(batch);
    };
    events.onmessage = ({ data }) => step(JSON.parse(data) as Batch);
    events.onerror = () => {
      if (events.readyState !== EventSource.CLOSED && events.readyState !== EventSource.CONNECTING) return;
      call(factEndpoints.batch, { params: { id } }).then(step, (error: unknown) => {
        events.close();
        reject(error);
      });
    };
  });
}
