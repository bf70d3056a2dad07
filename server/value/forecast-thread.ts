import { type MessagePort, parentPort } from 'node:worker_threads';
import { forecastValue } from '@clientele/engine';
import type { ForecastAsked, ForecastTold } from './forecast-messages.ts';

/** Runs in a thread of its own, makes one forecast after another: pages are answered meanwhile, and ending the thread stops it. */

const port = parentPort as MessagePort;
/** As often as somebody who looks at it can see a difference. */
const TOLD_EVERY_MS = 100;

port.on('message', ({ purchases, trade, terms }: ForecastAsked) => {
  const tell = (told: ForecastTold) => port.postMessage(told);
  let last = 0;
  const onProgress = (share: number, step: string) => {
    if (performance.now() - last < TOLD_EVERY_MS) return;
    last = performance.now();
    tell({ tell: 'progress', share, step });
  };
  try {
    tell({ tell: 'forecast', forecast: forecastValue(purchases, trade, { ...terms, onProgress }) });
  } catch (error) {
    tell({ tell: 'fault', error });
  }
});
