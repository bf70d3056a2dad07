import { type ChildProcess, spawn } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** Middle of some runs. */
export function medianOf(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  return ascending[ascending.length >> 1] as number;
}

/** What the figures were measured on; without a machine's name. */
export function machineText(): string {
  const [cpu] = cpus();
  return `${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
}

export interface ProcessRun {
  readonly seconds: number;
  readonly memoryMb: number | undefined;
  readonly output: string;
}

/** Runs a program to its end; throws what it said when it fails. */
export async function runProcess(
  program: string,
  args: readonly string[],
  env = process.env,
): Promise<ProcessRun> {
  const started = performance.now();
  const child: ChildProcess = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  child.stdout?.on('data', (part: Buffer) => {
    output += part;
  });
  child.stderr?.on('data', (part: Buffer) => {
    output += part;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${output}`);
  const memory = /rss (\d+) MB/.exec(output)?.[1];
  return {
    seconds: (performance.now() - started) / 1000,
    memoryMb: memory ? Number(memory) : undefined,
    output,
  };
}

/** Milliseconds that a piece of work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** A table on standard output, figures right-aligned. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...rows.map(row => (row[i] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
      .join('  ');
  console.log(line(headings));
  for (const row of rows) console.log(line(row));
  console.log();
}
