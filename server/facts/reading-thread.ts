import { type MessagePort, parentPort } from 'node:worker_threads';
import { Refusal } from '../errors.ts';
import { readFile } from './file-reader.ts';
import { tablesOf } from './file-tables.ts';
import { type Asked, buffersOf, type FileToRead, type Told } from './reading-messages.ts';
import { RowReading, type RowTaker } from './row-reading.ts';

/** Runs in a thread of its own: reads one file after another and hands its rows over, a step ahead of their keeping. */

class Stopped extends Error {}

const port = parentPort as MessagePort;
const asked: Asked[] = [];
let wake: (() => void) | undefined;
port.on('message', (message: Asked) => {
  asked.push(message);
  wake?.();
});

async function nextAsked(): Promise<Asked> {
  while (asked.length === 0)
    await new Promise<void>(resolve => {
      wake = resolve;
    });
  return asked.shift() as Asked;
}

function tell(told: Told, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(told, transfer);
}

for (;;) {
  const file = await nextAsked();
  try {
    if (file.ask === 'read') await read(file);
    if (file.ask === 'tables') tell({ tell: 'tables', tables: await tablesOf(file.path, file.name) });
  } catch (error) {
    if (error instanceof Stopped) tell({ tell: 'stopped' });
    else if (error instanceof Refusal) tell({ tell: 'refused', code: error.code, sentence: error.message });
    else {
      const fault = error instanceof Error ? error : new Error(String(error));
      tell({ tell: 'fault', error: fault, code: (fault as NodeJS.ErrnoException).code });
    }
  }
}

async function read({ path, bytes, part }: FileToRead): Promise<void> {
  let share = 0;
  let kept = true;
  /** One handful of rows is kept while the next is read; a third would only fill the memory. */
  const beforeKept = async () => {
    if (kept) return undefined;
    const answer = await nextAsked();
    if (answer.ask !== 'go-on') throw new Stopped();
    kept = true;
    return answer.columns;
  };
  const taker: RowTaker = {
    heading: async headed => {
      tell({ tell: 'heading', headed });
      const answer = await nextAsked();
      if (answer.ask !== 'begin') throw new Stopped();
      return answer;
    },
    before: beforeKept,
    rows: rows => {
      tell({ tell: 'rows', ...rows }, [...buffersOf(rows.columns), ...buffersOf(rows.conversions)]);
      kept = false;
    },
    progress: rows => tell({ tell: 'progress', share, rows }),
  };
  const reading = new RowReading(taker);
  const { sentences } = await readFile(
    path,
    read => {
      share = bytes === 0 ? 1 : Math.min(read / bytes, 1);
    },
    reading,
    part,
  );
  const end = await reading.end();
  await beforeKept();
  tell({ tell: 'end', end: { ...end, sentences } });
}
