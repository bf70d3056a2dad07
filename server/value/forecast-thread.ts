import { type MessagePort, parentPort } from 'node:worker_threads';
import { type FittedPurchases, fitPurchases, valueOfFitted } from '@clientele/engine';
import type { ForecastAsked, ForecastTold } from './forecast-messages.ts';

/** Runs in a thread of its own, makes one forecast after another: pages are answered meanwhile, and ending the thread stops it. */

const port = parentPort as MessagePort;
/** As often as somebody who looks at it can see a difference. */
const TOLD_EVERY_MS = 100;

const FITS_MOST = 3;
const fits = new Map<string, FittedPurchases | undefined>();

port.on('message', ({ fit, purchases, trade, terms }: ForecastAsked) => {
  const tell = (told: ForecastTold) => port.postMessage(told);
  let last = 0;
  const onProgress = (share: number, step: string) => {
    if (performance.now() - last < TOLD_EVERY_MS) return;
    last = performance.now();
    tell({ tell: 'progress', share, step });
  };
  try {
    const fitted = fits.has(fit) ? fits.get(fit) : fitPurchases(purchases, { ...terms, onProgress });
    fits.delete(fit);
    fits.set(fit, fitted);
    for (const oldest of [...fits.keys()].slice(0, -FITS_MOST)) fits.delete(oldest);
    tell({ tell: 'forecast', forecast: fitted && valueOfFitted(fitted, trade, terms) });
  } catch (error) {
    tell({ tell: 'fault', error });
  }
});
