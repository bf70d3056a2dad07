import { useSyncExternalStore } from 'react';
import { type Batch, batchEndpoints, type HowToRead } from '../../contract/batches.ts';
import { type Inspection, mappingEndpoints } from '../../contract/mapping.ts';
import { call } from '../call.ts';
import { followed } from './batch-progress.ts';
import { clearReading, howToRead } from './file/asked-file.ts';
import { upload } from './upload.ts';

/** A file on its way into the book. The list outlives the page, and what is at the server outlives the window too. */
export interface QueuedFile {
  readonly key: number;
  readonly name: string;
  readonly bytes: number;
  /** What is to be sent; none of what came back from the server. */
  readonly file?: File;
  /** What the server found in it. */
  readonly inspection?: Inspection;
  readonly phase: 'waiting' | 'uploading' | 'there' | 'importing' | 'ended' | 'failed';
  /** 0–1 of the phase. */
  readonly share: number;
  readonly batch?: Batch;
  readonly error?: Error;
}

export type FirstSettings = NonNullable<HowToRead['settings']>;

let queue: readonly QueuedFile[] = [];
let nextKey = 1;
let sending: { key: number; stop: AbortController } | undefined;
let restored = false;
const listeners = new Set<() => void>();

export function useQueue(): readonly QueuedFile[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => queue,
  );
}

/** Sends files one after the other; what comes back are those that were added, as they are then. */
export async function addFiles(files: Iterable<File>): Promise<readonly QueuedFile[]> {
  const added = [...files].map(
    (file): QueuedFile => ({
      key: nextKey++,
      name: file.name,
      bytes: file.size,
      file,
      phase: 'waiting',
      share: 0,
    }),
  );
  set([...queue, ...added]);
  await sendWaiting();
  const keys = added.map(({ key }) => key);
  return queue.filter(one => keys.includes(one.key));
}

/** Takes a file out of the list. What is being uploaded stops; what the server reads goes on there, to be undone. */
export function removeFile(key: number): void {
  if (sending?.key === key) sending.stop.abort();
  set(queue.filter(one => one.key !== key));
}

export function sendAgain(key: number): void {
  change(key, { phase: 'waiting', share: 0 });
  void sendWaiting();
}

export function clearEnded(): void {
  set(queue.filter(one => one.phase !== 'ended'));
}

/** Of one table, and read without a doubt: can be imported as it is. */
export function isReady({ phase, inspection }: QueuedFile): boolean {
  const [table] = inspection?.tables ?? [];
  return (
    phase === 'there' &&
    inspection?.tables.length === 1 &&
    table !== undefined &&
    clearReading(table) !== undefined
  );
}

/** Imports all files that are read without a doubt; the server takes them one after the other. */
export async function importReady(settings: FirstSettings | undefined): Promise<void> {
  const ready = queue.filter(isReady);
  for (const { key, inspection } of ready) {
    const table = inspection?.tables[0];
    const how = table && clearReading(table);
    if (!inspection || !how) continue;
    const body = { ...howToRead(inspection, table, how), ...(settings && { settings }) };
    const asked = { params: { id: inspection.id }, body };
    change(key, { phase: 'importing', share: 0 });
    await call(batchEndpoints.importUploaded, asked).then(
      batch => change(key, { batch }),
      (error: unknown) => fail(key, error),
    );
  }
  for (const { key } of ready) await follow(key);
}

/** Files that were sent before the window was loaded anew are asked for again. */
export async function restoreQueue(): Promise<void> {
  if (restored) return;
  restored = true;
  for (const { id, file } of keptFiles()) {
    const asked = { params: { id }, query: { file } };
    const inspection = await call(mappingEndpoints.inspection, asked).catch(() => undefined);
    if (!inspection || queue.some(one => one.inspection?.id === id)) continue;
    const { file: name, bytes } = inspection;
    set([...queue, { key: nextKey++, name, bytes, inspection, phase: 'there', share: 1 }]);
  }
}

/** The file has gone on to a check or an import of its own. */
export function takeOut(id: string): void {
  set(queue.filter(one => one.inspection?.id !== id || one.phase === 'importing'));
}

async function sendWaiting(): Promise<void> {
  while (sending) await new Promise(resolve => setTimeout(resolve, 20));
  for (let next = nextWaiting(); next; next = nextWaiting()) {
    const stop = new AbortController();
    sending = { key: next.key, stop };
    await send(next, stop.signal);
    sending = undefined;
  }
}

async function send({ key, file }: QueuedFile, signal: AbortSignal): Promise<void> {
  if (!file) return;
  change(key, { phase: 'uploading', share: 0 });
  try {
    const inspection = await upload({ file, signal, onShare: share => change(key, { share }) });
    change(key, { phase: 'there', share: 1, inspection });
  } catch (error) {
    fail(key, error);
  }
}

async function follow(key: number): Promise<void> {
  const batch = queue.find(one => one.key === key)?.batch;
  if (!batch) return;
  try {
    const ended = await followed(batch.id, step => change(key, { batch: step, share: step.progress ?? 0 }));
    change(key, { phase: 'ended', share: 1, batch: ended });
  } catch (error) {
    fail(key, error);
  }
}

function fail(key: number, error: unknown): void {
  change(key, { phase: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
}

function change(key: number, next: Partial<QueuedFile>): void {
  set(queue.map(one => (one.key === key ? { ...one, ...next } : one)));
}

function nextWaiting(): QueuedFile | undefined {
  return queue.find(one => one.phase === 'waiting');
}

const KEPT = 'clientele.files';

function keptFiles(): { id: string; file: string }[] {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? '[]') as { id: string; file: string }[];
}

function set(next: readonly QueuedFile[]): void {
  queue = next;
  const there = next.flatMap(one =>
    one.phase === 'there' && one.inspection ? [{ id: one.inspection.id, file: one.name }] : [],
  );
  sessionStorage.setItem(KEPT, JSON.stringify(there));
  for (const listener of listeners) listener();
}
