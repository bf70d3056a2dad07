import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type DataFolder, dataFolder } from '../../server/database/data-folder.ts';
import { ownerSignsIn } from '../signed-in.ts';

const root = join(import.meta.dirname, '..', '..');

/** What a program said and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly error: string;
}

/** A program of ours as a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Settles with the first match in what it prints; fails when it ends without one. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
}

/** A server that answers at `url`. */
export interface Server extends Program {
  readonly url: string;
  /** What the owner's browser sends. */
  readonly cookie: string;
}

const started: ChildProcess[] = [];
const folders: string[] = [];

/** Starts `node <script> …` on a data folder. */
export function program(data: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Program {
  const { NODE_OPTIONS, CLIENTELE_PORT, DATABASE_URL, ...inherited } = process.env;
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...inherited, NO_COLOR: '1', CLIENTELE_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const said = { out: '', error: '' };
  child.stdout?.setEncoding('utf8').on('data', text => {
    said.out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', text => {
    said.error += text;
  });
  const ended = new Promise<Ended>(resolve =>
    child.once('close', (code, signal) => resolve({ code, signal, ...said })),
  );
  return {
    child,
    ended,
    says: pattern =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(said.out) ?? pattern.exec(said.error);
          if (match) resolve(match);
        };
        child.stdout?.on('data', look);
        child.stderr?.on('data', look);
        look();
        void ended.then(end => reject(new Error(`ended before it said ${pattern}: ${JSON.stringify(end)}`)));
      }),
  };
}

/** Starts a command of the command line. */
export function command(data: string, ...words: string[]): Program {
  return program(data, ['cli/main.ts', ...words]);
}

/** Runs a command to its end. */
export async function clientele(data: string, ...words: string[]): Promise<Ended> {
  return await command(data, ...words).ended;
}

/** Starts `clientele serve` on a free port, and signs its owner in. */
export async function served(data: string): Promise<Server> {
  const serving = command(data, 'serve', '--port', '0');
  const [, link, url = ''] = await serving.says(
    /(?:begins here\S*,.*?(http:\/\/\S+)\s+)?Clientele serves (http:\/\/\S+);/,
  );
  return { ...serving, url, cookie: await ownerSignsIn(url, link) };
}

/** SIGKILL, and the end of it. */
export async function killed({ child, ended }: Program): Promise<Ended> {
  child.kill('SIGKILL');
  return await ended;
}

/** SIGTERM, and the end of it. */
export async function terminated({ child, ended }: Program): Promise<Ended> {
  child.kill('SIGTERM');
  return await ended;
}

/** An empty folder for data or files, removed by `cleared`. */
export async function emptyFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'clientele-crash-')));
  folders.push(folder);
  return folder;
}

export function placesOf(data: string): DataFolder {
  return dataFolder({ CLIENTELE_DATA: data });
}

/** The pid of the book's PostgreSQL server if one runs. */
export function postgresOf(data: string): number | undefined {
  try {
    const pid = Number(
      readFileSync(join(placesOf(data).postgres, 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
    );
    return runs(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that has ended waits for whoever started it to take notice: in a container perhaps for ever.
    return process.platform !== 'linux' || !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const PATIENCE_MS = 60_000;

/** Waits until something holds; generous, as the machine may be busy. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(`waited in vain until ${what}`);
    await pause(10);
  }
}

/** Ends what a test left running, by its id, and removes its folders. */
export async function cleared(): Promise<void> {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  for (const folder of folders) {
    const postgres = postgresOf(folder);
    if (postgres === undefined) continue;
    process.kill(postgres, 'SIGQUIT');
    await until(() => !runs(postgres), 'the PostgreSQL of a test had ended');
  }
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
