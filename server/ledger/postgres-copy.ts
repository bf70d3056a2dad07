import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import type { ClientBase, Connection, Submittable } from 'pg';

type Copying = Connection & {
  sendCopyFromChunk(bytes: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(why: string): void;
};
const PART_BYTES = 1 << 20;

/** A `COPY … FROM STDIN`, fed with what the parts give; the server reads one part while the next is made. */
export function copyIn(
  client: ClientBase,
  text: string,
  parts: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<void> {
  return copied(client, text, fail => ({
    handleCopyInResponse: async (connection: Copying) => {
      try {
        for await (const part of parts) {
          connection.sendCopyFromChunk(part);
          if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
        }
        connection.endCopyFrom();
      } catch (error) {
        fail(error);
        connection.sendCopyFail('the rows could not be written');
      }
    },
  }));
}

/** A `COPY … TO STDOUT` into a file; the server waits while the disk is slower. */
export async function copyOut(client: ClientBase, text: string, file: FileHandle): Promise<void> {
  let parts: Buffer[] = [];
  let bytes = 0;
  const written = () => {
    const all = Buffer.concat(parts);
    [parts, bytes] = [[], 0];
    return file.appendFile(all);
  };
  await copied(client, text, fail => ({
    handleCopyData: ({ chunk }: { chunk: Buffer }, { stream }: Connection) => {
      parts.push(Buffer.from(chunk));
      bytes += chunk.length;
      if (bytes < PART_BYTES || stream.isPaused()) return;
      stream.pause();
      written()
        .catch(fail)
        .finally(() => stream.resume());
    },
  }));
  await written();
}

/** The client runs whatever has `submit` and tells it what the server answers; it is free again at `ReadyForQuery`. */
function copied(
  client: ClientBase,
  text: string,
  handlers: (fail: (fault: unknown) => void) => object,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let fault: unknown;
    const copy = {
      submit: (connection: Connection) => connection.query(text),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => (fault === undefined ? resolve() : reject(fault)),
      handleError: (error: unknown) => reject(fault ?? error),
      ...handlers(error => {
        fault = error;
      }),
    };
    client.query(copy as Submittable);
  });
}
