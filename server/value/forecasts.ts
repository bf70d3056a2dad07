import type { ForecastTerms, Scope, ValueForecast } from '@clientele/engine';
import { exclusively } from '../ledger/turns.ts';
import type { ProfitStores } from '../profit/ranked.ts';
import { openForecastThread, StoppedForecast } from './forecast-worker.ts';
import { type PurchasesRead, readPurchases } from './purchase-days.ts';

/** A forecast with what it was made from. */
export interface Forecasted {
  readonly read: PurchasesRead;
  readonly terms: ForecastTerms;
  /** Undefined where nobody has a purchase that counts. */
  readonly forecast: ValueForecast | undefined;
}

/** Where a forecast stands. */
type ForecastState =
  | { readonly state: 'ready'; readonly made: Forecasted }
  | { readonly state: 'working'; readonly share: number; readonly step: string }
  | { readonly state: 'stopped' };

/** Forecasts of value, made in threads one at a time and kept for as long as book, model and scope stay the same. */
export interface Forecasts {
  /** Begins what nobody has asked for yet, and answers where it stands after so long. */
  standing(
    stores: ProfitStores,
    scope: Scope,
    asked: { readonly terms: ForecastTerms; readonly waitSeconds: number },
  ): Promise<ForecastState>;
  /** Stops what is under way; it begins again when `again` says so. */
  stop(stores: ProfitStores, scope: Scope, terms: ForecastTerms): Promise<void>;
  again(stores: ProfitStores, scope: Scope, terms: ForecastTerms): Promise<void>;
  close(): Promise<void>;
}

interface Job {
  readonly key: string;
  readonly made: Promise<Forecasted>;
  readonly stop: () => void;
  progress: { share: number; step: string };
  state: 'working' | 'ready' | 'stopped';
  /** Rows of purchases that are kept with it. */
  rows: number;
}

const KEPT_MOST = 6;
/** Of all that are kept; the last one stays however many it has. */
const ROWS_MOST = 3_000_000;

export function openForecasts(): Forecasts {
  const turn = exclusively();
  const thread = openForecastThread();
  let jobs: Job[] = [];
  const begin = (
    stores: ProfitStores,
    scope: Scope,
    terms: ForecastTerms,
    { key, fit }: { key: string; fit: string },
  ): Job => {
    const stopped = new AbortController();
    const made = turn(async (): Promise<Forecasted> => {
      stopped.signal.throwIfAborted();
      const read = await readPurchases(stores, scope, terms.until);
      const { purchases, trade } = read;
      const forecast = await thread.forecast({ fit, purchases, trade, terms }, stopped.signal, progress => {
        job.progress = progress;
      });
      return { read, terms, forecast };
    });
    const stop = () => stopped.abort(new StoppedForecast());
    const job: Job = { key, made, stop, progress: { share: 0, step: 'reading' }, state: 'working', rows: 0 };
    made.then(
      ({ read }) => {
        job.state = 'ready';
        job.rows = read.purchases.day.length;
      },
      (error: unknown) => {
        if (error instanceof StoppedForecast) job.state = 'stopped';
        else jobs = jobs.filter(one => one !== job);
      },
    );
    return job;
  };
  const find = async (...asked: Parameters<typeof keysOf>) => {
    const keys = await keysOf(...asked);
    return { ...keys, known: jobs.find(job => job.key === keys.key) };
  };
  const started = async (stores: ProfitStores, scope: Scope, terms: ForecastTerms) => {
    const { known, ...keys } = await find(stores, scope, terms);
    const job = known ?? begin(stores, scope, terms, keys);
    jobs = kept([...jobs.filter(one => one !== job), job]);
    return job;
  };
  return {
    standing: async (stores, scope, { terms, waitSeconds }) => {
      const job = await started(stores, scope, terms);
      if (job.state === 'stopped') return { state: 'stopped' };
      const made = await Promise.race([job.made, waited(waitSeconds)]).catch((error: unknown) => {
        if (error instanceof StoppedForecast) return undefined;
        throw error;
      });
      if (made) return { state: 'ready', made };
      return job.state === 'working' ? { state: 'working', ...job.progress } : { state: 'stopped' };
    },
    stop: async (stores, scope, terms) => {
      const { known } = await find(stores, scope, terms);
      if (known?.state !== 'working') return;
      known.stop();
      await known.made.catch(() => undefined);
    },
    again: async (stores, scope, terms) => {
      const { known } = await find(stores, scope, terms);
      if (known?.state === 'stopped') jobs = jobs.filter(one => one !== known);
      await started(stores, scope, terms);
    },
    close: async () => {
      for (const job of jobs) job.stop();
      await Promise.allSettled(jobs.map(({ made }) => made));
      jobs = [];
      await thread.close();
    },
  };
}

/** All that is under way, since somebody waits for it, and the last few of those made. */
function kept(jobs: readonly Job[]): Job[] {
  let rows = 0;
  const made = jobs.filter(({ state }) => state !== 'working').reverse();
  const gone = made.filter((one, place) => {
    rows += one.rows;
    return place > 0 && (place >= KEPT_MOST || rows > ROWS_MOST);
  });
  return jobs.filter(one => !gone.includes(one));
}

/** What a forecast is kept under, and what its fit alone hangs on. */
async function keysOf(stores: ProfitStores, scope: Scope, terms: ForecastTerms) {
  const { revision, timeline } = await stores.costing.settled();
  const book = [revision, timeline.id, scope.customers];
  return {
    key: JSON.stringify([...book, terms]),
    fit: JSON.stringify([...book, terms.until, terms.unit, terms.outliers]),
  };
}

function waited(seconds: number): Promise<undefined> {
  return new Promise(resolve => {
    setTimeout(() => resolve(undefined), seconds * 1000).unref();
  });
}
