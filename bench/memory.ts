import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SAMPLE_MS = 50;

export interface PeakMemory {
  /** Megabytes of this process: the product with DuckDB in it, its threads and the bench itself. */
  readonly ours: number;
  /** Megabytes of PostgreSQL's processes, what they share counted once; undefined where /proc does not say. */
  readonly postgres: number | undefined;
}

/** The most memory in use while a piece of work goes on, looked at twenty times a second. */
export async function withPeakMemory<T>(
  folder: string,
  work: () => Promise<T>,
): Promise<{ result: T; peak: PeakMemory }> {
  let ours = 0;
  let postgres: number | undefined;
  let samples = 0;
  const look = () => {
    ours = Math.max(ours, process.memoryUsage.rss());
    // Thirty processes are slower to ask than one.
    if (samples++ % 20 === 0) postgres = larger(postgres, postgresBytes(folder));
  };
  look();
  const timer = setInterval(look, SAMPLE_MS);
  try {
    const result = await work();
    look();
    return { result, peak: { ours: megabytes(ours), postgres: postgres && megabytes(postgres) } };
  } finally {
    clearInterval(timer);
  }
}

export function memoryText({ ours, postgres }: PeakMemory): string {
  return `${ours} MB, PostgreSQL ${postgres === undefined ? '–' : `${postgres} MB`}`;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

/** Proportional set size of the postmaster of a data folder and its children. */
function postgresBytes(folder: string): number | undefined {
  try {
    const file = readdirSync(folder, { recursive: true }).find(name =>
      String(name).endsWith('postmaster.pid'),
    );
    const postmaster = readFileSync(join(folder, String(file)), 'utf8').split('\n')[0] as string;
    const parentOf = (pid: string) => /\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
    const pids = readdirSync('/proc').filter(
      pid => /^\d+$/.test(pid) && (pid === postmaster || safely(() => parentOf(pid)) === postmaster),
    );
    const kilobytes = pids.map(pid =>
      Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
    );
    return kilobytes.reduce((sum, one) => sum + one, 0) * 1024;
  } catch {
    return undefined;
  }
}

/** A process may end while it is looked at. */
function safely<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
