import { existsSync, readFileSync } from 'node:fs';
import {
  collapse,
  type FittedName,
  fitModel,
  type Histories,
  type PurchaseModel,
  scoreCustomers,
  simulateHistories,
} from '@clientele/engine';
import { medianOf, printTable } from './measure.ts';

type Columns = Pick<Histories, 'repeats' | 'recency' | 'age'>;

const MANY = 1_000_000;
const SUMMARY = new URL('../../shared/data/cdnow-sample-summary.csv', import.meta.url);
/** Seconds; and megabytes of the process that fits a million, data and Node.js included. */
const LIMITS = { small: 0.05, million: 3, millionMb: 400, pareto: 30, score: 1 };
const TRUE = { model: 'bg-nbd', r: 0.8, alpha: 40, a: 0.8, b: 2.5 } as const;

/** Fits and scores of lifetime value: as many customers as CDNOW has, and a million on a grid of days. */
export function benchValue(): Promise<void> {
  console.log('Lifetime value: fits with collapsing and standard errors, and scores');
  const small = cdnowOrAlike();
  const rows = [
    rowOf(
      `BG/NBD, ${small.title}`,
      timesOf(31, () => fitted(small.histories, 'bg-nbd')),
      LIMITS.small,
    ),
  ];
  const many = simulateHistories(TRUE, {
    ...{ customers: MANY, observed: 730, entry: 365, later: 0, wholeDays: true, seed: 20_051 },
  });
  const { count } = collapse(many).patterns;
  const title = `1,000,000 customers, ${count.toLocaleString('en')} patterns`;
  rows.push(
    rowOf(
      `BG/NBD, ${title}`,
      timesOf(3, () => fitted(many, 'bg-nbd')),
      LIMITS.million,
    ),
  );
  const megabytes = process.resourceUsage().maxRSS / 1024;
  rows.push([
    'BG/NBD, most memory of the process so far',
    ...[
      `${megabytes.toFixed(0)} MB`,
      '',
      `${LIMITS.millionMb} MB`,
      (megabytes / LIMITS.millionMb).toFixed(2),
    ],
  ]);
  const bg = fitted(many, 'bg-nbd');
  let pareto: PurchaseModel = bg;
  const paretoTimes = timesOf(1, () => {
    pareto = fitted(many, 'pareto-nbd');
  });
  rows.push(rowOf(`Pareto/NBD, ${title}`, paretoTimes, LIMITS.pareto));
  rows.push(rowOf('P(alive) and a year of BG/NBD, with collapsing', scoredIn(bg, many), LIMITS.score));
  rows.push(
    rowOf('P(alive) and a year of Pareto/NBD, with collapsing', scoredIn(pareto, many), LIMITS.score),
  );
  printTable(['', 'median', 'range', 'limit', 'of limit'], rows);
  return Promise.resolve();
}

function fitted(histories: Columns, name: FittedName): PurchaseModel {
  const fit = fitModel(collapse(histories).patterns, name);
  if (!fit?.converged) throw new Error(`${name} was not fitted`);
  return fit.model;
}

function scoredIn(model: PurchaseModel, histories: Columns): number[] {
  return timesOf(3, () => scoreCustomers(model, histories, 365));
}

/** Seconds of each run. */
function timesOf(runs: number, work: () => unknown): number[] {
  return Array.from({ length: runs }, () => {
    const started = performance.now();
    work();
    return (performance.now() - started) / 1000;
  });
}

function rowOf(title: string, times: readonly number[], limit: number): string[] {
  const median = medianOf(times);
  const range = `${Math.min(...times).toFixed(3)}–${Math.max(...times).toFixed(3)}`;
  return [title, `${median.toFixed(3)} s`, range, `${limit} s`, (median / limit).toFixed(2)];
}

/** The published sample where it is at hand, else as many customers by its published estimates. */
function cdnowOrAlike(): { readonly title: string; readonly histories: Columns } {
  if (!existsSync(SUMMARY)) {
    const model = { model: 'bg-nbd', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } as const;
    const plan = { customers: 2357, observed: 39, entry: 12, later: 0, wholeDays: false, seed: 2005 };
    return { title: '2,357 simulated customers', histories: simulateHistories(model, plan) };
  }
  const rows = readFileSync(SUMMARY, 'utf8').trim().split('\n').slice(1);
  const column = (at: number) => Float64Array.from(rows, row => Number(row.split(',')[at]));
  return { title: 'CDNOW sample', histories: { repeats: column(1), recency: column(2), age: column(3) } };
}
