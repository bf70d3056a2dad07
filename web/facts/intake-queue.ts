import { useSyncExternalStore } from 'react';
import type { Batch } from '../../contract/batches.ts';
import { followed } from './batch-progress.ts';
import { type Guess, guessOf, type ReadAs } from './headings.ts';
import { type UploadQuery, upload } from './upload.ts';

/** A file on its way into the book. The queue outlives the page: one may leave and come back. */
export interface QueuedFile {
  readonly key: number;
  readonly file: File;
  /** Undefined while its first line is read. */
  readonly guess?: Guess;
  /** Chosen by hand, over the guess. */
  readonly readAs?: ReadAs | undefined;
  readonly phase: 'chosen' | 'uploading' | 'reading' | 'ended' | 'failed';
  /** 0–1 of the phase. */
  readonly share: number;
  readonly batch?: Batch;
  readonly error?: Error;
}

export type FirstSettings = Pick<
  UploadQuery,
  'company' | 'currency' | 'timeZone' | 'fiscalStartMonth' | 'homeCountry'
>;

let queue: readonly QueuedFile[] = [];
let nextKey = 1;
let sending: { key: number; stop: AbortController } | undefined;
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

export function addFiles(files: Iterable<File>): void {
  for (const file of files) {
    const key = nextKey++;
    set([...queue, { key, file, phase: 'chosen', share: 0 }]);
    void guessOf(file).then(guess => changeFile(key, { guess }));
  }
}

export function changeFile(key: number, change: Partial<QueuedFile>): void {
  set(queue.map(one => (one.key === key ? { ...one, ...change } : one)));
}

/** Takes a file out of the list. What is being uploaded stops; what the server reads goes on there, to be undone. */
export function removeFile(key: number): void {
  if (sending?.key === key) sending.stop.abort();
  set(queue.filter(one => one.key !== key));
}

export function clearEnded(): void {
  set(queue.filter(one => one.phase !== 'ended'));
}

/** Sends the chosen files one after the other, each to its end, so that the first one can open the book. */
export async function sendFiles(settings: FirstSettings | undefined): Promise<void> {
  if (sending) return;
  for (let next = nextChosen(); next; next = nextChosen()) {
    const stop = new AbortController();
    sending = { key: next.key, stop };
    await send(next, settings, stop.signal);
    sending = undefined;
  }
}

/** What a file will be read as: by hand, else by its headings. */
export function readAsOf({ readAs, guess }: QueuedFile): ReadAs | null | undefined {
  return readAs ?? guess?.readAs;
}

async function send(queued: QueuedFile, settings: FirstSettings | undefined, signal: AbortSignal) {
  const { key, file } = queued;
  changeFile(key, { phase: 'uploading', share: 0 });
  try {
    const query = { file: file.name, ...settings, ...readAsOf(queued) };
    const batch = await upload({ file, query, signal, onShare: share => changeFile(key, { share }) });
    changeFile(key, { phase: 'reading', share: 0, batch });
    const ended = await followed(batch.id, step =>
      changeFile(key, { batch: step, share: step.progress ?? 0 }),
    );
    changeFile(key, { phase: 'ended', share: 1, batch: ended });
  } catch (error) {
    changeFile(key, { phase: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
  }
}

function nextChosen(): QueuedFile | undefined {
  return queue.find(one => one.phase === 'chosen');
}

function set(next: readonly QueuedFile[]): void {
  queue = next;
  for (const listener of listeners) listener();
}
