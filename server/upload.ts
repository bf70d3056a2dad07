import { Refusal } from './errors.ts';

export const UPLOAD_IDLE_SECONDS = 120;

/** The bytes of a request as they come; refuses when nothing came for so long. */
export async function* unlessStalled(
  body: ReadableStream<Uint8Array>,
  idleSeconds: number,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let stalled = false;
  try {
    for (;;) {
      let timer: NodeJS.Timeout | undefined;
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          stalled = true;
          reject(stall(idleSeconds));
        }, idleSeconds * 1000);
      });
      const { done, value } = await Promise.race([reader.read(), silence]).finally(() => clearTimeout(timer));
      if (done) return;
      yield value;
    }
  } finally {
    // Who stalled still waits for the answer: it ends the connection, which cancelling would do without a word.
    if (!stalled) await reader.cancel().catch(() => undefined);
  }
}

function stall(idleSeconds: number): Refusal {
  return new Refusal(
    'upload-stalled',
    `Nothing came for ${idleSeconds} seconds in the middle of the file, and nothing of it was kept: send it again. CLIENTELE_UPLOAD_IDLE_SECONDS sets how long is waited.`,
  );
}
